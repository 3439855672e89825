//! What leaves as a file.

use crate::app::browser::download_text;
use crate::app::workspace::Workspace;
use crate::export::csv;
use crate::export::projection::projection;
use crate::store::json;
use leptos::prelude::*;

/// The part of the dialog that hands out files.
pub fn section() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let scenario = move |_| {
        let text = workspace.document.with_untracked(|document| json::write(document));
        hand_out("megahour-scenario.json", "application/json", &text);
    };
    let table = move |_| {
        let catalogue = workspace.catalogue();
        let rows = untrack(|| workspace.with_values(|_, values| projection(&catalogue, values)));
        // Without the mark, spreadsheets take the text for another encoding.
        hand_out("megahour-projection.csv", "text/csv", &format!("\u{feff}{}", csv::write(&rows)));
    };
    view! {
        <section aria-labelledby="files-out">
            <h3 id="files-out">"Download"</h3>
            <div class="choices">
                <button type="button" on:click=scenario>"This scenario (JSON)"</button>
                <button type="button" on:click=table>"The projection (CSV)"</button>
            </div>
        </section>
    }
}

fn hand_out(name: &str, kind: &str, text: &str) {
    if let Err(error) = download_text(name, kind, text) {
        leptos::logging::error!("the download failed: {error:?}");
    }
}
