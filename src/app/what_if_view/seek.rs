//! What has to be true: goal seek.

use super::number::{choice, number_field};
use super::state::State;
use crate::app::figures;
use crate::engine::solve::Solutions;
use crate::model::what_if::path::Reach;
use crate::model::what_if::seek::{Found, seek};
use crate::store::document::{Document, Entry};
use leptos::prelude::*;

pub fn seek_section(state: State) -> AnyView {
    let workspace = state.workspace;
    // The driver that may move, the one that matters most until a person says
    // otherwise, and the wanted value. Do not persist.
    let chosen = RwSignal::new(None::<String>);
    let driver = Memo::new(move |_| chosen.get().unwrap_or_else(|| state.leading_beside(None)));
    let target = RwSignal::new(None::<(String, f64)>);
    let wanted = move || {
        let of_line = state.line.get();
        let own = target.get().filter(|(line, _)| *line == of_line).map(|(_, value)| value);
        own.or_else(|| {
            let benchmark =
                workspace.catalogue().benchmark(&of_line).map(|benchmark| benchmark.target.bounds());
            benchmark.and_then(|bounds| bounds.first().copied())
        })
        .or_else(|| state.value().map(|value| value * 1.1))
        .unwrap_or(0.0)
    };
    let found = Memo::new(move |_| {
        let when = (state.year(), state.reach.get());
        state.inputs.with(|inputs| {
            let output = state.output.get();
            seek(&workspace.catalogue().model, inputs, &driver.get(), when, &output, wanted())
        })
    });
    let drivers: Vec<(String, String)> = workspace
        .catalogue()
        .model
        .drivers()
        .map(|(line, _)| (line.id.clone(), line.label.clone()))
        .collect();
    let field = move || {
        number_field("Target value".to_owned(), state.unit(), Signal::derive(wanted), move |value, _| {
            target.set(Some((state.line.get_untracked(), value)));
            Ok(())
        })
    };
    // What was wanted stays so when it is reached, and does not run ahead.
    let keep = Callback::new(move |()| {
        target.set(Some((state.line.get_untracked(), untrack(wanted))));
    });
    let unit_kind = Memo::new(move |_| state.unit().symbol().to_owned());
    view! {
        <section class="sheet seek" aria-labelledby="seek-title">
            <h2 id="seek-title">"What has to be true"</h2>
            <p class="asked">
                "Which "
                {choice("Driver that may move", drivers, move || driver.get(), move |id| chosen.set(Some(id)))}
                " makes " <b>{move || state.subject()}</b> " come to "
                {move || { unit_kind.track(); field() }}
                "?"
            </p>
            <div class="answer" role="status">{move || found.with(|found| answer(state, driver, keep, found.as_ref()))}</div>
        </section>
    }
    .into_any()
}

fn answer(state: State, driver: Memo<String>, keep: Callback<()>, found: Option<&Found>) -> AnyView {
    let workspace = state.workspace;
    let (Some(found), Some(line)) = (found, workspace.line(&driver.get())) else {
        return view! { <p class="empty">"There is no such value."</p> }.into_any();
    };
    let (unit, of) = (line.unit.clone(), state.unit());
    let write = |value: f64| figures::in_formula(value, &unit);
    let all = found.path.inputs.len() > 1;
    let years = if all { ", with the other years in proportion" } else { "" };
    let apply = |value: f64| {
        let (id, label, path) = (line.id.clone(), line.label.clone(), found.path.clone());
        let told = format!("{label} is {} now{years}.", write(value));
        let change = move |_| {
            let (id, path) = (id.clone(), path.clone());
            keep.run(());
            workspace.edit(&format!("Goal seek: {label}"), None, move |document| {
                with_path(document, &id, &path, value, &workspace.catalogue())
            });
            workspace.say_done(told.clone());
        };
        view! { <button type="button" class="primary" on:click=change>"Apply " {write(value)}</button> }
    };
    let root = |value: f64| {
        let change = value / found.path.search.near - 1.0;
        let by = match change.is_finite() {
            true => format!(" ({} against now)", signed(change)),
            false => String::new(),
        };
        view! { <p class="solution"><strong>{write(value)}</strong> {by} " " {apply(value)}</p> }
    };
    match &found.solutions {
        _ if !found.depends => {
            let text = format!("None: {} does not depend on {}.", state.subject(), line.label);
            view! { <p>{text}</p> }.into_any()
        }
        Solutions::None(nearest) => {
            let near = nearest.map(|(at, reached)| {
                format!(" It comes nearest at {}, with {}.", write(at), figures::in_formula(reached, &of))
            });
            // In proportion another year may have no room left where this one has.
            let limit = found.path.limited_by.map(|year| {
                let year = workspace.catalogue().year_label(year);
                format!(" In proportion, {year} is the first to reach what is allowed; this year alone may go further.")
            });
            view! { <p>"None: no allowed value does." {near} {limit}</p> }.into_any()
        }
        Solutions::One(value) => view! { <p>"One value" {years} ":"</p> {root(*value)} }.into_any(),
        Solutions::Several(values) => {
            let text = format!("{} different values{years}:", values.len());
            view! { <p>{text}</p> {values.iter().map(|value| root(*value)).collect_view()} }.into_any()
        }
        Solutions::Stretches(stretches) => {
            let search = found.path.search;
            let parts = stretches.iter().map(|(low, high)| {
                let text = match (*low <= search.low, *high >= search.high) {
                    (true, true) => "Every allowed value does: the question has no one answer.".to_owned(),
                    (true, false) => format!("Every value up to {}.", write(*high)),
                    (false, true) => format!("Every value from {} on, without an upper bound.", write(*low)),
                    _ => format!("Every value from {} to {}.", write(*low), write(*high)),
                };
                view! { <p>{text}</p> }
            });
            parts.collect_view().into_any()
        }
    }
}

/// A change with its sign: `+12.0%`.
pub fn signed(share: f64) -> String {
    let text = figures::exact(Some(share), &super::tornado::percent());
    if share > 0.0 { format!("+{text}") } else { text }
}

/// The document with a driver moved along a path. A growth that is kept moves as
/// a whole.
fn with_path(
    document: &Document,
    id: &str,
    path: &crate::model::what_if::path::Path,
    value: f64,
    catalogue: &crate::model::Catalogue,
) -> Document {
    let model = &catalogue.model;
    let position = model.lines().iter().position(|line| line.id == id);
    let Some(first) = position.and_then(|position| model.program().first_input(position)) else {
        return document.clone();
    };
    if let (Some(Entry::Growth { first: start, growth }), true) =
        (document.drivers.get(id), path.inputs.len() > 1 && path.search.near != 0.0)
    {
        let scaled = Entry::Growth { first: start * (value / path.search.near), growth: *growth };
        return document.with_entry(id, scaled);
    }
    let mut values = document.values(id);
    for (input, multiple) in &path.inputs {
        if let Some(cell) = input.checked_sub(first).and_then(|year| values.get_mut(year)) {
            *cell = value * multiple;
        }
    }
    document.with_entry(id, Entry::ByHand(values))
}

/// The words for which years move.
pub fn reach_words(reach: Reach) -> &'static str {
    match reach {
        Reach::AllYears => "in all years, in proportion",
        Reach::ThisYear => "in this year alone",
    }
}
