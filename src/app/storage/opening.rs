//! What is open when the page begins.

use super::{Open, Saved, keeping, local, moment, note_open, trouble};
use crate::app::notice::Notice;
use crate::app::workspace::Workspace;
use crate::store::document::Document;
use crate::store::library::{Fault, Library, Memory, Moment, Revision};
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use std::sync::Arc;

/// What was found at the start.
pub struct Opened {
    /// All scenarios.
    pub library: Library,
    /// Whether they last longer than the page.
    pub lasts: bool,
    /// The scenario that is open.
    pub open: Open,
    /// Its document.
    pub document: Arc<Document>,
    /// Whether it is stored.
    pub saved: Saved,
    /// What the person should know about it.
    pub notice: Option<Notice>,
}

/// Where scenarios are kept: in the browser, or in memory alone where that has
/// the fault.
pub fn library() -> (Library, Option<Fault>) {
    let denied = local::fault();
    let library = match denied {
        None => Library::new(local::Local),
        Some(_) => Library::new(Memory::default()),
    };
    (library, denied)
}

/// Opens what is stored, as soon as there is the code for it.
///
/// # Errors
/// Where the code cannot be fetched.
pub async fn stored(library: Library, denied: Option<Fault>) -> Result<Opened, SplitLoaderError> {
    let keeping = keeping::first().await?;
    Ok((keeping.open)(library, denied))
}

/// The sample, where nothing is stored. It is stored with the first thing that a
/// person does.
pub fn fresh(library: Library, denied: Option<Fault>) -> Opened {
    let document = Arc::new(Document::sample());
    let open = Open { id: moment().id, revision: Revision::default(), kept: Some(document.clone()) };
    local::window_has(&open.id);
    Opened {
        library,
        lasts: denied.is_none(),
        open,
        document,
        saved: denied.map_or(Saved::Yes, Saved::from),
        notice: denied.map(|_| nothing_lasts()),
    }
}

/// Stores the sample of a first visit as it was when the page began.
pub fn adopt(workspace: Workspace) {
    let id = workspace.open_id();
    let made = Moment { id, ..moment() };
    let created = workspace.library.with_value(|library| library.create(&Document::sample(), &made));
    match created {
        Ok(created) => {
            workspace.library.with_value(|library| note_open(library, &created.id));
            workspace.open.update_value(|open| {
                open.id = created.id;
                open.revision = created.revision;
            });
            workspace.scenarios.update(|count| *count = count.wrapping_add(1));
        }
        Err(fault) => {
            workspace.open.update_value(|open| open.kept = None);
            workspace.say_saved(fault.into());
        }
    }
}

/// Opens the scenario that this window had, or the one that was opened last.
pub fn open(library: Library, denied: Option<Fault>) -> Opened {
    let start = library.start(local::window_had().as_deref(), &moment());
    let document = Arc::new(start.document);
    let kept = start.unsaved.is_none().then(|| document.clone());
    let open = Open { id: start.id, revision: start.revision, kept };
    note_open(&library, &open.id);
    let fault = denied.or(start.unsaved);
    let notice = denied.map_or_else(|| trouble::notice(&start.trouble), |_| Some(nothing_lasts()));
    let saved = fault.map_or(Saved::Yes, Saved::from);
    Opened { library, lasts: denied.is_none(), open, document, saved, notice }
}

fn nothing_lasts() -> Notice {
    Notice::say("This browser keeps nothing for this page: work is lost when the tab closes.")
}
