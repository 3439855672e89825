//! What a person decides about pricing: demand, terms and mix.

use super::terms;
use crate::engine::axis::{Axis, Member};
use crate::engine::id::MemberKey;
use crate::engine::maps::sorted;
use litemap::LiteMap;
use std::collections::HashMap;

/// Everything typed in the pricing view.
#[derive(Clone, Debug, PartialEq)]
pub struct Pricing {
    /// The year of the model that the segments describe, counted from 0.
    pub year: usize,
    /// Who buys.
    pub segments: Vec<Segment>,
    /// The tiers of the subscription.
    pub tiers: Vec<Tier>,
    /// The other terms of all plans, by the ids of their drivers.
    pub terms: LiteMap<String, f64>,
}

/// Customers who buy alike. Figures are per customer and year.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// The stable key in addresses.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// How many customers.
    pub customers: f64,
    /// Compute hours, per customer and year.
    pub hours: f64,
    /// Gigabytes stored, per customer, on average over the year.
    pub stored: f64,
    /// API calls, per customer and year.
    pub calls: f64,
    /// The share of the segment on each plan, by the plan's id; 0 where none is
    /// given. Shares count in proportion to their sum.
    pub mix: LiteMap<String, f64>,
}

/// One tier of the subscription. Allowances are per customer and month.
#[derive(Clone, Debug, PartialEq)]
pub struct Tier {
    /// The stable key in addresses.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// The fee in $ per month.
    pub fee: f64,
    /// Compute hours within the fee.
    pub hours: f64,
    /// Gigabytes stored within the fee.
    pub stored: f64,
    /// The price of each further hour in $.
    pub overage: f64,
}

impl Pricing {
    /// The scenario that is there at first: the sample's first year.
    pub fn sample() -> Self {
        let segment = |key: &str, name: &str, [customers, hours, stored, calls]: [f64; 4], mix: &[_]| {
            let mix = mix.iter().map(|(plan, share): &(&str, f64)| ((*plan).to_owned(), *share));
            Segment {
                key: key.to_owned(),
                name: name.to_owned(),
                customers,
                hours,
                stored,
                calls,
                mix: sorted(mix),
            }
        };
        let tier = |key: &str, name: &str, [fee, hours, stored, overage]: [f64; 4]| Tier {
            key: key.to_owned(),
            name: name.to_owned(),
            fee,
            hours,
            stored,
            overage,
        };
        Self {
            year: 0,
            segments: vec![
                segment(
                    "builders",
                    "Builders",
                    [24.0, 2_500.0, 500.0, 1e5],
                    &[("freemium", 0.6), ("subscription", 0.4)],
                ),
                segment(
                    "scale-ups",
                    "Scale-ups",
                    [12.0, 30_000.0, 9_000.0, 1e6],
                    &[("usage", 0.5), ("subscription", 0.5)],
                ),
                segment(
                    "enterprises",
                    "Enterprises",
                    [4.0, 145_000.0, 150_000.0, 1e7],
                    &[("enterprise", 1.0)],
                ),
            ],
            tiers: vec![
                tier("starter", "Starter", [500.0, 300.0, 500.0, 2.20]),
                tier("team", "Team", [2_000.0, 1_050.0, 2_000.0, 2.00]),
                tier("scale", "Scale", [5_000.0, 3_000.0, 10_000.0, 1.80]),
            ],
            terms: sorted(terms().into_iter().map(|term| (term.line.id.to_string(), term.default()))),
        }
    }

    /// What of it decides which lines and cells there are. As long as it stays,
    /// a [`Sheet`](super::Sheet) can be evaluated again without a new one.
    pub fn structure(&self) -> Structure {
        let segments = self.segments.iter().map(|s| (s.key.clone(), s.name.clone()));
        let tiers = self.tiers.iter().map(|tier| (tier.key.clone(), tier.name.clone()));
        Structure { segments: segments.collect(), tiers: tiers.collect() }
    }

    /// A key that no segment has.
    pub fn free_segment_key(&self) -> String {
        free_key("s", self.segments.iter().map(|segment| segment.key.as_str()))
    }

    /// A key that no tier has.
    pub fn free_tier_key(&self) -> String {
        free_key("t", self.tiers.iter().map(|tier| tier.key.as_str()))
    }
}

/// The first of `s1`, `s2` and so on that is not taken.
pub(super) fn free_key<'k>(prefix: &str, taken: impl Iterator<Item = &'k str>) -> String {
    let taken: Vec<&str> = taken.collect();
    // Of one more key than are taken, one is free.
    let candidates = (1..=taken.len() + 1).map(|number| format!("{prefix}{number}"));
    candidates.into_iter().find(|key| !taken.contains(&key.as_str())).unwrap_or_default()
}

/// The segments and tiers that there are: their keys and names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// Key and name of each segment.
    pub segments: Vec<(String, String)>,
    /// Key and name of each tier.
    pub tiers: Vec<(String, String)>,
}

impl Structure {
    /// The axes of the engine's model.
    pub(super) fn axes(&self) -> Vec<Axis> {
        let axis =
            |id: &str, label: &str, members: &[(String, String)]| Axis::list(id, label, labelled(members));
        vec![axis(super::SEGMENT, "Segment", &self.segments), axis(super::TIER, "Tier", &self.tiers)]
    }
}

/// Members whose labels differ: the second of a name is told by its number.
fn labelled(members: &[(String, String)]) -> Vec<Member> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let member = |(key, name)| {
        let count = seen.entry(name).or_insert(0);
        *count += 1;
        let label = if *count == 1 { name.to_owned() } else { format!("{name} ({count})") };
        Member { key: MemberKey::from(key), label }
    };
    members.iter().map(|(key, name)| (key.clone(), name.as_str())).map(member).collect()
}
