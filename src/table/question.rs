//! What a table does not say and only a person can.

use super::corrections::Correction;
use serde::Serialize;

/// A question about a table, with all of its readings.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Question {
    /// What is doubtful.
    pub about: About,
    /// The rows that it is about, by number.
    pub rows: Vec<usize>,
    /// The columns that it is about, by number.
    pub columns: Vec<usize>,
    /// The question.
    pub asks: String,
    /// The readings.
    pub choices: Vec<Choice>,
    /// The reading that the plan shows; without one, what it is about is not taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed: Option<usize>,
}

/// What is doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// Which line a row is.
    Line,
    /// Which of several rows a line's values are.
    SameLine,
    /// The sign before fractions.
    DecimalSign,
    /// Thousands, millions.
    Scale,
    /// Shares or percent.
    Shares,
    /// Amounts for a month or a year.
    Span,
    /// Which years columns are.
    Periods,
    /// The order of values without headings.
    Order,
    /// Another currency than the scenario's.
    Currency,
    /// Whether dashes are zeros.
    Dashes,
    /// Where numbers without names go.
    Place,
}

/// One reading.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Choice {
    /// What it is.
    pub label: String,
    /// What it would give; empty where that needs no example.
    pub gives: String,
    /// What choosing it says about the table.
    pub correction: Correction,
}

impl Choice {
    pub(super) fn new(label: impl Into<String>, gives: impl Into<String>, correction: Correction) -> Self {
        Self { label: label.into(), gives: gives.into(), correction }
    }
}
