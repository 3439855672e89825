//! The Scorecard view: what the business is judged by, and what that comes to.

mod chart;
mod criteria;
mod criterion;
mod edits;
mod evidence;
mod headline;
mod questions;
mod total;

use leptos::prelude::*;

/// The Scorecard view.
#[component]
pub fn ScorecardView() -> impl IntoView {
    view! {
        <div class="scorecard">
            <headline::Headline />
            <total::Total />
            <chart::Chart />
            <headline::Remarks />
            <criteria::Criteria />
        </div>
    }
}
