//! A shared scenario in the place of the person's own, which waits untouched.

use super::storage;
use super::workspace::Workspace;
use crate::store::document::Document;
use crate::store::history::History;
use crate::store::route::Route;
use leptos::prelude::*;
use litemap::LiteMap;
use std::sync::Arc;

impl Workspace {
    /// Whether a shared scenario is shown; tracks it.
    pub fn has_guest(&self) -> bool {
        self.own.with(Option::is_some)
    }

    /// Shows a shared scenario. Nothing that is saved changes.
    pub fn show_guest(&self, document: Document) {
        let mut other = History::new(Arc::new(document));
        batch(|| {
            self.history.update(|history| std::mem::swap(history, &mut other));
            // A second link takes the place of the first; one's own waits on.
            self.own.update(|own| {
                own.get_or_insert(other);
            });
            self.forget_texts();
        });
    }

    /// Shows the person's own scenario again, with every step of its history.
    pub fn show_own(&self) {
        if let Some(own) = self.own.try_update(Option::take).flatten() {
            self.history.set(own);
            self.forget_texts();
        }
    }

    /// Makes a scenario of the person's own of the shared one. Says whether that
    /// was possible; if not, the shared one is still shown, and why is said.
    pub fn keep_guest(&self) -> bool {
        let guest = self.document.get_untracked();
        self.show_own();
        // The part that shows guests came after the code that stores.
        let created = storage::here().is_some_and(|keeping| (keeping.create)(*self, &guest));
        if !created {
            let why = self.notice.get_untracked();
            self.show_guest(guest.as_ref().clone());
            self.notice.set(why);
            return false;
        }
        self.guest_kept.set(true);
        self.leave_link(false);
        true
    }

    /// Leaves a shared scenario, if one is shown, for the person's own.
    pub fn leave_guest(&self) {
        if self.own.with_untracked(Option::is_some) {
            self.show_own();
            self.leave_link(false);
        }
    }

    /// Takes the payload out of the address.
    pub fn leave_link(&self, remember: bool) {
        self.go(Route { shared: None, ..self.route.get_untracked() }, remember);
    }

    /// Texts that could not be read belong to the scenario that they were typed
    /// into.
    fn forget_texts(&self) {
        self.unread.set(LiteMap::new());
        self.notice.set(None);
    }
}
