//! What a table says: its rows, columns, and what numbers are in.

use super::cell::Cell;
use super::decimal::DecimalSign;
use super::measure::Measure;
use super::period::Heading;
use super::split::Separator;
use serde::Serialize;

/// A table, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What parts its cells.
    pub separator: Separator,
    /// Whether it is turned: its rows were columns of the file.
    pub is_turned: bool,
    /// Whether it is a block of numbers: it has no names and no headings.
    pub is_bare: bool,
    /// Whether a row names its columns.
    pub has_headings: bool,
    /// The columns of values.
    pub columns: Vec<Column>,
    /// The rows, also those without values.
    pub rows: Vec<Row>,
    /// What the numbers of the whole table are in.
    pub measure: Measure,
    /// The words that say so.
    pub measure_words: String,
    /// The sign before fractions.
    pub decimal: DecimalSign,
    /// How it is known.
    pub decimal_is: Certainty,
}

impl Table {
    /// The form of the table: its headings and the names of its rows. Tables of one
    /// form are read by the same corrections.
    pub fn form(&self) -> String {
        let headings = self.columns.iter().map(|column| column.heading.as_str());
        let names = self.rows.iter().take(FORM_ROWS).map(|row| row.key.as_str());
        headings.chain(names).collect::<Vec<_>>().join("\n")
    }
}

/// How many rows tell the form of a table.
const FORM_ROWS: usize = 50;

/// How something is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// It is a guess: the other reading fits as well.
    Guessed,
    /// All cells speak for it, though none proves it.
    Likely,
    /// Some cells can be read in no other way, or a person said it.
    Certain,
}

/// A column of values.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Column {
    /// Which column of the file it is, counted from 1; which row of a turned one.
    pub number: usize,
    /// Its heading as it stands.
    pub heading: String,
    /// The span of time it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Heading>,
    /// Whether it sums up others.
    pub is_total: bool,
    /// What its heading says that numbers are in.
    pub measure: Measure,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A name with values.
    Values,
    /// A heading over the rows below it.
    Section,
    /// Words about the table.
    Note,
    /// A row of headings again, or rows under other headings.
    Heading,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which row of the file it is, counted from 1; which column of a turned one.
    pub number: usize,
    /// What it is known by: its name, and which one of that name it is.
    pub key: String,
    /// What it is.
    pub kind: RowKind,
    /// Its name as it stands.
    pub label: String,
    /// Every text that may be its name: an id beside a label.
    pub names: Vec<String>,
    /// Its name without what it says about units.
    pub name: String,
    /// The heading that it stands under.
    pub section: String,
    /// The words of a column of units.
    pub unit_words: String,
    /// What its numbers are in, by its own words.
    pub measure: Measure,
    /// Whether its name says that it sums up others.
    pub is_total: bool,
    /// The words beside its values.
    pub notes: Vec<String>,
    /// Its cells, one for each column of values.
    pub(super) cells: Vec<RowCell>,
    /// The decimal sign that its own cells show.
    pub(super) decimal: Option<DecimalSign>,
}

/// A cell in a column of values.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RowCell {
    pub text: String,
    pub cell: Cell,
}

impl Row {
    /// The text of a cell in a column of values.
    pub fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| &cell.text)
    }

    /// Whether a cell holds something that may be a number.
    pub fn is_given(&self, column: usize) -> bool {
        self.cells.get(column).is_some_and(|cell| cell.cell != Cell::Blank)
    }

    pub(super) fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).map_or(&Cell::Blank, |cell| &cell.cell)
    }
}
