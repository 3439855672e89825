//! Freemium: a free allowance, then pay as you go.

use super::Structure;
use super::lines::{MEGAHOUR, Named, PUBLISHED, beyond, driver, up_to};
use super::plan::{Bill, Plan, Term};
use crate::engine::expr::line;
use crate::model::drivers::Origin;

/// The plan.
pub fn plan(_: &Structure) -> Plan {
    let term = |named: Named<'_>, help: &str, default: f64, max: f64| Term {
        origin: Origin::Illustrative,
        line: driver(named, help, MEGAHOUR, &[], vec![default], up_to(max)),
    };
    Plan {
        id: "freemium",
        label: "Freemium with pay-as-you-go",
        short: "Freemium",
        help: "Every customer has some hours, calls and storage for nothing, and pays for what lies beyond.",
        source: PUBLISHED,
        terms: vec![
            term(
                ("freemium_hours", "Freemium: free hours", "Free hours", "h/customer/month"),
                "Hours a month that cost nothing.",
                50.0,
                1e12,
            ),
            term(
                ("freemium_stored", "Freemium: free storage", "Free storage", "GB/customer"),
                "Gigabytes that cost nothing.",
                100.0,
                1e12,
            ),
            term(
                ("freemium_calls", "Freemium: free calls", "Free calls", "call/customer/month"),
                "Calls a month that cost nothing.",
                1e4,
                1e15,
            ),
            term(
                ("freemium_hour_price", "Freemium: price per hour beyond", "Price per hour", "$/h"),
                "What each hour beyond the free ones is billed at.",
                2.40,
                1e6,
            ),
            Term {
                origin: Origin::Published,
                line: driver(
                    ("freemium_call_price", "Freemium: price per call beyond", "Price per call", "$/call"),
                    "What each call beyond the free ones is billed at.",
                    PUBLISHED,
                    &[],
                    vec![0.02],
                    up_to(1e6),
                ),
            },
        ],
        lines: Vec::new(),
        bill: Bill {
            compute: beyond(line("segment_hours"), line("freemium_hours"), "h/customer/yr")
                * line("freemium_hour_price")
                + beyond(line("segment_calls"), line("freemium_calls"), "call/customer/yr")
                    * line("freemium_call_price"),
            storage: beyond(line("segment_stored"), line("freemium_stored"), "GB/customer")
                * line("storage_price"),
            whole: None,
        },
        withheld: None,
    }
}
