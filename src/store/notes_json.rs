//! The JSON form of notes, read field by field.

use super::json::object;
use crate::model::notes::{Confidence, Field, MAX_DESCRIPTION, Note, Notes, cut};
use serde_json::{Map, Value, json};

/// The description; nothing where there is none.
pub(super) fn write_description(notes: &Notes) -> Option<Value> {
    (!notes.description.is_empty()).then(|| json!(notes.description))
}

/// Reads a description; one that is too long is cut, and that is said.
pub(super) fn read_description(json: &Value, repairs: &mut Vec<String>) -> String {
    let Some(given) = json.as_str() else {
        repairs.push("The description could not be read.".to_owned());
        return String::new();
    };
    let (description, was_cut) = cut(given, MAX_DESCRIPTION);
    if was_cut {
        repairs.push(format!("The description was cut to {MAX_DESCRIPTION} characters."));
    } else if description != given {
        repairs.push("The description held signs that cannot be shown.".to_owned());
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
pub(super) fn read(json: &Value, is_driver: impl Fn(&str) -> bool, repairs: &mut Vec<String>) -> Notes {
    let mut notes = Notes::default();
    let Some(given) = json.as_object() else {
        repairs.push("The notes could not be read.".to_owned());
        return notes;
    };
    for (id, value) in given {
        let Some(fields) = value.as_object().filter(|_| is_driver(id)) else {
            repairs.push("A note that belongs to no driver was left out.".to_owned());
            continue;
        };
        let note = read_note(id, fields, repairs);
        notes = notes.with(id, note);
    }
    notes
}

fn read_note(id: &str, fields: &Map<String, Value>, repairs: &mut Vec<String>) -> Note {
    let mut note = Note::default();
    for field in Field::ALL {
        let (word, limit) = (field.word(), field.limit());
        match fields.get(word).map(Value::as_str) {
            None => {}
            Some(None) => repairs.push(format!("The {word} of the note on {id} could not be read.")),
            Some(Some(text)) => {
                if field.put(&mut note, text) {
                    repairs.push(format!("The {word} of the note on {id} was cut to {limit} characters."));
                } else if field.of(&note) != text {
                    repairs.push(format!("The {word} of the note on {id} held signs that cannot be shown."));
                }
            }
        }
    }
    if let Some(given) = fields.get("confidence") {
        note.confidence = given.as_str().and_then(Confidence::of);
        if note.confidence.is_none() {
            repairs.push(format!("The confidence of the note on {id} could not be read."));
        }
    }
    let known = |name: &String| name == "confidence" || Field::ALL.iter().any(|field| field.word() == name);
    if !fields.keys().all(known) {
        repairs.push(format!("The note on {id} held parts that this Megahour does not know."));
    }
    note
}
