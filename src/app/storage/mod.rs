//! The library of scenarios in the browser: opened at the start, saved as one
//! types, shared with other windows.
//!
//! Storage can be absent, denied or full: the app then works in memory and says
//! so. What is stored but broken is reported and never overwritten.

mod local;
mod lock;
mod scenarios;
mod trouble;
mod windows;

pub use local::{moment, read_theme, remember, remembered, write_theme};
pub use scenarios::{Open, Visited};
pub use trouble::{download, download_scenario};
pub use windows::follow_other_windows;

use super::browser::listen;
use super::notice::Notice;
use super::workspace::Workspace;
use crate::store::document::Document;
use crate::store::library::{self, Fault, Library, Memory};
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long after the last change the scenario is saved.
const SAVE_AFTER: Duration = Duration::from_millis(300);

/// Whether the scenario is in local storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is.
    Yes,
    /// A change waits to be saved.
    Waiting,
    /// Storage is full.
    Full,
    /// There is no storage, or the browser denies it.
    Unavailable,
}

impl From<Fault> for Saved {
    fn from(fault: Fault) -> Self {
        if fault == Fault::Full { Self::Full } else { Self::Unavailable }
    }
}

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

/// Opens the scenario that this window had, or the one that was opened last.
pub fn open() -> Opened {
    let denied = local::fault();
    let library = match denied {
        None => Library::new(local::Local),
        Some(_) => Library::new(Memory::default()),
    };
    let start = library.start(local::window_had().as_deref(), &moment());
    let document = Arc::new(start.document);
    let kept = start.unsaved.is_none().then(|| document.clone());
    let open = Open { id: start.id, revision: start.revision, kept };
    note_open(&library, &open.id);
    let fault = denied.or(start.unsaved);
    let notice = denied.map_or_else(
        || trouble::notice(&start.trouble),
        |_| Some(Notice::say("This browser keeps nothing for this page: work is lost when the tab closes.")),
    );
    let saved = fault.map_or(Saved::Yes, Saved::from);
    Opened { library, lasts: denied.is_none(), open, document, saved, notice }
}

/// Notes which scenario is open, for the next load and the next window.
fn note_open(library: &Library, id: &str) {
    local::window_has(id);
    // The next window then opens the one that was edited last.
    let _ = library.note_opened(id);
}

/// Saves the scenario shortly after each change, and when the page is left.
pub fn keep_saved(workspace: Workspace) {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        workspace.mine().track();
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        if workspace.is_kept() {
            workspace.say_saved(Saved::Yes);
            return;
        }
        workspace.say_saved(Saved::Waiting);
        let save = move || lock::alone(move || workspace.save());
        timer.set_value(set_timeout_with_handle(save, SAVE_AFTER).ok());
    });
    // A page that is being left has no time to wait for a lock.
    listen(&window(), "pagehide", move |_: web_sys::Event| workspace.save());
    listen(&document(), "visibilitychange", move |_: web_sys::Event| {
        if document().hidden() {
            lock::alone(move || workspace.save());
        }
    });
}

impl Workspace {
    /// Whether the scenario as it is now is stored.
    fn is_kept(&self) -> bool {
        let now = self.mine().get_untracked();
        let is_now = |kept: &Arc<Document>| Arc::ptr_eq(kept, &now) || *kept == now;
        self.open.with_value(|open| open.kept.as_ref().is_some_and(is_now))
    }

    /// Says whether the scenario is stored; without storage it never is.
    fn say_saved(&self, saved: Saved) {
        let saved = if self.lasts { saved } else { Saved::Unavailable };
        if self.saved.get_untracked() != saved {
            self.saved.set(saved);
        }
    }

    /// Saves the scenario now, if it is not.
    pub fn save(&self) {
        if self.is_kept() {
            return;
        }
        let now = self.mine().get_untracked();
        let (id, base) = self.open.with_value(|open| (open.id.clone(), open.revision));
        let saved = self.library.with_value(|library| library.save(&id, &now, base, &moment()));
        match saved {
            Ok(library::Saved::Kept(revision)) => self.is_stored(Open { id, revision, kept: Some(now) }),
            Ok(library::Saved::Again(revision)) => {
                self.is_stored(Open { id, revision, kept: Some(now) });
                self.say("This scenario had been deleted in another window. It is stored again.");
            }
            Ok(library::Saved::Copy(copy)) => self.became_a_copy(copy),
            Err(fault) => self.say_saved(fault.into()),
        }
    }

    /// Another window saved a different state of the scenario, which stays;
    /// what is here is a scenario of its own from now on.
    fn became_a_copy(&self, copy: library::Created) {
        self.library.with_value(|library| note_open(library, &copy.id));
        let name = copy.name.clone();
        self.change_mine("Kept as a copy", move |document| document.named(&name));
        let kept = Some(self.mine().get_untracked());
        let said = format!(
            "Another window changed this scenario too. Its state stays; yours is kept as “{}”.",
            copy.name
        );
        self.is_stored(Open { id: copy.id, revision: copy.revision, kept });
        self.say(&said);
    }

    fn is_stored(&self, open: Open) {
        self.open.set_value(open);
        self.say_saved(Saved::Yes);
        self.scenarios.update(|count| *count = count.wrapping_add(1));
        if self.lasts && !self.asked_to_persist.get_value() {
            self.asked_to_persist.set_value(true);
            trouble::ask_to_persist();
        }
    }

    pub(super) fn say(&self, text: &str) {
        self.notice.set(Some(Notice::say(text)));
    }
}
