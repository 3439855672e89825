//! Other windows of this page.

use super::{Open, keeping, local};
use crate::app::browser::listen;
use crate::app::notice::Notice;
use crate::app::workspace::Workspace;
use crate::store::library;
use leptos::prelude::*;

/// Follows what other windows save.
pub fn follow_other_windows(workspace: Workspace) {
    listen(&window(), "storage", move |event: web_sys::StorageEvent| {
        let Some(key) = event.key() else { return cleared(workspace) };
        let Some(key) = local::own(&key) else { return };
        let Some(id) = library::id_of(&key) else { return };
        workspace.scenarios.update(|count| *count = count.wrapping_add(1));
        // Before there is the code, no other window has this one's scenario.
        if let Some(keeping) = keeping::here() {
            (keeping.follow)(workspace, id);
        }
    });
}

/// Says that another window cleared what the browser kept. The scenario that is
/// open is stored again: nobody clears what is being worked on.
fn cleared(workspace: Workspace) {
    // Before there is the code that stores, nothing is stored.
    if keeping::here().is_none() {
        return;
    }
    workspace.open.update_value(|open| open.kept = None);
    // Lists are read anew, and what is not stored is saved.
    workspace.scenarios.update(|count| *count = count.wrapping_add(1));
    workspace.notice.set(Some(
        Notice::say(
            "Another window cleared what this browser kept. The scenario that is open here is stored again; \
             all others, and earlier versions, are gone.",
        )
        .with("Download it", move || keeping::download(workspace)),
    ));
}

/// Follows a change that another window saved, as a step that can be undone
/// here, unless this window has a change of its own that is not saved yet: that
/// one is kept as a copy when it is saved.
pub fn follow(workspace: Workspace, id: &str) {
    if workspace.open.with_value(|open| open.id != id) || !workspace.is_kept() {
        return;
    }
    match workspace.library.with_value(|library| library.open(id)) {
        Ok(record) => {
            if workspace.open.with_value(|open| open.revision == record.revision) {
                return;
            }
            workspace.change_mine("Change in another window", move |_| record.document);
            // A text that a field still holds would undo that change.
            workspace.let_go();
            let kept = Some(workspace.mine().get_untracked());
            let id = record.id;
            workspace.open.set_value(Open { id, revision: record.revision, kept });
            workspace.say_saved(super::Saved::Yes);
            workspace.say("Another window changed this scenario: shown here too.");
        }
        Err(library::Refusal::Missing) => {
            workspace
                .say("Another window deleted this scenario. It is still here: a change stores it again.");
        }
        // It is met again, and told, when it is saved or opened.
        Err(_) => {}
    }
}
