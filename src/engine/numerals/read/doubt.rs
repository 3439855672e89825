//! A reading that a person should see before it is taken.

use std::fmt;

/// Why a number that was read might not be the one that was meant.
///
/// ```
/// use megahour::engine::numerals::{Plain, read};
/// use megahour::engine::unit::Unit;
/// let reading = read("1,234", &Unit::parse("$/h")?, &Plain)?;
/// let doubt = reading.doubt.map(|doubt| doubt.to_string());
/// assert_eq!(doubt.as_deref(), Some("Read as $1234/h, not as $1.234/h"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Doubt {
    /// The text can be read in two ways.
    TwoReadings {
        /// The reading that was taken, in full.
        taken: String,
        /// The other reading, in full.
        other: String,
        /// The value of the other reading.
        other_value: f64,
    },
    /// The text names another currency, and amounts are not converted.
    Currency {
        /// The currency as it was typed.
        typed: String,
        /// The reading that was taken, in full.
        taken: String,
    },
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TwoReadings { taken, other, .. } => write!(f, "Read as {taken}, not as {other}"),
            Self::Currency { typed, taken } => write!(f, "Read as {taken}: {typed} is not converted"),
        }
    }
}
