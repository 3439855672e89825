//! Where a cell is: its line's id with a stable key on each of its axes.

use std::fmt;

/// A cell's address, which outlives changes of order and length. Edits, undo,
/// notes and links speak addresses, never positions.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    /// The line's id.
    pub line: String,
    /// The key on each of the line's axes, in the line's own order of axes.
    pub keys: Vec<String>,
}

/// Prints `cltv[4]`, or the bare id of a line without axes.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line)?;
        if self.keys.is_empty() { Ok(()) } else { write!(f, "[{}]", self.keys.join(", ")) }
    }
}
