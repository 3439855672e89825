//! The dialog for files: what leaves, and what comes with a look at it first.

mod bring;
mod leave;
mod lists;
mod preview;
mod restore;
mod scenarios;
mod table_rows;
mod table_settings;
mod take;

pub use leave::download_projection;

use super::dialogs::{Brought, Dialogs, Kind};
use super::modal::modal;
use crate::store::import::MAX_FILE;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// The dialog “Files”.
#[component]
pub fn FilesDialog() -> impl IntoView {
    let dialogs = expect_context::<Dialogs>();
    Effect::new(move || {
        if let Brought::File(file) = dialogs.brought.get() {
            bring::read_file(dialogs, &file);
        }
    });
    modal(
        move || dialogs.shows(Kind::Files),
        move || dialogs.close(),
        ("files-title", "Files"),
        || content().into_any(),
    )
}

fn content() -> impl IntoView {
    let dialogs = expect_context::<Dialogs>();
    move || match dialogs.brought.get() {
        Brought::Nothing | Brought::File(_) => start(None).into_any(),
        Brought::Refused(why) => start(Some(why)).into_any(),
        Brought::Reading(name) => view! { <p role="status">"Reading " {name} " …"</p> }.into_any(),
        Brought::Found(name, found) => preview::preview(name, &found),
    }
}

/// Before anything was brought, or after something that could not be read.
fn start(refused: Option<String>) -> impl IntoView {
    let dialogs = expect_context::<Dialogs>();
    let pasted = RwSignal::new(String::new());
    let choose = move |event: web_sys::Event| {
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            dialogs.brought.set(Brought::File(SendWrapper::new(file)));
        }
    };
    let look = move |_| bring::found(dialogs, "what was pasted", &pasted.get_untracked());
    view! {
        {leave::section()}
        <section aria-labelledby="files-in">
            <h3 id="files-in">"Bring in"</h3>
            <p>
                {format!(
                    "A scenario or backup of Megahour, or a table as CSV or text, up to {} MB. You see what would change before anything does. A file can also be dropped anywhere on the page.",
                    MAX_FILE / 1024 / 1024,
                )}
            </p>
            {refused.map(|why| view! { <p class="refused" role="alert">{why}</p> })}
            <label class="stacked">
                "File"
                <input type="file" accept=".json,.csv,.tsv,.txt,application/json,text/csv" on:change=choose />
            </label>
            <label class="stacked">
                "Or paste cells from a spreadsheet"
                <textarea rows="4" spellcheck="false" prop:value=pasted on:input:target=move |event| pasted.set(event.target().value())></textarea>
            </label>
            <div class="actions">
                <button type="button" on:click=look>"Look at what was pasted"</button>
            </div>
        </section>
    }
}
