//! Pricing is part of its document: it is read back as it was, and mended with
//! words where it cannot be.

use crate::scenarios::{allowed_pricing, any_pricing, is_allowed};
use megahour::model::pricing::repair::{MAX_NAME, MAX_SEGMENTS, MAX_TIERS};
use megahour::model::pricing::{Pricing, Structure, plans, terms};
use megahour::store::document::Document;
use megahour::store::json::{MAX_BYTES, OpenError, Opened, read, write};
use megahour::store::pricing_json;
use proptest::prelude::*;
use serde_json::{Value, json};

/// A document whose pricing differs in everything, as it was written. It is
/// never deleted or changed: what opens today opens forever.
const FIXTURE: &str = include_str!("../fixtures/document-v1-pricing.json");

fn document(pricing: Pricing) -> Document {
    Document::sample().with_pricing(pricing)
}

fn changed() -> Pricing {
    let mut pricing = Pricing::sample();
    pricing.year = 2;
    pricing.segments.remove(1);
    pricing.segments[0].name = "Bauleute – “klein” 🚀".to_owned();
    pricing.segments[0].customers = 0.1;
    pricing.segments[0].mix.insert("usage".to_owned(), 0.25);
    pricing.tiers.truncate(1);
    pricing.tiers[0].fee = 499.99;
    pricing.terms.insert("freemium_call_price".to_owned(), 0.0);
    pricing
}

/// The sample in a version, with pricing of this form.
fn sample_with(pricing: Value, version: u64) -> String {
    let mut json: Value = serde_json::from_str(&write(&Document::sample())).unwrap();
    json["megahour"] = json!(version);
    json["pricing"] = pricing;
    json.to_string()
}

/// The same, as it is read.
fn opened(pricing: Value) -> Opened {
    read(&sample_with(pricing, 2)).unwrap()
}

/// Whether there are the terms and the pricing models that a scenario names.
fn is_known(pricing: &Pricing) -> bool {
    let (terms, plans) = (terms(), plans(&Structure::default()));
    pricing.terms.keys().all(|id| terms.iter().any(|term| term.line.id == *id))
        && pricing
            .segments
            .iter()
            .all(|segment| segment.mix.keys().all(|id| plans.iter().any(|plan| plan.id == *id)))
}

#[test]
fn a_document_with_pricing_still_opens_to_what_it_was_and_is_written_so() {
    assert_eq!(read(FIXTURE), Ok(Opened { document: document(changed()), repairs: Vec::new() }));
    let written = include_str!("../fixtures/document-v2-pricing.json");
    assert_eq!(write(&document(changed())), written.trim_end());
    assert_eq!(read(written), Ok(Opened { document: document(changed()), repairs: Vec::new() }));
}

#[test]
fn the_samples_pricing_is_left_out() {
    assert!(!write(&Document::sample()).contains("pricing"));
}

#[test]
fn the_fullest_pricing_is_still_a_document_that_is_read() {
    let mut pricing = Pricing::sample();
    let name: String = "🚀".repeat(MAX_NAME);
    let segment = pricing.segments[0].clone();
    let full = |number: usize| {
        let mut segment = segment.clone();
        (segment.key, segment.name) = (format!("{number:_>40}"), name.clone());
        for share in ["usage", "subscription", "freemium", "enterprise"] {
            segment.mix.insert(share.to_owned(), 0.123_456_789_012_345_67);
        }
        segment.hours = 123_456_789.012_345_67;
        segment
    };
    pricing.segments = (0..MAX_SEGMENTS).map(full).collect();
    let mut tier = pricing.tiers[0].clone();
    tier.name = name.clone();
    let numbered = |number: usize| {
        let mut tier = tier.clone();
        tier.key = format!("{number:_>40}");
        tier
    };
    pricing.tiers = (0..MAX_TIERS).map(numbered).collect();
    let text = write(&document(pricing.clone()));
    // An eighth at most; the scorecard has half of it, the notes a quarter.
    assert!(text.len() < MAX_BYTES / 8, "{}", text.len());
    assert_eq!(read(&text), Ok(Opened { document: document(pricing), repairs: Vec::new() }));
}

#[test]
fn pricing_that_is_none_is_replaced_by_the_samples() {
    for none in [Value::Null, json!([]), json!("x"), json!(7)] {
        let opened = opened(none);
        assert_eq!(*opened.document.pricing, Pricing::sample());
        assert_eq!(opened.repairs, ["Pricing could not be read; the sample's stands in."]);
    }
}

#[test]
fn a_part_that_is_damaged_costs_only_itself() {
    let mut json = pricing_json::write(&changed()).unwrap();
    json["tiers"] = json!("none");
    let opened = opened(json);
    assert_eq!(opened.document.pricing.segments, changed().segments);
    assert_eq!(opened.document.pricing.tiers, Pricing::sample().tiers);
    assert_eq!(opened.repairs, ["The tiers could not be read; the sample's stand in."]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn what_is_written_is_read_back_without_repairs(pricing in allowed_pricing()) {
        let document = document(pricing);
        prop_assert_eq!(read(&write(&document)), Ok(Opened { document, repairs: Vec::new() }));
    }

    #[test]
    fn whatever_is_read_is_allowed_and_its_repair_is_said(pricing in any_pricing()) {
        if let Some(json) = pricing_json::write(&pricing) {
            // A newer one may know what this one does not: it is refused.
            let newer = read(&sample_with(json.clone(), 2));
            prop_assert_eq!(matches!(newer, Err(OpenError::Unknown(_))), !is_known(&pricing));
            let opened = read(&sample_with(json, 1)).unwrap();
            prop_assert!(is_allowed(&opened.document.pricing));
            let same = *opened.document.pricing == pricing;
            prop_assert!(same || !opened.repairs.is_empty());
            prop_assert!(newer.is_err() || newer == Ok(opened));
        }
    }
}
