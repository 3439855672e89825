//! Machinery: units, expressions, evaluation and explanation.
//!
//! Nothing here does input or output, reads a clock, or knows a line by name.
//! A [`model::Model`] is built from lines at run time, checked, and compiled;
//! everything else interprets it.

pub mod address;
pub mod cause;
pub mod check;
pub mod compile;
pub mod expr;
pub mod function;
pub mod interpret;
pub mod machine;
pub mod model;
pub mod numerals;
pub mod piecewise;
pub mod print;
pub mod trace;
pub mod unit;
pub mod values;
