//! The rows of a table in its preview: taken as which line, or left out and why.

use super::lists::{SHOWN, others, row_word};
use crate::app::figures;
use crate::app::workspace::Workspace;
use crate::engine::unit::Unit;
use crate::table::{Becomes, Correction, Corrections, Goes, Plan, PlannedRow, RowIs};
use leptos::prelude::*;

/// The drivers that would change, year by year.
pub fn changes(workspace: Workspace, plan: &Plan) -> Option<impl IntoView + use<>> {
    let taken: Vec<&PlannedRow> =
        plan.rows.iter().filter(|row| matches!(row.becomes, Becomes::Taken(_))).collect();
    (!taken.is_empty()).then(|| {
        let catalogue = workspace.catalogue();
        let years = 0..catalogue.years();
        let heads =
            years.map(|year| view! { <th scope="col">{catalogue.year_label(year)}</th> }).collect_view();
        let word = row_word(plan);
        let rows = taken.into_iter().map(|row| change(workspace, row, word)).collect_view();
        view! {
            <div class="scroll" role="region" aria-label="What would change" tabindex="0">
                <table class="preview">
                    <thead><tr><th scope="col">"Driver"</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    })
}

fn change(workspace: Workspace, row: &PlannedRow, word: &str) -> impl IntoView + use<> {
    let driver = match &row.becomes {
        Becomes::Taken(driver) => driver.clone(),
        _ => String::new(),
    };
    let line = workspace.line(&driver);
    let label = line.as_ref().map_or_else(|| driver.clone(), |line| line.label.clone());
    let unit = line.map_or_else(Unit::pure, |line| line.unit);
    let held = workspace.document.with_untracked(|document| document.values(&driver));
    let cells = (0..held.len())
        .map(|year| {
            let before = held.get(year).copied().unwrap_or(f64::NAN);
            let after =
                row.values.iter().find(|value| value.year == year).map_or(before, |value| value.value);
            cell(before, after, &unit)
        })
        .collect_view();
    let from = match row.label.is_empty() {
        true => format!("{word} {}", row.number),
        false => format!("{word} {}: {}", row.number, row.label),
    };
    let remarks = remarks(row);
    let remarks = (!remarks.is_empty())
        .then(|| view! { <tr class="remarks"><td colspan=held.len() + 1>{remarks}</td></tr> });
    view! {
        <tr>
            <th scope="row">{label} <small>{from}</small></th>
            {cells}
        </tr>
        {remarks}
    }
}

fn cell(before: f64, after: f64, unit: &Unit) -> AnyView {
    let written = |write: fn(f64, &Unit) -> String| [before, after].map(|value| write(value, unit));
    // All digits only where fewer would not tell the two apart.
    let readable = written(|value, unit| figures::exact(Some(value), unit));
    let [before_text, after_text] = match before != after && readable[0] == readable[1] {
        true => written(figures::for_editing),
        false => readable,
    };
    match before == after {
        true => view! { <td class="same">{after_text}</td> }.into_any(),
        false => view! { <td><del>{before_text}</del> <ins>{after_text}</ins></td> }.into_any(),
    }
}

/// How a row was read, and which of its cells were left out.
fn remarks(row: &PlannedRow) -> String {
    let left = row.left.iter().filter(|left| !left.text.is_empty()).take(5);
    let left =
        left.map(|left| format!("“{}” in column {} is left out: {}.", left.text, left.column, left.why));
    row.remarks.iter().cloned().chain(left).collect::<Vec<_>>().join(" ")
}

/// The rows that nothing is taken from, each with the way to say which line it is.
pub fn others_left(
    workspace: Workspace,
    plan: &Plan,
    corrections: RwSignal<Corrections>,
) -> Option<impl IntoView + use<>> {
    let left: Vec<(&PlannedRow, String)> =
        plan.rows.iter().filter_map(|row| Some((row, why(row)?))).collect();
    (!left.is_empty()).then(|| {
        let word = row_word(plan);
        let shown = left.iter().take(SHOWN).map(|(row, why)| {
            let name: String = row.label.chars().take(80).collect();
            let lines = lines(workspace, row, corrections);
            view! { <li><strong>{name}</strong> {format!(" ({word} {}): {why}. ", row.number)} {lines}</li> }
        });
        view! {
            <h3>"Not imported"</h3>
            <ul class="left-out">{shown.collect_view()} {others(left.len())}</ul>
        }
    })
}

fn why(row: &PlannedRow) -> Option<String> {
    match &row.becomes {
        Becomes::LeftOut(why) => Some(why.clone()),
        Becomes::Asked(_) => Some("a question about it is open".to_owned()),
        Becomes::Proposed(_) => Some("its name is like that of a line, and not the same".to_owned()),
        _ => None,
    }
}

/// A list of the drivers, to say that a row is one of them.
fn lines(
    workspace: Workspace,
    row: &PlannedRow,
    corrections: RwSignal<Corrections>,
) -> impl IntoView + use<> {
    let options = workspace
        .catalogue()
        .model
        .drivers()
        .map(|(line, _)| view! { <option value=line.id.to_string()>{line.label.clone()}</option> })
        .collect_view();
    let (key, name) = (row.key.clone(), format!("Which line “{}” is", row.label));
    let choose = move |event: web_sys::Event| {
        let id = event_target_value(&event);
        if !id.is_empty() {
            let correction = Correction::Row(key.clone(), RowIs::Line(id));
            corrections.update(|said| *said = said.with(correction));
        }
    };
    view! {
        <select aria-label=name on:change=choose>
            <option value="">"This row is …"</option>
            {options}
        </select>
    }
}

/// The columns that go nowhere, where any row is taken.
pub fn columns_left(plan: &Plan) -> Option<impl IntoView + use<>> {
    let is_taken = plan.rows.iter().any(|row| matches!(row.becomes, Becomes::Taken(_) | Becomes::Asked(_)));
    let left: Vec<String> = plan
        .columns
        .iter()
        .filter_map(|column| match &column.goes {
            Goes::Nowhere(why) if !column.heading.is_empty() => Some(format!("{}: {why}", column.heading)),
            _ => None,
        })
        .collect();
    (is_taken && !left.is_empty()).then(|| {
        let shown = left.iter().take(SHOWN).map(|text| view! { <li>{text.clone()}</li> });
        view! {
            <h3>"Columns left out"</h3>
            <ul class="left-out">{shown.collect_view()} {others(left.len())}</ul>
        }
    })
}
