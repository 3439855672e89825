//! What each segment would pay on each pricing model, and what it would choose.

use super::comparison::in_column;
use super::desk::Desk;
use super::figures_grid::{Figure, Row, figures_grid};
use crate::engine::model::Line;
use crate::engine::values::Values;
use crate::model::pricing::{Pricing, Sheet};
use leptos::prelude::*;

/// The columns after the plans' bills: a line's id and its heading.
const CHOICE: [(&str, &str); 6] = [
    ("choice_plan", "Would choose"),
    ("choice_bill", "and pay"),
    ("customer_cost", "Costs to serve"),
    ("choice_profit", "Gross profit, segment"),
    ("vendor_plan", "Worth most to you"),
    ("tier_choice", "Tier, if subscribed"),
];

/// Bills by segment.
#[component]
pub fn Bills() -> impl IntoView {
    let section = NodeRef::new();
    let desk = expect_context::<Desk>().in_part(section);
    let heads = move || {
        let columns = desk.read_formulas(columns).unwrap_or_default();
        ["One customer, a year".to_owned()]
            .into_iter()
            .chain(columns.into_iter().map(|(_, head)| head))
            .collect()
    };
    let rows = move || desk.read(of_segments).unwrap_or_default();
    view! {
        <section node_ref=section class="sheet" aria-labelledby="bills-title">
            <h2 id="bills-title">"Bills by segment"</h2>
            <p class="sub">"What one customer pays in the year on each pricing model, and which is cheapest for it."</p>
            <Show
                when=move || desk.pricing.with(|pricing| !pricing.segments.is_empty())
                fallback=|| view! { <p class="empty">"Add a segment to see its bills."</p> }
            >
                {figures_grid(desk, "bills", "Bills by segment", heads, rows)}
            </Show>
        </section>
    }
}

/// The lines of the columns with their headings.
fn columns(sheet: &Sheet) -> Vec<(String, String)> {
    let plans = sheet.plans.iter().map(|plan| (plan.line("bill"), plan.short.to_owned()));
    let choice = CHOICE.iter().map(|(line, head)| ((*line).to_owned(), (*head).to_owned()));
    plans.chain(choice).filter(|(line, _)| sheet.model.line(line).is_some()).collect()
}

fn of_segments(sheet: &Sheet, pricing: &Pricing, values: &Values) -> Vec<Row> {
    let columns = columns(sheet);
    let row = |(position, segment): (usize, &crate::model::pricing::Segment)| {
        let figure = |(id, _): &(String, String)| {
            let line = sheet.model.line(id)?;
            let text = text(sheet, values, line, position);
            Some(Figure { text, address: sheet.model.cell_ref(line, position) })
        };
        Row {
            label: segment.name.clone(),
            help: String::new(),
            strong: false,
            figures: columns.iter().filter_map(figure).collect(),
        }
    };
    pricing.segments.iter().enumerate().map(row).collect()
}

/// A figure, or the name of the plan or tier that a number stands for.
fn text(sheet: &Sheet, values: &Values, line: &Line, segment: usize) -> String {
    let value = values.cell(&line.id, segment);
    let name = sheet.numbers(&line.id, value).map(str::to_owned);
    name.unwrap_or_else(|| in_column(value, &line.unit, &[value]))
}
