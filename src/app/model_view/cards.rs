//! The unit economics of the chosen year, each with its formula in numbers.

use super::benchmarks::VerdictBadge;
use super::published::{PublishedMark, published_difference};
use crate::app::figures;
use crate::app::workspace::Workspace;
use crate::engine::cause::cause;
use crate::engine::model::{Content, Line, Model};
use crate::engine::values::Values;
use crate::engine::{print, trace};
use crate::store::route::Year;
use leptos::prelude::*;

/// The unit economics of the chosen year.
#[component]
pub fn Cards() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    view! {
        <section class="cards" aria-label="Unit economics">
            {workspace.catalogue().cards().filter_map(|id| card(workspace, id)).collect_view()}
        </section>
    }
}

/// What it means that a line is zero, where a driver behind it says so.
fn zero_meaning(model: &Model, values: &Values, line: &Line, year: usize) -> Option<String> {
    let origins = trace::origins(model, &model.cell_ref(line, year));
    let zero = origins.iter().filter(|address| values.at(model, address) == Some(0.0));
    zero.filter_map(|address| model.line(&address.line)?.zero_means.clone()).next()
}

fn card(workspace: Workspace, id: &'static str) -> Option<AnyView> {
    let line = workspace.line(id)?;
    let unit = line.unit.clone();
    let figure = Memo::new(move |_| figures::exact(workspace.value(id, workspace.year()), &unit));
    let label = line.label.clone();
    let published = Memo::new(move |_| published_difference(workspace, id, workspace.year()));
    let formula = Memo::new(move |_| {
        let year = workspace.year();
        workspace.with_values(|model, values| match &line.content {
            Content::Formula(formula) if values.cell(id, year).is_some() => {
                let pieces = print::cell_numbers(
                    model,
                    values,
                    &line,
                    year,
                    formula,
                    (&figures::in_formula_short, false),
                );
                let means = values.cell(id, year) == Some(0.0);
                let means = means.then(|| zero_meaning(model, values, &line, year)).flatten();
                format!("{}{}", print::text(&pieces), means.map(|why| format!(": {why}")).unwrap_or_default())
            }
            _ => cause(model, values, &line, year)
                .map(|cause| format!("undefined, because {}", cause.because()))
                .unwrap_or_default(),
        })
    });
    let card = view! {
        <div class="card" on:click=move |_| workspace.explain(id, Year::One(workspace.year()))>
            <h2>
                <button
                    type="button"
                    class="plain"
                    aria-label=move || format!("{label}: {}, explain", figure.get())
                >
                    {workspace.line(id).map(|line| line.label)}
                </button>
            </h2>
            <VerdictBadge line=id />
            <p class="figure">{figure} {move || published.get().map(|why| view! { <PublishedMark why /> })}</p>
            <p class="formula">{formula}</p>
        </div>
    };
    Some(card.into_any())
}
