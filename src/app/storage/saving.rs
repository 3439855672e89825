//! Saving the open scenario, and what is said of it.

use super::{Open, Saved, moment, note_open, trouble};
use crate::app::workspace::Workspace;
use crate::store::library;
use leptos::prelude::*;

/// Saves the scenario, which is not stored as it is now.
pub fn save(workspace: Workspace) {
    let now = workspace.mine().get_untracked();
    let (id, base) = workspace.open.with_value(|open| (open.id.clone(), open.revision));
    let saved = workspace.library.with_value(|library| library.save(&id, &now, base, &moment()));
    match saved {
        Ok(library::Saved::Kept(revision)) => is_stored(workspace, Open { id, revision, kept: Some(now) }),
        Ok(library::Saved::Again(revision)) => {
            is_stored(workspace, Open { id, revision, kept: Some(now) });
            workspace.say("This scenario had been deleted in another window. It is stored again.");
        }
        Ok(library::Saved::Copy(copy)) => became_a_copy(workspace, copy),
        Err(fault) => workspace.say_saved(fault.into()),
    }
}

/// Another window saved a different state of the scenario, which stays; what is
/// here is a scenario of its own from now on.
fn became_a_copy(workspace: Workspace, copy: library::Created) {
    workspace.library.with_value(|library| note_open(library, &copy.id));
    let name = copy.name.clone();
    workspace.change_mine("Kept as a copy", move |document| document.named(&name));
    let kept = Some(workspace.mine().get_untracked());
    let said = format!(
        "Another window changed this scenario too. Its state stays; yours is kept as “{}”.",
        copy.name
    );
    is_stored(workspace, Open { id: copy.id, revision: copy.revision, kept });
    workspace.say(&said);
}

fn is_stored(workspace: Workspace, open: Open) {
    workspace.open.set_value(open);
    workspace.say_saved(Saved::Yes);
    workspace.scenarios.update(|count| *count = count.wrapping_add(1));
    if workspace.lasts && !workspace.asked_to_persist.get_value() {
        workspace.asked_to_persist.set_value(true);
        trouble::ask_to_persist();
    }
}
