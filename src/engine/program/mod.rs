//! A model's program: what is done, in which order, to evaluate it.
//!
//! A program is data. It is made from a model by [`compile`], narrowed down to a
//! few results by [`specialise`], and run by a [`machine`]; [`dual`] follows its
//! derivatives.
//!
//! It has two forms, which mix. *Rows* do one operation to many cells at once,
//! such as all months of a line, or go through the months one after another where
//! a line needs its own month before. *Steps* do one operation to one value; a
//! specialised program has no others. Each cell is made by the same operations in
//! the same order in either form, so that they agree bit for bit.

pub(super) mod arithmetic;
pub mod compile;
pub mod dual;
mod flat;
mod hash;
pub mod interval;
pub mod machine;
mod op;
mod row;
mod run_row;
mod slots;
pub mod specialise;
mod unrolled;

pub(super) use super::{expr, function};
pub(super) use flat::Flat;
pub(super) use op::Op;
use row::{Operand, Row, Work};

/// Where the machine keeps one value.
pub type Register = u32;

/// A register with this bit names a constant by its number; only steps have such
/// operands.
const CONSTANT: Register = 1 << 31;

/// One operation on single values.
#[derive(Clone, Debug)]
struct Step {
    op: Op,
    into: Register,
    /// Whether the result is known to be a finite number.
    is_finite: bool,
}

/// A part of a program. Parts are run in their order.
#[derive(Clone, Debug)]
enum Segment {
    /// One step after another.
    Straight(Vec<Step>),
    /// A row, once.
    Row(Row),
    /// Rows, again and again: the operands move on each time.
    Loop(u32, Vec<Row>),
}

/// A register that keeps its value from one run to the next.
#[derive(Clone, Copy, Debug)]
struct Preset {
    register: Register,
    value: f64,
}

/// Where a line's cells are, one after another.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cells {
    pub(super) first: Register,
    pub(super) count: usize,
}

/// A compiled model.
#[derive(Clone, Debug, Default)]
pub struct Program {
    segments: Vec<Segment>,
    /// How many registers there are; the first of them are the inputs.
    registers: usize,
    presets: Vec<Preset>,
    constants: Vec<f64>,
    input_count: usize,
    /// For each input whether it is known to be a finite number; empty where
    /// nothing is known.
    finite_inputs: Vec<bool>,
    /// For each line, the registers of its cells.
    pub(super) cells: Vec<Cells>,
    /// For each line, the register of its total.
    pub(super) totals: Vec<Option<Register>>,
    /// For each line, the number of its first input; calculated lines have none.
    inputs: Vec<Option<usize>>,
    /// For each line of shorter periods, the registers of its years, in the order
    /// of its axes with years in place of the periods.
    years: Vec<Option<Cells>>,
    /// All operations one by one, where that is quicker for one scenario: rows of
    /// a few cells cost more to begin than to do.
    one_by_one: Vec<Step>,
}

/// The most operations that are done one by one for one scenario: about so many
/// as a model of five years has, twice over.
const FEW_OPERATIONS: usize = 600;

impl Program {
    /// How many values an evaluation takes: the cells of all drivers.
    pub fn input_count(&self) -> usize {
        self.input_count
    }

    /// How many registers a machine keeps.
    pub fn register_count(&self) -> usize {
        self.registers
    }

    /// The position of a driver's first cell among the inputs; its other cells
    /// follow. `None` for calculated lines. `line` counts lines from 0.
    pub fn first_input(&self, line: usize) -> Option<usize> {
        self.inputs.get(line).copied().flatten()
    }

    /// The register of a line's cell, both counted from 0.
    pub fn register(&self, line: usize, cell: usize) -> Option<Register> {
        let cells = self.cells.get(line)?;
        (cell < cells.count).then_some(cells.first + cell as Register)
    }

    /// The register of a line's total, if it has one.
    pub fn total_register(&self, line: usize) -> Option<Register> {
        self.totals.get(line).copied().flatten()
    }

    /// The register of a year of a line with shorter periods, rolled up by the
    /// line's rule; its cells are counted from 0 in the order of its axes, with
    /// years in place of the periods.
    pub fn year_register(&self, line: usize, cell: usize) -> Option<Register> {
        let years = self.year_cells(line)?;
        (cell < years.count).then_some(years.first + cell as Register)
    }

    /// The registers of a line's years, if it has shorter periods and a rule.
    pub(super) fn year_cells(&self, line: usize) -> Option<Cells> {
        self.years.get(line).copied().flatten()
    }

    /// Up to which line there are lines with years.
    pub(super) fn year_line_count(&self) -> usize {
        self.years.iter().rposition(Option::is_some).map_or(0, |last| last + 1)
    }

    /// The same program with its operations one by one, if they are few.
    fn with_few_one_by_one(mut self) -> Self {
        if self.operation_count() <= FEW_OPERATIONS {
            let mut steps = Vec::with_capacity(self.operation_count());
            self.for_each_operation(&mut |into, op| steps.push(Step { op, into, is_finite: false }));
            self.one_by_one = steps;
        }
        self
    }

    /// How many operations on single values one evaluation takes.
    pub fn operation_count(&self) -> usize {
        let rows = |rows: &[Row]| rows.iter().map(Row::operation_count).sum::<usize>();
        let segments = self.segments.iter().map(|segment| match segment {
            Segment::Straight(steps) => steps.len(),
            Segment::Row(row) => row.operation_count(),
            Segment::Loop(count, body) => *count as usize * rows(body),
        });
        segments.sum()
    }
}
