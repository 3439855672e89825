//! Published figures that do not follow from their published formula.

use super::YEARS;

/// A published row, compared with what the model computes.
pub struct PublishedRow {
    /// The line's id.
    pub line: &'static str,
    /// The figures as published, in the line's unit.
    pub values: [f64; YEARS],
    /// How far apart two figures with as many digits may be by rounding alone.
    pub rounding: f64,
    /// Why published and computed figures differ.
    pub why: &'static str,
}

/// The rows that contradict their own formula.
pub fn contradictions() -> Vec<PublishedRow> {
    vec![PublishedRow {
        line: "payback_months",
        values: [1.20, 1.10, 1.05, 1.00, 0.92],
        rounding: 0.005_000_1,
        why: "It does not follow from CAC ÷ ARPU: no ARPU gives both the published payback and the \
              published lifetime value. Megahour shows what the formula gives.",
    }]
}
