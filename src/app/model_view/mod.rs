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

use crate::app::browser::after_the_frame;
use crate::app::first_hints::FirstHints;
use crate::app::workspace::Workspace;
pub use benchmarks::VerdictBadge;
pub use drivers::origin_word;
use leptos::prelude::*;
pub use note::note_text;
pub use published::published_difference;

/// Counts what the numbers became, once that is painted. Sentences and what
/// stands below are read after the figures and follow them in a frame of their
/// own, so that a key's frame is not as long.
fn settled(workspace: Workspace) -> RwSignal<u32> {
    after_the_frame(move || {
        workspace.document.track();
        workspace.route.with(|route| route.year);
    })
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
            <div class="pair">
                <benchmarks::Benchmarks />
                <insights::Insights />
            </div>
            <div class="charts more">
                <charts::Charts range=2..5 />
            </div>
        </div>
    }
}
