//! What has to be true: goal seek.

use super::number::{choice, number_field};
use super::picker::reach_choice;
use super::state::State;
use crate::app::difference::change;
use crate::app::figures;
use crate::engine::model::Line;
use crate::engine::solve::{Solutions, nearest_in};
use crate::model::what_if::path::Reach;
use crate::model::what_if::seek::{Found, seek};
use crate::store::moved::moved;
use leptos::prelude::*;

pub fn seek_section(state: State) -> AnyView {
    let workspace = state.workspace;
    // The driver that may move, the one that matters most until a person says
    // otherwise, in which years, those of the view until then, and the wanted
    // value. Do not persist.
    let chosen = RwSignal::new(None::<String>);
    let driver = Memo::new(move |_| chosen.get().unwrap_or_else(|| state.leading_beside(None)));
    let chosen_reach = RwSignal::new(None::<Reach>);
    let reach = Memo::new(move |_| chosen_reach.get().unwrap_or_else(|| state.reach.get()));
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
    let sought = move |reach: Reach| {
        let when = (state.year(), reach);
        state.inputs.with(|inputs| {
            let output = state.output.get();
            seek(&workspace.catalogue().model, inputs, &driver.get(), when, &output, wanted())
        })
    };
    let found = Memo::new(move |_| sought(reach.get()));
    // What moving the other years, or leaving them, comes to where this way leads
    // nowhere.
    let otherwise = Memo::new(move |_| {
        let leads_nowhere = found.with(|found| found.as_ref().is_some_and(|found| !found.is_solved()));
        leads_nowhere.then(|| sought(reach.get().other())).flatten()
    });
    let drivers: Vec<(String, String)> = workspace
        .catalogue()
        .model
        .drivers()
        .map(|(line, _)| (line.id.to_string(), line.label.clone()))
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
    let answers = move || {
        let Some(line) = workspace.line(&driver.get()) else { return nothing() };
        let first = found.with(|found| found.as_ref().map(|found| answer(state, &line, keep, found)));
        let second =
            otherwise.with(|found| found.as_ref().map(|found| other_answer(state, &line, keep, found)));
        first.map_or_else(nothing, |first| view! { {first} {second} }.into_any())
    };
    view! {
        <section class="sheet seek" aria-labelledby="seek-title">
            <h2 id="seek-title">"What has to be true"</h2>
            <p class="asked">
                "Which "
                {choice("Driver that may move", drivers, move || driver.get(), move |id| chosen.set(Some(id)))}
                " in "
                {reach_choice("Years in which it may move", move || reach.get(), move |reach| chosen_reach.set(Some(reach)))}
                " makes " <b>{move || state.subject()}</b> " come to "
                {move || { unit_kind.track(); field() }}
                "?"
            </p>
            <div class="answer" role="status">{answers}</div>
        </section>
    }
    .into_any()
}

fn nothing() -> AnyView {
    view! { <p class="empty">"There is no such value."</p> }.into_any()
}

/// What the other way comes to, where it leads further.
fn other_answer(state: State, line: &Line, keep: Callback<()>, found: &Found) -> AnyView {
    let way = reach_words(state, found.reach);
    if !found.is_solved() {
        return found.depends.then(|| view! { <p>{format!("Nor does any {way}.")}</p> }).into_any();
    }
    answer(state, line, keep, found)
}

fn answer(state: State, line: &Line, keep: Callback<()>, found: &Found) -> AnyView {
    let workspace = state.workspace;
    let (unit, of) = (line.unit.clone(), state.unit());
    let write = |value: f64| figures::in_formula(value, &unit);
    let way = reach_words(state, found.reach);
    let whose = whose(state, found.reach);
    let apply = |value: f64| {
        let (label, path) = (line.label.clone(), found.path.clone());
        let id = line.id.clone();
        let told = format!("{label} is {} now, {way}{whose}.", write(value));
        let change = move |_| {
            let (id, path) = (id.clone(), path.clone());
            keep.run(());
            workspace.edit(&format!("Goal seek: {label}"), None, move |document| {
                moved(document, &workspace.catalogue().model, &id, &path, value)
            });
            workspace.say_done(told.clone());
        };
        view! { <button type="button" class="primary" on:click=change>"Apply " {write(value)}</button> }
    };
    let now = found.path.search.near;
    let against_now =
        |value: f64| change(now, value, &unit).map(|by| format!(" ({by} against now)")).unwrap_or_default();
    let root = |value: f64| {
        view! { <p class="solution"><strong>{write(value)}</strong> {against_now(value)} " " {apply(value)}</p> }
    };
    match &found.solutions {
        _ if !found.depends && untrack(|| state.value()).is_none() => {
            let text = format!("None: {} is undefined, whatever {} is {way}.", state.subject(), line.label);
            view! { <p>{text}</p> }.into_any()
        }
        _ if !found.depends => {
            let text = format!("None: {} does not depend on {} {way}.", state.subject(), line.label);
            view! { <p>{text}</p> }.into_any()
        }
        Solutions::None(nearest) => {
            let near = nearest.map(|(at, reached)| {
                format!(" It comes nearest at {}, with {}.", write(at), figures::in_formula(reached, &of))
            });
            // In proportion another year may have no room left where this one has.
            let limit = found.path.limited_by.map(|year| {
                let year = workspace.catalogue().year_label(year);
                format!(" In proportion, {year} is the first to reach what is allowed.")
            });
            view! { <p>{format!("None: no allowed value does {way}.")} {near} {limit}</p> }.into_any()
        }
        Solutions::One(value) => {
            view! { <p>{format!("One value, {way}{whose}:")}</p> {root(*value)} }.into_any()
        }
        Solutions::Several(values) => {
            let text = format!("{} different values, {way}{whose}:", values.len());
            view! { <p>{text}</p> {values.iter().map(|value| root(*value)).collect_view()} }.into_any()
        }
        Solutions::Stretches(stretches) => {
            let search = found.path.search;
            let parts = stretches.iter().map(|(low, high)| {
                let text = match (*low <= search.low, *high >= search.high) {
                    _ if low == high => format!("The value {}.", write(*low)),
                    (true, true) => "Every allowed value does: the question has no one answer.".to_owned(),
                    (true, false) => format!("Every value up to {}.", write(*high)),
                    (false, true) => format!(
                        "Every value from {} on, without an upper bound below what is allowed, {}.",
                        write(*low),
                        write(*high)
                    ),
                    _ => format!("Every value from {} to {}.", write(*low), write(*high)),
                };
                view! { <p>{text}</p> }
            });
            let nearest = nearest_in(stretches, now).map(|nearest| match nearest == now {
                true => {
                    let text = format!("{} is one of them: nothing has to change.", write(now));
                    view! { <p>{text}</p> }.into_any()
                }
                false => view! { <p>{format!("The nearest, {way}{whose}:")}</p> {root(nearest)} }.into_any(),
            });
            view! { {parts.collect_view()} {nearest} }.into_any()
        }
    }
}

/// Whose value a driver's is, where all years move and all are asked about; to go
/// behind [`reach_words`].
fn whose(state: State, reach: Reach) -> String {
    let is_open = reach == Reach::AllYears && state.output.with(|of| of.year.is_none());
    let year = state.workspace.catalogue().year_phrase(state.year());
    if is_open { format!(", told as {year}'s value") } else { String::new() }
}

/// Which years move, in the middle of a sentence.
pub fn reach_words(state: State, reach: Reach) -> String {
    match reach {
        Reach::AllYears => "in all years, in proportion".to_owned(),
        Reach::ThisYear => {
            format!("in {} alone", state.workspace.catalogue().year_phrase(state.year()))
        }
    }
}
