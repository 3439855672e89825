//! One line of all scenarios in one chart.

use super::sides::Sides;
use crate::app::chart_card::ChartCard;
use crate::app::chart_writing::writing;
use crate::app::choice::option;
use crate::app::workspace::Workspace;
use crate::chart;
use crate::chart::of_comparison::of_comparison;
use crate::model::YEAR;
use leptos::prelude::*;

/// The line that is drawn at first.
const FIRST: &str = "gross_profit";

/// The chart and the choice of its line.
#[component]
pub fn Overlay() -> impl IntoView {
    let sides = expect_context::<Sides>();
    let workspace = expect_context::<Workspace>();
    // The line that is drawn. Does not persist.
    let drawn = RwSignal::new(FIRST.to_owned());
    let catalogue = workspace.catalogue();
    let yearly = catalogue.model.lines().iter().filter(|line| line.shape.iter().any(|axis| axis == YEAR));
    let options: Vec<_> = yearly
        .map(|line| {
            let id = line.id.clone();
            let is_drawn = Signal::derive(move || drawn.with(|drawn| *drawn == id));
            option(line.id.clone(), line.label.clone(), is_drawn)
        })
        .collect();
    let first = catalogue.model.line(FIRST).cloned();
    let chart = move || {
        let catalogue = workspace.catalogue();
        let line = drawn.with(|drawn| catalogue.model.line(drawn).cloned()).or_else(|| first.clone());
        match line {
            Some(line) => sides.with(|comparison| of_comparison(&line, comparison, &writing())),
            None => chart::Chart::new("", Vec::new()),
        }
    };
    // One axis counts in one currency.
    let left_out = move || {
        let line = drawn.with(|drawn| workspace.line(drawn))?;
        let names = sides.with(|all| {
            let others = all.sides().iter().filter(|side| !all.can_compare(&line, side));
            others.map(|side| side.name.clone()).collect::<Vec<_>>()
        });
        let said = format!("Not drawn, because amounts are in another currency: {}.", names.join(", "));
        (!names.is_empty()).then(|| view! { <p class="because">{said}</p> })
    };
    view! {
        <div class="overlay">
            <label class="choice">
                <span>"Line"</span>
                <select on:change=move |event| drawn.set(event_target_value(&event))>{options}</select>
            </label>
            {left_out}
            <ChartCard id="compared" title="All scenarios in one chart" chart summary=chart::summary places="years" />
        </div>
    }
}
