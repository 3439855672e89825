//! Scenario documents: what is written is read back, whatever is read is
//! allowed, and what was ever written still opens.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "support/scenarios.rs"]
mod scenarios;

use litemap::LiteMap;
use megahour::model::currency::Currency;
use megahour::model::scorecard::edit::Text;
use megahour::model::spec::ModelSpec;
use megahour::model::timeline::DEFAULT_YEARS as YEARS;
use megahour::model::timeline::{Timeline, YearMonth};
use megahour::model::uncertainty::Uncertainties;
use megahour::store::document::{Document, Entry, MAX_NAME, UNTITLED, readable_name};
use megahour::store::history::History;
use megahour::store::json::{MAX_BYTES, OpenError, Opened, read, write};
use megahour::store::link::decode;
use proptest::prelude::*;
use scenarios::{document, edges, evaluated, outside, ranges};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A document of version 1 as it was written. It is never deleted or changed:
/// what opens today opens forever.
const FIXTURE: &str = include_str!("fixtures/document-v1.json");

fn fixture() -> Document {
    let drivers = [
        (
            "arpu",
            Entry::by_year([
                50_000.0,
                55_263.157_894_736_89,
                63_157.894_736_842_15,
                54_166.666_666_666_715,
                58_333.333_333_333_39,
            ]),
        ),
        ("cac", Entry::by_year([5000.0, 4800.0, 4600.0, 4400.0, 0.0])),
        ("capacity_hours", Entry::Growth { first: 1.25e6, growth: 0.9 }),
        ("compute_hours", Entry::Growth { first: 1e6, growth: 0.861_209_718_204_199_2 }),
        ("cost_per_hour", Entry::by_year([0.8; YEARS])),
        ("price_per_hour", Entry::by_year([2.0, 2.1, 2.25, 2.5, 2.75])),
        ("retention", Entry::by_year([0.95, 0.95, 0.95, 0.96, 1.0])),
        ("storage_tb", Entry::Growth { first: 1000.0, growth: 0.0 }),
        ("stored_tb", Entry::by_year([720.0, 1e-9, 0.0, 1e12, 0.1])),
    ];
    Document {
        name: "Nimbus GmbH – “grün” 🚀".to_owned(),
        spec: ModelSpec::default(),
        drivers: drivers.map(|(id, entry)| (id.to_owned(), entry)).into_iter().collect(),
        assumed: ["capacity_hours", "storage_tb", "stored_tb"].map(str::to_owned).into(),
        scorecard: Document::sample().scorecard,
        pricing: Document::sample().pricing,
        currency: Currency::default(),
        uncertainties: Document::sample().uncertainties,
        notes: Document::sample().notes,
    }
}

/// A document of version 1 in another currency, with uncertainties and an edited
/// scorecard. It is never deleted or changed either.
const EDITED: &str = include_str!("fixtures/document-v1-edited.json");

fn edited() -> Document {
    let sample = Document::sample();
    let id = sample.scorecard.criteria[1].id.clone();
    let typical = Uncertainties { seed: 7, ..sample.uncertainties.with_typical() };
    let document = sample.named("Edited").with_uncertainties(typical);
    let document = document.with_scorecard(|card| card.with_score(&id, 2)).unwrap();
    let document =
        document.with_scorecard(|card| card.with_text(&id, Text::Reason, "One hall is full.")).unwrap();
    let document = document.with_scorecard(|card| card.with_tick(&id, 0, true)).unwrap();
    Document { currency: Currency::of("EUR").unwrap(), ..document }
}

#[test]
fn an_edited_document_of_version_1_still_opens_to_what_it_was() {
    assert_eq!(read(EDITED), Ok(Opened { document: edited(), repairs: Vec::new() }));
    // The same in a link of version 1.
    let link = decode(include_str!("fixtures/links/v1-currency.txt").trim()).unwrap();
    assert_eq!((link.document, link.repairs), (edited(), Vec::new()));
}

#[test]
fn a_document_of_version_1_still_opens_to_what_it_was() {
    assert_eq!(read(FIXTURE), Ok(Opened { document: fixture(), repairs: Vec::new() }));
}

/// The same document in version 2, over seven years from July 2026: what its
/// drivers were typed for five years stays, and goes on. It is never deleted or
/// changed.
const FIXTURE_2: &str = include_str!("fixtures/document-v2.json");

fn fixture_2() -> Document {
    fixture().over(Timeline::new(7, YearMonth::new(2026, 7)).unwrap())
}

#[test]
fn a_document_of_version_2_still_opens_to_what_it_was() {
    assert_eq!(read(FIXTURE_2), Ok(Opened { document: fixture_2(), repairs: Vec::new() }));
}

/// While version 2 is what is written, it is also written as it was.
#[test]
fn version_2_is_written_as_it_was() {
    assert_eq!(write(&fixture_2()), FIXTURE_2.trim_end());
}

/// A document from before there was a driver of storage: it opens with that
/// driver's default, without a word.
#[test]
fn a_driver_that_a_document_does_not_mention_takes_its_default_in_silence() {
    let before = include_str!("fixtures/document-v2-before-a-driver.json");
    let mut expected = fixture_2();
    let default = Document::sample().drivers[&"stored_tb".to_owned()].clone();
    expected.drivers.insert("stored_tb".to_owned(), default);
    expected.assumed.remove("stored_tb");
    assert_eq!(read(before), Ok(Opened { document: expected, repairs: Vec::new() }));
}

#[test]
fn what_only_a_newer_megahour_knows_is_never_dropped_from_version_2() {
    let with = |pointer: &str, name: &str, value: Value| {
        let mut json: Value = serde_json::from_str(FIXTURE_2).unwrap();
        json.pointer_mut(pointer).and_then(Value::as_object_mut).unwrap().insert(name.to_owned(), value);
        read(&json.to_string())
    };
    let unknown = |what: &str| Err(OpenError::Unknown(vec![what.to_owned()]));
    assert_eq!(with("/drivers", "gpus", json!({"values": [1]})), unknown("1 driver"));
    assert_eq!(with("", "lists", json!({})), unknown("1 part"));
    assert_eq!(with("/model", "modules", json!(["core", "fleet"])), unknown("1 module"));
    assert_eq!(with("/model", "grain", json!("month")), unknown("1 part of the model"));
    assert_eq!(with("", "notes", json!({"gpus": {"text": "x"}})), unknown("1 note on a driver"));
    let condition = json!({"conditions": [{"cell": "debt@y1", "at_least": 1}]});
    assert_eq!(with("", "uncertainties", condition), unknown("1 condition on a line"));
    assert_eq!(with("/drivers/cac", "grain", json!("month")), unknown("1 part of a driver"));
    assert_eq!(with("/model", "calculated", json!({"cac": "fleet"})), unknown("1 calculated line"));
    assert_eq!(with("/model", "calculated", json!({"gpus": "core"})), unknown("1 calculated line"));
    // An owner that cannot calculate the line is kept, and changes nothing.
    let kept = with("/model", "calculated", json!({"cac": "core"})).unwrap();
    assert_eq!(kept.repairs, Vec::<String>::new());
    assert!(write(&kept.document).contains(r#""calculated":{"cac":"core"}"#));
    assert_eq!(kept.document.catalogue().unwrap().calculated_by.len(), 0);
    let error = with("/drivers", "gpus", json!({})).unwrap_err().to_string();
    assert_eq!(error, "a newer Megahour wrote it: this one does not know 1 driver; reload to update");
}

#[test]
fn a_timeline_that_is_not_allowed_is_mended_and_said() {
    let with = |model: Value| {
        let mut json: Value = serde_json::from_str(FIXTURE_2).unwrap();
        json["model"] = model;
        let opened = read(&json.to_string()).unwrap();
        (opened.document.spec.timeline, opened.repairs)
    };
    let core = json!(["core"]);
    for years in [json!(0), json!(11), json!(-1), json!(2.5), json!("7"), Value::Null] {
        let (timeline, said) = with(json!({"years": years, "modules": core}));
        assert_eq!((timeline, said.len()), (Timeline::default(), 1), "{years}");
    }
    for month in [json!("0000-13"), json!("2026-13"), json!(7), json!("July 2026")] {
        let (timeline, said) = with(json!({"years": 7, "first_month": month, "modules": core}));
        assert_eq!((timeline, said.len()), (Timeline::new(7, None).unwrap(), 1), "{month}");
    }
    let huge = format!("\"{}\"", "x".repeat(MAX_BYTES));
    assert_eq!(read(&FIXTURE_2.replacen("\"2026-07\"", &huge, 1)), Err(OpenError::TooLarge));
}

/// A document that says version 2 and is written as version 1 was: what cannot
/// be read is said, and nothing that can be read is lost.
#[test]
fn a_document_of_version_1_that_says_version_2_keeps_its_drivers() {
    let opened = read(&FIXTURE.replacen("\"megahour\":1", "\"megahour\":2", 1)).unwrap();
    assert_eq!(opened.document, fixture());
    assert_eq!(opened.repairs, ["How many years it has could not be read; it has 5."]);
}

#[test]
fn the_sample_is_read_back_to_the_last_bit() {
    let sample = Document::sample();
    assert_eq!(read(&write(&sample)), Ok(Opened { document: sample, repairs: Vec::new() }));
}

fn is_allowed(document: &Document) -> bool {
    let all_there = document.drivers.len() == ranges().len();
    all_there
        && ranges().iter().all(|(id, range)| document.values(id).iter().all(|value| range.allows(*value)))
}

fn named_document() -> impl Strategy<Value = Document> {
    let ids: Vec<String> = ranges().into_iter().map(|(id, _)| id).collect();
    let assumed = prop::sample::subsequence(ids.clone(), 0..=ids.len());
    (document(), any::<String>(), assumed).prop_map(|(document, name, assumed)| Document {
        assumed: assumed.into_iter().collect(),
        ..document.named(&name)
    })
}

/// Any JSON, of the names and numbers that a document has.
fn any_json() -> impl Strategy<Value = Value> {
    let number = prop_oneof![any::<f64>(), Just(0.0), Just(-1.0), Just(1e300), 0.0..1.0];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number.prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-z]{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        let key = prop::sample::select(vec![
            "values", "first", "growth", "drivers", "name", "megahour", "arpu", "x",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..7).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..5)
                .prop_map(|fields| fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}

/// Where in a document something is replaced.
fn pointer() -> impl Strategy<Value = String> {
    let ids: Vec<String> = ranges().into_iter().map(|(id, _)| id).collect();
    let parts = ["/name", "/drivers", "/assumed", "/assumed/0"];
    let part = prop::sample::select(parts.to_vec()).prop_map(str::to_owned);
    let inside = prop::sample::select(vec!["", "/values", "/values/0", "/values/4", "/first", "/growth"]);
    let driver =
        (prop::sample::select(ids), inside).prop_map(|(id, inside)| format!("/drivers/{id}{inside}"));
    prop_oneof![1 => part, 4 => driver]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_written_is_read_back_without_repairs(document in named_document()) {
        prop_assert!(is_allowed(&document));
        let written = write(&document);
        prop_assert!(written.len() < MAX_BYTES);
        prop_assert_eq!(read(&written), Ok(Opened { document, repairs: Vec::new() }));
    }

    #[test]
    fn a_readable_name_is_left_as_it_is(name in any::<String>(), spaces in "[ \\t\u{a0}]{0,3}", longer in 0..300_usize) {
        let name = readable_name(&format!("{spaces}{name}{}{spaces}", "ab ".repeat(longer)));
        prop_assert!(!name.is_empty() && name.chars().count() <= MAX_NAME);
        prop_assert_eq!(&readable_name(&name), &name);
        prop_assert!(!name.chars().any(char::is_control));
    }

    #[test]
    fn any_text_is_refused_or_read(text in any::<String>()) {
        prop_assert!(read(&text).is_err(), "{text}");
    }

    #[test]
    fn any_json_is_refused_or_read_as_something_allowed(mut json in any_json(), drivers in any_json()) {
        if let Some(parts) = json.as_object_mut() {
            parts.insert("megahour".to_owned(), json!(1));
            parts.insert("drivers".to_owned(), drivers);
        }
        if let Ok(opened) = read(&json.to_string()) {
            prop_assert!(is_allowed(&opened.document));
            prop_assert!(!opened.repairs.is_empty());
        }
    }

    #[test]
    fn a_mutated_document_is_mended_to_something_allowed_and_said(
        document in named_document(),
        changes in prop::collection::vec((pointer(), any_json()), 1..4),
    ) {
        let mut json: Value = serde_json::from_str(&write(&document)).unwrap();
        for (pointer, value) in changes {
            if let Some(place) = json.pointer_mut(&pointer) {
                *place = value;
            }
        }
        if let Ok(opened) = read(&json.to_string()) {
            prop_assert!(is_allowed(&opened.document));
            let again = read(&write(&opened.document)).unwrap();
            prop_assert_eq!(&again.document, &opened.document);
            prop_assert_eq!(again.repairs, Vec::<String>::new());
            if opened.repairs.is_empty() {
                let given = json["drivers"].as_object().map(|drivers| drivers.keys().cloned().collect::<Vec<_>>());
                prop_assert!(given.iter().flatten().all(|id| opened.document.drivers.contains_key(id)));
            }
            evaluated(&opened.document);
        }
    }

    #[test]
    fn a_document_cut_short_or_with_a_changed_byte_does_no_harm(
        document in named_document(), at in any::<prop::sample::Index>(), byte in 0x20..0x7f_u8,
    ) {
        let mut bytes = write(&document).into_bytes();
        let at = at.index(bytes.len());
        prop_assert!(read(&String::from_utf8_lossy(&bytes[..at])).is_err());
        bytes[at] = byte;
        if let Ok(opened) = read(&String::from_utf8_lossy(&bytes)) {
            prop_assert!(is_allowed(&opened.document));
        }
    }

    #[test]
    fn undoing_every_edit_restores_the_exact_document(
        edits in prop::collection::vec((prop::sample::select(ranges()), 0..YEARS, 0.0..1e6, any::<bool>()), 1..40)
    ) {
        let mut history = History::new(fixture());
        for ((id, _), year, value, growth) in edits {
            let next = match growth {
                true => history.present().with_entry(&id, Entry::Growth { first: value, growth: 0.1 }),
                false => history.present().with_value(&id, year, value),
            };
            history.apply(next, id, None);
        }
        while history.undo() {}
        prop_assert_eq!(history.present(), &fixture());
        prop_assert_eq!(write(history.present()), write(&fixture()));
    }
}

/// The fixture with one part replaced, or taken out.
fn changed(pointer: &str, value: Option<Value>) -> String {
    let mut json: Value = serde_json::from_str(FIXTURE).unwrap();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    let fields = json.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match value {
        Some(value) => drop(fields.insert(field.to_owned(), value)),
        None => drop(fields.remove(field)),
    }
    json.to_string()
}

#[test]
fn a_newer_document_is_refused_by_its_version() {
    let error = read(&changed("/megahour", Some(json!(3)))).unwrap_err();
    assert_eq!(error, OpenError::Newer(3));
    assert_eq!(error.to_string(), "a newer Megahour wrote it (format 3; this one reads up to 2)");
    assert_eq!(read(&changed("/megahour", Some(json!(u64::MAX)))), Err(OpenError::Newer(u64::MAX)));
}

#[test]
fn a_text_that_is_too_large_is_refused_unread() {
    let full = format!("{FIXTURE}{}", " ".repeat(MAX_BYTES - FIXTURE.len()));
    assert_eq!(read(&full).map(|opened| opened.document), Ok(fixture()));
    assert_eq!(read(&format!("{full} ")), Err(OpenError::TooLarge));
}

#[test]
fn what_is_no_document_is_refused_with_the_reason() {
    for text in
        ["", "{}", "[]", "null", "7", "{\"megahour\":1}", "{\"megahour\":1,\"drivers\":[]}", "\u{feff}{}"]
    {
        let error = read(text).unwrap_err();
        assert!(matches!(error, OpenError::Unreadable(_)) && !error.to_string().is_empty(), "{text}");
    }
    for version in [json!(0), json!(-1), json!(1.5), json!("1"), Value::Null] {
        assert!(matches!(read(&changed("/megahour", Some(version))), Err(OpenError::Unreadable(_))));
    }
    let deep = format!("{{\"megahour\":1,\"drivers\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000));
    assert!(matches!(read(&deep), Err(OpenError::Unreadable(_))));
}

/// A document with one fault, what is mended, and what is said of it.
#[test]
fn every_fault_is_mended_and_said() {
    let sample = Document::sample();
    let stands_in = |id: &str| Document {
        drivers: [
            fixture().drivers,
            LiteMap::from_iter([(id.to_owned(), sample.drivers[&id.to_owned()].clone())]),
        ]
        .into_iter()
        .flatten()
        .collect(),
        ..fixture()
    };
    let untitled = fixture().named("");
    let unmarked = Document { assumed: BTreeSet::new(), ..fixture() };
    let in_sample = "the sample's values stand in.";
    let unmarked_said = "Which drivers are assumed could not be read; none is marked.".to_owned();
    let by_year = fixture().with_entry("storage_tb", Entry::by_year([1000.0; YEARS]));
    let cases = [
        ("/name", None, untitled.clone(), "It had no name.".to_owned()),
        ("/name", Some(json!("  ")), untitled.clone(), "It had no name.".to_owned()),
        ("/name", Some(json!(7)), untitled, "It had no name.".to_owned()),
        (
            "/name",
            Some(json!("a\nb")),
            fixture().named("ab"),
            "The name was shortened, or held signs that cannot be shown.".to_owned(),
        ),
        ("/assumed", None, unmarked.clone(), unmarked_said.clone()),
        ("/assumed", Some(json!(["arpu", "nowhere"])), unmarked, unmarked_said),
        (
            "/drivers/retention",
            Some(json!({"values": [0.9, 0.9, 0.9, 0.9, 1.1]})),
            stands_in("retention"),
            format!("Customer retention (r): a value is outside what is allowed; {in_sample}"),
        ),
        (
            "/drivers/retention",
            Some(json!({"first": 0.9, "growth": 0.1})),
            stands_in("retention"),
            format!("Customer retention (r): a value is outside what is allowed; {in_sample}"),
        ),
        (
            "/drivers/arpu",
            Some(json!({"values": [1, 2, 3, 4]})),
            stands_in("arpu"),
            format!("Average revenue per customer (ARPU): it has neither values nor a growth; {in_sample}"),
        ),
        (
            "/drivers/arpu",
            Some(json!({"values": [1, 2, 3, 4, "5"]})),
            stands_in("arpu"),
            format!("Average revenue per customer (ARPU): a value is no number; {in_sample}"),
        ),
        (
            "/drivers/arpu",
            Some(json!({"first": 1})),
            stands_in("arpu"),
            format!("Average revenue per customer (ARPU): it has neither values nor a growth; {in_sample}"),
        ),
        (
            "/drivers/storage_tb",
            Some(json!({"values": [1000, 1000, 1000, 1000, 1000], "growth": 0.5})),
            Document { assumed: fixture().assumed, ..by_year },
            "Storage provisioned: it has values by year and a growth; the values are kept.".to_owned(),
        ),
        (
            "/drivers/gpu_price",
            Some(json!({"values": [1, 2, 3, 4, 5]})),
            fixture(),
            "This Megahour does not know 1 driver, and left it out.".to_owned(),
        ),
        (
            "/remarks",
            Some(json!("…")),
            fixture(),
            "This Megahour does not know 1 part, and left it out.".to_owned(),
        ),
    ];
    for (pointer, value, document, said) in cases {
        assert_eq!(read(&changed(pointer, value)), Ok(Opened { document, repairs: vec![said] }), "{pointer}");
    }
}

#[test]
fn every_driver_is_read_at_its_edges_and_mended_just_outside() {
    for (id, range) in ranges() {
        for value in edges(range) {
            let edge = Document::sample().with_entry(&id, Entry::by_year([value; YEARS]));
            assert_eq!(
                read(&write(&edge)),
                Ok(Opened { document: edge, repairs: Vec::new() }),
                "{id} at {value}"
            );
        }
        for value in outside(range) {
            let beyond = Document::sample().with_entry(&id, Entry::by_year([value; YEARS]));
            let opened = read(&write(&beyond)).unwrap();
            assert_eq!(opened.document, Document::sample(), "{id} at {value}");
            assert_eq!(opened.repairs.len(), 1, "{id} at {value}");
        }
    }
}

#[test]
fn a_new_first_value_moves_the_later_years_of_a_growing_driver() {
    let grown = Document::sample().with_entry("compute_hours", Entry::Growth { first: 100.0, growth: 0.5 });
    assert_eq!(grown.values("compute_hours"), [100.0, 150.0, 225.0, 337.5, 506.25]);
    let moved = grown.with_value("compute_hours", 0, 200.0);
    assert_eq!(moved.drivers[&"compute_hours".to_owned()], Entry::Growth { first: 200.0, growth: 0.5 });
    assert_eq!(moved.values("compute_hours"), [200.0, 300.0, 450.0, 675.0, 1012.5]);
}

#[test]
fn a_later_year_typed_into_a_growing_driver_makes_it_by_hand() {
    let grown = Document::sample().with_entry("compute_hours", Entry::Growth { first: 100.0, growth: 0.5 });
    let typed = grown.with_value("compute_hours", 2, 7.0);
    assert_eq!(
        typed.drivers[&"compute_hours".to_owned()],
        Entry::by_year([100.0, 150.0, 7.0, 337.5, 506.25])
    );
}

#[test]
fn a_value_typed_by_hand_changes_its_own_year_alone() {
    let typed = Document::sample().with_value("price_per_hour", 0, 9.0);
    assert_eq!(typed.values("price_per_hour"), [9.0, 2.10, 2.25, 2.50, 2.75]);
    assert_eq!(Document::sample().with_value("price_per_hour", 99, 9.0), Document::sample());
}

#[test]
fn growth_leads_from_the_first_to_the_last_value() {
    let Entry::Growth { first, growth } =
        Document::sample().drivers[&"compute_hours".to_owned()].as_growth(YEARS)
    else {
        unreachable!("it is a growth")
    };
    assert_eq!(first, 1e6);
    assert!((Entry::Growth { first, growth }.values(YEARS)[YEARS - 1] - 12e6).abs() < 1e-6);
    for flat in [[0.0; YEARS], [0.0, 1.0, 2.0, 3.0, 4.0]] {
        assert_eq!(Entry::by_year(flat).as_growth(YEARS), Entry::Growth { first: 0.0, growth: 0.0 });
    }
}

#[test]
fn a_driver_that_is_touched_is_no_longer_assumed() {
    let touched = fixture().with_value("stored_tb", 1, 5.0);
    assert!(!touched.assumed.contains("stored_tb") && touched.assumed.contains("storage_tb"));
}

#[test]
fn a_name_is_bounded_and_never_empty() {
    let named = |name: &str| Document::sample().named(name).name;
    assert_eq!(named("\u{0} \t\n"), UNTITLED);
    assert_eq!(named(" \u{7}North \n"), "North");
    assert_eq!(named(&"🚀".repeat(300)).chars().count(), MAX_NAME);
    assert_eq!(named(&format!("{} b", "a".repeat(MAX_NAME - 1))), "a".repeat(MAX_NAME - 1));
}

#[test]
fn a_currency_is_read_back_and_an_unknown_one_is_mended_and_said() {
    let in_rupees = Document { currency: Currency::of("INR").unwrap(), ..Document::sample() };
    let text = write(&in_rupees);
    assert_eq!(read(&text), Ok(Opened { document: in_rupees, repairs: Vec::new() }));
    assert!(!write(&Document::sample()).contains("currency"), "the default is written");
    for unknown in ["\"XXX\"", "7", "null"] {
        let opened = read(&text.replace("\"INR\"", unknown)).unwrap();
        assert_eq!(opened.document, Document::sample());
        assert_eq!(opened.repairs.len(), 1, "{unknown}");
    }
}
