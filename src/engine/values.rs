//! The values of one evaluated scenario.

use super::cell_ref::CellRef;
use super::model::{Layout, Model};
use super::program::machine::Machine;
use super::program::{Cells, Places};
use std::sync::Arc;

/// Every cell and total of one scenario. NaN stays inside: what is undefined
/// is `None` to those who ask.
#[derive(Clone, Debug)]
pub struct Values {
    layout: Arc<Layout>,
    places: Arc<Places>,
    /// What the machine's registers held after the run.
    registers: Vec<f64>,
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
        let (layout, places) = (model.layout().clone(), program.places().clone());
        Self { layout, places, registers: machine.into_values() }
    }

    fn of(&self, cells: Option<Cells>) -> &[f64] {
        let cells = cells.unwrap_or_default();
        let first = cells.first as usize;
        self.registers.get(first..first + cells.count).unwrap_or_default()
    }

    /// A line's cells, NaN where undefined.
    fn numbers(&self, line: &str) -> &[f64] {
        let position = self.layout.position(line);
        self.of(position.and_then(|position| self.places.cells.get(position)).copied())
    }

    /// A line's cells in row-major order; empty for an unknown line.
    pub fn cells(&self, line: &str) -> Vec<Option<f64>> {
        self.numbers(line).iter().map(|value| known(*value)).collect()
    }

    /// One cell, counted from 0; `None` where it is undefined or not there.
    pub fn cell(&self, line: &str, cell: usize) -> Option<f64> {
        self.numbers(line).get(cell).copied().and_then(known)
    }

    /// The value at an address.
    pub fn at(&self, model: &Model, address: &CellRef) -> Option<f64> {
        self.cell(&address.line, model.cell(address)?)
    }

    /// The years of a line with shorter periods, rolled up by its rule, in the
    /// order of its axes with years in place of the periods; empty for a line
    /// without shorter periods or without a rule.
    pub fn years(&self, line: &str) -> Vec<Option<f64>> {
        let position = self.layout.position(line);
        let years = position.and_then(|position| self.places.years.get(position).copied().flatten());
        self.of(years).iter().map(|value| known(*value)).collect()
    }

    /// A line's total; `None` where it is undefined or the line has none.
    pub fn total(&self, line: &str) -> Option<f64> {
        let register = self.places.totals.get(self.layout.position(line)?).copied().flatten()?;
        self.registers.get(register as usize).copied().and_then(known)
    }
}

fn known(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}
