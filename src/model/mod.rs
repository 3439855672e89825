//! Content: the built-in model and everything that is declared about it.
//!
//! A scenario's document holds a [`spec::ModelSpec`]; [`Catalogue::of`] gives the
//! model of it. What a model consists of is declared in [`modules`], a folder
//! for each: a driver is one entry in [`modules::core::drivers`], a calculated
//! line one in [`modules::core::lines`], and so are benchmarks, charts, rules and
//! places in the views. A pricing model is one in [`pricing`]. Form, table,
//! explanation and tests follow. The criteria of the evaluation, and what speaks
//! to them, are in [`scorecard`].

pub mod about;
pub mod benchmarks;
pub mod catalogue;
pub mod charts;
pub mod comparison;
pub mod currency;
mod declare;
pub mod drivers;
pub mod figures;
pub mod find;
pub mod headline;
pub mod insights;
pub mod listed;
pub mod market;
pub mod modules;
pub mod notes;
pub mod places;
pub mod presets;
pub mod pricing;
pub mod published;
pub mod published_claims;
pub mod readable;
pub mod scorecard;
pub mod spec;
pub mod timeline;
pub mod uncertainty;
pub mod what_if;

pub use catalogue::Catalogue;

/// The axis along which the built-in model has cells.
pub const YEAR: &str = "year";
