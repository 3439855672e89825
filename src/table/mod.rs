//! A table from outside, read in four stages, each of which can be used alone.
//!
//! 1. [`decode`] gives a file's text, [`split`] its cells, [`read`] what they say:
//!    rows with names, units and scales, columns with the spans of time that they
//!    are for, sections, totals, notes.
//! 2. [`plan`] matches rows to the lines of a model, and says what would be taken,
//!    from where, how it was read, what is left out and why. What it cannot tell is
//!    a [`Question`] with all readings and what each would give.
//! 3. [`Corrections`] are what a person says about a table. They change nothing
//!    themselves: the table is read and planned anew with them.
//! 4. [`takings`] are the values that a plan shows, for whoever takes them.
//!
//! Nothing here knows a document: a [`Scenario`] says what a model holds now.

mod bare;
mod cell;
mod certain;
mod context;
mod corrections;
mod currency_words;
mod decimal;
mod decode;
mod fit;
mod heading_row;
mod line_names;
mod matching;
mod measure;
mod month_names;
mod period;
mod plan;
mod plan_row;
mod planned;
mod question;
mod questions;
mod read;
mod row_name;
mod scale;
mod signs;
mod spans;
mod split;
mod statement;
mod timeline;

pub use corrections::{
    ColumnIs, Correction, Corrections, Direction, Order, RowCorrection, RowIs, Shares, Spans,
};
pub use decimal::DecimalSign;
pub use decode::{DecodeError, Decoded, Encoding, MAX_BYTES, decode};
pub use matching::Candidate;
pub use measure::{Measure, Ratio, measure};
pub use period::{Heading, Nature, Period};
pub use plan::plan;
pub use planned::{
    Becomes, LeftCell, Place, Plan, PlannedColumn, PlannedRow, PlannedValue, Scenario, Taking, takings,
};
pub use question::{About, Choice, Question};
pub use read::read;
pub use scale::Scale;
pub use split::{Grid, MAX_CELL, MAX_COLUMNS, MAX_ROWS, Separator, SplitError, split, split_clipboard};
pub use statement::{Certainty, Column, Row, RowKind, Table};
pub use timeline::{Goes, MAX_YEARS};
