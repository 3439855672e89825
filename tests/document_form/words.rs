//! `docs/document.md` says what the model declares, names every field, and shows
//! an example that opens.

use crate::{SCHEMA, everything, faults_of};
use megahour::engine::model::{Content, Line, Range};
use megahour::model::currency;
use megahour::model::drivers::drivers;
use megahour::model::pricing::{demand, repair, subscription, terms};
use megahour::model::scorecard::{Criterion, Scorecard, limits};
use megahour::model::timeline::MAX_YEARS;
use megahour::store::json::{MAX_BYTES, MAX_ITEMS, PARTS, read, write};
use megahour::store::{backup, document, import, link};
use serde_json::Value;
use std::collections::BTreeSet;

const DOCUMENT: &str = include_str!("../../docs/document.md");

/// That the page has a line of its own, or a part of one.
fn says(what: &str) {
    assert!(DOCUMENT.contains(what), "docs/document.md does not say\n{what}");
}

fn number(value: f64) -> String {
    if value >= 1e6 { format!("{value:e}") } else { value.to_string() }
}

fn allowed(range: Range) -> String {
    let (min, max) = (number(range.min), number(range.max));
    if range.min_allowed { format!("{min} to {max}") } else { format!("above {min}, to {max}") }
}

fn unit(line: &Line) -> &str {
    if line.unit.symbol() == "%" { "a share" } else { line.unit.symbol() }
}

#[test]
fn every_driver_and_term_is_told_with_its_unit_bounds_and_default() {
    let of_drivers = drivers().into_iter().map(|entry| entry.line);
    let of_terms = terms().into_iter().map(|term| term.line);
    for line in of_drivers.chain(of_terms) {
        let Content::Driver(driver) = &line.content else { continue };
        let defaults: Vec<String> = driver.defaults.iter().map(f64::to_string).collect();
        says(&format!(
            "\n| `{}` | {} | {} | {} | {} |\n",
            line.id,
            line.label,
            unit(&line),
            allowed(driver.range),
            defaults.join(", ")
        ));
    }
}

#[test]
fn every_field_of_segments_and_tiers_is_told_with_its_unit_and_bounds() {
    let of_segments = demand::fields().map(|field| (field.json, field.help, field.named.3, field.range));
    let of_tiers = subscription::fields().map(|field| (field.json, field.help, field.named.3, field.range));
    for (name, help, unit, range) in of_segments.into_iter().chain(of_tiers) {
        let meaning = help.split(['.', ':']).next().unwrap_or_default();
        says(&format!("\n| `{name}` | {meaning} | {unit} | {} |\n", allowed(range)));
    }
}

#[test]
fn the_limits_are_those_that_hold() {
    says(&format!("1 to {} characters in one line", document::MAX_NAME));
    says(&format!("how many years the scenario has, 1 to {MAX_YEARS}"));
    says(&format!(
        "more than {} kB ({MAX_BYTES} bytes), or of more than {MAX_ITEMS} values",
        MAX_BYTES / 1024
    ));
    says(&format!("criteria in their order, up to {}", limits::MAX_CRITERIA));
    says(&format!("up to {}, each with `text`", limits::MAX_QUESTIONS));
    says(&format!("texts of up to {} characters", limits::MAX_TEXT));
    says(&format!("have up to {} characters", limits::MAX_CHARACTERS));
    says(&format!("up to {} rows, `tiers` up to {}", repair::MAX_SEGMENTS, repair::MAX_TIERS));
    says(&format!("A payload has up to {} characters", link::MAX_CHARACTERS));
    says(&format!("up to {} documents", backup::MAX_SCENARIOS));
    says(&format!("files of up to {} MB", import::MAX_FILE / 1024 / 1024));
    let blank = Criterion::blank("x", "X");
    says(&format!("a whole number from 1 to 5. Default: {}", blank.score));
    let shipped = Scorecard::shipped().criteria;
    let ids: Vec<String> = shipped.iter().map(|criterion| format!("`{}`", criterion.id)).collect();
    says(&ids.join(", "));
    let codes: Vec<String> = currency::ALL.iter().map(|currency| format!("`{}`", currency.code)).collect();
    says(&codes.join(", "));
}

/// The names of all fields that a part of the schema declares.
fn declared(schema: &Value, names: &mut BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            names.extend(
                fields
                    .get("properties")
                    .and_then(Value::as_object)
                    .into_iter()
                    .flat_map(|of| of.keys().cloned()),
            );
            fields.values().for_each(|value| declared(value, names));
        }
        Value::Array(values) => values.iter().for_each(|value| declared(value, names)),
        _ => {}
    }
}

#[test]
fn every_field_of_the_schema_is_told() {
    let mut names = BTreeSet::new();
    declared(&SCHEMA, &mut names);
    assert!(names.len() > 60, "{names:?}");
    for name in names {
        says(&format!("`{name}`"));
    }
}

#[test]
fn every_field_that_is_written_at_the_top_is_told_and_in_the_schema() {
    let written: Value = serde_json::from_str(&write(&everything())).unwrap();
    let fields = written.as_object().unwrap().keys().map(String::as_str);
    let names: BTreeSet<&str> = fields.chain(PARTS.iter().map(|part| part.name)).collect();
    assert_eq!(names.len(), 5 + PARTS.len());
    for name in names {
        says(&format!("\n| `{name}` | "));
        assert!(
            SCHEMA["properties"][name]["description"].is_string() || SCHEMA["properties"][name].is_object()
        );
    }
}

#[test]
fn the_example_is_of_the_form_opens_as_it_is_and_travels_in_a_link() {
    let example = DOCUMENT.split("```json\n").nth(1).and_then(|text| text.split("```").next()).unwrap();
    assert_eq!(faults_of(&serde_json::from_str(example).unwrap()), "");
    let opened = read(example).unwrap();
    assert_eq!(opened.repairs, Vec::<String>::new());
    assert_eq!(opened.document.values("price_per_hour"), [2.0, 2.1, 2.1]);
    assert_eq!(opened.document.values("compute_hours"), [1e6, 1.5e6, 2.25e6]);
    let payload = link::encode(&opened.document).unwrap();
    assert!(payload.starts_with("1."));
    assert_eq!(link::decode(&payload).unwrap().document, opened.document);
}
