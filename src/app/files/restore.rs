//! A backup's scenarios, added to those that are there.

use crate::app::dialogs::Dialogs;
use crate::app::notice::Notice;
use crate::app::scenario_actions::list_anew;
use crate::app::storage::moment;
use crate::app::workspace::Workspace;
use crate::store::document::Document;
use crate::store::json;
use crate::store::library::Fault;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// How many scenarios are added before the page is drawn again.
const AT_ONCE: usize = 20;

/// How far a restoration is. None of it persists.
#[derive(Clone)]
struct Progress {
    /// What there is already, as written.
    there: BTreeSet<String>,
    /// The ids of those that were added.
    added: Vec<String>,
    /// How many were there already.
    same: usize,
    /// How many of the file have been looked at.
    at: usize,
}

/// All scenarios that there are, as written.
pub fn there(workspace: Workspace) -> Result<BTreeSet<String>, Fault> {
    workspace.save();
    let (records, _) = workspace.library.with_value(|library| library.export_all())?;
    Ok(records.iter().map(|record| json::write(&record.document)).collect())
}

/// Adds those scenarios that are not there already, a few at a time, and shows
/// how far it is. Nothing that is there is changed.
pub fn restore(
    workspace: Workspace,
    dialogs: Dialogs,
    documents: Arc<Vec<Document>>,
    done: RwSignal<Option<usize>>,
) {
    if done.get_untracked().is_some() {
        return;
    }
    let there = match there(workspace) {
        Ok(there) => there,
        Err(fault) => return workspace.refuse("The scenarios could not be read", &fault.into()),
    };
    done.set(Some(0));
    add(workspace, dialogs, documents, done, Progress { there, added: Vec::new(), same: 0, at: 0 });
}

fn add(
    workspace: Workspace,
    dialogs: Dialogs,
    documents: Arc<Vec<Document>>,
    done: RwSignal<Option<usize>>,
    mut progress: Progress,
) {
    for document in documents.iter().skip(progress.at).take(AT_ONCE) {
        if !progress.there.insert(json::write(document)) {
            progress.same += 1;
            continue;
        }
        match workspace.library.with_value(|library| library.create(document, &moment())) {
            Ok(created) => progress.added.push(created.id),
            Err(fault) => {
                dialogs.close();
                return finish(workspace, progress, Some(format!("could not be kept: {fault}")));
            }
        }
    }
    progress.at += AT_ONCE;
    if progress.at >= documents.len() {
        dialogs.close();
        return finish(workspace, progress, None);
    }
    // With the list of what is added its count is gone: whoever leaves it wants no
    // more.
    if done.try_set(Some(progress.at)).is_some() {
        return finish(workspace, progress, Some("were not, because the file was left".to_owned()));
    }
    set_timeout(move || add(workspace, dialogs, documents, done, progress), Duration::ZERO);
}

/// Says what was added, and what became of the others.
fn finish(workspace: Workspace, progress: Progress, others: Option<String>) {
    list_anew(workspace);
    let Progress { added, same, .. } = progress;
    let mut said = match added.len() {
        1 => "1 scenario was added.".to_owned(),
        many => format!("{many} scenarios were added."),
    };
    if same > 0 {
        said += &format!(" {same} were there already.");
    }
    if let Some(became) = others {
        said += &format!(" The others {became}.");
    }
    let notice = Notice::say(said);
    workspace.notice.set(Some(match added.is_empty() {
        true => notice,
        false => notice.with("Remove them again", move || take_back(workspace, &added)),
    }));
}

/// Deletes what was added, except what is open by now.
fn take_back(workspace: Workspace, added: &[String]) {
    let open = workspace.open_id();
    let mut left = 0;
    for id in added {
        if *id == open || workspace.library.with_value(|library| library.delete(id)).is_err() {
            left += 1;
        }
    }
    list_anew(workspace);
    let said = match left {
        0 => "What was added is gone again.".to_owned(),
        left => format!("{left} of what was added stays: it is open, or could not be deleted."),
    };
    workspace.notice.set(Some(Notice::say(said)));
}
