//! The charts of the Model view.

use crate::app::chart_card::ChartCard;
use crate::app::chart_writing::writing;
use crate::app::workspace::Workspace;
use crate::chart::of_model::of_model;
use crate::chart::{self, Chart};
use crate::model::charts::ChartEntry;
use leptos::prelude::*;
use std::ops::{Bound, RangeBounds};

/// Some of the charts.
#[component]
pub fn Charts(range: (Bound<usize>, Bound<usize>)) -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let card = |entry: &'static ChartEntry| {
        let chart = move || current(workspace, entry);
        view! {
            <ChartCard id=entry.id title=entry.title chart summary=chart::summary places="years" />
        }
    };
    let charts = workspace.catalogue().charts.clone();
    let shown = charts.into_iter().enumerate().filter(|(at, _)| range.contains(at));
    shown.map(|(_, entry)| card(entry)).collect_view()
}

/// The chart of an entry as it is now; tracks the values.
fn current(workspace: Workspace, entry: &ChartEntry) -> Chart {
    workspace.with_values(|_, values| of_model(entry, &workspace.catalogue(), values, &writing()))
}
