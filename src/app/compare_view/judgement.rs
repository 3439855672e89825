//! The benchmarks of all scenarios in the shown year.

use super::sides::Sides;
use crate::app::figures;
use crate::app::intl::in_currency;
use crate::app::workspace::Workspace;
use leptos::prelude::*;

/// Every benchmark, and how each scenario stands against it.
#[component]
pub fn Benchmarks() -> impl IntoView {
    let sides = expect_context::<Sides>();
    let workspace = expect_context::<Workspace>();
    let heads =
        move || sides.names().into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view();
    let rows = move || {
        let (catalogue, year) = (workspace.catalogue(), workspace.year());
        let row = |benchmark: &crate::model::benchmarks::Benchmark| {
            let line = catalogue.model.line(benchmark.line)?;
            let target = benchmark.target.words(|value| figures::bound(value, &line.unit));
            let cells = sides.with(|comparison| {
                let cell = |side: &crate::model::comparison::Side| {
                    let value = side.cell(benchmark.line, year);
                    // A bound in dollars says nothing about euros.
                    let verdict = value
                        .filter(|_| comparison.can_compare(line, side))
                        .map(|value| benchmark.verdict(value));
                    let missing =
                        if value.is_some() { "not compared: another currency" } else { "undefined" };
                    let word = verdict.map_or(missing, |verdict| verdict.word());
                    let sign = verdict.map_or("—", |verdict| verdict.sign());
                    view! {
                        <td>
                            {in_currency(side.currency, || figures::exact(value, &line.unit))} " "
                            <span class=format!("badge {word}")>{sign}<span class="sr">{word}</span></span>
                        </td>
                    }
                };
                comparison.sides().iter().map(cell).collect_view()
            });
            Some(view! { <tr><th scope="row">{line.label.clone()} <small>{target}</small></th>{cells}</tr> })
        };
        catalogue.benchmarks.iter().filter_map(row).collect_view()
    };
    let title =
        move || format!("Against benchmarks, {}", workspace.catalogue().year_phrase(workspace.year()));
    view! {
        <section class="sheet" aria-labelledby="compare-benchmarks-title">
            <h2 id="compare-benchmarks-title">{title}</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="compare-benchmarks-title">
                <table class="figures">
                    <thead><tr><th scope="col">"Benchmark"</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}
