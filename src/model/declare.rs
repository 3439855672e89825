//! What every declaration of the built-in model begins with.

use super::YEAR;
use crate::engine::model::{Content, Line};
use crate::engine::roll_up::RollUp;
use crate::engine::unit::Unit;

/// The unit that a declaration names. A misspelt one becomes a pure number,
/// which the model's unit check then refuses with the line's name.
pub(super) fn unit(text: &str) -> Unit {
    Unit::parse(text).unwrap_or_else(|_| Unit::pure())
}

/// A line with a value for each year: id, label, short label, unit; then what
/// it is, by whose word, and what gives its values.
pub(super) fn yearly(
    (id, label, short, unit_text): (&str, &str, &str, &str),
    help: &str,
    source: &str,
    content: Content,
) -> Line {
    Line {
        id: id.into(),
        label: label.to_owned(),
        short: short.to_owned(),
        help: help.to_owned(),
        unit: unit(unit_text),
        shape: vec![YEAR.into()],
        source: source.to_owned(),
        roll_up: RollUp::NONE,
        zero_means: None,
        content,
    }
}
