//! Scenario documents: their form, their history, and where they are kept.

pub mod document;
pub mod json;
