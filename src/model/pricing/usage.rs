//! Usage-based pricing: each hour and each gigabyte has its price.

use super::Structure;
use super::lines::{PUBLISHED, driver, up_to};
use super::plan::{Bill, Plan, Term};
use crate::engine::expr::line;
use crate::model::drivers::Origin;

/// The plan.
pub fn plan(_: &Structure) -> Plan {
    Plan {
        id: "usage",
        label: "Usage-based",
        short: "Usage",
        help: "Customers pay for the hours they use and the data they keep, and for nothing else.",
        source: PUBLISHED,
        terms: vec![Term {
            origin: Origin::Published,
            line: driver(
                ("usage_hour_price", "Usage: price per hour", "Price per hour", "$/h"),
                "What each hour is billed at. Published: $1 to $5; the sample's first year earns $2.",
                PUBLISHED,
                &[],
                vec![2.00],
                up_to(1e6),
            ),
        }],
        lines: Vec::new(),
        bill: Bill {
            compute: line("segment_hours") * line("usage_hour_price"),
            storage: line("segment_stored") * line("storage_price"),
            whole: None,
        },
        withheld: None,
    }
}
