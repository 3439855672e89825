//! What is published, derived, made up and calculated.

use super::benchmarks::address_of;
use crate::app::workspace::Workspace;
use crate::model::about::origins;
use crate::model::drivers::Origin;
use leptos::prelude::*;

/// Where each figure comes from, with the way to it.
#[component]
pub fn Origins() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let catalogue = workspace.catalogue();
    let link = |id: &str, years: Option<String>| {
        let label = catalogue.model.line(id).map(|line| line.label.clone());
        let years = years.map(|years| format!(" ({years})"));
        let id = id.to_owned();
        let address = move || address_of(workspace, &id, workspace.year());
        view! { <li><a href=address>{label}</a> {years}</li> }
    };
    let of = |name: &'static str, means: &'static str, links: Vec<_>| {
        view! {
            <div>
                <dt>{name} <small>{means}</small></dt>
                <dd><ul class="names">{links}</ul></dd>
            </div>
        }
    };
    let drivers: Vec<_> = origins(&catalogue)
        .into_iter()
        .map(|group| {
            let name = match group.origin {
                Origin::Published => "Published",
                Origin::Derived => "Derived",
                Origin::Illustrative => "Illustrative",
            };
            let links = group.drivers.into_iter().map(|(id, years)| link(&id, years)).collect();
            of(name, group.means, links)
        })
        .collect();
    let calculated = catalogue.calculated().map(|line| link(&line.id, None)).collect();
    view! {
        <section class="sheet" aria-labelledby="origins-title">
            <h2 id="origins-title">"Where the figures come from"</h2>
            <p>
                "The shipped sample starts from these values. The same words stand beside a value for as long as "
                "nobody has changed it. Market facts beside the drivers carry source, date and how far to trust them."
            </p>
            <dl class="kinds">
                {drivers}
                {of("Calculated", "by its formula, from the drivers as they stand", calculated)}
            </dl>
        </section>
    }
}
