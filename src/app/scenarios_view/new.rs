//! The ways to begin another scenario.

use crate::app::beginnings::{beginnings, tile};
use crate::app::scenario_actions::begin;
use crate::app::workspace::Workspace;
use leptos::prelude::*;

pub(super) fn section(workspace: Workspace) -> AnyView {
    let tiles: Vec<_> = beginnings()
        .into_iter()
        .map(|from| tile(from.name.to_owned(), from.description, move || begin(workspace, &from.document)))
        .collect();
    view! {
        <section class="sheet new-scenario" aria-labelledby="new-scenario">
            <h2 id="new-scenario">"New scenario"</h2>
            <ul class="beginnings">{tiles}</ul>
        </section>
    }
    .into_any()
}
