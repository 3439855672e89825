//! The Pricing view: who buys how much, how each pricing model would bill it,
//! and what follows for the vendor and the customer.

mod comparison;
mod demand;
mod desk;
mod edits;
mod explanation;
mod figures_grid;
mod headline;
mod mix;
mod number_field;
mod rows;
mod segments;
mod take_over;
mod terms;
mod tiers;

use crate::app::workspace::Workspace;
use crate::model::pricing::conventions::CONVENTIONS;
use desk::Desk;
use leptos::prelude::*;

/// The Pricing view.
#[component]
pub fn PricingView() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let desk = Desk::new(workspace);
    provide_context(desk);
    view! {
        <div class="pricing">
            <headline::Headline />
            {move || desk.faults().map(|faults| view! { <p role="alert">"The formulas have faults: " {faults}</p> })}
            <headline::Says />
            <demand::Demand />
            <comparison::Comparison />
            <segments::Bills />
            <mix::Mix />
            <take_over::TakeOver />
            <terms::Terms />
        </div>
        <explanation::Explanation />
    }
}

/// Conventions, where they matter, by their ids.
fn conventions(ids: &[&str]) -> impl IntoView + use<> {
    let wanted = CONVENTIONS.iter().filter(|convention| ids.contains(&convention.id));
    let words: Vec<&str> = wanted.map(|convention| convention.text).collect();
    view! { <p class="convention">{words.join(" ")}</p> }
}
