//! Where each benchmark's verdict changes, and what a driver's range allows.

use crate::scenarios::{CATALOGUE, edges, outside, ranges};
use megahour::model::benchmarks::{Target, Verdict};

/// Each benchmark's boundaries: the value there, and what is said of it.
#[test]
fn verdicts_change_where_they_are_declared_to() {
    use Verdict::{Met, Missed, Near};
    let below = f64::next_down;
    let above = f64::next_up;
    let cases = [
        ("compute_utilisation", vec![(below(0.70), Missed), (0.70, Near), (0.75, Near), (above(0.75), Met)]),
        ("storage_utilisation", vec![(below(0.65), Missed), (0.65, Near), (0.70, Near), (above(0.70), Met)]),
        (
            "gross_margin",
            vec![(-1.0, Missed), (below(0.45), Missed), (0.45, Near), (0.50, Near), (above(0.50), Met)],
        ),
        (
            "retention",
            vec![(below(0.88), Missed), (0.88, Near), (0.90, Near), (above(0.90), Met), (1.0, Met)],
        ),
        ("ltv_to_cac", vec![(below(2.5), Missed), (2.5, Near), (below(3.0), Near), (3.0, Met), (1e9, Met)]),
        (
            "payback_months_margin",
            vec![(0.0, Met), (below(12.0), Met), (12.0, Near), (36.0, Near), (above(36.0), Missed)],
        ),
        (
            "price_per_hour",
            vec![
                (0.0, Missed),
                (below(0.9), Missed),
                (0.9, Near),
                (below(1.0), Near),
                (1.0, Met),
                (5.0, Met),
                (above(5.0), Near),
                (5.5, Near),
                (above(5.5), Missed),
            ],
        ),
    ];
    assert_eq!(cases.len(), CATALOGUE.benchmarks.len());
    for (line, values) in cases {
        for (value, verdict) in values {
            assert_eq!(CATALOGUE.benchmark(line).unwrap().verdict(value), verdict, "{line} at {value}");
        }
    }
}

#[test]
fn every_near_band_touches_its_target_and_the_scale_shows_both() {
    for benchmark in &CATALOGUE.benchmarks {
        let (low, high) = benchmark.near;
        let bounds = benchmark.target.bounds();
        let touches = match benchmark.target {
            Target::Above(bound) | Target::ShareAbove(bound) | Target::From(bound) => {
                high == bound && low < bound
            }
            Target::Below(bound) => low == bound && high > bound,
            Target::Between(from, to) => low < from && to < high,
        };
        assert!(touches, "{}", benchmark.line);
        assert!(
            bounds.iter().chain([&high]).all(|bound| *bound <= benchmark.scale_end),
            "{}",
            benchmark.line
        );
    }
}

#[test]
fn what_is_undefined_is_never_near_or_met() {
    for benchmark in &CATALOGUE.benchmarks {
        assert_eq!(benchmark.verdict(f64::NAN), Verdict::Missed, "{}", benchmark.line);
    }
}

#[test]
fn every_driver_allows_its_bounds_and_nothing_just_outside() {
    for (id, range) in ranges() {
        assert!(range.allows(range.max), "{id}");
        assert_eq!(range.allows(range.min), range.min_allowed, "{id}");
        assert!(range.allows(range.min.next_up()) && range.allows(range.max.next_down()), "{id}");
        assert!(edges(range).len() >= 4, "{id}");
        for value in outside(range) {
            assert!(!range.allows(value), "{id} allows {value}");
        }
    }
}

#[test]
fn zero_is_allowed_where_it_means_something() {
    let zero_allowed: Vec<String> =
        ranges().into_iter().filter(|(_, range)| range.allows(0.0)).map(|(id, _)| id).collect();
    assert_eq!(
        zero_allowed,
        ["compute_hours", "price_per_hour", "cost_per_hour", "retention", "cac", "stored_tb"]
    );
}

#[test]
fn more_hours_sold_than_there_are_miss_the_utilisation_benchmark() {
    assert_eq!(CATALOGUE.benchmark("compute_utilisation").unwrap().verdict(1.01), Verdict::Missed);
}
