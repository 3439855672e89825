//! The Model view: what is typed, what follows, and how it compares.

mod benchmarks;
mod blocks;
mod cards;
mod cells;
mod charts;
mod drivers;
mod grid;
mod headline;
mod insights;
mod marks;
mod note;
mod paste;
mod published;
mod quick_start;
mod table;

use crate::app::browser::after_the_frame;
use crate::app::first_hints::FirstHints;
use crate::app::later;
use crate::app::workspace::Workspace;
pub use benchmarks::VerdictBadge;
pub use drivers::origin_word;
use leptos::prelude::*;
pub use marks::{Unchecked, marks, unchecked};
pub use note::note_text;
pub use published::published_difference;
use std::ops::Bound;
use std::time::Duration;

later::parts! {
    judgement: Judgement,
}

/// Counts what the numbers became, once that is painted. Sentences and what
/// stands below are read after the figures and follow them in a frame of their
/// own, so that a key's frame is not as long.
fn settled(workspace: Workspace) -> RwSignal<u32> {
    after_the_frame(move || {
        workspace.document.track();
        workspace.route.with(|route| route.year);
    })
}

/// The charts beside the drivers, and those below the table: all the others.
const FIRST_CHARTS: (Bound<usize>, Bound<usize>) = (Bound::Unbounded, Bound::Excluded(2));
const OTHER_CHARTS: (Bound<usize>, Bound<usize>) = (Bound::Included(2), Bound::Unbounded);

/// How many parts of the view come each in a task of its own.
const PARTS: u8 = 5;

/// Has one part more on the page after each frame, until all are. The page can be
/// used meanwhile: made at once, they would keep it from answering for as long as
/// all of them take.
fn go_on(parts: RwSignal<u8>) {
    request_animation_frame(move || {
        let one_more = move || {
            parts.update(|parts| *parts += 1);
            if parts.get_untracked() < PARTS {
                go_on(parts);
            }
        };
        set_timeout(one_more, Duration::ZERO);
    });
}

/// The Model view. At the start it begins with what is seen first; each part
/// after that stands below or beside it, so that nothing moves.
#[component]
pub fn ModelView() -> impl IntoView {
    let parts = expect_context::<Workspace>().parts;
    if parts.get_untracked() == 0 {
        go_on(parts);
    }
    let part = |number: u8, make: fn() -> AnyView| {
        let is_due = Memo::new(move |_| parts.get() >= number);
        move || is_due.get().then(make)
    };
    view! {
        <div class="model" aria-busy=move || (parts.get() < PARTS).to_string()>
            <headline::Headline />
            <FirstHints />
            <cards::Cards />
            {part(1, || view! { <drivers::Drivers /> }.into_any())}
            <div class="years">
                <div class="charts">{part(2, || view! { <charts::Charts range=FIRST_CHARTS /> }.into_any())}</div>
                {part(3, || view! { <table::Projection /> }.into_any())}
            </div>
            {part(4, || later::shown_below(judgement))}
            <div class="charts more">{part(5, || view! { <charts::Charts range=OTHER_CHARTS /> }.into_any())}</div>
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
