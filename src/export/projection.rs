//! The projection as a table: every line with its years and its total.

use super::csv::{Cell, Table};
use crate::engine::values::Values;
use crate::model::Catalogue;

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
