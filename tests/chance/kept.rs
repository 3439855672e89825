//! Uncertainties in documents and links: what was ever written still opens.

use megahour::engine::chance::distribution::Distribution;
use megahour::engine::chance::plan::*;
use megahour::model::uncertainty::{Condition, Uncertainties};
use megahour::store::document::Document;
use megahour::store::json::{Opened, read, write};
use megahour::store::link;

/// A document and a link of version 1 as they were written. They are never
/// deleted or changed: what opens today opens forever.
const DOCUMENT: &str = include_str!("../fixtures/document-v1-uncertain.json");
const LINK: &str = include_str!("../fixtures/links/v1-uncertain.txt");

/// Every kind of distribution, way and span once, a correlation, and conditions.
fn uncertain() -> Document {
    let shift = |distribution, way, span| Some(Shift { distribution, way, span });
    let level = |level| Uncertainty { level, growth: None };
    let drivers = [
        (
            "compute_hours",
            Uncertainty {
                level: shift(Distribution::Lognormal { median: 1.0, sigma: 0.25 }, Way::Factor, Span::Once),
                growth: shift(
                    Distribution::Triangular { low: 0.8, likely: 1.0, high: 1.2 },
                    Way::Factor,
                    Span::Each,
                ),
            },
        ),
        (
            "price_per_hour",
            level(shift(Distribution::Normal { mean: 0.0, deviation: 0.1 }, Way::Addition, Span::Each)),
        ),
        (
            "cost_per_hour",
            level(shift(Distribution::Pert { low: 0.75, likely: 1.0, high: 1.5 }, Way::Factor, Span::Once)),
        ),
        (
            "retention",
            level(shift(Distribution::Uniform { low: -0.03, high: 0.02 }, Way::Addition, Span::Once)),
        ),
        (
            "cac",
            level(shift(Distribution::Between { low: 0.8, high: 1.3, sure: 0.9 }, Way::Factor, Span::Once)),
        ),
    ];
    let source = |driver: &str, part| Source { driver: driver.to_owned(), part };
    let condition =
        |line: &str, year, at_least, value| Condition { line: line.to_owned(), year, at_least, value };
    Document::sample().with_uncertainties(Uncertainties {
        drivers: drivers.map(|(id, of)| (id.to_owned(), of)).into_iter().collect(),
        correlations: vec![Correlation {
            a: source("price_per_hour", Part::Level),
            b: source("compute_hours", Part::Growth),
            rank: -0.4,
        }],
        conditions: vec![
            condition("gross_profit", None, true, 3e7),
            condition("customers", Some(4), false, 600.0),
            condition("price_per_hour", Some(1), true, 2.0),
        ],
        trials: 250_000,
        seed: 42,
        points: Points::Random,
    })
}

#[test]
fn an_uncertain_document_of_version_1_still_opens_to_what_it_was() {
    assert_eq!(read(DOCUMENT), Ok(Opened { document: uncertain(), repairs: Vec::new() }));
}

/// While version 2 is what is written, it is also written as it was.
#[test]
fn an_uncertain_document_is_written_as_it_was() {
    let written = include_str!("../fixtures/document-v2-uncertain.json");
    assert_eq!(write(&uncertain()), written.trim_end());
    assert_eq!(read(written), Ok(Opened { document: uncertain(), repairs: Vec::new() }));
}

#[test]
fn an_uncertain_link_of_version_1_still_opens_to_what_it_was() {
    assert_eq!(link::decode(LINK.trim_end()), Ok(Opened { document: uncertain(), repairs: Vec::new() }));
}
