//! Why a text is no number.

use std::fmt;

use super::MAX_CHARS;

/// Why a text is no number, in words that say what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is nothing.
    Empty,
    /// The text is longer than any number.
    TooLong,
    /// No number begins where one should.
    NotANumber {
        /// The part that is none.
        part: String,
    },
    /// More than one sign could stand before the fraction.
    TwoDecimals {
        /// The number as it was typed.
        part: String,
    },
    /// Separators stand where no group of thousands ends.
    Groups {
        /// The number as it was typed.
        part: String,
    },
    /// A bracket is missing, or brackets and a sign both say minus.
    Brackets,
    /// What follows or precedes the number does not belong to this quantity.
    Unit {
        /// The part that does not.
        part: String,
        /// The quantity's own unit, empty for a pure number.
        wanted: String,
    },
    /// No number in the app is as large.
    TooLarge,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Type a number, such as 1,000 or 1.2M"),
            Self::TooLong => write!(f, "This is too long for a number: use at most {MAX_CHARS} characters"),
            Self::NotANumber { part } => {
                write!(f, "“{part}” is not a number: write digits, such as 1,000, 1.2M or 60%")
            }
            Self::TwoDecimals { part } => {
                write!(f, "“{part}” has more than one decimal sign: leave one, or none")
            }
            Self::Groups { part } => {
                write!(
                    f,
                    "In “{part}” the separators do not part thousands: leave them out, or one as decimal sign"
                )
            }
            Self::Brackets => f.write_str("Write a negative number as −5 or as (5)"),
            Self::Unit { part, wanted } if wanted.is_empty() => {
                write!(f, "“{part}” does not belong here: write the number alone")
            }
            Self::Unit { part, wanted } => {
                write!(f, "“{part}” does not belong here: write the number alone or in {wanted}")
            }
            Self::TooLarge => f.write_str("This number is too large: write one below 1e300"),
        }
    }
}

impl std::error::Error for ReadError {}
