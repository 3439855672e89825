//! What is not allowed: bounded, said, and nothing else lost.

use crate::scenarios::is_allowed;
use megahour::model::pricing::repair::{MAX_SEGMENTS, bounded, remarks};
use megahour::model::pricing::{Pricing, Segment, Sheet};
use megahour::store::findings::Findings;
use megahour::store::pricing_json::write;
use serde_json::{Value, json};

fn sample_json() -> Value {
    let named = Pricing { year: 1, ..Pricing::sample() };
    let mut json = write(&named).unwrap();
    json["year"] = json!("y1");
    json
}

/// What pricing is read from some JSON, and what is said of it.
fn read(json: &Value) -> (Pricing, Vec<String>) {
    let mut found = Findings::default();
    let pricing = megahour::store::pricing_json::read(json, &mut found);
    (pricing, [found.repairs, found.unknown].concat())
}

/// The sentences said of the sample with one part of its JSON replaced.
fn said_of(pointer: &str, value: Value) -> Vec<String> {
    let mut json = sample_json();
    *json.pointer_mut(pointer).unwrap() = value;
    let (pricing, said) = read(&json);
    assert!(is_allowed(&pricing));
    said
}

#[test]
fn the_sample_is_allowed_says_nothing_and_is_not_written() {
    assert!(is_allowed(&Pricing::sample()));
    assert_eq!(remarks(&Pricing::sample()), Vec::<String>::new());
    assert_eq!(write(&Pricing::sample()), None);
    assert_eq!(read(&sample_json()), (Pricing::sample(), Vec::new()));
}

#[test]
fn a_value_that_is_not_allowed_is_replaced_and_said_with_what_it_was() {
    let cases = [
        ("/segments/0/hours", json!(-5), "Builders, hours: -5 is less than 0; 0 stands in."),
        ("/segments/0/hours", json!("many"), "Builders, hours: there was no number; 0 stands in."),
        (
            "/tiers/2/fee",
            json!(1e300),
            "Scale, fee: 1e300 is more than 1000000000000; 1000000000000 stands in.",
        ),
        ("/terms/enterprise_discount", json!(1.5), "Enterprise: discount: 1.5 is more than 1; 1 stands in."),
        ("/terms/storage_cost", json!(null), "Cost of storage: there was no number; 0.015 stands in."),
        (
            "/segments/1/mix/usage",
            json!(-1),
            "Scale-ups, share on Usage-based: -1 is less than 0; 0 stands in.",
        ),
        (
            "/segments/1/name",
            json!(""),
            "A name was empty, too long, or held signs that cannot be shown: now “Segment 2”.",
        ),
        ("/year", json!("y11"), "Which year the segments describe could not be read; year 1 stands in."),
        ("/year", json!("first"), "Which year the segments describe could not be read; year 1 stands in."),
        ("/tiers", json!(7), "The tiers could not be read; the sample's stand in."),
        ("/tiers/1", json!(7), "1 of the tiers could not be read and were left out."),
        ("/terms", json!([]), "The terms could not be read; the sample's stand in."),
        (
            "/segments/0/mix",
            json!(0),
            "Builders: the shares of the mix could not be read; the segment is on none.",
        ),
        (
            "/segments/2/key",
            json!("builders"),
            "1 segments or tiers had no key of their own and were given one.",
        ),
    ];
    for (pointer, value, expected) in cases {
        assert_eq!(said_of(pointer, value), [expected], "{pointer}");
    }
}

#[test]
fn what_is_missing_or_not_known_is_said() {
    let mut json = sample_json();
    json["terms"].as_object_mut().unwrap().remove("usage_hour_price");
    json["terms"]["auction_price"] = json!(3);
    json["colour"] = json!("green");
    let (pricing, said) = read(&json);
    assert_eq!(pricing, Pricing::sample());
    assert_eq!(said.len(), 3, "{said:?}");
    assert_eq!(read(&json!([])).1.len(), 1);
}

#[test]
fn segments_beyond_the_most_are_left_out_by_name() {
    let mut pricing = Pricing::sample();
    let segment = |number: usize| Segment {
        key: format!("n{number}"),
        name: format!("Number {number}"),
        ..pricing.segments[0].clone()
    };
    pricing.segments = (0..MAX_SEGMENTS + 4).map(segment).collect();
    let (mended, said) = bounded(&pricing);
    assert_eq!(mended.segments, pricing.segments[..MAX_SEGMENTS]);
    let expected =
        "There can be 50 segments; 4 more were left out: “Number 50”, “Number 51”, “Number 52” and others.";
    assert_eq!(said, [expected]);
}

#[test]
fn what_is_allowed_but_odd_is_remarked_and_not_changed() {
    let mut pricing = Pricing::sample();
    pricing.tiers.swap(0, 2);
    pricing.tiers[1].name = "Starter".to_owned();
    pricing.segments[1].name = "Builders".to_owned();
    pricing.segments[0].mix.insert("usage".to_owned(), 0.5);
    pricing.segments[2].mix.clear();
    assert!(is_allowed(&pricing));
    assert_eq!(
        remarks(&pricing),
        [
            "More than one segment is called “Builders”.",
            "Builders: the shares of the mix add to 150%; they count in proportion.",
            "Enterprises is on no pricing model in the mix.",
            "More than one tier is called “Starter”.",
            "Tiers are not in the order of their fees: Starter costs less than Scale. Bills are the same in any order.",
        ]
    );
    let labels: Vec<String> = Sheet::new(&pricing)
        .unwrap()
        .model
        .axes()
        .iter()
        .flat_map(|axis| axis.members.iter().map(|member| member.label.clone()))
        .collect();
    assert_eq!(labels, ["Builders", "Builders (2)", "Enterprises", "Scale", "Starter", "Starter (2)"]);
    let fees: Vec<f64> = pricing.with_tiers_in_order().tiers.iter().map(|tier| tier.fee).collect();
    assert_eq!(fees, [500.0, 2000.0, 5000.0]);
}

#[test]
fn new_rows_get_keys_that_are_free() {
    let mut pricing = Pricing::sample();
    assert_eq!((pricing.free_segment_key(), pricing.free_tier_key()), ("s1".to_owned(), "t1".to_owned()));
    pricing.segments[0].key = "s1".to_owned();
    assert_eq!(pricing.free_segment_key(), "s2");
}
