//! The list of all scenarios, searched and sorted.

use super::row;
use crate::app::browser::focus_later;
use crate::app::scenario_actions;
use crate::app::workspace::Workspace;
use crate::store::library::Summary;
use crate::store::route::View;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// How many scenarios are shown at first, and more at a time. Their figures are
/// read from their documents, which the list alone is not.
const PAGE: usize = 50;

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    /// The last edited first.
    #[default]
    Edited,
    /// By name.
    Name,
}

/// What the list shows. Does not persist.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    /// The scenario whose name is being edited.
    pub renaming: RwSignal<Option<String>>,
    words: RwSignal<String>,
    order: RwSignal<Order>,
    count: RwSignal<usize>,
}

pub(super) fn section(workspace: Workspace) -> AnyView {
    let shown = Shown {
        renaming: RwSignal::new(None),
        words: RwSignal::new(String::new()),
        order: RwSignal::new(Order::default()),
        count: RwSignal::new(PAGE),
    };
    let is_shown = Memo::new(move |_| workspace.route.with(|route| route.view == View::Scenarios));
    let listed = Memo::new(move |before: Option<&Arc<Vec<Summary>>>| {
        workspace.scenarios.track();
        // While another view is shown every save would read the list anew.
        if let Some(before) = before.filter(|_| !is_shown.get()) {
            return before.clone();
        }
        match workspace.library.with_value(|library| library.list()) {
            Ok(summaries) => Arc::new(summaries),
            Err(fault) => {
                leptos::logging::warn!("the scenarios could not be listed: {fault}");
                Arc::new(Vec::new())
            }
        }
    });
    let found = Memo::new(move |_| {
        let words = shown.words.with(|words| words.trim().to_lowercase());
        let mut found: Vec<Summary> =
            listed.with(|listed| listed.iter().filter(|summary| has(summary, &words)).cloned().collect());
        if shown.order.get() == Order::Name {
            found.sort_by_cached_key(|summary| summary.name.to_lowercase());
        }
        found
    });
    let counted = move || match (found.with(Vec::len), listed.with(|listed| listed.len())) {
        (found, all) if found == all => format!("{all} in all"),
        (found, all) => format!("{found} of {all} found"),
    };
    let rows = move || {
        let count = shown.count.get();
        found.with(|found| found.iter().take(count).cloned().collect::<Vec<_>>())
    };
    let key = |summary: &Summary| (summary.id.clone(), summary.revision.number, summary.revision.edited);
    let more = move || {
        let left = found.with(Vec::len).saturating_sub(shown.count.get());
        (left > 0).then(|| {
            let show = move |_| shown.count.update(|count| *count += PAGE);
            view! {
                <p class="actions">
                    <button type="button" on:click=show>{format!("Show {} more of {left}", left.min(PAGE))}</button>
                </p>
            }
        })
    };
    let search = move |event| {
        shown.words.set(event_target_value(&event));
        shown.count.set(PAGE);
    };
    let sort = move |event| {
        shown.order.set(if event_target_value(&event) == "name" { Order::Name } else { Order::Edited });
    };
    view! {
        <section class="sheet" aria-labelledby="all-scenarios">
            <h2 id="all-scenarios">"All scenarios"</h2>
            <div class="actions find">
                <input
                    type="search"
                    aria-label="Search in names and descriptions"
                    placeholder="Search"
                    autocomplete="off"
                    data-own-undo=""
                    on:input=search
                />
                <select aria-label="Order" on:change=sort>
                    <option value="edited">"Last edited first"</option>
                    <option value="name">"By name"</option>
                </select>
                <span class="sub" role="status">{counted}</span>
            </div>
            <ul class="all-scenarios" on:click=move |event| act(workspace, shown, &event)>
                <For each=rows key=key children=move |summary| row::row(workspace, shown, &summary) />
            </ul>
            {more}
        </section>
    }
    .into_any()
}

fn has(summary: &Summary, words: &str) -> bool {
    words.is_empty()
        || summary.name.to_lowercase().contains(words)
        || summary.description.to_lowercase().contains(words)
}

/// Does what the pressed button of a row says.
fn act(workspace: Workspace, shown: Shown, event: &web_sys::MouseEvent) {
    let pressed = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let button = pressed.and_then(|element| element.closest("button[data-act]").ok().flatten());
    let Some(button) = button.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else { return };
    let data = button.dataset();
    let (Some(act), Some(id), Some(name)) = (data.get("act"), data.get("id"), data.get("name")) else {
        return;
    };
    match act.as_str() {
        "open" => scenario_actions::open(workspace, &id),
        "rename" => {
            shown.renaming.set(Some(id));
            focus_later("#renamed-scenario");
        }
        "duplicate" => {
            scenario_actions::duplicate(workspace, &id);
        }
        "delete" => {
            scenario_actions::delete(workspace, &id, &name);
            // The button is gone with its row.
            focus_later(".notice button");
        }
        "download" => row::download(workspace, &id),
        _ => {}
    }
}
