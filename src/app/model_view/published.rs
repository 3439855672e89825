//! Published figures against computed ones.

use crate::app::figures;
use crate::app::workspace::Workspace;
use crate::engine::trace;
use crate::model::published::contradictions;
use crate::store::document::Document;
use leptos::prelude::*;

/// Why a published figure differs from the computed one; nothing where it does
/// not, or where the inputs behind it are no longer the sample's. Tracks the
/// values.
pub fn published_difference(workspace: Workspace, id: &str, year: usize) -> Option<String> {
    let row = contradictions().into_iter().find(|row| row.line == id)?;
    let published = *row.values.get(year)?;
    let line = workspace.line(id)?;
    if (workspace.value(id, year)? - published).abs() <= row.rounding {
        return None;
    }
    let catalogue = workspace.catalogue();
    let inputs = trace::origins(&catalogue.model, &catalogue.model.address(&line, year));
    let sample = Document::sample();
    let of_sample = workspace.document.with(|document| {
        inputs.iter().all(|input| {
            let cell = catalogue.model.cell(input);
            cell.is_some_and(|cell| {
                document.values(&input.line).get(cell) == sample.values(&input.line).get(cell)
            })
        })
    });
    of_sample.then(|| format!("Published: {}. {}", figures::exact(Some(published), &line.unit), row.why))
}

/// The mark beside such a figure.
#[component]
pub fn PublishedMark(why: String) -> impl IntoView {
    view! { <sup class="published" title=why>"†"<span class="sr">" differs from the published figure"</span></sup> }
}
