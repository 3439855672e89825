//! The JSON form of a document: version 1, validated field by field.

use super::document::{Document, Entry, readable_name};
use super::own::Own;
use super::{currency_json, notes_json, pricing_json, scorecard_json, uncertainty_json};
use crate::engine::model::{Content, Driver};
use crate::model::YEARS;
use crate::model::drivers::drivers;
use crate::model::notes::Notes;
use crate::model::readable::is_blank;
use serde_json::{Map, Value, json};
use std::fmt;
use std::sync::Arc;

/// The version that is written.
pub const VERSION: u64 = 1;

/// What every document has.
const FRAME: [&str; 4] = ["megahour", "name", "drivers", "assumed"];

/// What the library notes in a document that it keeps; no part of the document.
pub(super) const STORED: &str = "stored";

/// A part that a document may have beside its drivers. Whatever is declared in
/// [`PARTS`] is in files, backups and links alike.
pub struct Part {
    /// Its name in the JSON.
    pub name: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// The part as JSON; nothing where it is what every scenario begins with,
    /// so that documents from before there was such a part say the same.
    pub write: fn(&Document) -> Option<Value>,
    /// Reads it into a document that has the default. What is missing or not
    /// allowed is replaced, cut or left out, and said in a sentence.
    pub read: fn(&Value, &mut Document, &mut Vec<String>),
    /// Takes what the person wrote as a remark to themselves out of it.
    pub without_notes: fn(&mut Document),
}

/// The parts, in the order in which they are read and told of.
pub const PARTS: [Part; 6] = [
    Part {
        name: "description",
        label: "Description",
        write: |document| notes_json::write_description(&document.notes),
        read: |json, document, repairs| {
            let description = notes_json::read_description(json, repairs);
            document.notes = Arc::new(Notes { description, ..Notes::clone(&document.notes) });
        },
        without_notes: |document| {
            document.notes = Arc::new(Notes { description: String::new(), ..Notes::clone(&document.notes) });
        },
    },
    Part {
        name: "notes",
        label: "Notes on drivers",
        write: |document| notes_json::write(&document.notes),
        read: |json, document, repairs| {
            let notes = notes_json::read(json, |id| document.drivers.contains_key(id), repairs);
            let description = document.notes.description.clone();
            document.notes = Arc::new(Notes { description, ..notes });
        },
        without_notes: |document| {
            let description = document.notes.description.clone();
            document.notes = Arc::new(Notes { description, ..Notes::default() });
        },
    },
    Part {
        name: "scorecard",
        label: "Scorecard",
        write: |document| scorecard_json::write(&document.scorecard),
        read: |json, document, repairs| {
            document.scorecard = Own::of(scorecard_json::read(json, repairs));
        },
        without_notes: |document| {
            document.scorecard = Own::of(document.scorecard.without_notes());
        },
    },
    Part {
        name: "pricing",
        label: "Pricing",
        write: |document| pricing_json::write(&document.pricing),
        read: |json, document, repairs| {
            let (pricing, said) = pricing_json::read(Some(json));
            document.pricing = Own::of(pricing);
            repairs.extend(said);
        },
        // There are none in it.
        without_notes: |_| {},
    },
    Part {
        name: "currency",
        label: "Currency",
        write: |document| currency_json::write(document.currency),
        read: |json, document, repairs| document.currency = currency_json::read(json, repairs),
        without_notes: |_| {},
    },
    Part {
        name: "uncertainties",
        label: "Uncertainties",
        write: |document| uncertainty_json::write(&document.uncertainties),
        read: |json, document, repairs| {
            document.uncertainties = Arc::new(uncertainty_json::read(json, repairs));
        },
        without_notes: |_| {},
    },
];

/// The largest document that is read, in bytes.
pub const MAX_BYTES: usize = 512 * 1024;

/// The most values that a document holds. It bounds what a reader builds of a
/// text that says next to nothing at great length.
pub const MAX_ITEMS: usize = 20_000;

/// A document that was read, with what had to be mended.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The document, every value of it allowed.
    pub document: Document,
    /// What was mended, each a sentence; empty where nothing was.
    pub repairs: Vec<String>,
}

/// Why a text is no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// It is larger than [`MAX_BYTES`].
    TooLarge,
    /// It holds more than [`MAX_ITEMS`] values.
    TooMany,
    /// It is no JSON, or not of a document's form.
    Unreadable(String),
    /// A newer Megahour wrote it.
    Newer(u64),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => write!(f, "it is larger than {} kB", MAX_BYTES / 1024),
            Self::TooMany => write!(f, "it holds more than {MAX_ITEMS} values"),
            Self::Unreadable(why) => f.write_str(why),
            Self::Newer(version) => {
                write!(f, "a newer Megahour wrote it (format {version}; this one reads up to {VERSION})")
            }
        }
    }
}

impl std::error::Error for OpenError {}

/// The document as JSON, which [`read`] reads back to the last bit.
///
/// ```
/// use megahour::store::{document::Document, json};
/// let sample = Document::sample();
/// assert_eq!(json::read(&json::write(&sample))?.document, sample);
/// # Ok::<(), json::OpenError>(())
/// ```
pub fn write(document: &Document) -> String {
    let drivers = object(document.drivers.iter().map(|(id, entry)| {
        let value = match entry {
            Entry::ByHand(values) => json!({ "values": values }),
            Entry::Growth { first, growth } => json!({ "first": first, "growth": growth }),
        };
        (id.clone(), value)
    }));
    let mut json = json!({
        "megahour": VERSION,
        "name": document.name,
        "drivers": drivers,
        "assumed": document.assumed,
    });
    for part in PARTS {
        if let Some(value) = (part.write)(document) {
            json[part.name] = value;
        }
    }
    json.to_string()
}

/// The same document without notes, for those who share it.
pub fn without_notes(document: &Document) -> Document {
    let mut bare = document.clone();
    PARTS.iter().for_each(|part| (part.without_notes)(&mut bare));
    bare
}

/// Reads a document. A value that is missing or not allowed is replaced by the
/// sample's, and said.
///
/// # Errors
/// Where the text as a whole is no document of a known version.
pub fn read(text: &str) -> Result<Opened, OpenError> {
    read_within(text, MAX_BYTES)
}

/// What is wrong with a text that is no JSON, in words for who never saw one.
pub(super) fn damage(error: &serde_json::Error) -> &'static str {
    if error.is_eof() { "its end is missing" } else { "its text is damaged, or it is something else" }
}

/// The same for a text that was bounded when it was written.
pub(super) fn read_within(text: &str, bytes: usize) -> Result<Opened, OpenError> {
    if text.len() > bytes {
        return Err(OpenError::TooLarge);
    }
    if items(text) > MAX_ITEMS {
        return Err(OpenError::TooMany);
    }
    let unreadable = |why: &str| OpenError::Unreadable(why.to_owned());
    let json: Value = serde_json::from_str(text).map_err(|error| unreadable(damage(&error)))?;
    match json.get("megahour").and_then(Value::as_u64) {
        None | Some(0) => return Err(unreadable("it does not say that it is a Megahour scenario")),
        Some(VERSION) => {}
        Some(newer) => return Err(OpenError::Newer(newer)),
    }
    let Some(given) = json.get("drivers").and_then(Value::as_object) else {
        return Err(unreadable("it holds no drivers"));
    };
    let mut document = Document::sample();
    let mut repairs = Vec::new();
    let name = json.get("name").and_then(Value::as_str).unwrap_or_default();
    document.name = readable_name(name);
    if is_blank(name) {
        repairs.push("It had no name.".to_owned());
    } else if document.name != name {
        repairs.push("The name was shortened, or held signs that cannot be shown.".to_owned());
    }
    for entry in drivers() {
        let Content::Driver(driver) = &entry.line.content else { continue };
        match given.get(&entry.line.id).map(|value| read_entry(value, driver)) {
            Some(Ok(entry_read)) => {
                document.drivers.insert(entry.line.id, entry_read);
            }
            Some(Err(why)) => {
                repairs.push(format!("{}: {why}; the sample's values stand in.", entry.line.label));
            }
            None => repairs.push(format!("{} was missing; the sample's values stand in.", entry.line.label)),
        }
    }
    let unknown = given.keys().filter(|id| !document.drivers.contains_key(*id));
    repairs.extend(left_out(unknown, "driver"));
    let is_known =
        |name: &str| name == STORED || FRAME.contains(&name) || PARTS.iter().any(|part| part.name == name);
    let parts = json.as_object().into_iter().flat_map(Map::keys);
    repairs.extend(left_out(parts.filter(|part| !is_known(part)), "part"));
    let assumed = json.get("assumed").and_then(Value::as_array);
    let known = |id: &Value| id.as_str().filter(|id| document.drivers.contains_key(*id)).map(str::to_owned);
    match assumed.map(|ids| ids.iter().map(known).collect::<Option<Vec<_>>>()) {
        Some(Some(ids)) => {
            for id in ids {
                document.assumed.insert(id);
            }
        }
        _ => repairs.push("Which drivers are assumed could not be read; none is marked.".to_owned()),
    }
    for part in PARTS {
        if let Some(value) = json.get(part.name) {
            (part.read)(value, &mut document, &mut repairs);
        }
    }
    Ok(Opened { document, repairs })
}

/// A JSON object of some entries, put in one by one: see [`crate::engine::maps`].
pub(super) fn object(entries: impl IntoIterator<Item = (String, Value)>) -> Map<String, Value> {
    let mut object = Map::new();
    for (name, value) in entries {
        object.insert(name, value);
    }
    object
}

/// How many values a JSON text holds at most: those in brackets or behind a
/// comma, and the whole. What stands in quotation marks is text.
fn items(text: &str) -> usize {
    let (mut items, mut is_text, mut is_escaped) = (1, false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_text => is_escaped = true,
            b'"' => is_text = !is_text,
            b',' | b'[' | b'{' if !is_text => items += 1,
            _ => {}
        }
    }
    items
}

/// What is said of names that this Megahour does not know, if there are any.
fn left_out<'n>(unknown: impl Iterator<Item = &'n String>, what: &str) -> Option<String> {
    match unknown.count() {
        0 => None,
        1 => Some(format!("1 {what} that this Megahour does not know was left out.")),
        many => Some(format!("{many} {what}s that this Megahour does not know were left out.")),
    }
}

fn read_entry(value: &Value, driver: &Driver) -> Result<Entry, String> {
    let number = |name: &str| value.get(name).and_then(Value::as_f64);
    let entry = if let Some(values) = value.get("values").and_then(Value::as_array) {
        let numbers: Option<Vec<f64>> = values.iter().map(Value::as_f64).collect();
        let numbers = numbers.ok_or("a value is no number")?;
        Entry::ByHand(numbers.try_into().map_err(|_| format!("there are not {YEARS} values"))?)
    } else if let (Some(first), Some(growth)) = (number("first"), number("growth")) {
        Entry::Growth { first, growth }
    } else {
        return Err("it has neither values nor a growth".to_owned());
    };
    if entry.values().iter().all(|value| driver.range.allows(*value)) {
        Ok(entry)
    } else {
        Err("a value is outside what is allowed".to_owned())
    }
}
