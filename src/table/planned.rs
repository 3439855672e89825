//! What a plan holds, and what it is made for.

use super::matching::Candidate;
use super::question::Question;
use super::timeline::Goes;
use crate::engine::model::Model;
use crate::model::currency::Currency;
use serde::Serialize;

/// What a scenario holds now.
pub struct Scenario<'s> {
    /// Its model.
    pub model: &'s Model,
    /// How many years it has.
    pub years: usize,
    /// The year and month of its first one, where it has a date.
    pub first_month: Option<(i32, u8)>,
    /// What its amounts are in.
    pub currency: Currency,
    /// The values of a driver, one for each year.
    pub values: &'s dyn Fn(&str) -> Vec<f64>,
    /// Where numbers without names go, if a place is selected.
    pub place: Option<Place>,
}

/// A place in the table of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line that is selected and those below it, by id.
    pub lines: Vec<String>,
    /// The year that is selected, counted from 0.
    pub year: usize,
}

/// What would be taken from a table, and what not.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plan {
    /// Every row of the table.
    pub rows: Vec<PlannedRow>,
    /// Every column of values.
    pub columns: Vec<PlannedColumn>,
    /// What only a person can tell.
    pub questions: Vec<Question>,
    /// What else was found out.
    pub said: Vec<String>,
    /// How many years the scenario would need for all of the table's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years_offered: Option<usize>,
    /// Whether the table is turned: what is a row here is a column there.
    pub is_turned: bool,
}

/// A column of values, and where it goes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlannedColumn {
    /// Which column of the file, counted from 1.
    pub number: usize,
    /// Its heading.
    pub heading: String,
    /// Where its values go.
    pub goes: Goes,
}

/// A row, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlannedRow {
    /// Which row of the file, counted from 1.
    pub number: usize,
    /// What corrections know it by.
    pub key: String,
    /// Its name.
    pub label: String,
    /// What becomes of it.
    pub becomes: Becomes,
    /// The values that it gives, in the driver's unit.
    pub values: Vec<PlannedValue>,
    /// Cells that hold something and are left out.
    pub left: Vec<LeftCell>,
    /// How it was read.
    pub remarks: Vec<String>,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Becomes {
    /// Its values are taken for a driver.
    Taken(String),
    /// It holds what the driver has already.
    Same(String),
    /// The model calculates this line.
    Calculated(String),
    /// It may be one of these lines; nothing is taken before a person says so.
    Proposed(Vec<Candidate>),
    /// It is this line, and a question has to be answered first.
    Asked(String),
    /// Nothing is taken, and why.
    LeftOut(String),
    /// It heads the rows below it.
    Section,
    /// It holds words about the table.
    Note,
}

/// A value that a row gives a driver.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlannedValue {
    /// The year, counted from 0.
    pub year: usize,
    /// The value.
    pub value: f64,
    /// The value before.
    pub before: f64,
    /// The columns that it comes from, by number.
    pub columns: Vec<usize>,
    /// Their texts.
    pub texts: Vec<String>,
}

/// A cell that is left out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeftCell {
    /// Its column's number.
    pub column: usize,
    /// Its text.
    pub text: String,
    /// Why.
    pub why: String,
}

/// A value that is taken.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Taking {
    /// The driver's id.
    pub driver: String,
    /// The year, counted from 0.
    pub year: usize,
    /// The value, in the driver's unit.
    pub value: f64,
}

/// The values that a plan takes, all of which it shows.
pub fn takings(plan: &Plan) -> Vec<Taking> {
    let rows = plan.rows.iter().filter_map(|row| match &row.becomes {
        Becomes::Taken(driver) => Some((driver, &row.values)),
        _ => None,
    });
    let values = rows.flat_map(|(driver, values)| {
        values.iter().map(|value| Taking { driver: driver.clone(), year: value.year, value: value.value })
    });
    values.collect()
}
