//! What a person asks the probability of.

use crate::{CATALOGUE, ready, reference};
use megahour::model::uncertainty::{Condition, Uncertainties};
use megahour::store::document::Document;

fn condition(line: &str, year: Option<usize>) -> Condition {
    Condition { line: line.to_owned(), year, at_least: true, value: 1.0 }
}

fn asking(conditions: Vec<Condition>) -> Uncertainties {
    Uncertainties { conditions, ..Uncertainties::default().with_typical() }
}

#[test]
fn every_line_can_be_asked_about_drivers_too() {
    for line in CATALOGUE.model.lines() {
        for year in [None, Some(0), Some(4)] {
            let of = condition("gross_profit", year).about(&line.id, 2, &CATALOGUE);
            assert!(of.is_about_something(&CATALOGUE), "{}, {year:?}", line.id);
            let inputs = Document::sample().inputs(&CATALOGUE);
            let plan = asking(vec![of.clone()]).plan(&CATALOGUE, inputs, "gross_profit");
            assert_eq!(plan.events.last(), Some(&of.event(&CATALOGUE)));
            assert!(ready(&plan).slices() > 0);
        }
    }
}

#[test]
fn a_line_without_a_total_is_asked_about_in_a_year() {
    let all_years = condition("gross_profit", None);
    assert!(all_years.is_about_something(&CATALOGUE));
    assert_eq!(all_years.about("customers", 2, &CATALOGUE).year, Some(2));
    assert_eq!(all_years.about("annual_revenue", 2, &CATALOGUE).year, None);
}

#[test]
fn a_condition_has_the_unit_of_what_it_is_about() {
    assert_eq!(condition("gross_profit", Some(0)).unit(&CATALOGUE).symbol(), "$/yr");
    assert_eq!(condition("gross_profit", None).unit(&CATALOGUE).symbol(), "$");
}

#[test]
fn a_document_that_asks_about_nothing_is_mended() {
    let asked = asking(vec![condition("customers", None), condition("customers", Some(1))]);
    let mut said = Vec::new();
    let mended = asked.mended(&CATALOGUE, &mut said);
    assert_eq!(mended.conditions, [condition("customers", Some(1))]);
    assert_eq!(said.len(), 1);
    // What is left can be simulated.
    let plan = mended.plan(&CATALOGUE, reference::plan(&CATALOGUE, 1_000).inputs, "gross_profit");
    assert!(ready(&plan).slices() > 0);
}
