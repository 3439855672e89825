//! The Model view: what is typed, what follows, and how it compares.

mod benchmarks;
mod cards;
mod cells;
mod charts;
mod drivers;
mod grid;
mod headline;
mod insights;
mod marks;
mod note;
mod published;
mod quick_start;
mod table;

use crate::app::first_hints::FirstHints;
use crate::app::later;
pub use benchmarks::VerdictBadge;
pub use drivers::origin_word;
use leptos::prelude::*;
pub use note::note_text;
pub use published::published_difference;

later::parts! {
    judgement: Judgement,
}

/// The Model view.
#[component]
pub fn ModelView() -> impl IntoView {
    view! {
        <div class="model">
            <headline::Headline />
            <FirstHints />
            <cards::Cards />
            <drivers::Drivers />
            <div class="years">
                <div class="charts">
                    <charts::Charts range=0..2 />
                </div>
                <table::Projection />
            </div>
            {later::shown_near(judgement)}
            <div class="charts more">
                <charts::Charts range=2..5 />
            </div>
        </div>
    }
}

/// How the figures compare, and what they say.
#[component]
fn Judgement() -> impl IntoView {
    view! {
        <div class="pair">
            <benchmarks::Benchmarks />
            <insights::Insights />
        </div>
    }
}
