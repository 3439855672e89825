//! The scenarios of a file, before they are taken.

use super::lists::{SHOWN, back, others};
use super::{restore, take};
use crate::app::dialogs::Dialogs;
use crate::app::workspace::Workspace;
use crate::store::document::Document;
use crate::store::json::{self, OpenError, Opened};
use crate::store::repairs;
use leptos::prelude::*;
use std::sync::Arc;

/// What a file holds, one by one, and the ways to take it.
pub fn scenarios(name: String, all: &[Result<Opened, OpenError>]) -> impl IntoView + use<> {
    let workspace = expect_context::<Workspace>();
    let dialogs = expect_context::<Dialogs>();
    // How many were added, while some are being added.
    let done = RwSignal::new(None::<usize>);
    // Where that cannot be told all count as new; adding them tells.
    let mut there = restore::there(workspace).unwrap_or_default();
    let is_new: Vec<bool> = all
        .iter()
        .map(|one| one.as_ref().is_ok_and(|opened| there.insert(json::write(&opened.document))))
        .collect();
    let rows: Vec<AnyView> = all
        .iter()
        .enumerate()
        .take(SHOWN)
        .map(|(position, scenario)| match scenario {
            Ok(opened) => row(workspace, dialogs, opened, is_new[position]),
            Err(error) => {
                let said = format!("Scenario {} could not be read: {error}.", position + 1);
                view! { <li class="refused">{said}</li> }.into_any()
            }
        })
        .collect();
    let said = match all.len() {
        1 => format!("{name} holds a scenario."),
        many => format!("{name} holds {many} scenarios."),
    };
    let readable = all.iter().flatten().count();
    let fresh: Arc<Vec<Document>> = Arc::new(
        all.iter()
            .zip(&is_new)
            .filter(|(_, is_new)| **is_new)
            .flat_map(|(one, _)| one)
            .map(|opened| opened.document.clone())
            .collect(),
    );
    let count = fresh.len();
    let label =
        if count == readable { format!("Add all {count}") } else { format!("Add the {count} that are new") };
    let every = (readable > 1 && count > 0).then(|| {
        let take = move |_| restore::restore(workspace, dialogs, fresh.clone(), done);
        view! { <button type="button" class="primary" on:click=take>{label}</button> }
    });
    let nothing = (readable > 1 && count == 0).then_some(" All of them are here already.");
    let progress = move || {
        done.get().map(|done| {
            view! { <progress aria-label="Scenarios added" max=count value=done></progress> }
        })
    };
    view! {
        <p role="status">{said} {nothing} " What you have stays as it is: each becomes a scenario of its own."</p>
        <ul class="incoming">{rows} {others(all.len())}</ul>
        {progress}
        <div class="actions">{back(dialogs)} {every}</div>
    }
}

fn row(workspace: Workspace, dialogs: Dialogs, opened: &Opened, is_new: bool) -> AnyView {
    let is_there = (!is_new).then(|| view! { <small>"here already"</small> });
    let mended = (!opened.repairs.is_empty())
        .then(|| view! { <small class="refused">"Mended. " {repairs::in_short(&opened.repairs)}</small> });
    let document = opened.document.clone();
    let (name, label) = (document.name.clone(), format!("Open {}", document.name));
    view! {
        <li>
            <span>{name} {is_there} {mended}</span>
            <button type="button" aria-label=label on:click=move |_| take::scenario(workspace, dialogs, &document)>
                "Open"
            </button>
        </li>
    }
    .into_any()
}
