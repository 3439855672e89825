//! Percentiles, probabilities, and what drives the spread.

use super::arrived::Arrived;
use super::editor::words;
use super::results::{cell, label};
use super::run::Run;
use crate::app::figures;
use crate::app::what_if_view::tornado::percent;
use crate::engine::chance::gathered::{Count, Estimate};
use crate::engine::chance::plan::{Plan, Source};
use crate::engine::numerals::Measured;
use crate::engine::unit::Unit;
use leptos::prelude::*;

/// The percentiles that are told.
pub const SHARES: [f64; 7] = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

pub fn tables(run: Run) -> AnyView {
    view! {
        <div class="pair outcomes">
            <section class="sheet" aria-label=move || format!("{}, percentiles", run.state.subject())>
                <h2>{move || run.state.subject()} ", percentiles"</h2>
                <div class="scroll" tabindex="0" role="region" aria-label="Percentiles, table"><table class="figures">
                    <thead><tr><th scope="col" class="start">"Trials below"</th><th scope="col">"Value"</th><th scope="col">"Standard error"</th></tr></thead>
                    <tbody>{move || percentiles(run)}</tbody>
                </table></div>
                <p class="sub">{move || notes(run)}</p>
            </section>
            <section class="sheet" aria-labelledby="spread-title">
                <h2 id="spread-title">"What drives the spread"</h2>
                <div class="scroll" tabindex="0" role="region" aria-label="What drives the spread, table"><table class="figures">
                    <thead><tr><th scope="col" class="start">"Uncertainty"</th><th scope="col" class="bar-cell">"Rank correlation"</th><th scope="col">"Value"</th></tr></thead>
                    <tbody>{move || spread(run)}</tbody>
                </table></div>
                <p class="sub">"From −1 to 1: how much the output is high when the draw is. Near 0 it hardly matters."</p>
            </section>
        </div>
        <section class="sheet" aria-labelledby="probabilities-title">
            <h2 id="probabilities-title">"Probabilities"</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="Probabilities, table">
                <table class="figures">
                    <thead>
                        <tr>
                            <th scope="col" class="start">"Benchmark"</th>
                            {(0..run.state.workspace.catalogue().years()).map(|year| view! { <th scope="col">{run.state.workspace.catalogue().year_label(year)}</th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{move || benchmarks(run)}</tbody>
                </table>
            </div>
            {move || conditions(run)}
        </section>
    }
    .into_any()
}

fn percentiles(run: Run) -> AnyView {
    let (unit, cell) = (run.state.unit(), cell(run));
    let mut rows: Vec<(String, Option<Estimate>)> = run.with(|gathered| {
        let of_share = |share: f64| {
            let name = format!("{:.0}% (P{:.0})", share * 100.0, share * 100.0);
            (name, gathered.quantile_estimate(cell, share))
        };
        SHARES.into_iter().map(of_share).collect()
    });
    rows.push(("Mean".to_owned(), run.with(|gathered| gathered.mean(cell))));
    let rows: Vec<(String, Measured)> =
        rows.into_iter().map(|(name, of)| (name, written(of, &unit))).collect();
    let most = rows.iter().map(|(_, of)| of.decimals).max().unwrap_or(0);
    let row = |(name, of): (String, Measured)| {
        // Room for the decimals that others have keeps points below each other.
        let lacking = figures::lacking(of.decimals, most);
        let room = move || view! { <span class="room" aria-hidden="true">{lacking.clone()}</span> };
        view! { <tr><th scope="row">{name}</th><td>{of.value} {room()}</td><td>{of.error} {room()}</td></tr> }
    };
    rows.into_iter().map(row).collect_view().into_any()
}

/// An estimate as far as it is known; without an error it stands as it is.
fn written(of: Option<Estimate>, unit: &Unit) -> Measured {
    let error = of.and_then(|of| of.error);
    let to_error = of.zip(error).and_then(|(of, error)| figures::measured(of.value, error, unit));
    to_error.unwrap_or_else(|| Measured {
        value: figures::exact(of.map(|of| of.value), unit),
        error: error.map_or(figures::UNDEFINED.to_owned(), |error| figures::short(error, unit)),
        decimals: 0,
    })
}

/// What was undefined, and what was bounded.
fn notes(run: Run) -> String {
    let workspace = run.state.workspace;
    let cell = cell(run);
    let plan = run.plan.get();
    run.with(|gathered| {
        let mut said = Vec::new();
        match gathered.undefined(cell) {
            0 => said.push("It is defined in every trial.".to_owned()),
            many => said.push(format!(
                "In {} of {} trials ({}) it is undefined; percentiles and mean are of the others.",
                figures::count(many),
                figures::count(gathered.trials()),
                share(many, gathered.trials())
            )),
        }
        for (position, (id, _)) in plan.iter().flat_map(|plan| plan.uncertain.iter().enumerate()) {
            let bounded = gathered.bounded(position);
            if bounded > 0 {
                said.push(format!(
                    "{} was held to what it allows in {} trials ({}).",
                    label(workspace, id),
                    figures::count(bounded),
                    share(bounded, gathered.trials())
                ));
            }
        }
        said.join(" ")
    })
}

fn share(of: usize, all: usize) -> String {
    figures::exact(Some(of as f64 / all.max(1) as f64), &percent())
}

/// The uncertainties in the order of a tally, each with its correlation.
fn ranked(run: Run, gathered: &Arrived, plan: &Plan) -> Vec<(Source, Option<f64>)> {
    let cell = cell(run);
    let parts = |(id, of): &(String, crate::engine::chance::plan::Uncertainty)| {
        use crate::engine::chance::plan::Part::{Growth, Level};
        let (id, of) = (id.clone(), *of);
        [Level, Growth]
            .into_iter()
            .filter(move |part| of.part(*part).is_some())
            .map(move |part| Source { driver: id.clone(), part })
    };
    let sources = plan.uncertain.iter().flat_map(parts);
    let mut ranked: Vec<_> =
        sources.enumerate().map(|(position, source)| (source, gathered.rank(cell, position))).collect();
    ranked.sort_by(|a, b| b.1.unwrap_or(0.0).abs().total_cmp(&a.1.unwrap_or(0.0).abs()));
    ranked
}

fn spread(run: Run) -> AnyView {
    let Some(plan) = run.plan.get() else { return ().into_any() };
    let rows = run.with(|gathered| ranked(run, gathered, &plan));
    let rows = rows.into_iter().map(|(source, rank)| {
        let value = rank.unwrap_or(0.0);
        let (x, class) = if value < 0.0 { (100.0 + 100.0 * value, "low") } else { (100.0, "high") };
        view! {
            <tr>
                <th scope="row">{words(run, &source)}</th>
                <td class="bar-cell">
                    <svg class="swing" viewBox="0 0 200 20" preserveAspectRatio="none" aria-hidden="true">
                        <rect class=class x=x y="3" width=(value.abs() * 100.0).max(0.5) height="14" />
                        <rect class="tick" x="99.5" y="0" width="1" height="20" />
                    </svg>
                </td>
                <td>{rank.map_or(figures::UNDEFINED.to_owned(), figures::score)}</td>
            </tr>
        }
    });
    rows.collect_view().into_any()
}

fn benchmarks(run: Run) -> AnyView {
    let workspace = run.state.workspace;
    let catalogue = workspace.catalogue();
    let rows = catalogue.benchmarks.iter().enumerate().map(|(position, benchmark)| {
        let line = workspace.line(benchmark.line);
        let target =
            line.as_ref().map(|line| benchmark.target.words(|value| figures::bound(value, &line.unit)));
        let cells = (0..catalogue.years()).map(|year| {
            let count = run.with(|gathered| gathered.event(position * catalogue.years() + year));
            view! { <td>{probability(count)}</td> }
        });
        view! {
            <tr>
                <th scope="row">{line.map(|line| line.label)} " " <small>{target}</small></th>
                {cells.collect_view()}
            </tr>
        }
    });
    rows.collect_view().into_any()
}

fn conditions(run: Run) -> AnyView {
    let workspace = run.state.workspace;
    let catalogue = workspace.catalogue();
    let of = run.uncertainties();
    let plan = run.plan.get();
    let rows = of.conditions.iter().filter_map(|condition| {
        let line = workspace.line(&condition.line)?;
        let when = match condition.year {
            _ if line.shape.is_empty() => String::new(),
            Some(year) => format!(", {}", catalogue.year_phrase(year)),
            None => ", all years".to_owned(),
        };
        let side = if condition.at_least { "at least" } else { "at most" };
        let bound = figures::in_formula(condition.value, &condition.unit(&catalogue));
        let name = format!("{}{when}, {side} {bound}", line.label);
        // What ran may have asked something else.
        let event = condition.event(&catalogue);
        let place = plan.as_ref().and_then(|plan| plan.events.iter().position(|other| *other == event));
        let told = place.map_or(figures::UNDEFINED.to_owned(), |place| {
            probability(run.with(|gathered| gathered.event(place)))
        });
        Some(view! { <li><span>{name}</span> <strong>{told}</strong></li> })
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| view! { <h3>"Conditions"</h3> <ul class="asked-list">{rows}</ul> }).into_any()
}

/// A probability; what is undefined counts as not met, and is said.
fn probability(count: Count) -> String {
    let text = share(count.held, count.trials);
    match count.undefined {
        0 => text,
        many => format!("{text} ({} undefined)", share(many, count.trials)),
    }
}
