//! One sentence that says what the model says in a year.

use super::Catalogue;
use crate::engine::unit::Unit;
use crate::engine::values::Values;

/// A part of a sentence: words, or a number that the page formats.
#[derive(Clone, Debug, PartialEq)]
pub enum Word {
    /// Words.
    Text(String),
    /// A number with its unit.
    Number(f64, Unit),
}

impl Word {
    /// Words as they are.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// The sentence for a year, counted from 0.
pub fn headline(catalogue: &Catalogue, values: &Values, year: usize) -> Vec<Word> {
    let subject = catalogue.year_label(year);
    let value = |line: &str| values.cell(line, year);
    let number = |line: &str, sign: f64| match (value(line), catalogue.model.line(line)) {
        (Some(value), Some(line)) => Word::Number(value * sign, line.unit.clone()),
        _ => Word::text("an undefined amount"),
    };
    match value("gross_profit") {
        _ if value("annual_revenue") == Some(0.0) => match value("compute_hours") {
            Some(0.0) => {
                vec![Word::text(format!("{subject} sells no hours, so there is no revenue to judge."))]
            }
            _ => vec![Word::text(format!("{subject} gives its hours away: the price is zero."))],
        },
        None => vec![Word::text(format!("{subject} has no gross profit: a figure behind it is undefined."))],
        Some(profit) if profit < 0.0 => vec![
            Word::text(format!("{subject} loses ")),
            number("gross_profit", -1.0),
            Word::text(" on infrastructure: an hour costs "),
            number("cost_per_hour", 1.0),
            Word::text(" and earns "),
            number("price_per_hour", 1.0),
            Word::text("."),
        ],
        Some(0.0) => vec![
            Word::text(format!("{subject} earns ")),
            number("annual_revenue", 1.0),
            Word::text(" and spends all of it on infrastructure."),
        ],
        Some(_) => vec![
            Word::text(format!("{subject} earns ")),
            number("gross_profit", 1.0),
            Word::text(" gross profit at "),
            number("gross_margin", 1.0),
            Word::text(" margin, and a customer pays back in "),
            number("payback_months", 1.0),
            Word::text("."),
        ],
    }
}
