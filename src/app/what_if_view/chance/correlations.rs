//! What moves together.

use super::editor::words;
use super::run::Run;
use crate::app::browser::focus_next;
use crate::app::figures;
use crate::app::what_if_view::number::{choice, number_field};
use crate::engine::chance::contradiction::{Conflict, Refusal};
use crate::engine::chance::plan::{Correlation, Source};
use crate::engine::unit::Unit;
use crate::model::uncertainty::{MAX_PAIRS, Uncertainties};
use leptos::prelude::*;

pub fn correlations(run: Run) -> AnyView {
    let workspace = run.state.workspace;
    let pairs = Memo::new(move |_| run.uncertainties().correlations.clone());
    let sources = Memo::new(move |_| run.uncertainties().sources(&workspace.catalogue()));
    let places = Memo::new(move |_| pairs.with(Vec::len));
    // The first pair that is not there yet.
    let add = move |_| {
        let all = sources.get_untracked();
        let taken = pairs.get_untracked();
        let is_taken = |a: &Source, b: &Source| {
            taken.iter().any(|pair| (&pair.a, &pair.b) == (a, b) || (&pair.b, &pair.a) == (a, b))
        };
        let free = all.iter().enumerate().flat_map(|(at, a)| all[at + 1..].iter().map(move |b| (a, b)));
        if let Some((a, b)) = free.into_iter().find(|(a, b)| !is_taken(a, b)) {
            let pair = Correlation { a: a.clone(), b: b.clone(), rank: 0.5 };
            edit(run, None, move |of| of.correlations.push(pair));
        }
    };
    let may_add = move || sources.with(Vec::len) > 1 && places.get() < MAX_PAIRS;
    view! {
        <details class="hints">
            <summary>"Drivers that move together " {move || match places.get() { 0 => String::new(), n => format!("({n})") }}</summary>
            <p class="sub">"A rank correlation from −1 to 1: how much one is high when the other is."</p>
            <ul class="shifts">{move || (0..places.get()).map(|at| row(run, at, pairs, sources)).collect_view()}</ul>
            // Told while they are typed, and not only when they are to be drawn.
            <div role="status">{move || run.refusal.with(|refused| refused.as_ref().map(|refused| refusal(run, refused)))}</div>
            {move || may_add().then(|| view! { <button type="button" id="add-correlation" on:click=add>"Add a correlation"</button> })}
        </details>
    }
    .into_any()
}

fn row(run: Run, at: usize, pairs: Memo<Vec<Correlation>>, sources: Memo<Vec<Source>>) -> AnyView {
    let pick = move |name: String, of: fn(&Correlation) -> &Source, put: fn(&mut Correlation, Source)| {
        let options = sources
            .get_untracked()
            .iter()
            .enumerate()
            .map(|(place, source)| (place.to_string(), words(run, source)))
            .collect();
        let chosen = move || {
            let source = pairs.with(|pairs| pairs.get(at).map(|pair| of(pair).clone()));
            let place = sources.with(|all| all.iter().position(|other| Some(other) == source.as_ref()));
            place.map(|place| place.to_string()).unwrap_or_default()
        };
        choice(name, options, chosen, move |value| {
            let source =
                value.parse::<usize>().ok().and_then(|place| sources.get_untracked().get(place).cloned());
            if let Some(source) = source {
                edit(run, None, move |of| {
                    if let Some(pair) = of.correlations.get_mut(at) {
                        put(pair, source);
                    }
                });
            }
        })
    };
    let rank = Signal::derive(move || pairs.with(|pairs| pairs.get(at).map_or(0.0, |pair| pair.rank)));
    let apply = move |value: f64, session: &str| {
        if value.abs() > 0.999 {
            return Err("A correlation lies between −0.999 and 0.999.".to_owned());
        }
        edit(run, Some(session), move |of| {
            if let Some(pair) = of.correlations.get_mut(at) {
                pair.rank = value;
            }
        });
        Ok(())
    };
    view! {
        <li class="line-of">
            {pick(format!("One driver of correlation {}", at + 1), |pair| &pair.a, |pair, source| pair.a = source)}
            " with "
            {pick(format!("Other driver of correlation {}", at + 1), |pair| &pair.b, |pair, source| pair.b = source)}
            {number_field(format!("Correlation {}", at + 1), Unit::pure(), rank, apply)}
            <button type="button" class="quiet" aria-label=format!("Remove correlation {}", at + 1)
                on:click=move |_| remove(run, at)>"×"</button>
        </li>
    }
    .into_any()
}

/// Takes a correlation away: the keyboard goes to the next one's button, or to
/// the one that adds another.
fn remove(run: Run, at: usize) {
    edit(run, None, move |of| drop(of.correlations.remove(at)));
    focus_next(format!("button[aria-label=\"Remove correlation {}\"], #add-correlation", at + 1));
}

/// Why the correlations are refused, and what would mend them.
fn refusal(run: Run, refusal: &Refusal) -> AnyView {
    let conflicts = match refusal {
        Refusal::Senseless(words) => return view! { <p class="refusal">{words.clone()}</p> }.into_any(),
        Refusal::Contradiction(conflicts) => conflicts,
    };
    let mends: Vec<_> = conflicts.iter().filter_map(|conflict| mending(run, conflict)).collect();
    if mends.is_empty() {
        let all = conflicts.iter().map(|conflict| named(run, conflict)).collect::<Vec<_>>().join(", ");
        let text = format!(
            "These correlations contradict each other, and no single one mends it: {all}. Bring several nearer to 0."
        );
        return view! { <p class="refusal">{text}</p> }.into_any();
    }
    view! {
        <p class="refusal">"These correlations contradict each other. Given the others, any one of these would do:"</p>
        <ul class="refusal">{mends.into_iter().map(|mend| view! { <li>{mend}</li> }).collect_view()}</ul>
    }
    .into_any()
}

/// "“Price” with “Cost” at most 0.43"; nothing where that pair alone mends
/// nothing.
fn mending(run: Run, conflict: &Conflict) -> Option<String> {
    let side = if conflict.is_too_high() { "at most" } else { "at least" };
    let unlisted = if conflict.rank.is_none() { ", which is not listed and counts as 0," } else { "" };
    let nearest = figures::in_formula(conflict.nearest?, &Unit::pure());
    Some(format!("{}{unlisted} {side} {nearest}", named(run, conflict)))
}

/// "“Price” with “Cost”".
fn named(run: Run, conflict: &Conflict) -> String {
    format!("“{}” with “{}”", words(run, &conflict.a), words(run, &conflict.b))
}

/// Changes the uncertainties, as a step that can be undone.
pub fn edit(run: Run, session: Option<&str>, change: impl FnOnce(&mut Uncertainties)) {
    run.state.workspace.edit("Uncertainties", session, |document| {
        let mut next = (*document.uncertainties).clone();
        change(&mut next);
        document.with_uncertainties(next)
    });
}
