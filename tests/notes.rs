//! Notes are part of their document, and presets rest on notes.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

#[allow(dead_code, reason = "other tests need more of it")]
#[path = "support/scenarios.rs"]
mod scenarios;

use megahour::model::notes::{Confidence, Field, MAX_DESCRIPTION, Note};
use megahour::model::presets::presets;
use megahour::store::document::Document;
use megahour::store::json::{MAX_BYTES, Opened, read, without_notes, write};
use proptest::prelude::*;
use scenarios::{evaluated, ranges};
use serde_json::{Value, json};

/// A document with a description and notes, as it was written. It is never
/// deleted or changed: what opens today opens forever.
const FIXTURE: &str = include_str!("fixtures/document-v1-notes.json");

fn noted() -> Document {
    let full = Note {
        text: "Three contracts,\n“grün” 🚀".to_owned(),
        source: "Board deck".to_owned(),
        date: "2026-11".to_owned(),
        confidence: Some(Confidence::Medium),
    };
    let source_alone = Note { source: "A guess".to_owned(), ..Note::default() };
    Document::sample()
        .described("What if we grow\tmore slowly?")
        .with_note("compute_hours", full)
        .with_note("cac", source_alone)
}

#[test]
fn a_document_with_notes_still_opens_to_what_it_was_and_is_written_so() {
    assert_eq!(read(FIXTURE), Ok(Opened { document: noted(), repairs: Vec::new() }));
    let written = include_str!("fixtures/document-v2-notes.json");
    assert_eq!(write(&noted()), written.trim_end());
    assert_eq!(read(written), Ok(Opened { document: noted(), repairs: Vec::new() }));
}

#[test]
fn the_fullest_notes_are_still_a_document_that_is_read() {
    let [text, source, date] = Field::ALL.map(|field| "🚀".repeat(field.limit()));
    let full = Note { text, source, date, confidence: Some(Confidence::Medium) };
    let described = Document::sample().described(&"🚀".repeat(MAX_DESCRIPTION));
    let document = ranges().iter().fold(described, |document, (id, _)| document.with_note(id, full.clone()));
    let text = write(&document);
    // A quarter at most; the scorecard has half of it, pricing an eighth.
    assert!(text.len() < MAX_BYTES / 4, "{}", text.len());
    assert_eq!(read(&text), Ok(Opened { document, repairs: Vec::new() }));
}

#[test]
fn without_notes_nothing_of_them_is_left() {
    assert_eq!(without_notes(&noted()), Document::sample());
    assert_eq!(noted().described("").with_note("cac", Note::default()).notes.drivers.len(), 1);
}

/// A part of the sample, what is read of it, and what is said.
#[test]
fn every_fault_is_mended_and_said() {
    let long = "x".repeat(MAX_DESCRIPTION + 1);
    let cases = [
        ("description", json!(7), "The description could not be read."),
        ("description", json!(long), "The description was cut to 2000 characters."),
        ("description", json!("a\u{7}"), "The description held signs that cannot be shown."),
        ("notes", json!([]), "The notes could not be read."),
        (
            "notes",
            json!({"nowhere": {"text": "a"}}),
            "This Megahour does not know 1 note on a driver, and left it out.",
        ),
        ("notes", json!({"cac": 7}), "The note on cac could not be read."),
        ("notes", json!({"cac": {"text": long}}), "The text of the note on cac was cut to 2000 characters."),
        ("notes", json!({"cac": {"date": 2026}}), "The date of the note on cac could not be read."),
        (
            "notes",
            json!({"cac": {"source": "a\n\u{0}"}}),
            "The source of the note on cac held signs that cannot be shown.",
        ),
        (
            "notes",
            json!({"cac": {"confidence": "sure"}}),
            "The confidence of the note on cac could not be read.",
        ),
        (
            "notes",
            json!({"cac": {"by": "me"}}),
            "This Megahour does not know 1 part of the note on cac, and left it out.",
        ),
    ];
    for (part, value, said) in cases {
        // What is not known is refused in the present version, and left out of the first.
        let mut json: Value = serde_json::from_str(&write(&Document::sample())).unwrap();
        json["megahour"] = json!(1);
        json[part] = value;
        let opened = read(&json.to_string()).unwrap();
        assert_eq!(opened.repairs, [said], "{part}");
        assert_eq!(read(&write(&opened.document)).unwrap().repairs, Vec::<String>::new());
    }
}

fn note() -> impl Strategy<Value = Note> {
    let confidence = prop::option::of(prop::sample::select(Confidence::ALL.to_vec()));
    (any::<String>(), any::<String>(), any::<String>(), confidence).prop_map(
        |(text, source, date, confidence)| {
            let mut note = Note { confidence, ..Note::default() };
            for (field, text) in Field::ALL.into_iter().zip([text, source, date]) {
                field.put(&mut note, &text);
            }
            note
        },
    )
}

proptest! {
    #[test]
    fn notes_are_read_back_as_they_were(description in any::<String>(), notes in prop::collection::vec(note(), 9)) {
        let mut document = Document::sample().described(&description);
        for ((driver, _), note) in ranges().into_iter().zip(notes) {
            document = document.with_note(&driver, note);
        }
        prop_assert_eq!(read(&write(&document)), Ok(Opened { document, repairs: Vec::new() }));
    }
}

#[test]
fn every_preset_gives_each_driver_allowed_values_and_a_note_with_its_confidence() {
    for preset in presets() {
        let document = Document::preset(&preset);
        let given: Vec<&str> = preset.drivers.iter().map(|assumption| assumption.driver).collect();
        let all: Vec<String> = ranges().into_iter().map(|(id, _)| id).collect();
        assert_eq!(given, all, "{}", preset.id);
        assert!(preset.description.starts_with("Illustrative: "), "{}", preset.id);
        for (id, range) in ranges() {
            assert!(document.values(&id).iter().all(|value| range.allows(*value)), "{}: {id}", preset.id);
            let note = &document.notes.drivers[&id];
            assert!(!note.text.is_empty() && note.confidence.is_some(), "{}: {id}", preset.id);
            // What is sourced says when; what is made up says so.
            assert_eq!(note.date.is_empty(), note.source == "Illustrative", "{}: {id}", preset.id);
        }
        assert_eq!(document.assumed.len(), ranges().len());
        assert_eq!(read(&write(&document)), Ok(Opened { document, repairs: Vec::new() }));
    }
}

/// Worked by hand from the presets' first and last years.
#[test]
fn the_presets_come_out_as_their_notes_say() {
    let value = |id: &str, line: &str, year: usize| {
        let preset = presets().into_iter().find(|preset| preset.id == id).unwrap();
        evaluated(&Document::preset(&preset)).cell(line, year).unwrap()
    };
    let near = |value: f64, expected: f64| assert!((value - expected).abs() < 0.0005, "{value}");
    // 1 − (1.74 ÷ 0.75) ÷ 2.60, and a loss while 60% are sold.
    near(value("gpu-cloud", "gross_margin", 4), 0.1077);
    near(value("gpu-cloud", "gross_margin", 0), -0.1154);
    near(value("gpu-cloud", "compute_utilisation", 0), 0.60);
    // 1 − 3.29 ÷ 6.00, near the 45% to 52% of AI companies.
    near(value("inference-api", "gross_margin", 4), 0.4517);
    // 1 − 0.43 ÷ 1.50, in the range of mature software.
    near(value("vector-database", "gross_margin", 4), 0.7133);
    for (id, year) in [("gpu-cloud", 2), ("inference-api", 0), ("vector-database", 0)] {
        let months = value(id, "payback_months_margin", year);
        assert!((6.0..18.0).contains(&months), "{id}: {months}");
    }
}

#[test]
fn a_blank_scenario_is_allowed_and_sells_nothing() {
    let blank = Document::blank();
    assert_eq!(read(&write(&blank)), Ok(Opened { document: blank.clone(), repairs: Vec::new() }));
    assert_eq!(evaluated(&blank).cell("annual_revenue", 0), Some(0.0));
}
