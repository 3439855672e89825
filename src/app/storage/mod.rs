//! The library of scenarios in the browser: opened at the start, saved as one
//! types, shared with other windows.
//!
//! Storage can be absent, denied or full: the app then works in memory and says
//! so. What is stored but broken is reported and never overwritten.

mod keeping;
mod local;
mod lock;
mod opening;
mod saving;
mod scenarios;
mod trouble;
mod windows;

pub use keeping::{download as download_shown, fetch_when_needed, here, ready};
pub use local::{moment, read_theme, remember, remembered, write_theme};
pub use opening::{Opened, fresh, library, stored};
pub use scenarios::{Open, Visited};
pub use trouble::{download, download_scenario};
pub use windows::follow_other_windows;

use super::browser::listen;
use super::notice::Notice;
use super::workspace::Workspace;
use crate::store::document::Document;
use crate::store::history::History;
use crate::store::library::{Fault, Library};
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
    /// The code that saves could not be fetched.
    CutOff,
}

impl From<Fault> for Saved {
    fn from(fault: Fault) -> Self {
        if fault == Fault::Full { Self::Full } else { Self::Unavailable }
    }
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
        // Where storage is full, room may have been made.
        workspace.scenarios.track();
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        if workspace.is_kept() {
            workspace.say_saved(Saved::Yes);
            return;
        }
        workspace.say_saved(Saved::Waiting);
        let save = move || keeping::save_alone(workspace);
        timer.set_value(set_timeout_with_handle(save, SAVE_AFTER).ok());
    });
    // Nobody leaves unasked with a change that cannot be saved, for which the code
    // that saves is not there yet, or that ends with the page.
    listen(&window(), "beforeunload", move |event: web_sys::BeforeUnloadEvent| {
        workspace.save();
        if workspace.has_changed() && !(workspace.lasts && workspace.is_kept()) {
            event.prevent_default();
        }
    });
    // A page that is being left has no time to wait for a lock.
    listen(&window(), "pagehide", move |_: web_sys::Event| workspace.save());
    listen(&document(), "visibilitychange", move |_: web_sys::Event| {
        if document().hidden() && !workspace.is_kept() {
            keeping::save_alone(workspace);
        }
    });
}

impl Workspace {
    /// Whether the person's own scenario has steps that could be undone.
    fn has_changed(&self) -> bool {
        let has_steps = |history: &History<Arc<Document>>| history.undo_label().is_some();
        let waiting = self.own.with_untracked(|own| own.as_ref().map(has_steps));
        waiting.unwrap_or_else(|| self.history.with_untracked(has_steps))
    }

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
        // What it was too late for is asked about before the page is left.
        if let Some(keeping) = here() {
            (keeping.save)(*self);
        }
    }

    pub(super) fn say(&self, text: &str) {
        self.notice.set(Some(Notice::say(text)));
    }
}
