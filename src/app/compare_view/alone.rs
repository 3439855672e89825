//! What stands here while there is nothing to compare with.

use super::picker::take;
use crate::app::beginnings::{beginnings, tile};
use crate::app::scenario_actions;
use crate::app::workspace::Workspace;
use crate::store::route::{Route, View};
use leptos::prelude::*;

/// The ways to another scenario; each takes it into the comparison.
#[component]
pub fn Alone() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let compare = move |added: Option<String>| {
        if let Some(id) = added {
            take(workspace, &id, true);
        }
    };
    // What was shared is not stored, and is copied only by keeping it.
    let copy = move || {
        (!workspace.has_guest()).then(|| {
            let name = workspace.document.with(|document| document.name.clone());
            tile(
                format!("A copy of {name}"),
                "Change the open scenario afterwards: the copy stays as it is now.",
                move || compare(scenario_actions::duplicate(workspace, &workspace.open_id())),
            )
        })
    };
    // Against a scenario without figures everything is a difference.
    let filled = beginnings().into_iter().filter(|from| from.name != "Blank");
    let tiles: Vec<_> = filled
        .map(|from| {
            let add = move || compare(scenario_actions::add(workspace, &from.document));
            tile(from.name.to_owned(), from.description, add)
        })
        .collect();
    let list =
        move || workspace.route.with(|route| Route { view: View::Scenarios, ..route.clone() }.to_string());
    view! {
        <section class="sheet wide alone" aria-labelledby="compare-alone-title">
            <h2 id="compare-alone-title">"Something to compare with"</h2>
            <p class="sub">
                "One of these is added to your " <a href=list>"scenarios"</a>
                " and compared; the open one stays open."
            </p>
            <ul class="beginnings">{copy} {tiles}</ul>
        </section>
    }
}
