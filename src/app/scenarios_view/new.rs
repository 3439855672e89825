//! The ways to begin another scenario.

use crate::app::notice::Notice;
use crate::app::workspace::Workspace;
use crate::model::presets::presets;
use crate::store::document::Document;
use leptos::prelude::*;

pub(super) fn section(workspace: Workspace) -> AnyView {
    let presets: Vec<_> = presets()
        .into_iter()
        .map(|preset| {
            let (name, description) = (preset.name, preset.description);
            let document = Document::preset(&preset);
            beginning(workspace, name, description, document)
        })
        .collect();
    let blank = "Nothing sold and nothing spent: type your own figures.";
    let sample = "The published model's figures for five years.";
    view! {
        <section class="sheet new-scenario" aria-labelledby="new-scenario">
            <h2 id="new-scenario">"New scenario"</h2>
            <ul class="beginnings">
                {beginning(workspace, "Blank", blank, Document::blank())}
                {beginning(workspace, "Published sample", sample, Document::sample())}
                {presets}
            </ul>
        </section>
    }
    .into_any()
}

fn beginning(
    workspace: Workspace,
    name: &'static str,
    description: &'static str,
    document: Document,
) -> AnyView {
    let begin = move |_| {
        if workspace.create_scenario(&document) {
            workspace.notice.set(Some(Notice::say(format!("{} is new, and open.", document.name))));
        }
    };
    view! {
        <li>
            <button type="button" class="plain" on:click=begin>{name}</button>
            <p class="sub">{description}</p>
        </li>
    }
    .into_any()
}
