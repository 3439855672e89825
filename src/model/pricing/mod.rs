//! Pricing models on one and the same demand.
//!
//! A pricing model is called a *plan* here, because a model is the engine's. A
//! plan is one file with one entry: its terms, and what it bills a customer, as
//! formulas. Revenue, profit, choice, mix, crossovers, form and JSON follow
//! from the entry; its place in [`plans`] is its place on the page.

pub mod choice;
pub mod conventions;
pub mod crossover;
pub mod demand;
pub mod edit;
pub mod enterprise;
pub mod freemium;
pub mod lines;
pub mod mix;
pub mod outcome;
pub mod plan;
pub mod published;
pub mod reconcile;
pub mod repair;
pub mod says;
pub mod scenario;
pub mod sheet;
pub mod subscription;
pub mod usage;

pub use plan::{Plan, Term};
pub use scenario::{Pricing, Segment, Structure, Tier};
pub use sheet::{ModelYear, Sheet};

/// The axis of customer segments.
pub const SEGMENT: &str = "segment";

/// The axis of subscription tiers.
pub const TIER: &str = "tier";

/// All plans for a structure of segments and tiers, in the order of the page.
pub fn plans(structure: &Structure) -> Vec<Plan> {
    [usage::plan, subscription::plan, freemium::plan, enterprise::plan].map(|plan| plan(structure)).into()
}

/// The terms of all plans, those that plans share first.
pub fn terms() -> Vec<Term> {
    let own = plans(&Structure::default()).into_iter().flat_map(|plan| plan.terms);
    conventions::terms().into_iter().chain(own).collect()
}
