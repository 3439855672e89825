//! Going from one scenario to another. Each keeps the steps that can be undone
//! for as long as the page lives.

use super::{Saved, download_scenario, moment, note_open};
use crate::app::notice::Notice;
use crate::app::workspace::Workspace;
use crate::store::document::Document;
use crate::store::history::History;
use crate::store::library::{Receipt, Refusal, Revision};
use crate::store::repairs;
use leptos::prelude::*;
use litemap::LiteMap;
use std::sync::Arc;

/// The scenario that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// Its id. Persists in session storage.
    pub id: String,
    /// The state that this window read or wrote last.
    pub revision: Revision,
    /// The document of that state; nothing where none is stored.
    pub kept: Option<Arc<Document>>,
}

/// A scenario that was open before, with its steps.
pub struct Visited {
    open: Open,
    history: History<Arc<Document>>,
}

impl Workspace {
    /// The id of the scenario that is open.
    pub fn open_id(&self) -> String {
        self.open.with_value(|open| open.id.clone())
    }

    /// Opens another scenario. Says whether it is open.
    pub fn open_scenario(&self, id: &str) -> bool {
        self.leave_guest();
        if self.open_id() == id {
            return true;
        }
        if !self.may_leave() {
            return false;
        }
        let record = match self.library.with_value(|library| library.open(id)) {
            Ok(record) => record,
            Err(refusal) => {
                self.refuse("This scenario could not be opened", &refusal);
                return false;
            }
        };
        let mended = (!record.repairs.is_empty()).then(|| {
            let kept = self.library.with_value(|library| library.set_aside(&record.text)).is_ok();
            let place = if kept { "What was stored is set aside as it was." } else { "" };
            format!("The scenario was mended. {} {place}", repairs::in_short(&record.repairs))
        });
        let before = self.visited.try_update_value(|visited| visited.remove(id)).flatten();
        let (open, history) = match before.filter(|visited| visited.open.revision == record.revision) {
            Some(visited) => (visited.open, visited.history),
            None => {
                let document = Arc::new(record.document);
                let open = Open { id: record.id, revision: record.revision, kept: Some(document.clone()) };
                (open, History::new(document))
            }
        };
        self.turn_to(open, history);
        self.let_go();
        if let Some(said) = mended {
            self.say(&said);
        }
        true
    }

    /// Creates a scenario of a document and opens it. Says whether it is open.
    pub fn create_scenario(&self, document: &Document) -> bool {
        let is_open = self.turn_to_new(document);
        if is_open {
            self.let_go();
        }
        is_open
    }

    /// The same for the document that is shown already: what is being typed into
    /// it goes on.
    pub(super) fn turn_to_new(&self, document: &Document) -> bool {
        self.leave_guest();
        if !self.may_leave() {
            return false;
        }
        match self.library.with_value(|library| library.create(document, &moment())) {
            Ok(created) => {
                let document = Arc::new(document.clone());
                let open = Open { id: created.id, revision: created.revision, kept: Some(document.clone()) };
                self.turn_to(open, History::new(document));
                true
            }
            Err(fault) => {
                let text = format!("Another scenario could not be kept: {fault}.");
                let (workspace, document) = (*self, document.clone());
                let notice =
                    Notice::say(text).with("Download it", move || download_scenario(workspace, &document));
                self.notice.set(Some(notice));
                false
            }
        }
    }

    /// Shows a scenario and keeps the steps of the one before.
    fn turn_to(&self, open: Open, history: History<Arc<Document>>) {
        self.library.with_value(|library| note_open(library, &open.id));
        batch(|| {
            let before = self.open.try_update_value(|now| std::mem::replace(now, open));
            let steps = self.swap_history(history);
            if let (Some(open), Some(history)) = (before, steps) {
                self.visited.update_value(|visited| {
                    visited.insert(open.id.clone(), Visited { open, history });
                });
            }
            self.unread.set(LiteMap::new());
            self.notice.set(None);
            self.scenarios.update(|count| *count = count.wrapping_add(1));
        });
        self.say_saved(Saved::Yes);
    }

    /// Saves the scenario; one that cannot be saved is not left.
    fn may_leave(&self) -> bool {
        self.save();
        if self.is_kept() {
            return true;
        }
        let (workspace, document) = (*self, self.mine().get_untracked());
        let text = "This scenario is not saved, so it stays open. Download it, or make room first.";
        let download = move || download_scenario(workspace, &document);
        self.notice.set(Some(Notice::say(text).with("Download it", download)));
        false
    }

    /// Keeps the present state as an automatic version before something large.
    /// Where that is not possible, undo still leads back.
    pub fn keep_before(&self, what: &str) {
        let (id, now) = (self.open_id(), self.mine().get_untracked());
        let kept = self.library.with_value(|library| library.keep_before(&id, &now, what, &moment()));
        if let Err(refusal) = kept {
            leptos::logging::warn!("no version was kept: {refusal}");
        }
    }

    /// Takes back what was done with scenarios, and says so.
    pub fn take_back(&self, receipt: &Receipt) {
        match self.library.with_value(|library| library.take_back(receipt)) {
            Ok(()) => {
                self.scenarios.update(|count| *count = count.wrapping_add(1));
                self.say("It is as it was before.");
            }
            Err(refusal) => self.refuse("It could not be taken back", &refusal),
        }
    }

    /// Says why something was not done.
    pub fn refuse(&self, what: &str, refusal: &Refusal) {
        self.say(&format!("{what}: {refusal}."));
    }
}
