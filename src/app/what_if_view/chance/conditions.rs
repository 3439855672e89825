//! Conditions whose probability a person asks.

use super::correlations::edit;
use super::run::Run;
use crate::app::browser::focus_next;
use crate::app::what_if_view::number::{choice, number_field};
use crate::app::what_if_view::state::has_total;
use crate::model::uncertainty::{Condition, MAX_CONDITIONS};
use leptos::prelude::*;

pub fn conditions(run: Run) -> AnyView {
    let all = Memo::new(move |_| run.uncertainties().conditions.clone());
    let count = Memo::new(move |_| all.with(Vec::len));
    let add = move |_| {
        let output = run.state.output.get_untracked();
        let value = untrack(|| run.state.value()).unwrap_or(0.0);
        edit(run, None, move |of| {
            of.conditions.push(Condition { line: output.line, year: output.year, at_least: true, value });
        });
    };
    view! {
        <details class="hints">
            <summary>"Conditions to ask about " {move || match count.get() { 0 => String::new(), n => format!("({n})") }}</summary>
            <p class="sub">"The probability of every benchmark is told anyway."</p>
            <ul class="shifts">{move || (0..count.get()).map(|at| row(run, at, all)).collect_view()}</ul>
            {move || (count.get() < MAX_CONDITIONS).then(|| view! { <button type="button" id="add-condition" on:click=add>"Add a condition"</button> })}
        </details>
    }
    .into_any()
}

fn row(run: Run, at: usize, all: Memo<Vec<Condition>>) -> AnyView {
    let workspace = run.state.workspace;
    let read = move |of: fn(&Condition) -> String| all.with(|all| all.get(at).map(of).unwrap_or_default());
    let change = move |session: Option<&str>, change: &dyn Fn(&mut Condition)| {
        edit(run, session, |of| {
            if let Some(condition) = of.conditions.get_mut(at) {
                change(condition);
            }
        });
    };
    let lines = workspace
        .catalogue()
        .model
        .lines()
        .iter()
        .map(|line| (line.id.to_string(), line.label.clone()))
        .collect();
    let sides =
        vec![("least".to_owned(), "is at least".to_owned()), ("most".to_owned(), "is at most".to_owned())];
    let line = Memo::new(move |_| read(|condition| condition.line.clone()));
    let unit = Memo::new(move |_| {
        let catalogue = workspace.catalogue();
        all.with(|all| all.get(at).map(|condition| condition.unit(&catalogue)))
    });
    let choose_line = move |id: String| {
        let Some(now) = all.with_untracked(|all| all.get(at).cloned()) else { return };
        let next = now.about(&id, untrack(|| workspace.year()), &workspace.catalogue());
        let value = untrack(|| value_now(run, &next));
        change(None, &|condition| *condition = Condition { value, ..next.clone() });
    };
    // The years that the line has values for; one with a single value has none.
    let years = move || {
        let of = line.with(|id| workspace.line(id)).filter(|line| !line.shape.is_empty())?;
        let mut years: Vec<(String, String)> = (0..workspace.catalogue().years())
            .map(|year| (year.to_string(), workspace.catalogue().year_label(year)))
            .collect();
        if has_total(workspace, &of) {
            years.push((String::new(), "all years".to_owned()));
        }
        let chosen =
            move || read(|condition| condition.year.map(|year| year.to_string()).unwrap_or_default());
        let choose = move |year: String| change(None, &|condition| condition.year = year.parse().ok());
        Some(choice(format!("Year of condition {}", at + 1), years, chosen, choose))
    };
    let field = move || {
        let unit = unit.get()?;
        let value =
            Signal::derive(move || all.with(|all| all.get(at).map_or(0.0, |condition| condition.value)));
        let apply = move |value: f64, session: &str| {
            change(Some(session), &move |condition| condition.value = value);
            Ok(())
        };
        Some(number_field(format!("Value of condition {}", at + 1), unit, value, apply))
    };
    view! {
        <li class="line-of">
            {choice(format!("Output of condition {}", at + 1), lines, move || line.get(), choose_line)}
            {years}
            {choice(format!("Side of condition {}", at + 1), sides, move || read(|condition| if condition.at_least { "least".to_owned() } else { "most".to_owned() }),
                move |side| change(None, &|condition| condition.at_least = side == "least"))}
            {field}
            <button type="button" class="quiet" aria-label=format!("Remove condition {}", at + 1)
                on:click=move |_| remove(run, at)>"×"</button>
        </li>
    }
    .into_any()
}

/// Takes a condition away: the keyboard goes to the next one's button, or to the
/// one that adds another.
fn remove(run: Run, at: usize) {
    edit(run, None, move |of| drop(of.conditions.remove(at)));
    focus_next(format!("button[aria-label=\"Remove condition {}\"], #add-condition", at + 1));
}

/// What a condition's line comes to now: what one about it begins with.
fn value_now(run: Run, condition: &Condition) -> f64 {
    let workspace = run.state.workspace;
    let single = workspace.line(&condition.line).is_none_or(|line| line.shape.is_empty());
    let value = match condition.year {
        _ if single => workspace.value(&condition.line, 0),
        Some(year) => workspace.value(&condition.line, year),
        None => workspace.total(&condition.line),
    };
    value.unwrap_or(0.0)
}
