//! What rows are planned with.

use super::corrections::Corrections;
use super::planned::{Becomes, PlannedRow, Scenario};
use super::question::Question;
use super::statement::{Row, Table};
use super::timeline::Timeline;
use crate::engine::model::Line;
use crate::engine::numerals::{Numerals, formula};

/// What a row is planned with.
pub(super) struct Context<'c> {
    pub table: &'c Table,
    pub scenario: &'c Scenario<'c>,
    pub corrections: &'c Corrections,
    pub numerals: &'c dyn Numerals,
    pub timeline: &'c Timeline,
    pub questions: Vec<Question>,
}

impl Context<'_> {
    /// Values as a person reads them, the first five.
    pub fn written(&self, values: &[f64], line: &Line) -> String {
        let written = values.iter().take(5).map(|value| formula(*value, &line.unit, self.numerals));
        written.collect::<Vec<_>>().join(", ")
    }
}

/// A row that nothing is taken from.
pub(super) fn blank(row: &Row, becomes: Becomes) -> PlannedRow {
    PlannedRow {
        number: row.number,
        key: row.key.clone(),
        label: row.label.clone(),
        becomes,
        values: Vec::new(),
        left: Vec::new(),
        remarks: Vec::new(),
    }
}
