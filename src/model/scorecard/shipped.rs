//! The criteria that a scenario has at first: weights and scores as published,
//! the words Megahour's own.
//!
//! A document without a scorecard means [`VERSION`] 1 of these criteria for
//! good. Whoever changes a word or figure here adds a version and keeps the
//! old one, so that no document changes by being opened.

use super::{Criterion, Question, Scorecard};

/// The version of these criteria, as documents name it.
pub const VERSION: u64 = 1;

/// The published total.
pub const PUBLISHED_TOTAL: f64 = 4.75;

/// The criterion that the published total leaves out.
pub const PUBLISHED_WITHOUT: &str = "competitive_landscape";

impl Scorecard {
    /// The shipped criteria.
    pub fn shipped() -> Self {
        Self {
            criteria: vec![
                criterion(
                    ("market_opportunity", "Market Opportunity", 0.20, 5),
                    "Training and serving models takes more accelerators every year, and few buyers can build a fleet of their own.",
                    [
                        "How fast does the market that can be reached grow, and by whose count?",
                        "Which industries need compute and are not yet served well?",
                    ],
                ),
                criterion(
                    ("scalability", "Scalability", 0.20, 5),
                    "Capacity is added rack by rack as use grows, and each hardware generation does more work per dollar.",
                    [
                        "Does the cost of an hour fall as more hours are sold?",
                        "Can storage grow and shrink with demand at a price that customers accept?",
                    ],
                ),
                criterion(
                    ("revenue_potential", "Revenue Potential", 0.20, 5),
                    "Customers pay for what they use, so that revenue follows their growth without a new sale.",
                    [
                        "How much of revenue comes from large, well-funded customers?",
                        "What would make a customer spend more next year?",
                    ],
                ),
                criterion(
                    ("differentiation", "Differentiation", 0.15, 4),
                    "Raw hours are a commodity: the edge has to come from software around them, such as scheduling, kernels or tooling.",
                    [
                        "Which tools does no one else have, and how much better are they?",
                        "Does the price hold against the cheapest comparable offer?",
                    ],
                ),
                criterion(
                    ("customer_stickiness", "Customer Stickiness", 0.15, 5),
                    "Data, pipelines and certifications move slowly: once a workload runs well, leaving costs more than staying.",
                    [
                        "What would it take, in weeks and money, for a customer to leave?",
                        "How does retention compare with others in the industry?",
                    ],
                ),
                criterion(
                    ("competitive_landscape", "Competitive Landscape", 0.10, 3),
                    "Large clouds, GPU specialists and chip makers' own services sell into the same budgets.",
                    [
                        "What keeps a new entrant out: capital, supply, power, know-how?",
                        "Which niche can be held when a large cloud enters it?",
                    ],
                ),
                criterion(
                    ("ethical_considerations", "Ethical Considerations", 0.10, 4),
                    "Power and water decide where fleets may grow; buyers and regulators ask for both.",
                    [
                        "What is done about energy, water and retired hardware?",
                        "Which figures on energy are published, and how often?",
                    ],
                ),
            ],
        }
    }
}

fn criterion(
    (id, name, weight, score): (&str, &str, f64, u8),
    evaluation: &str,
    questions: [&str; 2],
) -> Criterion {
    let question = |text: &str| Question { text: text.to_owned(), ..Question::default() };
    Criterion {
        weight,
        score,
        evaluation: evaluation.to_owned(),
        questions: questions.map(question).into(),
        ..Criterion::blank(id, name)
    }
}
