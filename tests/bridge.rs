//! The bridge between two scenarios: its parts are whole, and fair.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use megahour::engine::bridge::{Bridge, Method, NoBridge, Output, Part, bridge};
use megahour::store::document::{Document, Entry};
use proptest::prelude::*;

#[path = "support/scenarios.rs"]
#[expect(dead_code, reason = "the support serves several test programs")]
mod scenarios;

use scenarios::{CATALOGUE, document, evaluated};

fn between(from: &Document, to: &Document, line: &str, cell: Option<usize>) -> Result<Bridge, NoBridge> {
    let output = Output { line: line.to_owned(), cell };
    bridge(&CATALOGUE.model, &from.inputs(&CATALOGUE), &to.inputs(&CATALOGUE), &output)
}

/// Each part with its driver, in whole units.
fn parts(bridge: &Bridge) -> Vec<(&str, f64)> {
    bridge.parts.iter().map(|part| (part.driver.as_str(), part.amount.round())).collect()
}

#[test]
fn equal_scenarios_have_a_bridge_without_parts() {
    let sample = Document::sample();
    let bridge = between(&sample, &sample, "gross_profit", Some(4)).unwrap();
    assert_eq!((bridge.from, bridge.to), (23_400_000.0, 23_400_000.0));
    assert!(bridge.parts.is_empty());
}

#[test]
fn one_changed_driver_accounts_for_all_of_the_difference() {
    let sample = Document::sample();
    let bridge = between(&sample, &sample.with_value("retention", 2, 0.5), "cltv", Some(2)).unwrap();
    assert_eq!(bridge.parts.len(), 1);
    assert_eq!(bridge.parts[0].driver, "retention");
    assert_eq!(bridge.parts[0].amount, bridge.to - bridge.from);
}

/// By hand: 1,000,000 h × $2 becomes 1,500,000 h × $3. Hours first: +1,000,000
/// at the old price, then +1,500,000 for the price. Price first: +1,000,000,
/// then +1,500,000 for the hours. The mean of both is 1,250,000 each.
#[test]
fn two_drivers_that_multiply_share_what_they_do_together() {
    let sample = Document::sample();
    let grown = sample.with_value("compute_hours", 0, 1.5e6).with_value("price_per_hour", 0, 3.0);
    let bridge = between(&sample, &grown, "annual_revenue", Some(0)).unwrap();
    assert_eq!(parts(&bridge), [("compute_hours", 1_250_000.0), ("price_per_hour", 1_250_000.0)]);
    assert_eq!(bridge.method, Method::EveryOrder);
}

/// By hand, the orders of three: 1 × 1 × 1 hours, price, and 1 as ARPU's inverse
/// give customers 1e6 × 2 / 50,000 = 40; to 2e6 × 4 / 25,000 = 320. Every driver
/// doubles the output, so each has the same part: 280 / 3.
#[test]
fn three_drivers_of_equal_effect_have_equal_parts() {
    let sample = Document::sample();
    let other = sample
        .with_value("compute_hours", 0, 2e6)
        .with_value("price_per_hour", 0, 4.0)
        .with_value("arpu", 0, 25_000.0);
    let bridge = between(&sample, &other, "customers", Some(0)).unwrap();
    assert_eq!(bridge.parts.len(), 3);
    for part in &bridge.parts {
        assert!((part.amount - 280.0 / 3.0).abs() < 1e-10, "{part:?}");
    }
}

#[test]
fn a_total_has_a_bridge_too() {
    let sample = Document::sample();
    let dearer = sample.with_entry("cost_per_hour", Entry::by_year([0.9; 5]));
    let bridge = between(&sample, &dearer, "infrastructure_cost", None).unwrap();
    assert_eq!(parts(&bridge), [("cost_per_hour", 2_700_000.0)]);
}

#[test]
fn a_driver_without_effect_has_a_part_of_zero() {
    let sample = Document::sample();
    let other = sample.with_value("cac", 4, 9_000.0).with_value("price_per_hour", 4, 3.0);
    let bridge = between(&sample, &other, "gross_profit", Some(4)).unwrap();
    assert_eq!(parts(&bridge), [("price_per_hour", 3_000_000.0), ("cac", 0.0)]);
}

#[test]
fn an_output_that_is_undefined_at_an_end_has_no_bridge() {
    let sample = Document::sample();
    let loyal = sample.with_value("retention", 0, 1.0);
    assert_eq!(between(&sample, &loyal, "cltv", Some(0)).err(), Some(NoBridge::UndefinedTo));
    assert_eq!(between(&loyal, &sample, "cltv", Some(0)).err(), Some(NoBridge::UndefinedFrom));
}

#[test]
fn an_output_that_is_not_there_has_no_bridge() {
    let sample = Document::sample();
    assert_eq!(between(&sample, &sample, "nothing", Some(0)).err(), Some(NoBridge::NoOutput));
    assert_eq!(between(&sample, &sample, "cltv", Some(5)).err(), Some(NoBridge::NoOutput));
    assert_eq!(between(&sample, &sample, "customers", None).err(), Some(NoBridge::NoOutput));
}

/// Payback adjusted for margin exists at both ends, but not at the old price
/// with the new cost: the drivers then change in turn, price before cost.
#[test]
fn where_a_scenario_between_has_no_value_the_drivers_change_in_turn() {
    let sample = Document::sample();
    let other = sample.with_value("price_per_hour", 0, 5.0).with_value("cost_per_hour", 0, 3.0);
    let bridge = between(&sample, &other, "payback_months_margin", Some(0)).unwrap();
    assert_eq!(bridge.method, Method::InTurn);
    assert_eq!(bridge.parts.len(), 2);
}

#[test]
fn what_has_no_value_on_any_way_is_named() {
    let other = Document::sample().with_value("price_per_hour", 0, 5.0).with_value("cost_per_hour", 0, 3.0);
    let back = between(&other, &Document::sample(), "payback_months_margin", Some(0));
    let why = back.err().unwrap();
    assert_eq!(why, NoBridge::UndefinedBetween(vec!["Revenue per compute hour".to_owned()]));
    assert_eq!(why.to_string(), "the output is undefined once only Revenue per compute hour changed");
}

/// A customer is worth $1, or −$1 at the higher cost, and costs $6.25e-309 to
/// win in the second scenario: LTV:CAC is then 1.6e308 or −1.6e308, each of them
/// a number, but what lies between them is not.
fn almost_free_customers() -> (Document, Document) {
    let one = Document::sample().with_value("arpu", 0, 1.0).with_value("retention", 0, 0.5);
    let one = one.with_value("cost_per_hour", 0, 1.0).with_value("cac", 0, 1.0);
    let other = one.with_value("cost_per_hour", 0, 3.0).with_value("cac", 0, 6.25e-309);
    (one, other)
}

#[test]
fn where_an_effect_is_too_large_for_a_number_the_drivers_change_in_turn() {
    let (one, other) = almost_free_customers();
    let bridge = between(&one, &other, "ltv_to_cac", Some(0)).unwrap();
    assert_eq!(bridge.method, Method::InTurn);
    assert_eq!(bridge.parts[0], Part { driver: "cost_per_hour".to_owned(), amount: -2.0 });
    assert_eq!(bridge.parts[1].driver, "cac");
    assert!((bridge.parts[1].amount / -1.6e308 - 1.0).abs() < 1e-9, "{bridge:?}");
}

#[test]
fn effects_that_are_too_large_in_any_order_are_no_bridge() {
    let (one, other) = almost_free_customers();
    assert_eq!(between(&other, &one, "ltv_to_cac", Some(0)).err(), Some(NoBridge::TooLarge));
    let dear = other.with_value("cost_per_hour", 0, 1.0);
    assert_eq!(between(&dear, &other, "ltv_to_cac", Some(0)).err(), Some(NoBridge::TooLarge));
}

proptest! {
    #[test]
    fn the_parts_add_up_to_the_difference(from in document(), to in document(), year in 0..5_usize) {
        for line in ["gross_profit", "customers", "ltv_to_cac", "contribution"] {
            let Ok(bridge) = between(&from, &to, line, Some(year)) else { continue };
            let sum: f64 = bridge.parts.iter().map(|part| part.amount).sum();
            let largest = bridge.parts.iter().map(|part| part.amount.abs()).fold(bridge.from.abs().max(bridge.to.abs()), f64::max);
            prop_assert!((sum - (bridge.to - bridge.from)).abs() <= largest * 8.0 * f64::EPSILON, "{line}: {bridge:?}");
        }
    }

    #[test]
    fn the_ends_are_what_the_scenarios_say(from in document(), to in document(), year in 0..5_usize) {
        if let Ok(bridge) = between(&from, &to, "gross_profit", Some(year)) {
            prop_assert_eq!(Some(bridge.from), evaluated(&from).cell("gross_profit", year));
            prop_assert_eq!(Some(bridge.to), evaluated(&to).cell("gross_profit", year));
        }
    }

    #[test]
    fn the_way_back_has_the_opposite_parts(from in document(), to in document(), year in 0..5_usize) {
        let (there, back) = (between(&from, &to, "gross_profit", Some(year)), between(&to, &from, "gross_profit", Some(year)));
        let (Ok(there), Ok(back)) = (there, back) else { return Ok(()) };
        let ends = there.from.abs().max(there.to.abs());
        let size = there.parts.iter().map(|part| part.amount.abs()).fold(ends, f64::max);
        for (one, other) in there.parts.iter().zip(&back.parts) {
            prop_assert!((one.amount + other.amount).abs() <= size * 1e-9, "{one:?} {other:?}");
        }
    }
}
