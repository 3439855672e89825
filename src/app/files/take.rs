//! Taking what was shown, each as one step that can be undone.

use crate::app::dialogs::Dialogs;
use crate::app::notice::Notice;
use crate::app::workspace::Workspace;
use crate::store::document::Document;
use crate::store::import::Plan;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Changes the drivers of a plan.
pub fn plan(workspace: Workspace, dialogs: Dialogs, plan: &Plan) {
    workspace.edit("Import of a table", None, |document| plan.apply(document));
    done(workspace, dialogs, "The table was taken.");
}

/// Puts a scenario in the place of the present one.
pub fn scenario(workspace: Workspace, dialogs: Dialogs, document: &Document) {
    workspace.edit("Open a scenario from a file", None, |_| document.clone());
    done(workspace, dialogs, &format!("{} is open.", document.name));
}

fn done(workspace: Workspace, dialogs: Dialogs, said: &str) {
    // Texts that could not be read belonged to values that may be gone.
    workspace.unread.set(BTreeMap::new());
    dialogs.close();
    workspace.notice.set(Some(Notice::say(said).with("Undo", move || workspace.undo())));
}
