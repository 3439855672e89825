//! A driver as one number: its value in a year, with its other years in step.

use crate::engine::model::{Content, Line, Model};
use crate::engine::program::Register;
use crate::engine::program::specialise::Focus;
use crate::engine::solve::Search;

/// A value of the model: a line's in a year, or its total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The line's id.
    pub line: String,
    /// The year, counted from 0; `None` for the total.
    pub year: Option<usize>,
}

impl Output {
    /// The register of the value; a line without years has one for all. `None`
    /// where the line has no total.
    pub fn register(&self, model: &Model) -> Option<Register> {
        let position = model.lines().iter().position(|line| line.id == self.line)?;
        match (model.lines()[position].shape.is_empty(), self.year) {
            (true, _) => model.program().register(position, 0),
            (false, Some(year)) => model.program().register(position, year),
            (false, None) => model.program().total_register(position),
        }
    }
}

/// Which years of a driver move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// All of them, in proportion.
    AllYears,
    /// The one that is looked at.
    ThisYear,
}

impl Reach {
    /// The other way.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::AllYears => Self::ThisYear,
            Self::ThisYear => Self::AllYears,
        }
    }
}

/// How a driver's inputs follow from its value in one year.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Each input that moves, as a multiple of the value.
    pub inputs: Vec<(usize, f64)>,
    /// Where the value may lie, and where it is.
    pub search: Search,
    /// The other year, counted from 0, that is the first to reach what is
    /// allowed when the value rises; `None` where that is the value's own.
    pub limited_by: Option<usize>,
}

impl Path {
    /// The path of a driver's value in a year; `None` for what is no driver.
    pub fn new(model: &Model, inputs: &[f64], driver: &str, year: usize, reach: Reach) -> Option<Self> {
        let position = model.lines().iter().position(|line| line.id == driver)?;
        let line: &Line = &model.lines()[position];
        let Content::Driver(allowed) = &line.content else { return None };
        let first = model.program().first_input(position)?;
        let cells = model.cell_count(line);
        let year = year.min(cells.checked_sub(1)?);
        let near = *inputs.get(first + year)?;
        let moved: Vec<(usize, f64)> = match reach {
            Reach::ThisYear => vec![(first + year, 1.0)],
            // From zero no proportion leads on: all years then have the value.
            Reach::AllYears if near == 0.0 => (first..first + cells).map(|input| (input, 1.0)).collect(),
            Reach::AllYears => (first..first + cells).map(|input| (input, inputs[input] / near)).collect(),
        };
        let (mut largest, mut limited_by) = (1.0_f64, None);
        for (input, multiple) in &moved {
            if *multiple > largest {
                (largest, limited_by) = (*multiple, Some(input - first));
            }
        }
        let limited_by = limited_by.filter(|_| allowed.range.max.is_finite());
        let range = allowed.range;
        let low = if range.min_allowed { range.min } else { range.min.next_up() };
        // In step with it no other year may leave what is allowed either.
        let mut high = range.max / largest;
        while high * largest > range.max {
            high = high.next_down();
        }
        Some(Self { inputs: moved, search: Search { low, high: high.max(near), near }, limited_by })
    }

    /// The program for an output along this path.
    pub fn focus(&self, model: &Model, inputs: &[f64], output: Register) -> Focus {
        let varying: Vec<usize> = self.inputs.iter().map(|(input, _)| *input).collect();
        Focus::new(model.program(), inputs, &varying, &[output])
    }

    /// The inputs' columns for some values.
    pub fn columns(&self, values: &[f64]) -> Vec<(usize, Vec<f64>)> {
        let column = |(input, multiple): &(usize, f64)| {
            (*input, values.iter().map(|value| value * multiple).collect())
        };
        self.inputs.iter().map(column).collect()
    }

    /// The output of a focused program for some values.
    pub fn values(&self, focus: &Focus, values: &[f64]) -> Vec<f64> {
        focus.evaluate(values.len(), &self.columns(values)).pop().unwrap_or_default()
    }
}

/// Less than this share of the largest of some values is what rounding leaves.
const ROUNDING: f64 = 1e-12;

/// Whether values, as far as they are defined, differ by more than rounding.
pub fn differ(values: &[f64]) -> bool {
    let defined = || values.iter().copied().filter(|value| value.is_finite());
    let (low, high) = (defined().fold(f64::INFINITY, f64::min), defined().fold(f64::NEG_INFINITY, f64::max));
    high - low > ROUNDING * low.abs().max(high.abs())
}
