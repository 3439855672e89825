//! Published figures that do not follow from their published formula.

use super::Catalogue;
use crate::engine::model::Content;
use crate::engine::trace;
use crate::engine::values::Values;

/// A published row, compared with what the model computes.
pub struct PublishedRow {
    /// The line's id.
    pub line: &'static str,
    /// The figures as published, in the line's unit.
    pub values: &'static [f64],
    /// How far apart two figures with as many digits may be by rounding alone.
    pub rounding: f64,
    /// Why published and computed figures differ.
    pub why: &'static str,
}

/// A published figure, where it differs from the computed one although all
/// inputs behind it are the published ones, and why.
pub fn difference(
    catalogue: &Catalogue,
    values: &Values,
    id: &str,
    year: usize,
) -> Option<(f64, &'static str)> {
    let row = contradictions().iter().find(|row| row.line == id)?;
    let published = *row.values.get(year)?;
    if (values.cell(id, year)? - published).abs() <= row.rounding {
        return None;
    }
    let model = &catalogue.model;
    let inputs = trace::origins(model, &model.cell_ref(model.line(id)?, year));
    let is_default = |input: &crate::engine::cell_ref::CellRef| {
        let (line, cell) = (model.line(&input.line)?, model.cell(input)?);
        let Content::Driver(driver) = &line.content else { return None };
        Some(values.at(model, input)? == *driver.defaults.get(cell)?)
    };
    inputs.iter().all(|input| is_default(input) == Some(true)).then_some((published, row.why))
}

/// The rows that contradict their own formula.
pub fn contradictions() -> &'static [PublishedRow] {
    &[PublishedRow {
        line: "payback_months",
        values: &[1.20, 1.10, 1.05, 1.00, 0.92],
        rounding: 0.005_000_1,
        why: "It does not follow from CAC ÷ ARPU: no ARPU gives both the published payback and the \
              published lifetime value. Megahour shows what the formula gives.",
    }]
}
