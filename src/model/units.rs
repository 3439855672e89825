//! The units of the built-in model.

use crate::engine::unit::Unit;

/// The unit that a declaration names. A misspelt one becomes a pure number,
/// which the model's unit check then refuses with the line's name.
pub(super) fn unit(text: &str) -> Unit {
    Unit::parse(text).unwrap_or_else(|_| Unit::pure())
}
