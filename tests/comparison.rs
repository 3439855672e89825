//! Scenarios side by side.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use megahour::engine::bridge::{NoBridge, Output};
use megahour::model::comparison::{Comparison, Difference, MAX_SIDES};
use megahour::store::document::Document;

#[path = "support/scenarios.rs"]
#[expect(dead_code, reason = "the support serves several test programs")]
mod scenarios;

use scenarios::CATALOGUE;

fn side_by_side(documents: &[Document]) -> Comparison {
    let named = documents.iter().map(|document| (document.name.clone(), document.inputs(&CATALOGUE)));
    Comparison::new(&CATALOGUE, named)
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
    let comparison = side_by_side(&[sample, other]);
    let lines = comparison.lines(&CATALOGUE);
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
fn a_bridge_to_a_side_that_is_not_there_is_refused() {
    let comparison = side_by_side(&[Document::sample()]);
    let output = Output { line: "gross_profit".to_owned(), cell: None };
    assert_eq!(comparison.bridge(&CATALOGUE, 1, &output).err(), Some(NoBridge::NoOutput));
}
