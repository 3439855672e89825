//! What follows from a bill: the same lines for every plan, for the customers'
//! own choice, and for the mix.

use super::SEGMENT;
use super::lines::{COMMON, MEGAHOUR, calculated, over_segments, ratio};
use super::plan::{Bill, Plan};
use crate::engine::expr::{Expr, Fold, fold, line, undefined};
use crate::engine::model::Line;
use crate::engine::roll_up::RollUp;

/// Something that bills customers.
pub(super) struct Seller<'p> {
    /// What the ids of its lines begin with.
    pub id: &'p str,
    /// What people call it.
    pub label: &'p str,
    /// The same in a word, to go before “bill”.
    pub short: &'p str,
    /// Where its bill comes from.
    pub source: &'p str,
    /// What a customer pays.
    pub bill: &'p Bill,
}

impl<'p> From<&'p Plan> for Seller<'p> {
    fn from(plan: &'p Plan) -> Self {
        let Plan { id, label, short, source, bill, .. } = plan;
        Self { id, label, short, source, bill }
    }
}

/// A line of a seller before it is named: what it is, how its label and unit
/// read, its help, axes, total and formula.
struct Part {
    what: &'static str,
    label: &'static str,
    unit: &'static str,
    help: &'static str,
    shape: &'static [&'static str],
    roll_up: RollUp,
    of: Expr,
}

/// Bill, revenue, price, profit and their ratios. A line over the segments has
/// its figure for all of them as its total.
pub(super) fn lines(seller: &Seller<'_>, has_segments: bool) -> Vec<Line> {
    let bills = bills(seller);
    let money = revenue_and_profit(seller);
    let ratios = ratios(seller, has_segments);
    bills.into_iter().chain(money).chain(ratios).map(|part| named(seller, part)).collect()
}

fn named(seller: &Seller<'_>, part: Part) -> Line {
    let (id, label) = (format!("{}_{}", seller.id, part.what), format!("{}: {}", seller.label, part.label));
    let short = format!("{} {}", seller.short, part.label);
    let source = if part.what.ends_with("bill") { seller.source } else { COMMON };
    let zero_means = (part.what == "revenue").then(|| "nothing is earned".to_owned());
    let named = (id.as_str(), label.as_str(), short.as_str(), part.unit);
    Line { roll_up: part.roll_up, zero_means, ..calculated(named, part.help, source, part.shape, part.of) }
}

fn bills(seller: &Seller<'_>) -> Vec<Part> {
    let own = |what: &str| line(&format!("{}_{what}", seller.id));
    let bill = |what, label, help, of| Part {
        what,
        label,
        unit: "$/customer/yr",
        help,
        shape: &[SEGMENT],
        roll_up: RollUp::NONE,
        of,
    };
    let whole = seller.bill.whole.clone();
    vec![
        bill(
            "compute_bill",
            "compute bill",
            "What a customer of the segment pays in the year for compute: hours, calls, fees and commitments.",
            seller.bill.compute.clone(),
        ),
        bill(
            "storage_bill",
            "storage bill",
            "What a customer of the segment pays in the year for data beyond any allowance.",
            seller.bill.storage.clone(),
        ),
        bill(
            "bill",
            "bill",
            "What a customer of the segment pays in the year.",
            whole.unwrap_or_else(|| own("compute_bill") + own("storage_bill")),
        ),
    ]
}

fn revenue_and_profit(seller: &Seller<'_>) -> Vec<Part> {
    let own = |what: &str| line(&format!("{}_{what}", seller.id));
    let flow = |what, label, help, of| Part {
        what,
        label,
        unit: "$/yr",
        help,
        shape: &[SEGMENT],
        roll_up: RollUp::SUM,
        of,
    };
    vec![
        flow(
            "compute_revenue",
            "compute revenue",
            "What all customers of the segment pay for compute.",
            line("segment_customers") * own("compute_bill"),
        ),
        flow(
            "storage_revenue",
            "storage revenue",
            "What all customers of the segment pay for storage.",
            line("segment_customers") * own("storage_bill"),
        ),
        flow(
            "revenue",
            "revenue",
            "What all customers of the segment pay.",
            line("segment_customers") * own("bill"),
        ),
        flow(
            "profit",
            "gross profit",
            "What is left of the segment's revenue after what its compute and storage cost.",
            own("revenue") - line("demand_cost"),
        ),
    ]
}

fn ratios(seller: &Seller<'_>, has_segments: bool) -> Vec<Part> {
    let id = |what: &str| format!("{}_{what}", seller.id);
    let own = |what: &str| line(&id(what));
    let sum = |what: &str| over_segments(&id(what));
    let average = |what, label, help, of| Part {
        what,
        label,
        unit: "$/customer/yr",
        help,
        shape: &[],
        roll_up: RollUp::NONE,
        of,
    };
    let share = if has_segments {
        fold(Fold::Max, SEGMENT, own("revenue")) / sum("revenue")
    } else {
        undefined("there are no segments")
    };
    vec![
        Part {
            what: "effective_price",
            label: "effective price per hour",
            unit: "$/h",
            help: "What an hour earns once fees, allowances and discounts are counted, storage left out.",
            shape: &[SEGMENT],
            roll_up: ratio(&id("compute_revenue"), "demand_hours"),
            of: own("compute_bill") / line("segment_hours"),
        },
        Part {
            what: "margin",
            label: "gross margin",
            unit: "%",
            help: "Share of revenue left after what compute and storage cost.",
            shape: &[SEGMENT],
            roll_up: ratio(&id("profit"), &id("revenue")),
            of: own("profit") / own("revenue"),
        },
        average(
            "arpu",
            "ARPU",
            "What an average customer pays for compute in the year; the model's ARPU has no storage either.",
            sum("compute_revenue") / over_segments("segment_customers"),
        ),
        average(
            "average_bill",
            "average bill",
            "What an average customer pays in the year, storage included.",
            sum("revenue") / over_segments("segment_customers"),
        ),
        Part {
            what: "largest_share",
            label: "share of the largest segment",
            unit: "%",
            help: "How much of revenue the segment that pays most accounts for.",
            shape: &[],
            roll_up: RollUp::NONE,
            of: share,
        },
        Part {
            what: "revenue_difference",
            label: "difference from the model's revenue",
            unit: "$/yr",
            help: "Compute revenue less the revenue that the model has in the year.",
            shape: &[],
            roll_up: RollUp::NONE,
            of: sum("compute_revenue") - line("model_revenue"),
        },
    ]
}

/// The source of what Megahour itself puts together from other plans.
pub(super) const OWN: &str = MEGAHOUR;
