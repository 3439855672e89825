//! Scenario documents: their form, their history, and where they are kept.

pub mod backup;
pub mod currency_json;
pub mod document;
pub mod findings;
pub mod history;
pub mod import;
pub mod json;
pub mod library;
pub mod link;
mod migrate;
pub mod moved;
mod notes_json;
pub mod own;
pub mod pricing_json;
pub mod repairs;
pub mod route;
mod scorecard_json;
mod uncertainty_json;
