//! Scenarios over the whole range of every driver. The ranges are those that
//! the drivers declare, so that a new driver is tested without a word here.

use megahour::engine::model::{Content, Range};
use megahour::engine::values::Values;
use megahour::model::Catalogue;
use megahour::model::modules::core::drivers::drivers;
use megahour::model::timeline::DEFAULT_YEARS as YEARS;
use megahour::store::document::{Document, Entry};
use proptest::prelude::*;
use std::sync::LazyLock;

/// The built-in model, built once.
pub static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new().unwrap());

/// Each driver's id with its range.
pub fn ranges() -> Vec<(String, Range)> {
    drivers()
        .into_iter()
        .filter_map(|entry| match &entry.line.content {
            Content::Driver(driver) => Some((entry.line.id.to_string(), driver.range)),
            Content::Formula(_) => None,
        })
        .collect()
}

/// The allowed values at and next to the ends of a range, and next to zero.
pub fn edges(range: Range) -> Vec<f64> {
    let inside = [range.min, range.min.next_up(), 0.0, f64::MIN_POSITIVE, range.max.next_down(), range.max];
    inside.into_iter().filter(|value| range.allows(*value)).collect()
}

/// The values that are next to a range without being in it, and those that are
/// in no range.
pub fn outside(range: Range) -> Vec<f64> {
    let below = if range.min_allowed { range.min.next_down() } else { range.min };
    vec![below, range.max.next_up(), -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY]
}

/// An allowed value: of any size, anywhere between the bounds, or at an edge.
pub fn allowed(range: Range) -> impl Strategy<Value = f64> + Clone {
    let of_any_size = (-12.0..range.max.log10()).prop_map(|power: f64| 10f64.powf(power));
    let anywhere = range.min..range.max;
    let near_the_top = (0.0..12.0).prop_map(move |power: f64| range.max - range.max * 10f64.powf(-power));
    let value = prop_oneof![
        6 => of_any_size,
        3 => anywhere,
        1 => near_the_top,
        2 => prop::sample::select(edges(range)),
    ];
    value.prop_map(move |value| if range.allows(value) { value } else { range.max })
}

/// An allowed entry, by hand or by growth.
pub fn entry(range: Range) -> impl Strategy<Value = Entry> {
    let by_hand = prop::collection::vec(allowed(range), YEARS).prop_map(Entry::by_year);
    let by_growth = (allowed(range), -0.9..1.5).prop_map(move |(first, growth): (f64, f64)| {
        let grown = Entry::Growth { first, growth };
        let is_allowed = grown.values(YEARS).iter().all(|value| range.allows(*value));
        if is_allowed { grown } else { Entry::Growth { first, growth: 0.0 } }
    });
    prop_oneof![2 => by_hand, 1 => by_growth]
}

/// A document with every driver anywhere in its range.
pub fn document() -> impl Strategy<Value = Document> {
    let entries: Vec<_> = ranges()
        .into_iter()
        .map(|(id, range)| entry(range).prop_map(move |entry| (id.clone(), entry)))
        .collect();
    entries.prop_map(|entries| Document { drivers: entries.into_iter().collect(), ..Document::sample() })
}

/// The values of a document.
pub fn evaluated(document: &Document) -> Values {
    Values::evaluate(&CATALOGUE.model, &document.inputs(&CATALOGUE))
}
