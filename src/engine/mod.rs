//! Machinery: units, expressions, evaluation and explanation.
//!
//! Nothing here does input or output, reads a clock, or knows a line by name.

pub mod numerals;
pub mod unit;
