//! The example prints everything that the model says of a document.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../examples/evaluate.rs"]
#[expect(dead_code, reason = "its main is for the command line")]
mod evaluate;

use evaluate::{Failure, Outcome, evaluate};
use megahour::model::Catalogue;
use megahour::model::timeline::DEFAULT_YEARS as YEARS;
use megahour::store::document::Document;
use megahour::store::json::write;
use serde_json::{Value, json};

#[test]
fn every_line_and_year_of_a_stored_document_is_printed() {
    let scenario = evaluate(include_str!("fixtures/document-v1.json")).unwrap();
    assert!(scenario.name.starts_with("Nimbus") && scenario.mended.is_empty());
    let catalogue = Catalogue::new().unwrap();
    assert_eq!(scenario.lines.len(), catalogue.model.lines().len());
    for line in &scenario.lines {
        assert_eq!(line.cells.len(), if line.id == "revenue_cagr" { 1 } else { YEARS }, "{}", line.id);
    }
}

#[test]
fn a_value_or_why_there_is_none_stands_in_each_cell() {
    let printed: Value = serde_json::to_value(evaluate(&write(&Document::sample())).unwrap()).unwrap();
    let line =
        |id: &str| printed["lines"].as_array().unwrap().iter().find(|line| line["id"] == id).unwrap().clone();
    assert_eq!(line("annual_revenue")["cells"][0], json!({"at": ["y1"], "value": 2e6}));
    let first = json!({"at": ["y1"], "undefined": "there is no year before the first"});
    assert_eq!(line("revenue_growth")["cells"][0], first);
    assert_eq!(line("revenue_growth").get("total"), None);
    assert_eq!(
        line("gross_margin")["total"]["value"].as_f64().map(|margin| (margin * 1e4).round()),
        Some(6833.0)
    );
    assert_eq!(line("revenue_cagr")["cells"][0]["at"], json!([]));
    assert_eq!(line("cltv")["unit"], json!("$/customer"));
}

#[test]
fn an_undefined_total_says_why() {
    let idle = Document::sample()
        .with_entry("compute_hours", megahour::store::document::Entry::by_year([0.0; YEARS]));
    let scenario = evaluate(&write(&idle)).unwrap();
    let margin = scenario.lines.into_iter().find(|line| line.id == "gross_margin").unwrap();
    assert!(matches!(margin.total, Some(Outcome::Undefined(why)) if why.ends_with("nothing is earned")));
}

#[test]
fn what_is_no_document_is_an_error_and_not_a_panic() {
    for text in ["", "{}", "[1]"] {
        assert!(matches!(evaluate(text), Err(Failure::Document(_))), "{text}");
    }
}
