//! What holds for every plan: how figures are meant, and the terms plans share.

use super::lines::{MEGAHOUR, PUBLISHED, driver, up_to};
use super::plan::Term;
use crate::model::drivers::Origin;

/// A convention, shown where it matters.
pub struct Convention {
    /// What links and tests call it.
    pub id: &'static str,
    /// The convention in a sentence.
    pub text: &'static str,
}

/// All conventions.
pub const CONVENTIONS: [Convention; 8] = [
    Convention { id: "per_customer", text: "Hours, data and calls of a segment are per customer and year." },
    Convention { id: "units", text: "A month is a twelfth of a year, and 1 TB is 1,000 GB." },
    Convention {
        id: "allowances",
        text: "Allowances are per customer and month, and even out over the year.",
    },
    Convention {
        id: "cheapest_tier",
        text: "A subscriber is always on the tier that is cheapest for the year.",
    },
    Convention {
        id: "enterprise",
        text: "A contract bills its commitment, and each hour beyond those included at the list price \
               less the discount.",
    },
    Convention {
        id: "storage",
        text: "Compute and storage are separate rows. Fees, commitments and calls count as compute; price \
               per hour and ARPU are of compute alone, as in the model.",
    },
    Convention {
        id: "storage_price",
        text: "Data beyond an allowance costs the same per GB and month on every plan.",
    },
    Convention {
        id: "crossovers",
        text: "Crossovers vary a customer's hours; data and calls keep their amount per hour.",
    },
];

/// The terms that plans share.
pub fn terms() -> Vec<Term> {
    vec![
        Term {
            origin: Origin::Published,
            line: driver(
                ("storage_price", "Price of storage", "Storage price", "$/GB/month"),
                "What a gigabyte kept for a month is billed at, beyond any allowance.",
                PUBLISHED,
                &[],
                vec![0.023],
                up_to(1e6),
            ),
        },
        Term {
            origin: Origin::Illustrative,
            line: driver(
                ("storage_cost", "Cost of storage", "Storage cost", "$/GB/month"),
                "What keeping a gigabyte for a month costs. The published model gives none.",
                MEGAHOUR,
                &[],
                vec![0.015],
                up_to(1e6),
            ),
        },
    ]
}
