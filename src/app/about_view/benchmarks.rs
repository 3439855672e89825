//! The benchmarks as they are declared, beside what the scenario has.

use crate::app::figures;
use crate::app::model_view::VerdictBadge;
use crate::app::workspace::Workspace;
use crate::model::benchmarks::Benchmark;
use crate::store::route::{Route, View};
use leptos::prelude::*;

/// All benchmarks, with the shown year's values.
#[component]
pub fn Benchmarks() -> impl IntoView {
    let workspace = expect_context::<Workspace>();
    let rows: Vec<_> =
        workspace.catalogue().benchmarks.iter().map(|benchmark| row(workspace, benchmark)).collect();
    let year = move || workspace.catalogue().year_phrase(workspace.year());
    view! {
        <section class="sheet" aria-labelledby="about-benchmarks-title">
            <h2 id="about-benchmarks-title">"What it is measured by"</h2>
            <p>
                "Five published benchmarks and two that are common in the trade, as they stand against "
                {year} " of this scenario. Where “near” begins is Megahour’s own."
            </p>
            <div class="scroll" tabindex="0" role="group" aria-label="Benchmarks, table">
                <table class="figures">
                    <thead>
                        <tr>
                            <th scope="col">"Benchmark"</th>
                            <th scope="col">{year}</th>
                            <th scope="col">"Target"</th>
                            <th scope="col">"By"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn row(workspace: Workspace, benchmark: &Benchmark) -> Option<impl IntoView + use<>> {
    let id = benchmark.line;
    let line = workspace.line(id)?;
    let unit = line.unit.clone();
    let figure = move || figures::exact(workspace.value(id, workspace.year()), &unit);
    let address = move || address_of(workspace, id, workspace.year());
    Some(view! {
        <tr>
            <th scope="row"><a href=address>{line.label}</a> <small>{line.help}</small></th>
            <td>{figure}</td>
            <td><VerdictBadge line=id /></td>
            <td><small>{benchmark.source} ", " <span class="nowrap">{benchmark.date}</span></small></td>
        </tr>
    })
}

/// The address at which a line's figure is explained; tracks the address now.
pub fn address_of(workspace: Workspace, line: &str, year: usize) -> String {
    let line = Some(line.to_owned());
    Route { view: View::Model, year, line, cell: None, at: None, ..workspace.route.get() }.to_string()
}
