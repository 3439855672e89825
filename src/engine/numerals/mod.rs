//! Numbers as people read and write them.
//!
//! How a locale writes digits comes from outside, through [`Numerals`]: the
//! browser's `Intl` in the app, [`Plain`] in native code and tests.
//!
//! Writing has three precisions, each for its place: [`compact`] in tables and
//! on axes, [`exact`] in headlines, [`formula`] where a reader multiplies. A value
//! that is known to within an error is [`measured`]. What
//! stands in a field while it is edited is [`edit`], and [`read`] takes it back.

mod compact;
mod decimal;
mod edit;
mod format;
mod grid;
mod measured;
mod plain;
mod read;

pub use compact::{Scale, compact, compact_auto};
pub use edit::{edit, for_spreadsheet};
pub use format::{Suffix, exact, formula, with_currency};
pub use grid::{GridError, parse_grid, to_clipboard};
pub use measured::{Measured, measured};
pub use plain::Plain;
pub use read::{Doubt, Magnitude, ReadError, Reading, magnitude, read, sum};

/// How many digits stand behind the decimal separator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Digits {
    /// Exactly so many.
    Fixed(u8),
    /// So many at most, trailing zeros left out.
    UpTo(u8),
}

/// How a locale writes digits.
pub trait Numerals {
    /// Writes a finite number with grouped thousands.
    fn write(&self, value: f64, digits: Digits) -> String;
    /// The sign between whole part and fraction.
    fn decimal(&self) -> char;
    /// The sign between groups of thousands.
    fn group(&self) -> char;
    /// The currency's sign, such as `$`.
    fn currency(&self) -> &str;
    /// The currency's ISO 4217 code, where it is known; it is read as the sign is.
    fn currency_code(&self) -> &str {
        ""
    }
    /// Whether the currency's sign stands behind the digits.
    fn currency_follows(&self) -> bool {
        false
    }
}
