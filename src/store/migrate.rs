//! Documents of earlier versions brought to the present form, as JSON.
//!
//! A migration is pure: it reads nothing but the document, and never changes
//! again once its version was shipped. What it cannot read it leaves as it is,
//! for the reader to report.

use serde_json::{Map, Value, json};

/// Brings a document of version 1 to version 2: it had five years without a
/// date, the published model alone, and counted years where periods now have
/// keys.
pub(super) fn from_1(mut document: Value) -> Value {
    let Some(parts) = document.as_object_mut() else { return document };
    parts.insert("megahour".to_owned(), json!(2));
    // A document that says version 1 though it has a model was edited by hand.
    parts.entry("model").or_insert_with(|| json!({ "years": 5, "modules": ["core"] }));
    if let Some(pricing) = parts.get_mut("pricing").and_then(Value::as_object_mut) {
        key_of_year(pricing);
    }
    let drivers = parts.get_mut("drivers").and_then(Value::as_object_mut);
    for driver in drivers.into_iter().flat_map(Map::values_mut).filter_map(Value::as_object_mut) {
        // Fewer or more were never whole: none of them is known to be right.
        if driver.get("values").and_then(Value::as_array).is_some_and(|values| values.len() != 5) {
            driver.remove("values");
        }
    }
    let conditions = parts
        .get_mut("uncertainties")
        .and_then(|uncertainties| uncertainties.get_mut("conditions"))
        .and_then(Value::as_array_mut);
    for condition in conditions.into_iter().flatten().filter_map(Value::as_object_mut) {
        cell_of_condition(condition);
    }
    document
}

/// `3` becomes `y3`.
fn key_of_year(fields: &mut Map<String, Value>) {
    if let Some(year) = fields.get("year").and_then(Value::as_u64) {
        fields.insert("year".to_owned(), json!(format!("y{year}")));
    }
}

/// A condition named a line and perhaps a year; now it names a cell:
/// `gross_profit@y3`, or `gross_profit@all` for the total. A line with one value
/// has no place to name.
fn cell_of_condition(condition: &mut Map<String, Value>) {
    let Some(line) = condition.get("line").and_then(Value::as_str).map(str::to_owned) else { return };
    let place = match condition.get("year").map(Value::as_u64) {
        None => "all".to_owned(),
        Some(Some(year)) => format!("y{year}"),
        Some(None) => return,
    };
    condition.remove("line");
    condition.remove("year");
    condition.insert("cell".to_owned(), json!(format!("{line}@{place}")));
}
