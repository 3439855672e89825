//! The tiers of the subscription.

use super::desk::Desk;
use super::rows::{remarks, rows_table};
use crate::model::pricing::{Tier, repair};
use leptos::prelude::*;

/// The list of tiers, and a way to put them in the order of their fees.
#[component]
pub fn Tiers() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let out_of_order = Memo::new(move |_| {
        desk.pricing.with(|pricing| pricing.tiers.windows(2).any(|pair| pair[1].fee < pair[0].fee))
    });
    let sort = move |_| {
        if desk
            .workspace
            .press_pricing("Tiers in the order of their fees", |pricing| Ok(pricing.with_tiers_in_order()))
        {
            desk.workspace.say_done("Tiers are in the order of their fees.");
        }
    };
    view! {
        {rows_table::<Tier>(desk, "Subscription tiers", "Add a tier to offer a subscription.", None)}
        {remarks(desk, repair::tier_remarks)}
        <Show when=move || out_of_order.get()>
            <p class="actions"><button type="button" on:click=sort>"Order them by fee"</button></p>
        </Show>
    }
}
