//! The projection as a table: every line with its years and its total.

use super::csv::{Cell, Table};
use crate::engine::values::Values;
use crate::model::Catalogue;
use crate::model::currency::Currency;

/// What a projection says about itself.
pub struct About<'a> {
    /// The scenario's name.
    pub scenario: &'a str,
    /// What its amounts are in.
    pub currency: Currency,
    /// What is noted of a driver, by its id.
    pub note: &'a dyn Fn(&str) -> String,
}

/// The projection with the scenario's name above it, units in its currency, and
/// notes beside the values. The app reads it back as well.
pub fn described(catalogue: &Catalogue, values: &Values, about: &About<'_>) -> Table {
    let mut table = projection(catalogue, values);
    let notes = std::iter::once("Note".to_owned())
        .chain(catalogue.model.lines().iter().map(|line| (about.note)(&line.id)));
    let units = std::iter::once(None).chain(catalogue.model.lines().iter().map(|line| Some(&line.unit)));
    for ((row, note), unit) in table.iter_mut().zip(notes).zip(units) {
        if let (Some(cell), Some(unit)) = (row.get_mut(2), unit) {
            *cell = Cell::text(unit.symbol().replacen('$', about.currency.sign, 1));
        }
        row.push(if note.is_empty() { Cell::Empty } else { Cell::text(note) });
    }
    table.insert(0, vec![Cell::text("Scenario"), Cell::text(about.scenario)]);
    table
}

/// Every line of the model in order. Ids and units stand beside the labels, so
/// that the file can be read back, by programs and by the app itself.
pub fn projection(catalogue: &Catalogue, values: &Values) -> Table {
    let years = (0..catalogue.years()).map(|year| catalogue.year_label(year));
    let names = ["Id", "Line", "Unit"].map(str::to_owned).into_iter().chain(years);
    let header = names.chain(["Total".to_owned()]).map(Cell::Text).collect();
    let rows = catalogue.model.lines().iter().map(|line| {
        let words = [line.id.as_str(), &line.label, line.unit.symbol()].map(Cell::text);
        // What was typed comes back to the last bit.
        let is_typed = catalogue.driver(&line.id).is_some();
        let write = if is_typed { Cell::figure } else { Cell::calculated };
        // What has no years stands for all of them.
        let is_yearly = !line.shape.is_empty();
        let cell = |year| values.cell(&line.id, year).filter(|_| is_yearly);
        let years = (0..catalogue.years()).map(|year| write(cell(year), &line.unit));
        let total = if is_yearly { values.total(&line.id) } else { values.cell(&line.id, 0) };
        let total = Cell::calculated(total, &line.unit);
        words.into_iter().chain(years).chain([total]).collect()
    });
    std::iter::once(header).chain(rows).collect()
}
