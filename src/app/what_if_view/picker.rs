//! Which output is asked about, and the sentence that answers first.

use super::number::choice;
use super::state::{State, has_total, label_of};
use crate::app::figures;
use crate::engine::unit::Unit;
use crate::model::what_if::path::Reach;
use crate::model::what_if::tornado::{Swing, leading};
use crate::store::route::About;
use leptos::prelude::*;

pub fn picker(state: State) -> AnyView {
    let workspace = state.workspace;
    let catalogue = workspace.catalogue();
    let lines = catalogue.calculated().map(|line| (line.id.to_string(), line.label.clone())).collect();
    let years = move || {
        let mut years: Vec<(String, String)> = (0..workspace.catalogue().years())
            .map(|year| (year.to_string(), workspace.catalogue().year_label(year)))
            .collect();
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
                workspace.ask_about_year(state.line.get_untracked(), value.parse().ok());
            },
        )
    };
    view! {
        <section class="headline" aria-label="What is asked">
            <div>
                <h1>{move || sentence(state)}</h1>
                <p class="sub">"Any output against any driver · nothing here changes the scenario until it is applied"</p>
            </div>
            <div class="headline-tools">
                <label class="pick"><span>"Output"</span>
                    {choice("Output asked about", lines, move || state.line.get(), move |line| workspace.ask_about(About { line, is_total: state.output.with_untracked(|of| of.year.is_none()) }))}
                </label>
                <label class="pick"><span>"Year"</span>{years}</label>
                <label class="pick"><span>"Drivers move in"</span>
                    {reach_choice("Years in which drivers move", move || state.reach.get(), move |reach| state.reach.set(reach))}
                </label>
            </div>
        </section>
    }
    .into_any()
}

/// A choice of the years in which drivers move.
pub fn reach_choice(
    name: &str,
    chosen: impl Fn() -> Reach + Copy + Send + Sync + 'static,
    choose: impl Fn(Reach) + 'static,
) -> AnyView {
    let reaches =
        vec![("all".to_owned(), "all years".to_owned()), ("one".to_owned(), "this year alone".to_owned())];
    choice(
        name,
        reaches,
        move || if chosen() == Reach::AllYears { "all".to_owned() } else { "one".to_owned() },
        move |word| choose(if word == "all" { Reach::AllYears } else { Reach::ThisYear }),
    )
}

/// A swing in a sentence: `10% less`.
fn swing_words(share: f64) -> String {
    let size = figures::bound(share.abs(), &Unit::percent());
    match share {
        share if share > 0.0 => format!("{size} more"),
        share if share < 0.0 => format!("{size} less"),
        _ => "as it is".to_owned(),
    }
}

/// Which driver matters most.
fn sentence(state: State) -> String {
    let (unit, subject) = (state.unit(), state.subject());
    let Some(value) = state.value() else { return format!("{subject} is undefined here.") };
    let write = |value: f64| figures::in_sentence(value, &unit);
    let moved = state.bars.with(|bars| {
        let bar = bars.first().filter(|_| !leading(bars, Some(value)).is_empty())?;
        Some((bar.driver.clone(), bar.low, bar.high))
    });
    match moved {
        Some((id, low, high)) => match (low.output, high.output) {
            (Some(to_low), Some(to_high)) if to_low != to_high => {
                let driver = label_of(state.workspace, &id);
                let of = state.workspace.line(&id).map_or_else(Unit::pure, |line| line.unit);
                let swing = state.swings.of(&id);
                // What is not allowed is not told as if it were.
                let by = |end: Swing, share: f64| match end.bounded {
                    true => format!("{}, all that is allowed,", figures::in_sentence(end.value, &of)),
                    false => swing_words(share),
                };
                format!(
                    "{subject} is {}. {driver} moves it most: {} makes it {}, {} {}.",
                    write(value),
                    by(low, swing.0),
                    write(to_low),
                    by(high, swing.1),
                    write(to_high),
                )
            }
            _ => format!("{subject} is {}.", write(value)),
        },
        None => format!("{subject} is {}.", write(value)),
    }
}
