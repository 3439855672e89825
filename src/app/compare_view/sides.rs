//! The scenarios that stand side by side: the open one, and those that the
//! address names.

use crate::app::workspace::Workspace;
use crate::model::comparison::Comparison;
use crate::store::document::Document;
use leptos::prelude::*;
use std::sync::Arc;

/// Handles on the compared scenarios; copies share them.
#[derive(Clone, Copy)]
pub struct Sides {
    documents: Memo<Vec<Arc<Document>>>,
    comparison: Memo<Same>,
}

/// A comparison; equal only to itself, because comparing it would cost more than
/// using it.
#[derive(Clone)]
struct Same(Arc<Comparison>);

impl PartialEq for Same {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Sides {
    /// The scenarios of the address.
    pub fn open(others: Signal<Vec<Arc<Document>>>) -> Self {
        let workspace = expect_context::<Workspace>();
        let documents = Memo::new(move |_| {
            std::iter::once(workspace.document.get()).chain(others.get()).collect::<Vec<_>>()
        });
        let comparison = Memo::new(move |_| {
            let catalogue = workspace.catalogue();
            let named = |document: &Arc<Document>| (document.name.clone(), document.inputs(&catalogue));
            let all = documents.with(|all| Comparison::new(&catalogue, all.iter().map(named)));
            Same(Arc::new(all))
        });
        Self { documents, comparison }
    }

    /// Reads something off the comparison; tracks it.
    pub fn with<T>(&self, read: impl FnOnce(&Comparison) -> T) -> T {
        self.comparison.with(|same| read(&same.0))
    }

    /// Reads something off the documents, the base first; tracks them.
    pub fn with_documents<T>(&self, read: impl FnOnce(&[Arc<Document>]) -> T) -> T {
        self.documents.with(|documents| read(documents))
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.with(|all| all.sides().len())
    }

    /// What they are called, unlike each other.
    pub fn names(&self) -> Vec<String> {
        self.with(|all| all.sides().iter().map(|side| side.name.clone()).collect())
    }
}
