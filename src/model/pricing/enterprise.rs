//! Enterprise contracts: an annual commitment, hours included, a discount.

use super::Structure;
use super::lines::{MEGAHOUR, Named, PUBLISHED, beyond, driver, up_to};
use super::plan::{Bill, Plan, Term};
use crate::engine::expr::{line, pure};
use crate::engine::model::Range;
use crate::model::drivers::Origin;

/// The plan.
pub fn plan(_: &Structure) -> Plan {
    let term = |named: Named<'_>, help: &str, default: f64, range: Range| Term {
        origin: Origin::Illustrative,
        line: driver(named, help, MEGAHOUR, &[], vec![default], range),
    };
    Plan {
        id: "enterprise",
        label: "Enterprise contract",
        short: "Enterprise",
        help: "A customer commits to an amount for the year, which includes hours; more hours cost the list \
               price less a discount.",
        source: PUBLISHED,
        terms: vec![
            term(
                ("enterprise_commitment", "Enterprise: commitment", "Commitment", "$/customer/yr"),
                "What the contract costs in a year, used or not. Published: $100,000 to $1,000,000 and more.",
                150_000.0,
                up_to(1e12),
            ),
            term(
                ("enterprise_hours", "Enterprise: included hours", "Included hours", "h/customer/yr"),
                "Hours a year within the commitment.",
                90_000.0,
                up_to(1e12),
            ),
            term(
                ("enterprise_list_price", "Enterprise: list price per hour", "List price", "$/h"),
                "What each further hour would cost without a discount.",
                2.00,
                up_to(1e6),
            ),
            term(
                ("enterprise_discount", "Enterprise: discount", "Discount", "%"),
                "What is taken off the list price.",
                0.20,
                up_to(1.0),
            ),
        ],
        lines: Vec::new(),
        bill: Bill {
            compute: line("enterprise_commitment")
                + beyond(line("segment_hours"), line("enterprise_hours"), "h/customer/yr")
                    * line("enterprise_list_price")
                    * (pure(1.0) - line("enterprise_discount")),
            storage: line("segment_stored") * line("storage_price"),
            whole: None,
        },
        withheld: None,
    }
}
