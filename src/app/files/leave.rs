//! What leaves as a file.

use crate::app::intl::day;
use crate::app::storage::download_scenario;
use crate::app::workspace::Workspace;
use crate::export::projection::{About, described};
use crate::export::{csv, file_name};
use leptos::prelude::*;

/// The part of the dialog that hands out files.
pub fn section() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let scenario =
        move |_| workspace.document.with_untracked(|document| download_scenario(workspace, document));
    let table = move |_| download_projection(workspace);
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

/// Hands the projection to the person as a table.
pub fn download_projection(workspace: Workspace) {
    let catalogue = workspace.catalogue();
    let document = workspace.document.get_untracked();
    let note =
        |driver: &str| document.notes.drivers.get(driver).map(|note| note.text.clone()).unwrap_or_default();
    let about = About { scenario: &document.name, currency: document.currency, note: &note };
    let rows = untrack(|| workspace.with_values(|_, values| described(&catalogue, values, &about)));
    let name = file_name(&document.name, "projection", &day(), "csv");
    workspace.hand_out(&name, "text/csv", &csv::file(&rows));
}
