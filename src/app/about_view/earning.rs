//! The four published pricing models: who charges so, and the scenario's figure
//! beside the published one.

use crate::app::figures::{amount, in_dollars};
use crate::app::intl;
use crate::app::workspace::Workspace;
use crate::model::pricing::plans;
use crate::model::pricing::published::{Published, Stands, published};
use crate::store::route::{Route, View};
use leptos::prelude::*;

/// Each pricing model, with the way to it.
pub fn ways(workspace: Workspace) -> impl IntoView {
    let plans = plans(&Default::default());
    let way = |published: Published| {
        let plan = plans.iter().find(|plan| plan.id == published.plan)?;
        let (label, help) = (plan.label, plan.help);
        let address = move || {
            Route { view: View::Pricing, line: None, cell: None, at: None, ..workspace.route.get() }
                .to_string()
        };
        let (examples, range) = (published.examples, range(&published));
        let here = move || workspace.document.with(|document| here(&published, &document.pricing));
        Some(view! {
            <div>
                <dt><a href=address>{label}</a></dt>
                <dd>{help} <small>"For example " {examples} ". Published: " {range} ". " <b>{here}</b></small></dd>
            </div>
        })
    };
    published().map(way).into_iter().collect_view()
}

fn range(published: &Published) -> String {
    let (low, per) = (in_dollars(published.low), published.per);
    match published.high {
        Some(high) if high == published.low => format!("{low} {per}"),
        Some(high) => format!("{low} to {} {per}", in_dollars(high)),
        None => format!("{low} and more {per}"),
    }
}

fn here(published: &Published, pricing: &crate::model::pricing::Pricing) -> String {
    let Some((low, high)) = published.own(pricing) else { return "This scenario has none.".to_owned() };
    let own = if low == high { amount(low) } else { format!("{} to {}", amount(low), amount(high)) };
    if !intl::currency().is_dollar() {
        return format!("This scenario: {own}; what is published in dollars is not compared with it.");
    }
    let stands = match published.stands(pricing) {
        Stands::Nowhere => return String::new(),
        Stands::Within if published.high == Some(published.low) => "as published",
        Stands::Within => "within it",
        Stands::Below => "below it",
        Stands::Above => "above it",
        Stands::Around => "on both sides of it",
    };
    format!("This scenario: {own}, {stands}.")
}
