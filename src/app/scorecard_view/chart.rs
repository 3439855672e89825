//! The scorecard as a chart.

use crate::app::chart_card::ChartCard;
use crate::app::figures;
use crate::app::workspace::Workspace;
use crate::chart;
use crate::chart::of_scorecard::{of_scorecard, summary};
use leptos::prelude::*;

/// Each criterion's weighted score against its maximum.
#[component]
pub fn Chart() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let chart = move || workspace.with_scorecard(|card| of_scorecard(card, figures::score));
    let words = move |_: &chart::Chart| workspace.with_scorecard(|card| summary(card, figures::score));
    view! {
        <ChartCard id="scorecard" title="Weighted score against its maximum" chart summary=words places="criteria" />
    }
}
