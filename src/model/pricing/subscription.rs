//! Subscription tiers: a monthly fee with an allowance, and overage beyond it.

use super::demand::Field;
use super::lines::{COMMON, MEGAHOUR, PUBLISHED, beyond, calculated, up_to};
use super::plan::{Bill, Plan};
use super::{SEGMENT, Structure, TIER, Tier};
use crate::engine::expr::{Comparison, Condition, Expr, Fold, either, fold, line, number, undefined};
use crate::engine::model::Line;
use crate::model::declare::unit;
use crate::model::drivers::Origin;

/// Why there is no subscription without tiers.
const NO_TIER: &str = "there is no tier to subscribe to";

/// The id of the line whose values are numbers of tiers.
pub(super) const NUMBERS: &str = "tier_choice";

/// The plan.
pub fn plan(structure: &Structure) -> Plan {
    let offered = !structure.tiers.is_empty();
    let bill = if offered {
        Bill {
            compute: of_chosen_tier("tier_compute"),
            storage: of_chosen_tier("tier_storage"),
            whole: Some(fold(Fold::Min, TIER, line("tier_bill"))),
        }
    } else {
        Bill { compute: undefined(NO_TIER), storage: undefined(NO_TIER), whole: None }
    };
    Plan {
        id: "subscription",
        label: "Subscription tiers",
        short: "Subscription",
        help: "A monthly fee buys hours and storage; more of either costs extra. Customers are on the tier \
               that is cheapest for them.",
        source: PUBLISHED,
        terms: Vec::new(),
        lines: if offered { tier_bills() } else { Vec::new() },
        bill,
        withheld: (!offered).then_some(NO_TIER),
    }
}

/// The numbers of a tier in the order of the form.
pub fn fields() -> [Field<Tier>; 4] {
    [
        Field {
            named: ("tier_fee", "Tier: fee", "Fee", "$/customer/month"),
            json: "fee",
            help: "What the tier costs a month. Published: $500 to $5,000.",
            origin: Origin::Published,
            range: up_to(1e12),
            of: |tier| tier.fee,
            of_mut: |tier| &mut tier.fee,
        },
        Field {
            named: ("tier_hours", "Tier: included hours", "Included hours", "h/customer/month"),
            json: "hours",
            help: "Hours a month within the fee.",
            origin: Origin::Illustrative,
            range: up_to(1e12),
            of: |tier| tier.hours,
            of_mut: |tier| &mut tier.hours,
        },
        Field {
            named: ("tier_stored", "Tier: included storage", "Included storage", "GB/customer"),
            json: "stored_gb",
            help: "Gigabytes within the fee.",
            origin: Origin::Illustrative,
            range: up_to(1e12),
            of: |tier| tier.stored,
            of_mut: |tier| &mut tier.stored,
        },
        Field {
            named: ("tier_overage", "Tier: price per hour beyond", "Overage price", "$/h"),
            json: "overage",
            help: "What each hour beyond the included ones is billed at.",
            origin: Origin::Illustrative,
            range: up_to(1e6),
            of: |tier| tier.overage,
            of_mut: |tier| &mut tier.overage,
        },
    ]
}

/// The drivers of all tiers.
pub(super) fn drivers(tiers: &[Tier]) -> Vec<Line> {
    fields().iter().map(|field| field.line(TIER, tiers)).collect()
}

/// What each segment would pay on each tier, and which tier it takes.
fn tier_bills() -> Vec<Line> {
    let over_both = |named, help: &str, of| calculated(named, help, MEGAHOUR, &[SEGMENT, TIER], of);
    vec![
        over_both(
            ("tier_compute", "Tier: compute bill", "Tier compute", "$/customer/yr"),
            "What a customer would pay for compute on this tier.",
            line("tier_fee")
                + beyond(line("segment_hours"), line("tier_hours"), "h/customer/yr") * line("tier_overage"),
        ),
        over_both(
            ("tier_storage", "Tier: storage bill", "Tier storage", "$/customer/yr"),
            "What a customer would pay for data beyond this tier's allowance.",
            beyond(line("segment_stored"), line("tier_stored"), "GB/customer") * line("storage_price"),
        ),
        over_both(
            ("tier_bill", "Tier: bill", "Tier bill", "$/customer/yr"),
            "What a customer would pay on this tier.",
            line("tier_compute") + line("tier_storage"),
        ),
        calculated(
            (NUMBERS, "Tier chosen", "Tier chosen", ""),
            "The number of the tier that is cheapest for the segment; of equals the first.",
            COMMON,
            &[SEGMENT],
            fold(Fold::ArgMin, TIER, line("tier_bill")),
        ),
    ]
}

/// A line's cell on the tier that the segment takes.
fn of_chosen_tier(id: &str) -> Expr {
    let chosen = Condition::Compare(Comparison::Equal, Expr::Key(TIER.into()), line(NUMBERS));
    fold(Fold::Sum, TIER, either(chosen, line(id), number(0.0, unit("$/customer/yr"))))
}
