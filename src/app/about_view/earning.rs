//! The four published pricing models: who charges so, and the scenario's figure
//! beside the published one.

use crate::app::published_prices::{own, range};
use crate::app::workspace::Workspace;
use crate::model::pricing::plans;
use crate::model::pricing::published::{Published, published};
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
        let here = move || {
            let own = workspace.document.with(|document| own(&published, &document.pricing, "This scenario"));
            own.unwrap_or_else(|| "This scenario has none.".to_owned())
        };
        Some(view! {
            <div>
                <dt><a href=address>{label}</a></dt>
                <dd>{help} <small>"For example " {examples} ". Published: " {range} ". " <b>{here}</b></small></dd>
            </div>
        })
    };
    published().map(way).into_iter().collect_view()
}
