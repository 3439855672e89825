//! The scenarios that stand side by side: the open one, and those that the
//! address names.

use crate::app::workspace::Workspace;
use crate::model::comparison::{Comparison, Scenario};
use crate::store::document::Document;
use leptos::prelude::*;
use std::sync::Arc;

/// Handles on the compared scenarios; copies share them.
#[derive(Clone, Copy)]
pub struct Sides {
    documents: Memo<Vec<Arc<Document>>>,
    comparison: Memo<Same>,
    /// Why a scenario of the address does not stand here.
    pub missing: Memo<Vec<String>>,
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
    pub fn open() -> Self {
        let workspace = expect_context::<Workspace>();
        let chosen = Memo::new(move |_| workspace.route.with(|route| route.with.clone()));
        let stored = Memo::new(move |_| {
            // Another window may have changed what is stored.
            workspace.scenarios.track();
            let open = |id: &String| {
                let record = workspace.library.with_value(|library| library.open(id));
                record.map(|record| Arc::new(record.document)).map_err(|why| why.to_string())
            };
            chosen.with(|ids| ids.iter().map(open).collect::<Vec<_>>())
        });
        let documents = Memo::new(move |_| {
            let others = stored.with(|all| all.iter().flatten().cloned().collect::<Vec<_>>());
            std::iter::once(workspace.document.get()).chain(others).collect::<Vec<_>>()
        });
        let missing =
            Memo::new(move |_| stored.with(|all| all.iter().filter_map(|one| one.clone().err()).collect()));
        let comparison = Memo::new(move |_| {
            let scenario = |document: &Arc<Document>| {
                // The shipped declarations have no faults; a test holds it.
                let catalogue = document.catalogue().ok()?;
                let inputs = document.inputs(&catalogue);
                Some(Scenario { name: document.name.clone(), currency: document.currency, catalogue, inputs })
            };
            let all = documents.with(|all| Comparison::new(all.iter().filter_map(scenario)));
            Same(Arc::new(all))
        });
        Self { documents, comparison, missing }
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
