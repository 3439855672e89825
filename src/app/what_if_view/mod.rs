//! The What-if view: what matters, what has to be true, and what could happen.

mod axis;
mod chance;
mod heat;
mod margins;
mod number;
mod picker;
mod refusals;
mod seek;
mod state;
mod tornado;

use leptos::prelude::*;
use state::State;

/// The What-if view.
#[component]
pub fn WhatIfView() -> impl IntoView {
    let state = State::new();
    view! {
        <div class="what-if">
            {picker::picker(state)}
            {tornado::tornado_section(state)}
            {seek::seek_section(state)}
            {margins::margins_section(state)}
            {heat::heat_section(state)}
            {chance::chance_section(state)}
        </div>
    }
}
