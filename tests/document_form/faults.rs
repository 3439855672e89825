//! What is not of the form: at every place of a document with everything, and
//! one past every limit. The app refuses it or mends it, and says so.

use crate::{everything, faults_of};
use megahour::store::json::{OpenError, read, write};
use serde_json::{Map, Value, json};

fn whole() -> Value {
    serde_json::from_str(&write(&everything())).unwrap()
}

/// The places of a value within it, itself left aside, outer ones first.
fn places(value: &Value) -> Vec<String> {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(values) => {
            values.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect()
        }
        _ => Vec::new(),
    };
    let deeper = |(name, value): (String, &Value)| {
        let own = format!("/{name}");
        let below: Vec<String> = places(value).into_iter().map(|place| format!("{own}{place}")).collect();
        [own].into_iter().chain(below)
    };
    inner.into_iter().flat_map(deeper).collect()
}

fn fields<'j>(json: &'j mut Value, place: &str) -> Option<&'j mut Map<String, Value>> {
    json.pointer_mut(place).and_then(Value::as_object_mut)
}

/// Puts a value at a place; a field that was left out is then there.
fn put(json: &mut Value, place: &str, value: &Value) {
    let (parent, name) = place.rsplit_once('/').unwrap();
    match fields(json, parent) {
        Some(fields) => drop(fields.insert(name.to_owned(), value.clone())),
        None => *json.pointer_mut(place).unwrap() = value.clone(),
    }
}

/// Whether the app takes a document as it is.
fn opens_as_it_is(json: &Value) -> bool {
    read(&json.to_string()).is_ok_and(|opened| opened.repairs.is_empty())
}

/// What one part says of others cannot be stated by a schema: a correlation is
/// about what is uncertain, and a distribution's numbers are in an order.
fn is_about_others(place: &str) -> bool {
    place.starts_with("/uncertainties/drivers") || place == "/uncertainties"
}

#[test]
fn whatever_stands_at_any_place_is_of_the_form_exactly_where_it_opens_as_it_is() {
    let whole = whole();
    let places = places(&whole);
    assert!(places.len() > 200, "{} places", places.len());
    let odd = [json!(null), json!(true), json!(-1), json!(0.5), json!(7), json!(1e300)];
    let odd = odd.into_iter().chain([json!(""), json!("x"), json!([]), json!({}), json!({"x": 1})]);
    let odd: Vec<Value> = odd.collect();
    for place in &places {
        for value in &odd {
            let mut json = whole.clone();
            put(&mut json, place, value);
            let (is_of_the_form, opens) = (faults_of(&json).is_empty(), opens_as_it_is(&json));
            let agree = is_of_the_form == opens || is_of_the_form && is_about_others(place);
            assert!(agree, "{value} at {place}: by the schema {is_of_the_form}, by the app {opens}");
        }
    }
}

#[test]
fn a_field_may_be_missing_exactly_where_the_app_says_nothing() {
    let whole = whole();
    for place in places(&whole) {
        let (parent, name) = place.rsplit_once('/').unwrap();
        let mut json = whole.clone();
        if fields(&mut json, parent).and_then(|fields| fields.remove(name)).is_none() {
            continue;
        }
        let (is_of_the_form, opens) = (faults_of(&json).is_empty(), opens_as_it_is(&json));
        let agree = is_of_the_form == opens || is_of_the_form && is_about_others(&place);
        assert!(agree, "without {place}: by the schema {is_of_the_form}, by the app {opens}");
    }
}

/// What only a newer Megahour can have written is refused, wherever it stands:
/// read without it, it would be lost with the next save.
#[test]
fn a_field_that_is_not_known_is_refused_wherever_it_stands() {
    let whole = whole();
    let objects = places(&whole).into_iter().chain([String::new()]);
    for place in objects.filter(|place| whole.pointer(place).is_some_and(Value::is_object)) {
        let mut json = whole.clone();
        fields(&mut json, &place).unwrap().insert("newer".to_owned(), json!({}));
        assert!(!faults_of(&json).is_empty(), "{place}");
        let opened = read(&json.to_string());
        assert!(matches!(opened, Err(OpenError::Unknown(_))), "{place}: {opened:?}");
    }
}

/// Each fault with what would be right in its place.
fn limits() -> Vec<(&'static str, Value, Value)> {
    let text = |characters: usize| json!("🚀".repeat(characters));
    let many = |count: usize, of: &dyn Fn(usize) -> Value| Value::Array((0..count).map(of).collect());
    let values = |count: usize| many(count, &|_| json!(1));
    let criterion = |at: usize| json!({ "id": format!("c{at}"), "name": format!("C {at}") });
    let segment = |at: usize| {
        let (key, name) = (format!("k{at}"), format!("N {at}"));
        json!({ "key": key, "name": name, "customers": 1, "hours": 1, "stored_gb": 1, "calls": 1, "mix": {} })
    };
    let tier = |at: usize| {
        let (key, name) = (format!("k{at}"), format!("N {at}"));
        json!({ "key": key, "name": name, "fee": 1, "hours": 1, "stored_gb": 1, "overage": 1 })
    };
    let rank = |rank: f64| {
        let (a, b) =
            (json!({ "driver": "cac", "part": "level" }), json!({ "driver": "retention", "part": "level" }));
        json!({ "a": a, "b": b, "rank": rank })
    };
    let condition = |cell: &str| json!({ "cell": cell, "at_least": 1 });
    let shift = |kind: Value| {
        let mut shift = kind;
        shift["way"] = json!("factor");
        shift["span"] = json!("once");
        shift
    };
    let note = "/notes/cac";
    let level = "/uncertainties/drivers/retention/level";
    let between = |sure: f64| shift(json!({ "kind": "between", "low": 1, "high": 1.01, "sure": sure }));
    let lognormal = |sigma: f64| shift(json!({ "kind": "lognormal", "median": 1, "sigma": sigma }));
    let normal = |deviation: f64| shift(json!({ "kind": "normal", "mean": 0, "deviation": deviation }));
    vec![
        ("/megahour", json!(3), json!(2)),
        ("/name", text(201), text(200)),
        ("/name", json!(" x"), json!("x y")),
        ("/name", json!("x\u{a0}"), json!("x")),
        ("/name", json!("a\nb"), json!("ab")),
        ("/model/years", json!(0), json!(1)),
        ("/model/years", json!(11), json!(10)),
        ("/model/years", json!(2.5), json!(2)),
        ("/model/first_month", json!("1989-12"), json!("1990-01")),
        ("/model/first_month", json!("2101-01"), json!("2100-12")),
        ("/model/first_month", json!("2026-13"), json!("2026-12")),
        ("/model/first_month", json!("0000-13"), json!(null)),
        ("/model/modules", json!(["core", "fleet"]), json!(["core"])),
        ("/drivers/cac", json!({ "values": [] }), json!({ "values": [1] })),
        ("/drivers/cac", json!({ "values": values(11) }), json!({ "values": values(10) })),
        ("/drivers/cac", json!({ "first": 1 }), json!({ "first": 1, "growth": 0.5 })),
        ("/drivers/cac", json!({ "values": [1], "growth": 1 }), json!({ "values": [1] })),
        ("/drivers/cac", json!([1, 2, 3]), json!({ "values": [1, 2, 3] })),
        ("/assumed", json!(["gpus"]), json!(["cac"])),
        ("/description", text(2001), text(2000)),
        ("/description", json!("a\u{7}"), json!("a\n\tb")),
        ("/notes", json!({ "gpus": { "text": "x" } }), json!({ "cac": { "text": "x" } })),
        (note, json!({ "text": text(2001) }), json!({ "text": text(2000) })),
        (note, json!({ "source": text(201) }), json!({ "source": text(200) })),
        (note, json!({ "date": text(41) }), json!({ "date": text(40) })),
        (note, json!({ "confidence": "certain" }), json!({ "confidence": "low" })),
        ("/scorecard/default", json!(2), json!(1)),
        ("/scorecard/criteria", many(51, &criterion), many(50, &criterion)),
        ("/scorecard/criteria/0", json!({ "id": "ours" }), criterion(1)),
        ("/scorecard/criteria/0/id", json!("not a word"), json!("market_opportunity")),
        ("/scorecard/criteria/0/name", text(101), text(100)),
        ("/scorecard/criteria/0/weight", json!(10.5), json!(10)),
        ("/scorecard/criteria/0/score", json!(6), json!(5)),
        ("/scorecard/criteria/0/score", json!(0), json!(1)),
        ("/scorecard/criteria/0/reason", text(10_001), text(10_000)),
        ("/scorecard/criteria/0/questions", many(21, &|_| json!({})), many(20, &|_| json!({}))),
        ("/pricing/year", json!("y11"), json!("y10")),
        ("/pricing/year", json!(3), json!("y3")),
        ("/pricing/segments", many(51, &segment), many(50, &segment)),
        ("/pricing/tiers", many(21, &tier), many(20, &tier)),
        ("/pricing/segments/0/key", json!("a key"), json!("a-key")),
        ("/pricing/segments/0/key", json!("k".repeat(41)), json!("k".repeat(40))),
        ("/pricing/segments/0/name", text(81), text(80)),
        ("/pricing/segments/0/mix/usage", json!(1.1), json!(1)),
        ("/pricing/terms/enterprise_discount", json!(1.1), json!(1)),
        ("/currency", json!("XXX"), json!("USD")),
        ("/uncertainties/correlations", many(41, &|_| rank(0.1)), many(40, &|_| rank(0.1))),
        ("/uncertainties/correlations/0", rank(1.0), rank(-0.999)),
        ("/uncertainties/conditions", many(21, &|_| condition("cac@y1")), many(20, &|_| condition("cac@y1"))),
        ("/uncertainties/conditions/0", condition("cac@y11"), condition("cac@y10")),
        ("/uncertainties/conditions/0", condition("cac"), condition("gross_profit@all")),
        (
            "/uncertainties/conditions/0",
            json!({ "cell": "cac@y1", "at_least": 1, "at_most": 2 }),
            json!({ "cell": "cac@y1", "at_most": 2 }),
        ),
        ("/uncertainties/trials", json!(999), json!(1000)),
        ("/uncertainties/trials", json!(1_000_001), json!(1_000_000)),
        ("/uncertainties/seed", json!(4_294_967_296_u64), json!(4_294_967_295_u64)),
        ("/uncertainties/points", json!("grid"), json!("random")),
        (level, shift(json!({ "kind": "magic", "low": 1, "high": 2 })), between(0.5)),
        (level, between(0.0), between(0.01)),
        (level, between(0.9995), between(0.999)),
        (level, lognormal(5.5), lognormal(5.0)),
        (level, lognormal(0.0), lognormal(1e-9)),
        (level, normal(0.0), normal(1e12)),
        (level, shift(json!({ "kind": "uniform", "low": -2e12, "high": 2 })), normal(1.0)),
    ]
}

#[test]
fn one_past_each_limit_is_not_of_the_form_and_the_limit_is() {
    for (place, fault, right) in limits() {
        let mut json = whole();
        put(&mut json, place, &fault);
        assert!(!faults_of(&json).is_empty(), "{fault} at {place} is of the form");
        assert!(!opens_as_it_is(&json), "{fault} at {place} opens as it is");
        put(&mut json, place, &right);
        assert_eq!(faults_of(&json), "", "{right} at {place}");
        let opened = read(&json.to_string()).unwrap();
        assert_eq!(opened.repairs, Vec::<String>::new(), "{right} at {place}");
    }
}
