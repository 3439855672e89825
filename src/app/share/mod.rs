//! The dialog that makes a link of the scenario.

mod code;
mod send;

use super::dialogs::{Dialogs, Kind};
use super::modal::modal;
use super::storage::download_scenario;
use super::workspace::Workspace;
use crate::engine::numerals::{Digits, Numerals};
use crate::store::document::Document;
use crate::store::json;
use crate::store::link::{self, LinkError};
use crate::store::route::{Route, View};
use leptos::prelude::*;
use std::sync::Arc;

/// The dialog “Share this scenario”.
#[component]
pub fn ShareDialog() -> impl IntoView {
    let dialogs = expect_context::<Dialogs>();
    modal(
        move || dialogs.shows(Kind::Share),
        move || dialogs.close(),
        ("share-title", "Share this scenario"),
        || content().into_any(),
    )
}

/// A link that was made, or why none could be.
pub type Made = Result<String, LinkError>;

fn content() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    // What is shared is the scenario as it was when the dialog opened.
    let whole = workspace.document.get_untracked();
    let bare = Arc::new(json::without_notes(&whole));
    let has_notes = bare != whole;
    let with_notes = RwSignal::new(true);
    let shared = Memo::new(move |_| if with_notes.get() { whole.clone() } else { bare.clone() });
    let view = workspace.route.with_untracked(|route| route.view);
    let link = Memo::new(move |_| shared.with(|document| address_of(view, document)));
    let said = RwSignal::new(String::new());
    let notes = has_notes.then(|| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || with_notes.get()
                    on:change=move |event| {
                        said.set(String::new());
                        with_notes.set(event_target_checked(&event));
                    }
                />
                "With notes: your remarks, reasons and findings"
            </label>
        }
    });
    view! {
        <p>
            "Whoever opens the link gets a copy of the scenario as it is now. All of it is in the link itself: nothing is sent to a server."
        </p>
        {notes}
        {move || match link.get() {
            Ok(link) => shown(link, shared, said).into_any(),
            Err(error) => too_large(workspace, &error, shared.get()).into_any(),
        }}
        <p role="status" class="said">{said}</p>
    }
}

/// The address at which this page shows a scenario in a view.
pub fn address_of(view: View, document: &Document) -> Made {
    let payload = link::encode(document)?;
    let route = Route { view, shared: Some(payload.into()), ..Route::default() };
    let here = window().location().href().unwrap_or_default();
    Ok(format!("{}{route}", here.split('#').next().unwrap_or_default()))
}

fn shown(link: String, shared: Memo<Arc<Document>>, said: RwSignal<String>) -> impl IntoView {
    let characters = super::intl::Local.write(link.len() as f64, Digits::UpTo(0));
    let contents = move || shared.with(|document| link::contents(document)).join(", ");
    let (to_copy, to_send, to_draw) = (link.clone(), link.clone(), link.clone());
    let name = move || shared.with(|document| document.name.clone());
    view! {
        <label class="stacked">
            "Link"
            <textarea id="share-link" readonly=true rows="3" spellcheck="false" on:focus=|event| select(&event)>
                {link}
            </textarea>
        </label>
        <p>{characters} " characters. It contains " {contents} "."</p>
        <p class="published-note">"A link that was sent can't be taken back: whoever has it can open it for ever."</p>
        {code::disclosure(to_draw)}
        <div class="actions">
            {send::system_sheet(name, to_send, said)}
            <button type="button" class="primary" on:click=move |_| send::copy(to_copy.clone(), said)>
                "Copy the link"
            </button>
        </div>
    }
}

fn select(event: &web_sys::FocusEvent) {
    event_target::<web_sys::HtmlTextAreaElement>(event).select();
}

fn too_large(workspace: Workspace, error: &LinkError, document: Arc<Document>) -> impl IntoView {
    let download = move |_| download_scenario(workspace, &document);
    view! {
        <p role="alert">"This scenario is too large for a link: " {error.to_string()} ". A file holds it."</p>
        <div class="actions">
            <button type="button" class="primary" on:click=download>"Download the scenario"</button>
        </div>
    }
}
