//! The values of one evaluated scenario.

use super::cell_ref::CellRef;
use super::model::{Layout, Model};
use super::program::machine::Machine;
use std::sync::Arc;

/// Every cell and total of one scenario. NaN stays inside: what is undefined
/// is `None` to those who ask.
#[derive(Clone, Debug)]
pub struct Values {
    layout: Arc<Layout>,
    cells: Vec<f64>,
    totals: Vec<f64>,
    /// For each line of shorter periods that has years, these.
    years: Vec<f64>,
    /// For each line, where its years are.
    year_spans: Vec<(u32, u32)>,
}

impl Values {
    /// Evaluates a model for the given inputs, in the order of
    /// [`Program::first_input`](super::program::Program::first_input), each in
    /// its line's unit. Missing or infinite inputs are undefined.
    pub fn evaluate(model: &Model, inputs: &[f64]) -> Self {
        let program = model.program();
        let mut machine = Machine::<1>::new(program);
        for (position, value) in inputs.iter().enumerate() {
            if let Some(column) = machine.input(position) {
                *column = [*value];
            }
        }
        machine.run(program);
        let read = |register| machine.column(register).map_or(f64::NAN, |[value]| *value);
        let mut cells = Vec::with_capacity(program.cells.iter().map(|cells| cells.count).sum());
        for line in &program.cells {
            cells.extend(machine.columns(line.first, line.count).as_flattened());
        }
        let totals = program.totals.iter().map(|total| total.map_or(f64::NAN, read)).collect();
        let (mut years, mut year_spans) = (Vec::new(), Vec::new());
        for line in 0..program.year_line_count() {
            let from = years.len() as u32;
            if let Some(cells) = program.year_cells(line) {
                years.extend(machine.columns(cells.first, cells.count).as_flattened());
            }
            year_spans.push((from, years.len() as u32));
        }
        Self { layout: model.layout().clone(), cells, totals, years, year_spans }
    }

    /// A line's cells in row-major order; empty for an unknown line.
    pub fn cells(&self, line: &str) -> Vec<Option<f64>> {
        let Some(position) = self.layout.position(line) else { return Vec::new() };
        self.cells[self.layout.cells(position)].iter().map(|value| known(*value)).collect()
    }

    /// One cell, counted from 0; `None` where it is undefined or not there.
    pub fn cell(&self, line: &str, cell: usize) -> Option<f64> {
        let cells = self.layout.cells(self.layout.position(line)?);
        self.cells[cells].get(cell).copied().and_then(known)
    }

    /// The value at an address.
    pub fn at(&self, model: &Model, address: &CellRef) -> Option<f64> {
        self.cell(&address.line, model.cell(address)?)
    }

    /// The years of a line with shorter periods, rolled up by its rule, in the
    /// order of its axes with years in place of the periods; empty for a line
    /// without shorter periods or without a rule.
    pub fn years(&self, line: &str) -> Vec<Option<f64>> {
        let span = self.layout.position(line).and_then(|position| self.year_spans.get(position));
        let years = span.and_then(|(from, to)| self.years.get(*from as usize..*to as usize));
        years.unwrap_or_default().iter().map(|value| known(*value)).collect()
    }

    /// A line's total; `None` where it is undefined or the line has none.
    pub fn total(&self, line: &str) -> Option<f64> {
        self.totals.get(self.layout.position(line)?).copied().and_then(known)
    }
}

fn known(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}
