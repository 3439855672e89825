//! From which usage on which plan is cheaper to the customer, and worth more to
//! the vendor.
//!
//! Bills are made of straight pieces as hours vary, so crossings are solved from
//! the plans' own formulas; a further plan needs nothing here.

use super::{Pricing, Segment, Sheet};
use crate::engine::piecewise::{Piecewise, Stretch, Varying, function_of};
use crate::engine::values::Values;
use std::cmp::Ordering;

/// How much data and how many calls go with each hour of a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Profile {
    /// Gigabytes stored for each hour used in the year.
    pub stored_per_hour: f64,
    /// Calls for each hour.
    pub calls_per_hour: f64,
}

impl Profile {
    /// A segment's profile; `None` where it uses no hours.
    pub fn of(segment: &Segment) -> Option<Self> {
        Self::ratio(segment.hours, segment.stored, segment.calls)
    }

    /// The profile of all customers together; `None` where they use no hours.
    pub fn average(pricing: &Pricing) -> Option<Self> {
        let sum = |of: fn(&Segment) -> f64| pricing.segments.iter().map(|s| s.customers * of(s)).sum();
        Self::ratio(sum(|s| s.hours), sum(|s| s.stored), sum(|s| s.calls))
    }

    fn ratio(hours: f64, stored: f64, calls: f64) -> Option<Self> {
        let profile = Self { stored_per_hour: stored / hours, calls_per_hour: calls / hours };
        (profile.stored_per_hour.is_finite() && profile.calls_per_hour.is_finite()).then_some(profile)
    }

    fn varying(&self) -> [Varying<'static>; 3] {
        [
            Varying { line: "segment_hours", slope: 1.0 },
            Varying { line: "segment_stored", slope: self.stored_per_hour },
            Varying { line: "segment_calls", slope: self.calls_per_hour },
        ]
    }
}

/// What one customer pays in a year on a plan, over the hours used.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// The plan's position among the sheet's plans.
    pub plan: usize,
    /// The bill in $ a year at each number of hours a year.
    pub bill: Piecewise,
}

/// The bill of each plan that is offered.
pub fn bills(sheet: &Sheet, values: &Values, profile: &Profile) -> Vec<Curve> {
    let plans = sheet.plans.iter().enumerate().filter(|(_, plan)| plan.withheld.is_none());
    let curve = |(plan, declared): (usize, &super::Plan)| {
        let bill = function_of(&sheet.model, values, &declared.line("bill"), &profile.varying())?;
        Some(Curve { plan, bill })
    };
    plans.filter_map(curve).collect()
}

/// What it costs to serve one customer, over the hours used.
pub fn cost(sheet: &Sheet, values: &Values, profile: &Profile) -> Option<Piecewise> {
    function_of(&sheet.model, values, "customer_cost", &profile.varying())
}

/// Where the vendor loses, breaks even and earns on a customer, over the hours
/// used: `Less` where the bill is below the cost.
pub fn profit_stretches(curve: &Curve, cost: &Piecewise) -> Vec<Stretch> {
    curve.bill.compared(cost)
}

/// From some number of hours on, the plan that leads, until the next one does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lead {
    /// Hours a year.
    pub from: f64,
    /// The plan's position among the sheet's plans.
    pub plan: usize,
}

/// Who the customer would choose; of equals the first.
pub fn cheapest(curves: &[Curve]) -> Vec<Lead> {
    leads(curves, Ordering::Less)
}

/// What earns the vendor most from a customer. The cost to serve is the same on
/// all plans, so it is the highest bill; of equals the first.
pub fn worth_most(curves: &[Curve]) -> Vec<Lead> {
    leads(curves, Ordering::Greater)
}

fn leads(curves: &[Curve], order: Ordering) -> Vec<Lead> {
    let mut corners: Vec<f64> = vec![0.0];
    let rows: Vec<Vec<Vec<Stretch>>> = curves
        .iter()
        .map(|curve| curves.iter().map(|other| curve.bill.compared(&other.bill)).collect())
        .collect();
    corners.extend(rows.iter().flatten().flatten().map(|stretch| stretch.from));
    corners.sort_by(f64::total_cmp);
    corners.dedup();
    let mut leads: Vec<Lead> = Vec::new();
    for from in corners {
        let loses = |stretches: &Vec<Stretch>| at(stretches, from) == order.reverse();
        let leader = rows.iter().position(|row| !row.iter().any(loses));
        if let Some(plan) = leader.and_then(|leader| curves.get(leader)).map(|curve| curve.plan)
            && leads.last().is_none_or(|last| last.plan != plan)
        {
            leads.push(Lead { from, plan });
        }
    }
    leads
}

/// How the functions compare from a point on.
fn at(stretches: &[Stretch], from: f64) -> Ordering {
    let begun = stretches.iter().rev().find(|stretch| stretch.from <= from);
    begun.map_or(Ordering::Equal, |stretch| stretch.order)
}

/// A number of hours at which the order of two plans changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BreakEven {
    /// Hours a year.
    pub hours: f64,
    /// What both plans bill there, in $ a year.
    pub bill: f64,
    /// The positions of the two plans among the sheet's plans.
    pub plans: (usize, usize),
    /// How the first plan's bill compares with the second's below.
    pub before: Ordering,
    /// How it compares from there on.
    pub after: Ordering,
}

impl BreakEven {
    /// The plan that is cheaper to the customer from there on; `None` where both
    /// cost the same for a while.
    pub fn cheaper(&self) -> Option<usize> {
        self.chosen(Ordering::Less)
    }

    /// The plan that is worth more to the vendor from there on.
    pub fn worth_more(&self) -> Option<usize> {
        self.chosen(Ordering::Greater)
    }

    fn chosen(&self, order: Ordering) -> Option<usize> {
        match self.after {
            Ordering::Equal => None,
            after if after == order => Some(self.plans.0),
            _ => Some(self.plans.1),
        }
    }
}

/// Every change of order between any two plans, by hours. Plans without one are
/// in the same order at any usage: [`Piecewise::compared`] says in which.
pub fn break_evens(curves: &[Curve]) -> Vec<BreakEven> {
    let mut all = Vec::new();
    for (position, first) in curves.iter().enumerate() {
        for second in &curves[position + 1..] {
            let stretches = first.bill.compared(&second.bill);
            all.extend(stretches.windows(2).map(|pair| BreakEven {
                hours: pair[1].from,
                bill: first.bill.at(pair[1].from),
                plans: (first.plan, second.plan),
                before: pair[0].order,
                after: pair[1].order,
            }));
        }
    }
    all.sort_by(|a: &BreakEven, b| a.hours.total_cmp(&b.hours));
    all
}
