//! Changes to the scorecard: steps that can be undone, like any other.

use crate::app::notice::Notice;
use crate::app::workspace::Workspace;
use crate::model::scorecard::{Criterion, Refusal, Scorecard};
use leptos::prelude::*;

impl Workspace {
    /// Reads something off the scorecard; tracks the scenario.
    pub fn with_scorecard<T>(&self, read: impl FnOnce(&Scorecard) -> T) -> T {
        self.document.with(|document| read(&document.scorecard))
    }

    /// A criterion as it is now; a blank one where it is gone, for the moment
    /// until its place in the page is gone too.
    pub fn criterion(&self, id: &str) -> Criterion {
        self.with_scorecard(|scorecard| scorecard.criterion(id).cloned())
            .unwrap_or_else(|| Criterion::blank(id, ""))
    }

    /// Changes the scorecard. Changes with the same `session` are one step.
    ///
    /// # Errors
    /// Where the change is refused; nothing changes then.
    pub fn change_scorecard(
        &self,
        label: &str,
        session: Option<&str>,
        change: impl FnOnce(&Scorecard) -> Result<Scorecard, Refusal>,
    ) -> Result<(), Refusal> {
        let next = self.document.with_untracked(|document| document.with_scorecard(change))?;
        self.edit(label, session, |_| next);
        Ok(())
    }

    /// Changes the scorecard as one types, within a session.
    ///
    /// # Errors
    /// Why the change is refused; nothing changes then.
    pub fn type_in_scorecard(
        &self,
        label: &str,
        session: &str,
        change: impl FnOnce(&Scorecard) -> Result<Scorecard, Refusal>,
    ) -> Result<(), String> {
        self.change_scorecard(label, Some(session), change).map_err(|why| why.to_string())
    }

    /// Changes the scorecard at a button, and says where that is refused. Says
    /// whether it was done.
    pub fn press_scorecard(
        &self,
        label: &str,
        change: impl FnOnce(&Scorecard) -> Result<Scorecard, Refusal>,
    ) -> bool {
        let done = self.change_scorecard(label, None, change);
        if let Err(why) = &done {
            self.notice.set(Some(Notice::say(why.to_string())));
        }
        done.is_ok()
    }

    /// The same for a change that takes something away: offers to undo it.
    pub fn press_and_offer_undo(
        self,
        label: &str,
        change: impl FnOnce(&Scorecard) -> Result<Scorecard, Refusal>,
    ) {
        if self.press_scorecard(label, change) {
            self.say_done(format!("{label}."));
        }
    }
}
