//! Published figures against computed ones.

use crate::app::figures;
use crate::app::workspace::Workspace;
use crate::model::published::difference;
use leptos::prelude::*;

/// Why a published figure differs from the computed one; nothing where it does
/// not, or where the inputs behind it are no longer the sample's. Tracks the
/// values.
pub fn published_difference(workspace: Workspace, id: &str, year: usize) -> Option<String> {
    workspace.with_values(|model, values| {
        let (published, why) = difference(&workspace.catalogue(), values, id, year)?;
        let unit = &model.line(id)?.unit;
        Some(format!("Published: {}. {why}", figures::exact(Some(published), unit)))
    })
}

/// The mark beside such a figure.
#[component]
pub fn PublishedMark(why: String) -> impl IntoView {
    view! { <sup class="published" title=why>"†"<span class="sr">" differs from the published figure"</span></sup> }
}
