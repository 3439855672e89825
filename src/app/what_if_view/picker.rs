//! Which output is asked about, and the sentence that answers first.

use super::number::choice;
use super::state::{State, has_total, label_of};
use crate::app::figures;
use crate::model::YEARS;
use crate::model::what_if::path::Reach;
use crate::model::what_if::tornado::tornado;
use crate::store::route::Year;
use leptos::prelude::*;

pub fn picker(state: State) -> AnyView {
    let workspace = state.workspace;
    let catalogue = workspace.catalogue();
    let lines = catalogue.calculated().map(|line| (line.id.clone(), line.label.clone())).collect();
    let years = move || {
        let mut years: Vec<(String, String)> =
            (0..YEARS).map(|year| (year.to_string(), workspace.catalogue().year_label(year))).collect();
        if state.of_line().is_some_and(|line| has_total(workspace, &line)) {
            years.push(("total".to_owned(), "All years".to_owned()));
        }
        choice(
            "Year asked about",
            years,
            move || {
                state.output.with(|of| of.year.map_or_else(|| "total".to_owned(), |year| year.to_string()))
            },
            move |value| {
                workspace.show_year(value.parse().map_or(Year::Total, Year::One));
            },
        )
    };
    let reaches =
        vec![("all".to_owned(), "all years".to_owned()), ("one".to_owned(), "this year alone".to_owned())];
    view! {
        <section class="headline" aria-label="What is asked">
            <div>
                <h1>{move || sentence(state)}</h1>
                <p class="sub">"Any output against any driver · nothing here changes the scenario until it is applied"</p>
            </div>
            <div class="headline-tools">
                <label class="pick"><span>"Output"</span>
                    {choice("Output asked about", lines, move || state.line.get(), move |id| state.line.set(id))}
                </label>
                <label class="pick"><span>"Year"</span>{years}</label>
                <label class="pick"><span>"Drivers move in"</span>
                    {choice(
                        "Years in which drivers move",
                        reaches,
                        move || if state.reach.get() == Reach::AllYears { "all".to_owned() } else { "one".to_owned() },
                        move |word| state.reach.set(if word == "all" { Reach::AllYears } else { Reach::ThisYear }),
                    )}
                </label>
            </div>
        </section>
    }
    .into_any()
}

/// Which driver matters most.
fn sentence(state: State) -> String {
    let workspace = state.workspace;
    let (unit, subject) = (state.unit(), state.subject());
    let Some(value) = state.value() else { return format!("{subject} is undefined here.") };
    let bars = state.inputs.with(|inputs| {
        let when = (state.year(), state.reach.get());
        state
            .output
            .with(|output| tornado(&workspace.catalogue().model, inputs, output, when, |_| (-0.1, 0.1)))
    });
    match bars.first().map(|bar| (bar, bar.low.output, bar.high.output)) {
        Some((bar, Some(low), Some(high))) if low != high => {
            let driver = label_of(workspace, &bar.driver);
            let write = |value: f64| figures::in_sentence(value, &unit);
            format!(
                "{subject} is {}. {driver} moves it most: 10% less or more makes it {} to {}.",
                write(value),
                write(low.min(high)),
                write(low.max(high)),
            )
        }
        _ => format!("{subject} is {}.", figures::in_sentence(value, &unit)),
    }
}
