//! Scenarios side by side.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use megahour::chart::of_comparison::of_comparison;
use megahour::chart::of_model::{Write, Writing};
use megahour::engine::bridge::{NoBridge, Output};
use megahour::export::comparison::comparison;
use megahour::export::csv;
use megahour::model::comparison::{Comparison, Difference, MAX_SIDES, Scenario};
use megahour::model::currency::Currency;
use megahour::store::document::Document;
use std::rc::Rc;

#[path = "support/scenarios.rs"]
#[expect(dead_code, reason = "the support serves several test programs")]
mod scenarios;

use scenarios::CATALOGUE;

fn side_by_side(documents: &[Document]) -> Comparison {
    Comparison::new(documents.iter().map(|document| {
        let catalogue = document.catalogue().unwrap();
        let inputs = document.inputs(&catalogue);
        Scenario { name: document.name.clone(), currency: document.currency, catalogue, inputs }
    }))
}

#[test]
fn sides_of_the_same_name_are_told_apart() {
    let sample = Document::sample();
    let names: Vec<_> = side_by_side(&[sample.clone(), sample.clone(), sample])
        .sides()
        .iter()
        .map(|side| side.name.clone())
        .collect();
    assert_eq!(names, ["Published sample", "Published sample (2)", "Published sample (3)"]);
}

#[test]
fn no_more_than_four_stand_side_by_side() {
    assert_eq!(side_by_side(&vec![Document::sample(); 9]).sides().len(), MAX_SIDES);
}

#[test]
fn drivers_that_differ_come_first_and_what_is_the_same_last() {
    let sample = Document::sample();
    let other = sample.with_value("cac", 1, 9_000.0);
    let side_by_side = side_by_side(&[sample, other]);
    let lines = side_by_side.lines(&CATALOGUE);
    assert_eq!(lines[0], ("cac", true));
    let differing: Vec<_> = lines.iter().filter(|(_, differs)| *differs).map(|(line, _)| *line).collect();
    let followers =
        ["cac", "ltv_to_cac", "payback_months", "payback_months_margin", "acquisition_spend", "contribution"];
    assert!(followers.iter().all(|line| differing.contains(line)), "{differing:?}");
    assert_eq!(lines[differing.len()], ("compute_hours", false));
    assert_eq!(lines.len(), CATALOGUE.model.lines().len());
}

#[test]
fn a_value_beside_an_undefined_one_has_no_difference() {
    assert_eq!(Difference::of(None, Some(1.0)), None);
    assert_eq!(Difference::of(Some(1.0), None), None);
}

#[test]
fn a_relative_change_is_told_only_where_it_can_be_read_as_growth() {
    let relative = |base: f64, other: f64| Difference::of(Some(base), Some(other)).unwrap().relative;
    // Base, other, change as a share of the base.
    for (base, other, share) in [
        (100.0, 150.0, Some(0.5)),
        (100.0, -50.0, Some(-1.5)),
        (2.0, 22.0, Some(10.0)),
        (100.0, 100.0, Some(0.0)),
        // A loss, nothing, and next to nothing.
        (-18.4, 63.6, None),
        (-5.1, 127.3, None),
        (-100.0, -50.0, None),
        (0.0, 5.0, None),
        (0.0, 0.0, None),
        (-0.0, 1.0, None),
        (1.0, 11.1, None),
        (1e-300, 1e300, None),
    ] {
        assert_eq!(relative(base, other), share, "from {base} to {other}");
    }
}

#[test]
fn a_bridge_to_a_side_that_is_not_there_is_refused() {
    let alone = side_by_side(&[Document::sample()]);
    let output = Output { line: "gross_profit".to_owned(), cell: None };
    assert_eq!(alone.bridge(1, &output).err(), Some(NoBridge::NoOutput));
}

#[test]
fn a_comparison_as_csv_has_a_row_for_every_line_and_scenario() {
    let sample = Document::sample();
    let other = sample.with_value("price_per_hour", 0, 2.5).named("=Dearer, by far");
    let csv = csv::write(&comparison(&CATALOGUE, &side_by_side(&[sample, other])));
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows.len(), 1 + 2 * CATALOGUE.model.lines().len());
    let dearer = rows.iter().find(|row| row.starts_with("annual_revenue") && row.contains("Dearer"));
    let expected = "annual_revenue,Annual revenue,$/yr,\"'=Dearer, by far\",2500000,4200000,9000000,20000000,33000000,68700000,500000,0,0,0,0,500000,25%,0%,0%,0%,0%,";
    assert!(dearer.is_some_and(|row| row.starts_with(expected)), "{dearer:?}");
}

#[test]
fn amounts_in_two_currencies_are_not_set_against_each_other() {
    let sample = Document::sample();
    let euro = Currency::of("EUR").unwrap();
    let in_euros = Document { currency: euro, ..sample.named("In euros") };
    let both = side_by_side(&[sample, in_euros]);
    assert!(!both.is_in_one_currency());
    let differs = |id: &str| both.differs(CATALOGUE.model.line(id).unwrap());
    assert!(differs("annual_revenue") && !differs("gross_margin"));
    let csv = csv::write(&comparison(&CATALOGUE, &both));
    let row = |line: &str| {
        let found = csv.lines().find(|row| row.starts_with(line) && row.contains("In euros"));
        found.unwrap_or_default().to_owned()
    };
    let revenue = row("annual_revenue");
    assert!(revenue.starts_with("annual_revenue,Annual revenue,€/yr,In euros,2000000,"), "{revenue}");
    assert!(revenue.ends_with(&",".repeat(12)), "{revenue}");
    assert!(row("gross_margin").contains(",%,"), "{}", row("gross_margin"));
}

#[test]
fn a_line_in_two_currencies_is_drawn_in_the_bases() {
    let sample = Document::sample();
    let in_euros = Document { currency: Currency::of("EUR").unwrap(), ..sample.named("In euros") };
    let both = side_by_side(&[sample, in_euros]);
    let write = || -> Write { Rc::new(|value, _| value.to_string()) };
    let writing = Writing { exact: write(), short: write(), tick: write() };
    let drawn = |id: &str| {
        let chart = of_comparison(CATALOGUE.model.line(id).unwrap(), &both, &writing);
        chart.panels[0].series.len()
    };
    assert_eq!((drawn("gross_profit"), drawn("gross_margin")), (1, 2));
}

#[test]
fn what_rounding_leaves_is_no_difference() {
    let sample = Document::sample();
    let price = sample.values("price_per_hour")[0];
    let rounded = sample.with_value("price_per_hour", 0, price * (1.0 + 4.0 * f64::EPSILON));
    let both = side_by_side(&[sample, rounded]);
    assert!(CATALOGUE.model.lines().iter().all(|line| !both.differs(line)));
    assert_eq!(Difference::of(Some(0.1 + 0.2), Some(0.3)).map(|both| both.absolute), Some(0.0));
    assert_eq!(Difference::of(Some(0.0), Some(1e-9)).map(|both| both.absolute), Some(1e-9));
}
