//! Changes to pricing: steps that can be undone, like any other.

use crate::app::notice::Notice;
use crate::app::workspace::Workspace;
use crate::model::pricing::Pricing;
use crate::model::pricing::edit::Refusal;
use leptos::prelude::*;

impl Workspace {
    /// Changes pricing. Changes with the same `session` are one step.
    ///
    /// # Errors
    /// Why the change is refused; nothing changes then.
    pub fn change_pricing(
        &self,
        label: &str,
        session: Option<&str>,
        change: impl FnOnce(&Pricing) -> Result<Pricing, Refusal>,
    ) -> Result<(), String> {
        let next = self.document.with_untracked(|document| change(&document.pricing));
        let next = next.map_err(|why| why.to_string())?;
        self.edit(label, session, |document| document.with_pricing(next));
        Ok(())
    }

    /// Changes pricing at a button, and says where that is refused. Says whether
    /// it was done.
    pub fn press_pricing(
        &self,
        label: &str,
        change: impl FnOnce(&Pricing) -> Result<Pricing, Refusal>,
    ) -> bool {
        let done = self.change_pricing(label, None, change);
        if let Err(why) = &done {
            self.notice.set(Some(Notice::say(why.clone())));
        }
        done.is_ok()
    }
}
