//! What a person can say about a whole table: scale, order, direction, notes.

use crate::table::{ColumnIs, Correction, Corrections, Direction, Order, Plan};
use leptos::prelude::*;

/// The choices that hold for the whole table, folded.
pub fn settings(plan: &Plan, corrections: RwSignal<Corrections>) -> impl IntoView + use<> {
    let said = corrections.get();
    let scale = match said.scale {
        Some(0) => "0",
        Some(3) => "3",
        Some(6) => "6",
        _ => "",
    };
    let scales = [("", "As the table says"), ("0", "As printed"), ("3", "Thousands"), ("6", "Millions")];
    let direction = match said.direction {
        Some(Direction::LinesInRows) => "rows",
        Some(Direction::LinesInColumns) => "columns",
        None => "",
    };
    let directions =
        [("", "As it seems"), ("rows", "Each row is a line"), ("columns", "Each column is a line")];
    let order = if said.order == Some(Order::NewestFirst) { "newest" } else { "oldest" };
    let orders = [("oldest", "Oldest first"), ("newest", "Newest first")];
    // What was chosen stays in sight when the preview is made anew.
    let is_open = said != Corrections::default();
    let correct = move |correction: Option<Correction>| {
        if let Some(correction) = correction {
            corrections.update(|said| *said = said.with(correction));
        }
    };
    let has_headings = plan.columns.iter().any(|column| !column.heading.is_empty());
    let order = (!has_headings).then(|| {
        select("Order of years", &orders, order, move |value| {
            let order = if value == "newest" { Order::NewestFirst } else { Order::OldestFirst };
            correct(Some(Correction::Order(order)));
        })
    });
    let columns: Vec<(String, String)> = plan
        .columns
        .iter()
        .take(super::lists::SHOWN)
        .map(|column| (column.number.to_string(), format!("{} (column {})", column.heading, column.number)))
        .collect();
    let mut notes = vec![("", "None")];
    notes.extend(columns.iter().map(|(number, label)| (number.as_str(), label.as_str())));
    view! {
        <details class="table-settings" open=is_open>
            <summary>"How the table is read"</summary>
            {select("Amounts are in", &scales, scale, move |value| correct(value.parse().ok().map(Correction::Scale)))}
            {select("Direction", &directions, direction, move |value| correct(match value.as_str() {
                "rows" => Some(Correction::Direction(Direction::LinesInRows)),
                "columns" => Some(Correction::Direction(Direction::LinesInColumns)),
                _ => None,
            }))}
            {order}
            {select("A column that is notes", &notes, "", move |value| {
                correct(value.parse().ok().map(|number| Correction::Column(number, ColumnIs::Notes)));
            })}
        </details>
    }
}

fn select(
    label: &'static str,
    options: &[(&str, &str)],
    chosen: &str,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let options = options
        .iter()
        .map(|(value, words)| {
            let is_chosen = *value == chosen;
            view! { <option value=(*value).to_owned() selected=is_chosen>{(*words).to_owned()}</option> }
        })
        .collect_view();
    view! {
        <label class="stacked">
            {label}
            <select on:change=move |event| choose(event_target_value(&event))>{options}</select>
        </label>
    }
    .into_any()
}
