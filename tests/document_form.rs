//! The JSON form of a document, as `docs/document.md` and the schema beside it
//! state it: they accept what the app writes, and refuse what it refuses or
//! mends.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[path = "document_form/faults.rs"]
mod faults;
#[path = "support/pricing.rs"]
#[expect(dead_code, reason = "the support serves several test programs")]
mod pricing;
#[path = "support/scenarios.rs"]
#[expect(dead_code, reason = "the support serves several test programs")]
mod scenarios;
#[path = "support/scorecards.rs"]
mod scorecards;
#[path = "document_form/words.rs"]
mod words;

use boon::{Compiler, SchemaIndex, Schemas};
use megahour::model::currency;
use megahour::model::notes::{Confidence, Note};
use megahour::model::presets::presets;
use megahour::model::timeline::{MAX_YEARS, Timeline, YearMonth};
use megahour::model::uncertainty::Uncertainties;
use megahour::store::document::Document;
use megahour::store::json::{PARTS, read, write};
use megahour::store::own::Own;
use proptest::prelude::*;
use scenarios::{document, edges, outside, ranges};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

/// The schema as it is published.
static SCHEMA: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../docs/document.schema.json")).unwrap());

/// The schema, compiled. That compiles only what is a schema of its draft.
static FORM: LazyLock<(Schemas, SchemaIndex)> = LazyLock::new(|| {
    let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
    compiler.add_resource("document.schema.json", SCHEMA.clone()).unwrap();
    let index = compiler.compile("document.schema.json", &mut schemas).unwrap();
    (schemas, index)
});

/// What the schema holds against a document; empty where nothing.
fn faults_of(json: &Value) -> String {
    let (schemas, index) = &*FORM;
    schemas.validate(json, *index).err().map(|error| error.to_string()).unwrap_or_default()
}

/// That a document as it is written is of the form, and opens as it was.
fn is_of_the_form(document: &Document) -> Result<(), TestCaseError> {
    let text = write(document);
    let json: Value = serde_json::from_str(&text).unwrap();
    prop_assert_eq!(faults_of(&json), "");
    let opened = read(&text).unwrap();
    prop_assert_eq!((&opened.document, opened.repairs), (document, Vec::new()));
    Ok(())
}

/// A document of version 2 that was kept.
fn fixture(name: &str) -> Document {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    read(&fs::read_to_string(path).unwrap()).unwrap().document
}

/// A document with every part that there can be, from what was kept: no driver
/// grows, and one criterion is a person's own.
fn everything() -> Document {
    let edited = fixture("document-v1-edited.json");
    let scorecard = edited.scorecard.with_criterion().unwrap();
    let own = scorecard.criteria.last().unwrap().id.clone();
    let scorecard = scorecard.with_name(&own, "Grid access").unwrap().with_question(&own).unwrap();
    Document {
        pricing: fixture("document-v2-pricing.json").pricing,
        notes: fixture("document-v2-notes.json").notes,
        uncertainties: fixture("document-v2-uncertain.json").uncertainties,
        scorecard: Own::of(scorecard),
        assumed: ["cac", "arpu"].map(str::to_owned).into(),
        ..edited.over(Timeline::new(7, YearMonth::new(2026, 7)).unwrap())
    }
}

#[test]
fn what_was_kept_of_version_2_is_of_the_form() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        if !name.ends_with(".json") {
            continue;
        }
        let json: Value = serde_json::from_str(&fs::read_to_string(entry.path()).unwrap()).unwrap();
        match json["megahour"].as_u64() {
            Some(2) => assert_eq!(faults_of(&json), "", "{name}"),
            // It is another form, and becomes this one.
            _ => assert!(!faults_of(&json).is_empty(), "{name}"),
        }
        is_of_the_form(&fixture(&name)).unwrap();
        seen += 1;
    }
    assert!(seen >= 10, "{seen} fixtures were found");
}

#[test]
fn what_the_app_begins_with_is_of_the_form() {
    let presets = presets();
    let begun = presets.iter().map(Document::preset).chain([Document::sample(), Document::blank()]);
    for document in begun {
        is_of_the_form(&document).unwrap();
    }
    for currency in currency::ALL {
        is_of_the_form(&Document { currency, ..Document::sample() }).unwrap();
    }
}

#[test]
fn a_document_with_everything_has_every_part_and_is_of_the_form() {
    let everything = everything();
    for part in PARTS {
        assert!((part.write)(&everything).is_some(), "{}", part.name);
    }
    is_of_the_form(&everything).unwrap();
}

/// The bounds of the schema are those of the model, to the next number.
#[test]
fn a_driver_is_of_the_form_exactly_where_its_value_is_allowed() {
    let mut json: Value = serde_json::from_str(&write(&Document::sample())).unwrap();
    for (id, range) in ranges() {
        let kept = json["drivers"][&id].take();
        for (value, is_allowed) in edges(range)
            .into_iter()
            .map(|value| (value, true))
            .chain(outside(range).into_iter().map(|value| (value, false)))
        {
            json["drivers"][&id] = json!({ "values": [value] });
            assert_eq!(faults_of(&json).is_empty(), is_allowed, "{id} by year at {value}");
            json["drivers"][&id] = json!({ "first": value, "growth": 0 });
            assert_eq!(faults_of(&json).is_empty(), is_allowed, "{id} growing from {value}");
        }
        json["drivers"][&id] = kept;
    }
}

fn timeline() -> impl Strategy<Value = Timeline> {
    let month = prop::option::of((1990..=2100u16, 1..=12u8));
    (1..=MAX_YEARS, month).prop_map(|(years, month)| {
        Timeline::new(years, month.and_then(|(year, month)| YearMonth::new(year, month))).unwrap()
    })
}

fn note() -> impl Strategy<Value = Note> {
    let confidence = prop::option::of(prop::sample::select(Confidence::ALL.to_vec()));
    let text = || "[ -~\\n\\täß🚀]{0,40}";
    (text(), text(), text(), confidence).prop_map(|(text, source, date, confidence)| Note {
        text,
        source,
        date,
        confidence,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_document_that_is_written_is_of_the_form(
        document in document(),
        timeline in timeline(),
        (name, description) in (any::<String>(), any::<String>()),
        note in note(),
        pricing in pricing::allowed_pricing(),
        scorecard in scorecards::scorecard(),
        currency in prop::sample::select(currency::ALL.to_vec()),
        seed in any::<u32>(),
    ) {
        let typical = Uncertainties { seed, ..Uncertainties::default().with_typical() };
        let written = document.named(&name).described(&description).with_note("cac", note);
        let written = written.with_pricing(pricing).with_uncertainties(typical).over(timeline);
        is_of_the_form(&Document { scorecard: Own::of(scorecard), currency, ..written })?;
    }
}
