//! The shipped parts of the model, a folder each: its drivers, lines, lists,
//! benchmarks, charts, rules and places in the views, and the lines of modules
//! below it that it can calculate.

pub mod core;

use super::benchmarks::Benchmark;
use super::charts::ChartEntry;
use super::drivers::DriverEntry;
use super::insights::Rule;
use super::places::Places;
use crate::engine::axis::Axis;
use crate::engine::expr::Expr;
use crate::engine::id::LineId;
use crate::engine::model::Line;

/// A shipped part of the model that a scenario can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Module {
    /// The published model: demand, price and cost, customers, storage.
    Core,
}

impl Module {
    /// Every module, those that others build on first.
    pub const ALL: [Self; 1] = [Self::Core];

    /// Its permanent name in documents.
    pub fn id(self) -> &'static str {
        match self {
            Self::Core => "core",
        }
    }

    /// The module of a name; `None` for one that this version does not have.
    pub fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|module| module.id() == id)
    }

    /// Everything that it declares.
    pub fn declared(self) -> Declared {
        match self {
            Self::Core => core::declared(),
        }
    }
}

/// What a module declares, each thing in one entry.
pub struct Declared {
    /// The module.
    pub module: Module,
    /// Its axes beside the timeline's: lists.
    pub axes: Vec<Axis>,
    /// Its drivers, in the order of the form.
    pub drivers: Vec<DriverEntry>,
    /// Its calculated lines, in the order of the table.
    pub lines: Vec<Line>,
    /// The lines of modules below it that it can calculate.
    pub overrides: Vec<Override>,
    /// Its benchmarks, in the order in which they are shown.
    pub benchmarks: Vec<Benchmark>,
    /// Its charts, in order.
    pub charts: &'static [ChartEntry],
    /// Its rules about what the numbers say.
    pub rules: Vec<Rule>,
    /// Where its lines stand out.
    pub places: Places,
}

/// A formula in the place of what a line has: of a driver's values, or of
/// another formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Override {
    /// The line.
    pub line: LineId,
    /// What gives its values.
    pub formula: Expr,
}
