//! What a person does with scenarios, each with the way back.

use crate::app::notice::Notice;
use crate::app::storage::moment;
use crate::app::workspace::Workspace;
use crate::model::readable::is_blank;
use crate::store::document::Document;
use crate::store::library::{Receipt, Refusal};
use leptos::prelude::*;

/// Lists are read anew.
pub fn list_anew(workspace: Workspace) {
    workspace.scenarios.update(|count| *count = count.wrapping_add(1));
}

/// Says what was done, with the way back, or why it was not.
pub fn done(workspace: Workspace, did: Result<Receipt, Refusal>, said: &str, failed: &str) {
    match did {
        Ok(receipt) => {
            list_anew(workspace);
            let notice = Notice::say(said).with("Undo", move || workspace.take_back(&receipt));
            workspace.notice.set(Some(notice));
        }
        Err(refusal) => workspace.refuse(failed, &refusal),
    }
}

/// Creates a scenario of a document and opens it.
pub fn begin(workspace: Workspace, document: &Document) {
    if workspace.create_scenario(document) {
        workspace.notice.set(Some(Notice::say(format!("{} is new, and open.", document.name))));
    }
}

/// Creates a scenario of a document beside the open one, and gives its id where
/// that was possible.
pub fn add(workspace: Workspace, document: &Document) -> Option<String> {
    match workspace.library.with_value(|library| library.create(document, &moment())) {
        Ok(created) => {
            list_anew(workspace);
            workspace.notice.set(Some(Notice::say(format!("Added: {}", document.name))));
            Some(created.id)
        }
        Err(fault) => {
            workspace.refuse("The scenario could not be added", &fault.into());
            None
        }
    }
}

/// Opens a scenario and says so.
pub fn open(workspace: Workspace, id: &str) {
    if workspace.open_scenario(id) {
        let name = workspace.document.with_untracked(|document| document.name.clone());
        workspace.notice.set(Some(Notice::say(format!("{name} is open."))));
    }
}

/// Renames a scenario; an empty name is not taken.
pub fn rename(workspace: Workspace, id: &str, name: &str) {
    if is_blank(name) {
        return;
    }
    if workspace.open_id() == id {
        workspace.change_mine("Name of the scenario", |document| document.named(name));
        workspace.save();
        return;
    }
    let renamed = workspace.library.with_value(|library| library.rename(id, name, &moment()));
    let said = format!("Renamed: {}", name.trim());
    done(workspace, renamed, &said, "The scenario could not be renamed");
}

/// Copies a scenario, and gives the copy's id where that was possible.
pub fn duplicate(workspace: Workspace, id: &str) -> Option<String> {
    workspace.save();
    let copied = workspace.library.with_value(|library| library.duplicate(id, &moment()));
    match copied {
        Ok((copy, receipt)) => {
            let said = format!("Added: {}", copy.name);
            done(workspace, Ok(receipt), &said, "");
            Some(copy.id)
        }
        Err(refusal) => {
            workspace.refuse("The scenario could not be duplicated", &refusal);
            None
        }
    }
}

/// Deletes a scenario. Where it is the open one, another opens first: the one
/// that was edited last, or the sample.
pub fn delete(workspace: Workspace, id: &str, name: &str) {
    if workspace.open_id() == id {
        let listed = workspace.library.with_value(|library| library.list()).unwrap_or_default();
        let other = listed.into_iter().find(|summary| summary.id != id && summary.broken.is_none());
        let left = match other {
            Some(summary) => workspace.open_scenario(&summary.id),
            None => workspace.create_scenario(&Document::sample()),
        };
        if !left {
            return;
        }
    }
    let deleted = workspace.library.with_value(|library| library.delete(id));
    done(workspace, deleted, &format!("Deleted: {name}"), "The scenario could not be deleted");
}
