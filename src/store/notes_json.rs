//! The JSON form of notes, read field by field.

use super::findings::Findings;
use super::json::object;
use crate::model::notes::{Confidence, Field, MAX_DESCRIPTION, Note, Notes, cut};
use serde_json::{Map, Value, json};

/// The description; nothing where there is none.
pub(super) fn write_description(notes: &Notes) -> Option<Value> {
    (!notes.description.is_empty()).then(|| json!(notes.description))
}

/// Reads a description; one that is too long is cut, and that is said.
pub(super) fn read_description(json: &Value, found: &mut Findings) -> String {
    let Some(given) = json.as_str() else {
        found.repair("The description could not be read.".to_owned());
        return String::new();
    };
    let (description, was_cut) = cut(given, MAX_DESCRIPTION);
    if was_cut {
        found.repair(format!("The description was cut to {MAX_DESCRIPTION} characters."));
    } else if description != given {
        found.repair("The description held signs that cannot be shown.".to_owned());
    }
    description
}

/// The notes on drivers; nothing where there are none.
pub(super) fn write(notes: &Notes) -> Option<Value> {
    let drivers = object(notes.drivers.iter().map(|(id, note)| (id.clone(), write_note(note))));
    (!drivers.is_empty()).then_some(Value::Object(drivers))
}

fn write_note(note: &Note) -> Value {
    let mut fields = Map::new();
    for field in Field::ALL.into_iter().filter(|field| !field.of(note).is_empty()) {
        fields.insert(field.word().to_owned(), json!(field.of(note)));
    }
    if let Some(confidence) = note.confidence {
        fields.insert("confidence".to_owned(), json!(confidence.word()));
    }
    Value::Object(fields)
}

/// Reads the notes on the drivers that are known. What is not allowed is cut or
/// left out, and said.
pub(super) fn read(json: &Value, is_driver: impl Fn(&str) -> bool, found: &mut Findings) -> Notes {
    let mut notes = Notes::default();
    let Some(given) = json.as_object() else {
        found.repair("The notes could not be read.".to_owned());
        return notes;
    };
    for (id, value) in given {
        if !is_driver(id) {
            found.unknown(1, "note on a driver");
            continue;
        }
        let Some(fields) = value.as_object() else {
            found.repair(format!("The note on {id} could not be read."));
            continue;
        };
        let note = read_note(id, fields, found);
        notes = notes.with(id, note);
    }
    notes
}

fn read_note(id: &str, fields: &Map<String, Value>, found: &mut Findings) -> Note {
    let mut note = Note::default();
    for field in Field::ALL {
        let (word, limit) = (field.word(), field.limit());
        match fields.get(word).map(Value::as_str) {
            None => {}
            Some(None) => found.repair(format!("The {word} of the note on {id} could not be read.")),
            Some(Some(text)) => {
                if field.put(&mut note, text) {
                    found.repair(format!("The {word} of the note on {id} was cut to {limit} characters."));
                } else if field.of(&note) != text {
                    found.repair(format!("The {word} of the note on {id} held signs that cannot be shown."));
                }
            }
        }
    }
    if let Some(given) = fields.get("confidence") {
        note.confidence = given.as_str().and_then(Confidence::of);
        if note.confidence.is_none() {
            found.repair(format!("The confidence of the note on {id} could not be read."));
        }
    }
    let is_known =
        |name: &String| name == "confidence" || Field::ALL.iter().any(|field| field.word() == name);
    found.unknown(fields.keys().filter(|name| !is_known(name)).count(), &format!("part of the note on {id}"));
    note
}
