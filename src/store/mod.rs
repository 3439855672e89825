//! Scenario documents: their form, their history, and where they are kept.

pub mod document;
pub mod history;
pub mod json;
pub mod library;
pub mod pricing_json;
pub mod route;
mod scorecard_json;
