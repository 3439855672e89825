//! The mix: each segment's customers spread over the plans.

use super::lines::{MEGAHOUR, calculated, driver};
use super::outcome::{self, Seller};
use super::plan::{Bill, Plan};
use super::{SEGMENT, Segment, Structure};
use crate::engine::expr::{Expr, either, line, number, pure};
use crate::engine::model::{Line, Range};
use crate::model::declare::unit;

/// What ids of the lines begin with that follow from the mix.
pub const MIX: &str = "mix";

/// What a share may be.
pub(super) const SHARE: Range = Range { min: 0.0, min_allowed: true, max: 1.0 };

/// The shares of the segments on each plan.
pub(super) fn drivers(plans: &[Plan], segments: &[Segment]) -> Vec<Line> {
    let share = |plan: &Plan| {
        let (id, label) = (plan.line("share"), format!("{}: share of the segment", plan.label));
        let short = format!("{} share", plan.short);
        let shares = segments.iter().map(|segment| segment.mix.get(plan.id).copied().unwrap_or(0.0));
        driver(
            (&id, &label, &short, "%"),
            "How much of the segment is on this pricing model. Shares count in proportion to their sum.",
            MEGAHOUR,
            &[SEGMENT],
            shares.collect(),
            SHARE,
        )
    };
    plans.iter().map(share).collect()
}

/// What the mix earns.
pub(super) fn lines(plans: &[Plan], structure: &Structure) -> Vec<Line> {
    let shares = plans.iter().map(|plan| plan.reference("share")).reduce(|sum, share| sum + share);
    // A plan that nobody is on is left out, so that one which is withheld and
    // has no bill takes nothing away from those that are.
    let part = |plan: &Plan, what: &str| {
        let share = || plan.reference("share");
        let nothing = number(0.0, unit("$/customer/yr"));
        either(share().more(pure(0.0)), share() * plan.reference(what), nothing)
    };
    let blended = |what: &str| -> Expr {
        let sum = plans.iter().map(|plan| part(plan, what)).reduce(|sum, part| sum + part);
        sum.map_or_else(
            || Expr::Undefined("there is no pricing model".to_owned()),
            |sum| sum / line("mix_shares"),
        )
    };
    let bill = Bill { compute: blended("compute_bill"), storage: blended("storage_bill"), whole: None };
    let seller = Seller { id: MIX, label: "Mix", short: "Mix", source: outcome::OWN, bill: &bill };
    let mut lines = vec![Line {
        zero_means: Some("the segment is on no pricing model".to_owned()),
        ..calculated(
            ("mix_shares", "Mix: sum of shares", "Sum of shares", "%"),
            "What the segment's shares add up to. 100% where each customer is counted once.",
            MEGAHOUR,
            &[SEGMENT],
            shares.unwrap_or_else(|| pure(0.0)),
        )
    }];
    lines.extend(outcome::lines(&seller, !structure.segments.is_empty()));
    lines
}
