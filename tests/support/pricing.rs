//! Pricing scenarios: any that are allowed, and any at all.

use megahour::engine::model::{Content, Range};
use megahour::model::pricing::demand;
use megahour::model::pricing::repair::{MAX_SEGMENTS, MAX_TIERS, bounded};
use megahour::model::pricing::{Pricing, Segment, Structure, Tier, plans, subscription, terms};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// An allowed number of a usual size, or at an end of its range.
fn allowed(range: Range) -> impl Strategy<Value = f64> + Clone {
    let usual = (-3.0..range.max.min(1e6).log10() + 1e-9).prop_map(|power: f64| 10f64.powf(power));
    let value = prop_oneof![8 => usual, 1 => Just(range.min), 1 => Just(range.max)];
    value.prop_map(move |value| value.clamp(range.min, range.max))
}

/// Any number at all.
fn absurd() -> impl Strategy<Value = f64> + Clone {
    prop_oneof![
        3 => any::<f64>(),
        2 => (-3..9).prop_map(f64::from),
        1 => prop::sample::select(vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0, 1e300]),
    ]
}

fn numbers(ranges: Vec<Range>) -> impl Strategy<Value = Vec<f64>> {
    ranges.into_iter().map(allowed).collect::<Vec<_>>()
}

fn a_mix() -> impl Strategy<Value = BTreeMap<String, f64>> {
    let ids: Vec<String> = plans(&Structure::default()).iter().map(|plan| plan.id.to_owned()).collect();
    prop::collection::btree_map(prop::sample::select(ids), prop_oneof![Just(0.0), 0.0..=1.0f64], 0..4)
}

fn segment(values: &[f64], key: String, mix: BTreeMap<String, f64>) -> Segment {
    let name = format!("Segment {key}");
    let [customers, hours, stored, calls] = values.try_into().unwrap();
    Segment { key, name, customers, hours, stored, calls, mix: mix.into_iter().collect() }
}

fn tier(values: &[f64], key: String) -> Tier {
    let [fee, hours, stored, overage] = values.try_into().unwrap();
    Tier { name: format!("Tier {key}"), key, fee, hours, stored, overage }
}

/// A scenario in which everything is allowed, from nothing on.
pub fn allowed_pricing() -> impl Strategy<Value = Pricing> {
    let of_segment: Vec<Range> = demand::fields().iter().map(|field| field.range).collect();
    let of_tier: Vec<Range> = subscription::fields().iter().map(|field| field.range).collect();
    let (ids, of_terms): (Vec<String>, Vec<Range>) = terms()
        .into_iter()
        .filter_map(|term| match term.line.content {
            Content::Driver(driver) => Some((term.line.id.to_string(), driver.range)),
            Content::Formula(_) => None,
        })
        .unzip();
    let segments = prop::collection::vec((numbers(of_segment), a_mix()), 0..5);
    let tiers = prop::collection::vec(numbers(of_tier), 0..4);
    (segments, tiers, numbers(of_terms), 0..5usize).prop_map(move |(segments, tiers, values, year)| Pricing {
        year,
        segments: segments
            .into_iter()
            .enumerate()
            .map(|(number, (values, mix))| segment(&values, format!("s{number}"), mix))
            .collect(),
        tiers: tiers.iter().enumerate().map(|(number, values)| tier(values, format!("t{number}"))).collect(),
        terms: ids.iter().cloned().zip(values).collect(),
    })
}

/// Any scenario at all: too long, with absurd numbers, names and keys.
pub fn any_pricing() -> impl Strategy<Value = Pricing> {
    let four = || prop::collection::vec(absurd(), 4);
    let key = || prop_oneof!["[a-c]{0,2}", any::<String>()];
    let name = || prop_oneof![Just("Same".to_owned()), any::<String>(), ".{70,100}"];
    let plan = prop_oneof![Just("usage".to_owned()), Just("nothing".to_owned()), any::<String>()];
    let mix = prop::collection::btree_map(plan, absurd(), 0..3);
    let row = (four(), key(), name(), mix);
    let segments = prop_oneof![
        3 => prop::collection::vec(row.clone(), 0..4),
        1 => prop::collection::vec(row, MAX_SEGMENTS..MAX_SEGMENTS + 3),
    ];
    let row = (four(), key(), name());
    let tiers = prop_oneof![
        3 => prop::collection::vec(row.clone(), 0..4),
        1 => prop::collection::vec(row, MAX_TIERS..MAX_TIERS + 3),
    ];
    let id = prop_oneof![Just("usage_hour_price".to_owned()), Just("storage_price".to_owned()), "[a-z]{0,4}"];
    let terms = prop::collection::btree_map(id, absurd(), 0..4);
    (segments, tiers, terms, any::<usize>()).prop_map(|(segments, tiers, terms, year)| {
        let segments = segments
            .into_iter()
            .map(|(values, key, name, mix)| Segment { name, ..segment(&values, key, mix) });
        let tiers = tiers.into_iter().map(|(values, key, name)| Tier { name, ..tier(&values, key) });
        Pricing {
            year,
            segments: segments.collect(),
            tiers: tiers.collect(),
            terms: terms.into_iter().collect(),
        }
    })
}

/// That what is allowed needs no repair.
pub fn is_allowed(pricing: &Pricing) -> bool {
    bounded(pricing) == (pricing.clone(), Vec::new())
}
