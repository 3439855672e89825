//! What a person says about a table that its cells do not say.

use super::decimal::DecimalSign;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What stands side by side in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Each row is a line; periods stand side by side.
    LinesInRows,
    /// Each column is a line; periods stand below one another.
    LinesInColumns,
}

/// In which order values without headings stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// The first year first.
    OldestFirst,
    /// The last year first.
    NewestFirst,
}

/// How long the spans are that columns stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spans {
    /// As their headings say: months and quarters are put together to years.
    AsNamed,
    /// A year each, whatever they are called.
    Years,
}

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnIs {
    /// Nothing to read values from.
    Notes,
    /// The values of one of the scenario's years, counted from 0.
    Period(usize),
}

/// How numbers up to 1 in a row of percentages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shares {
    /// 0.95 is 95%.
    Shares,
    /// 95 is 95%, and 0.95 is 0.95%.
    Percent,
}

/// Which line a row is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowIs {
    /// The line with this id.
    Line(String),
    /// None of the model's lines.
    NoLine,
}

/// What a person says about a row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RowCorrection {
    /// Which line it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is: Option<RowIs>,
    /// How its ratios are written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shares: Option<Shares>,
    /// The power of ten that it is printed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<i8>,
    /// What its values are multiplied by to be for a year: 12 for a month's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<f64>,
    /// Whether its dashes are zeros; they are left out otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dashes_are_zero: Option<bool>,
}

/// Everything that a person said about a table. It can be kept for the next table
/// of the same shape: rows are known by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Corrections {
    /// The sign before fractions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<DecimalSign>,
    /// The power of ten of the amounts of the whole table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<i8>,
    /// What stands side by side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// The order of values without headings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    /// What the columns stand for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spans: Option<Spans>,
    /// The number of the column that is the scenario's first year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<usize>,
    /// Columns by their number.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<usize, ColumnIs>,
    /// Rows by their [`key`](super::Row::key).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub rows: BTreeMap<String, RowCorrection>,
    /// The currency whose amounts are taken as they are, though it is not the
    /// scenario's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Where a block of numbers alone goes: the first driver.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

/// One thing that a person says about a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Correction {
    /// The sign before fractions.
    Decimal(DecimalSign),
    /// The power of ten of the whole table's amounts.
    Scale(i8),
    /// What stands side by side.
    Direction(Direction),
    /// The order of values without headings.
    Order(Order),
    /// What the columns stand for.
    Spans(Spans),
    /// The number of the column that is the scenario's first year.
    First(usize),
    /// What a column is.
    Column(usize, ColumnIs),
    /// Which line the row with a key is.
    Row(String, RowIs),
    /// How a row's ratios are written.
    RowShares(String, Shares),
    /// The power of ten that a row is printed in.
    RowScale(String, i8),
    /// What makes a row's values those of a year.
    RowTimes(String, f64),
    /// Whether a row's dashes are zeros.
    RowDashes(String, bool),
    /// The currency whose amounts are taken as they are.
    Currency(String),
    /// The driver that a block of numbers begins with.
    From(String),
}

impl Corrections {
    /// These with one more, which replaces an earlier one about the same.
    #[must_use]
    pub fn with(&self, correction: Correction) -> Self {
        let mut all = self.clone();
        match correction {
            Correction::Decimal(sign) => all.decimal = Some(sign),
            Correction::Scale(power) => all.scale = Some(power),
            Correction::Direction(direction) => all.direction = Some(direction),
            Correction::Order(order) => all.order = Some(order),
            Correction::Spans(spans) => all.spans = Some(spans),
            Correction::First(column) => all.first = Some(column),
            Correction::From(driver) => all.from = Some(driver),
            Correction::Currency(code) => all.currency = Some(code),
            Correction::Column(number, is) => {
                all.columns.insert(number, is);
            }
            Correction::Row(key, is) => all.rows.entry(key).or_default().is = Some(is),
            Correction::RowShares(key, shares) => all.rows.entry(key).or_default().shares = Some(shares),
            Correction::RowScale(key, power) => all.rows.entry(key).or_default().scale = Some(power),
            Correction::RowTimes(key, times) => all.rows.entry(key).or_default().times = Some(times),
            Correction::RowDashes(key, is_zero) => {
                all.rows.entry(key).or_default().dashes_are_zero = Some(is_zero);
            }
        }
        all
    }

    /// What is said about the row with a key.
    pub fn row(&self, key: &str) -> RowCorrection {
        self.rows.get(key).cloned().unwrap_or_default()
    }
}
