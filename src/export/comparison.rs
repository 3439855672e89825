//! A comparison as a table: every line of every scenario, with the differences.

use super::csv::{Cell, Table};
use crate::engine::unit::Unit;
use crate::model::Catalogue;
use crate::model::comparison::Comparison;

/// Every line and scenario in a row: the values of all years and the total, then
/// their differences from the first scenario, absolute and as a share. Units name
/// each scenario's own currency; across two there is no difference of amounts.
pub fn comparison(catalogue: &Catalogue, of: &Comparison) -> Table {
    let timeline = of.timeline();
    let years = timeline.years();
    let columns = || (0..years).map(|year| timeline.year_label(year)).chain(["Total".to_owned()]);
    let names = ["Id", "Line", "Unit", "Scenario"].map(str::to_owned).into_iter().chain(columns());
    let names = names.chain(columns().map(|column| format!("{column}, difference")));
    let names = names.chain(columns().map(|column| format!("{column}, relative difference")));
    let mut table = vec![names.map(Cell::Text).collect()];
    let percent = Unit::percent();
    for line in catalogue.model.lines() {
        for side in of.sides() {
            let unit = line.unit.symbol().replacen('$', side.currency.sign, 1);
            let words = [line.id.as_str(), &line.label, &unit, &side.name].map(Cell::text);
            let figures = (0..=years).map(|column| side.value(line, column));
            let differences: Vec<_> = (0..=years).map(|column| of.difference(line, side, column)).collect();
            let absolute = differences.iter().map(|found| found.map(|both| both.absolute));
            let relative = differences.iter().map(|found| found.and_then(|both| both.relative));
            let figures = figures.chain(absolute).map(|value| Cell::calculated(value, &line.unit));
            let shares = relative.map(|value| Cell::calculated(value, &percent));
            table.push(words.into_iter().chain(figures).chain(shares).collect());
        }
    }
    table
}
