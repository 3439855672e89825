//! The JSON form of a pricing scenario, read field by field.

use super::findings::Findings;
use super::json::object;
use crate::engine::maps::sorted;
use crate::model::pricing::demand::{self, Field};
use crate::model::pricing::repair::bounded;
use crate::model::pricing::{Pricing, Segment, Structure, Tier, plans, subscription, terms};
use crate::model::timeline::{year_key, year_of_key};
use litemap::LiteMap;
use serde_json::{Map, Value, json};

/// The scenario as JSON, which [`read`] reads back to the last bit; `None` for
/// the one that is there at first, which need not be written.
///
/// ```
/// use megahour::{model::pricing::Pricing, store::{findings::Findings, pricing_json}};
/// let mut pricing = Pricing::sample();
/// assert_eq!(pricing_json::write(&pricing), None);
/// pricing.tiers.clear();
/// let json = pricing_json::write(&pricing);
/// let mut found = Findings::default();
/// assert_eq!(pricing_json::read(&json.unwrap_or_default(), &mut found), pricing);
/// assert_eq!(found, Findings::default());
/// ```
pub fn write(pricing: &Pricing) -> Option<Value> {
    if *pricing == Pricing::sample() {
        return None;
    }
    let segments = pricing.segments.iter().map(|segment| {
        let mut row = row(segment, &segment.key, &segment.name, &demand::fields());
        row.insert("mix".to_owned(), named(&segment.mix));
        Value::Object(row)
    });
    let tiers = pricing
        .tiers
        .iter()
        .map(|tier| Value::Object(row(tier, &tier.key, &tier.name, &subscription::fields())));
    Some(json!({
        "year": year_key(pricing.year),
        "segments": segments.collect::<Vec<_>>(),
        "tiers": tiers.collect::<Vec<_>>(),
        "terms": named(&pricing.terms),
    }))
}

fn row<T>(of: &T, key: &str, name: &str, fields: &[Field<T>]) -> Map<String, Value> {
    let numbers = fields.iter().map(|field| (field.json.to_owned(), json!((field.of)(of))));
    let mut row = object(numbers);
    row.insert("key".to_owned(), json!(key));
    row.insert("name".to_owned(), json!(name));
    row
}

/// The parts of a scenario.
const PARTS: [&str; 4] = ["year", "segments", "tiers", "terms"];

/// Reads a scenario. A part that is missing or not allowed is replaced, and that
/// is noted.
pub fn read(json: &Value, found: &mut Findings) -> Pricing {
    let sample = Pricing::sample();
    let Some(parts) = json.as_object() else {
        found.repair("Pricing could not be read; the sample's stands in.");
        return sample;
    };
    let is_known = |part: &&String| PARTS.contains(&part.as_str());
    found.unknown(parts.keys().filter(|part| !is_known(part)).count(), "part of pricing");
    unknown_in_parts(parts, found);
    let said = &mut found.repairs;
    let year = parts.get("year").and_then(Value::as_str).and_then(year_of_key).unwrap_or_else(|| {
        said.push("Which year the segments describe could not be read; year 1 stands in.".to_owned());
        0
    });
    let segments = rows(parts.get("segments"), "segments", sample.segments, read_segment, said);
    let tiers = rows(parts.get("tiers"), "tiers", sample.tiers, read_tier, said);
    let terms = match parts.get("terms").and_then(Value::as_object) {
        Some(given) => numbers(given, &ids_of_terms()),
        None => {
            said.push("The terms could not be read; the sample's stand in.".to_owned());
            sample.terms
        }
    };
    let (pricing, mended) = bounded(&Pricing { year, segments, tiers, terms });
    said.extend(mended);
    pricing
}

/// Notes what only another version knows within the parts, terms and pricing
/// models among it; left out, it would be lost with the next save.
fn unknown_in_parts(parts: &Map<String, Value>, found: &mut Findings) {
    let rows = |part: &str| parts.get(part).and_then(Value::as_array).into_iter().flatten();
    let segment = demand::fields().map(|field| field.json);
    found.unknown_fields(
        rows("segments"),
        &[&segment[..], &["key", "name", "mix"]].concat(),
        "part of a segment",
    );
    let mixes = rows("segments").filter_map(|row| row.get("mix"));
    found.unknown_fields(mixes, &ids_of_plans(), "share on a pricing model");
    let tier = subscription::fields().map(|field| field.json);
    found.unknown_fields(rows("tiers"), &[&tier[..], &["key", "name"]].concat(), "part of a tier");
    let terms = ids_of_terms();
    let known: Vec<&str> = terms.iter().map(String::as_str).collect();
    found.unknown_fields(parts.get("terms"), &known, "term of pricing");
}

fn ids_of_plans() -> Vec<&'static str> {
    plans(&Structure::default()).iter().map(|plan| plan.id).collect()
}

fn ids_of_terms() -> Vec<String> {
    terms().iter().map(|term| term.line.id.to_string()).collect()
}

fn rows<T>(
    json: Option<&Value>,
    what: &str,
    sample: Vec<T>,
    read: impl Fn(&Map<String, Value>, &mut Vec<String>) -> T,
    said: &mut Vec<String>,
) -> Vec<T> {
    let Some(given) = json.and_then(Value::as_array) else {
        said.push(format!("The {what} could not be read; the sample's stand in."));
        return sample;
    };
    let rows: Vec<T> = given.iter().filter_map(Value::as_object).map(|row| read(row, said)).collect();
    if rows.len() < given.len() {
        said.push(format!("{} of the {what} could not be read and were left out.", given.len() - rows.len()));
    }
    rows
}

fn read_segment(row: &Map<String, Value>, said: &mut Vec<String>) -> Segment {
    let (key, name) = (text(row, "key"), text(row, "name"));
    let mix = row
        .get("mix")
        .and_then(Value::as_object)
        .map(|mix| numbers(mix, &ids_of_plans()))
        .unwrap_or_else(|| {
            said.push(format!("{name}: the shares of the mix could not be read; the segment is on none."));
            LiteMap::new()
        });
    let none = f64::NAN;
    let mut segment = Segment { key, name, customers: none, hours: none, stored: none, calls: none, mix };
    fill(&mut segment, row, &demand::fields());
    segment
}

fn read_tier(row: &Map<String, Value>, _: &mut Vec<String>) -> Tier {
    let (key, name) = (text(row, "key"), text(row, "name"));
    let none = f64::NAN;
    let mut tier = Tier { key, name, fee: none, hours: none, stored: none, overage: none };
    fill(&mut tier, row, &subscription::fields());
    tier
}

/// Numbers that are missing become NaN, which the bounds then replace and say.
fn fill<T>(of: &mut T, row: &Map<String, Value>, fields: &[Field<T>]) {
    for field in fields {
        *(field.of_mut)(of) = number(row.get(field.json));
    }
}

fn number(value: Option<&Value>) -> f64 {
    value.and_then(Value::as_f64).unwrap_or(f64::NAN)
}

fn named(numbers: &LiteMap<String, f64>) -> Value {
    Value::Object(object(numbers.iter().map(|(id, number)| (id.clone(), json!(number)))))
}

/// The numbers of the ids that are known.
fn numbers(of: &Map<String, Value>, known: &[impl AsRef<str>]) -> LiteMap<String, f64> {
    let is_known = |id: &str| known.iter().any(|known| known.as_ref() == id);
    sorted(of.iter().filter(|(id, _)| is_known(id)).map(|(id, value)| (id.clone(), number(Some(value)))))
}

fn text(row: &Map<String, Value>, part: &str) -> String {
    row.get(part).and_then(Value::as_str).unwrap_or_default().to_owned()
}
