//! What each segment picks if it takes the cheapest plan, and what would have
//! been best for the vendor.

use super::lines::{MEGAHOUR, calculated, over_segments};
use super::outcome::{self, Seller};
use super::plan::{Bill, Plan};
use super::{SEGMENT, Structure};
use crate::engine::expr::{Comparison, Condition, Expr, either, line, max, min, pure};
use crate::engine::model::Line;

/// What ids of the lines begin with that follow from the segments' choice.
pub const CHOICE: &str = "choice";

/// The ids of the lines whose values are numbers of plans.
pub(super) const NUMBERS: [&str; 3] = ["choice_plan", "vendor_plan", "best_plan"];

/// The lines about choosing. A plan that is withheld is not chosen from. Plans
/// go by their number in the list, counted from 1; of equals the first is taken.
pub(super) fn lines(plans: &[Plan], structure: &Structure) -> Vec<Line> {
    let offered: Vec<(usize, &Plan)> =
        plans.iter().enumerate().filter(|(_, plan)| plan.withheld.is_none()).collect();
    let all = |of: &dyn Fn(&Plan) -> Expr| offered.iter().map(|(_, plan)| of(plan)).collect::<Vec<_>>();
    let bill = |plan: &Plan| plan.reference("bill");
    let profit = |plan: &Plan| over_segments(&plan.line("profit"));
    let cheapest = || line("choice_bill");
    let at_most = |a: Expr, b: Expr| Condition::Compare(Comparison::AtMost, a, b);
    let number = |(position, _): (usize, &Plan)| pure(position as f64 + 1.0);
    let of_cheapest =
        |what| first(&offered, |plan| at_most(bill(plan), cheapest()), |(_, plan)| plan.reference(what));
    let chosen = Bill {
        compute: of_cheapest("compute_bill"),
        storage: of_cheapest("storage_bill"),
        whole: Some(min(all(&bill))),
    };
    let seller =
        Seller { id: CHOICE, label: "Cheapest choice", short: "Choice", source: outcome::OWN, bill: &chosen };
    let mut lines = outcome::lines(&seller, !structure.segments.is_empty());
    lines.extend([
        calculated(
            ("choice_plan", "Cheapest pricing model", "Cheapest", ""),
            "The number of the pricing model that costs a customer of the segment least.",
            MEGAHOUR,
            &[SEGMENT],
            first(&offered, |plan| at_most(bill(plan), cheapest()), number),
        ),
        calculated(
            ("highest_bill", "Highest bill", "Highest bill", "$/customer/yr"),
            "What a customer of the segment would pay on the pricing model that costs most.",
            MEGAHOUR,
            &[SEGMENT],
            max(all(&bill)),
        ),
        calculated(
            ("vendor_plan", "Pricing model worth most to the vendor", "Worth most", ""),
            "The number of the pricing model that earns most from a customer of the segment. The cost to \
             serve is the same on all, so it is the one with the highest bill.",
            MEGAHOUR,
            &[SEGMENT],
            first(&offered, |plan| at_most(line("highest_bill"), bill(plan)), number),
        ),
        calculated(
            ("highest_profit", "Highest gross profit", "Highest profit", "$/yr"),
            "What the pricing model earns that would earn most if all customers were on it.",
            MEGAHOUR,
            &[],
            max(all(&profit)),
        ),
        calculated(
            ("best_plan", "Pricing model with the highest gross profit", "Earns most", ""),
            "The number of the pricing model that would earn most if all customers were on it.",
            MEGAHOUR,
            &[],
            first(&offered, |plan| at_most(line("highest_profit"), profit(plan)), number),
        ),
    ]);
    lines
}

/// The value of the first plan for which a condition holds. It holds for one of
/// them, so the last needs no asking.
fn first(
    offered: &[(usize, &Plan)],
    holds: impl Fn(&Plan) -> Condition,
    of: impl Fn((usize, &Plan)) -> Expr,
) -> Expr {
    let mut plans = offered.iter().rev().copied();
    let Some(last) = plans.next() else { return Expr::Undefined("no pricing model is offered".to_owned()) };
    plans.fold(of(last), |otherwise, (position, plan)| either(holds(plan), of((position, plan)), otherwise))
}
