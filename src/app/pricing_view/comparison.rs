//! The pricing models side by side, on the same demand.

use super::conventions;
use super::desk::Desk;
use super::figures_grid::{Figure, Row, figures_grid};
use crate::app::figures;
use crate::engine::cell_ref::CellRef;
use crate::engine::unit::Unit;
use crate::engine::values::Values;
use crate::model::pricing::Sheet;
use leptos::prelude::*;

/// What sells: every plan, then the customers' own choice, then the mix.
pub fn sellers(sheet: &Sheet) -> Vec<(&'static str, &'static str)> {
    let plans = sheet.plans.iter().map(|plan| (plan.id, plan.short));
    plans.chain([("choice", "Cheapest choice"), ("mix", "Mix")]).collect()
}

/// A row: the ends of its lines' ids, what it is, and whether it matters most. A
/// cost is the same whoever sells.
const ROWS: [(&str, &str, bool); 11] = [
    ("compute_revenue", "Compute revenue", false),
    ("storage_revenue", "Storage revenue", false),
    ("revenue", "Revenue", true),
    ("demand_compute_cost", "Compute cost", false),
    ("demand_storage_cost", "Storage cost", false),
    ("profit", "Gross profit", true),
    ("margin", "Gross margin", false),
    ("arpu", "ARPU, compute alone", false),
    ("average_bill", "Average bill", false),
    ("effective_price", "Effective price per hour", true),
    ("largest_share", "Largest segment's share", false),
];

/// All models side by side.
#[component]
pub fn Comparison() -> impl IntoView {
    let section = NodeRef::new();
    let desk = expect_context::<Desk>().in_part(section);
    let heads = move || {
        let sellers = desk.read_formulas(sellers).unwrap_or_default();
        ["Of all segments"]
            .into_iter()
            .chain(sellers.into_iter().map(|(_, name)| name))
            .map(str::to_owned)
            .collect()
    };
    let rows = move || {
        desk.read(|sheet, _, values| ROWS.iter().filter_map(|row| of_row(sheet, values, row)).collect())
    };
    view! {
        <section node_ref=section class="sheet" aria-labelledby="comparison-title">
            <h2 id="comparison-title">"Side by side"</h2>
            <p class="sub">
                "What each pricing model would earn in the year if every customer were on it; what is left if each "
                "segment takes the cheapest; and the mix below. Open a figure to see how it is made."
            </p>
            {figures_grid(desk, "comparison", "Pricing models side by side", heads, move || rows().unwrap_or_default())}
            {conventions(&["storage"])}
        </section>
    }
}

fn of_row(sheet: &Sheet, values: &Values, (what, label, strong): &(&str, &str, bool)) -> Option<Row> {
    let shared = sheet.model.line(what).is_some();
    let id = |seller: &str| if shared { (*what).to_owned() } else { format!("{seller}_{what}") };
    let ids: Vec<String> = sellers(sheet).into_iter().map(|(seller, _)| id(seller)).collect();
    let line = sheet.model.line(ids.first()?)?;
    let all: Vec<Option<f64>> = ids.iter().map(|id| of_all(sheet, values, id)).collect();
    let figures = all.iter().zip(ids.iter()).map(|(value, id)| Figure {
        text: in_column(*value, &line.unit, &all),
        address: CellRef::total(id.clone()),
    });
    Some(Row {
        label: (*label).to_owned(),
        help: line.help.clone(),
        strong: *strong,
        figures: figures.collect(),
    })
}

/// A line's value for all segments: its total, or its only value.
fn of_all(sheet: &Sheet, values: &Values, id: &str) -> Option<f64> {
    let line = sheet.model.line(id)?;
    if line.shape.is_empty() { values.cell(id, 0) } else { values.total(id) }
}

/// The same as a figure on its own.
pub fn total_figure(sheet: &Sheet, values: &Values, id: &str) -> Figure {
    let value = of_all(sheet, values, id);
    let text = sheet.model.line(id).map(|line| in_column(value, &line.unit, &[value])).unwrap_or_default();
    Figure { text, address: CellRef::total(id.to_owned()) }
}

/// A figure among others: millions of money at one scale, all else in full.
pub fn in_column(value: Option<f64>, unit: &Unit, among: &[Option<f64>]) -> String {
    let is_large = among.iter().flatten().any(|value| value.abs() >= 1e6);
    if unit.symbol().starts_with('$') && is_large {
        figures::in_row(value, unit, figures::scale_in(among, value))
    } else {
        figures::exact(value, unit)
    }
}
