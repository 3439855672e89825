//! The example prints what a table says, and what a scenario would take from it.

#[path = "../../examples/read_table.rs"]
#[expect(dead_code, reason = "its main is for the command line")]
mod read_table;

use megahour::store::document::Document;
use megahour::table::{Correction, Corrections};
use read_table::read_table;
use serde_json::{Value, json};

fn printed(text: &str, corrections: &str) -> Value {
    let corrections: Vec<Correction> = serde_json::from_str(corrections).unwrap();
    let corrections = corrections.into_iter().fold(Corrections::default(), |all, one| all.with(one));
    serde_json::to_value(read_table(text.as_bytes(), &Document::sample(), &corrections).unwrap()).unwrap()
}

#[test]
fn rows_questions_and_takings_are_printed() {
    let found = printed("Metric,Unit,FY26,FY27\nCAC,$,7,6\nRetention,%,0.9,0.91\nNodes,,1,2\n", "[]");
    assert_eq!(found["encoding"], "UTF-8");
    assert_eq!(found["rows"][0]["values"], json!([7.0, 6.0]));
    assert_eq!(found["plan"]["rows"][2]["becomes"]["left_out"], "no line of the model has this name");
    assert_eq!(found["plan"]["questions"][0]["about"], "shares");
    assert_eq!(found["takings"][0], json!({"driver": "cac", "year": 0, "value": 7.0}));
    assert_eq!(found["takings"].as_array().unwrap().len(), 4);
}

#[test]
fn corrections_are_given_in_the_form_that_questions_hold() {
    let text = "Metric,Year 1\nGPU fleet,7\n";
    let said = r#"[{ "scale": 3 }, { "row": ["gpu fleet", { "line": "capacity_hours" }] }]"#;
    assert_eq!(
        printed(text, said)["takings"],
        json!([{"driver": "capacity_hours", "year": 0, "value": 7000.0}])
    );
}
