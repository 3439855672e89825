//! Taking what was shown, each as one step that can be undone.

use crate::app::dialogs::Dialogs;
use crate::app::notice::Notice;
use crate::app::workspace::Workspace;
use crate::store::document::Document;
use crate::store::import::Plan;
use leptos::prelude::*;
use litemap::LiteMap;

/// Changes the drivers of a plan. The state before is kept as a version too:
/// undo ends with the page.
pub fn plan(workspace: Workspace, dialogs: Dialogs, plan: &Plan) {
    workspace.keep_before("importing a table");
    workspace.edit("Import of a table", None, |document| plan.apply(document));
    // Texts that could not be read belonged to values that may be gone.
    workspace.unread.set(LiteMap::new());
    dialogs.close();
    workspace.say_done(match workspace.has_stepped() {
        true => "The table was taken.",
        false => "No value changed: the scenario is as it was.",
    });
}

/// Makes a scenario of its own of one from a file, and opens it.
pub fn scenario(workspace: Workspace, dialogs: Dialogs, document: &Document) {
    let is_open = workspace.create_scenario(document);
    dialogs.close();
    if is_open {
        workspace
            .notice
            .set(Some(Notice::say(format!("{} is open, as a scenario of its own.", document.name))));
    }
}
