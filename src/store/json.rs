//! The JSON form of a document, validated field by field: version 2, into which
//! a document of version 1 is brought before it is read.

use super::document::{Document, Entry, readable_name};
use super::findings::Findings;
use super::migrate;
use super::own::Own;
use super::{currency_json, notes_json, pricing_json, scorecard_json, uncertainty_json};
use crate::engine::id::LineId;
use crate::engine::model::{Driver, Line};
use crate::model::Catalogue;
use crate::model::currency::Currency;
use crate::model::modules::Module;
use crate::model::notes::Notes;
use crate::model::readable::is_blank;
use crate::model::spec::{ModelSpec, Owner};
use crate::model::timeline::{MAX_YEARS, Timeline, YearMonth};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The version that is written.
pub const VERSION: u64 = 2;

/// What every document has.
const FRAME: [&str; 5] = ["megahour", "name", "model", "drivers", "assumed"];

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
    pub read: fn(&Value, &Catalogue, &mut Document, &mut Findings),
    /// Takes what the person wrote as a remark to themselves out of it.
    pub without_notes: fn(&mut Document),
}

/// The parts, in the order in which they are read and told of.
pub const PARTS: [Part; 6] = [
    Part {
        name: "description",
        label: "Description",
        write: |document| notes_json::write_description(&document.notes),
        read: |json, _, document, found| {
            let description = notes_json::read_description(json, found);
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
        read: |json, _, document, found| {
            let notes = notes_json::read(json, |id| document.drivers.contains_key(id), found);
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
        read: |json, _, document, found| {
            document.scorecard = Own::of(scorecard_json::read(json, found));
        },
        without_notes: |document| {
            document.scorecard = Own::of(document.scorecard.without_notes());
        },
    },
    Part {
        name: "pricing",
        label: "Pricing",
        write: |document| pricing_json::write(&document.pricing),
        read: |json, _, document, found| {
            document.pricing = Own::of(pricing_json::read(json, found));
        },
        // There are none in it.
        without_notes: |_| {},
    },
    Part {
        name: "currency",
        label: "Currency",
        write: |document| currency_json::write(document.currency),
        read: |json, _, document, found| document.currency = currency_json::read(json, found),
        without_notes: |_| {},
    },
    Part {
        name: "uncertainties",
        label: "Uncertainties",
        write: |document| uncertainty_json::write(&document.uncertainties),
        read: |json, catalogue, document, found| {
            document.uncertainties = Arc::new(uncertainty_json::read(json, catalogue, found));
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
    /// It is of a known version but holds what this one does not know, in words:
    /// read without that, it would lose it with the next save.
    Unknown(Vec<String>),
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
            Self::Unknown(what) => {
                let what = what.join(", ");
                write!(f, "a newer Megahour wrote it: this one does not know {what}; reload to update")
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
            Entry::ByYear(values) => json!({ "values": values.as_ref() }),
            Entry::Growth { first, growth } => json!({ "first": first, "growth": growth }),
        };
        (id.clone(), value)
    }));
    let mut json = json!({
        "megahour": VERSION,
        "name": document.name,
        "model": write_spec(&document.spec),
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

/// Reads a document. A value that is not allowed is replaced by the sample's,
/// and that is noted.
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
    let version = json.get("megahour").and_then(Value::as_u64);
    let json = match version {
        None | Some(0) => return Err(unreadable("it does not say that it is a Megahour scenario")),
        Some(1) => migrate::from_1(json),
        Some(VERSION) => json,
        Some(newer) => return Err(OpenError::Newer(newer)),
    };
    let Some(given) = json.get("drivers").and_then(Value::as_object) else {
        return Err(unreadable("it holds no drivers"));
    };
    let mut found = Findings::default();
    let mut document = Document::sample();
    document.spec = read_spec(json.get("model"), &mut found);
    let catalogue = Catalogue::of(&document.spec, Currency::default())
        .map_err(|errors| OpenError::Unreadable(errors.to_string()))?;
    let is_line = |line: &&LineId| catalogue.model.line(line).is_some();
    let strangers = document.spec.calculated.keys().filter(|line| !is_line(line)).count();
    found.unknown(strangers, "calculated line");
    read_name(json.get("name"), &mut document, &mut found);
    read_drivers(given, &catalogue, &mut document, &mut found);
    read_assumed(json.get("assumed"), &mut document, &mut found);
    let is_known =
        |name: &str| name == STORED || FRAME.contains(&name) || PARTS.iter().any(|part| part.name == name);
    let names = json.as_object().into_iter().flat_map(Map::keys);
    found.unknown(names.filter(|name| !is_known(name)).count(), "part");
    for part in PARTS {
        if let Some(value) = json.get(part.name) {
            (part.read)(value, &catalogue, &mut document, &mut found);
        }
    }
    if version == Some(VERSION) && !found.unknown.is_empty() {
        return Err(OpenError::Unknown(found.unknown));
    }
    Ok(Opened { document, repairs: found.into_repairs() })
}

fn write_spec(spec: &ModelSpec) -> Value {
    let modules: Vec<&str> = spec.modules.iter().map(|module| module.id()).collect();
    let mut json = json!({ "years": spec.timeline.years(), "modules": modules });
    if let Some(first) = spec.timeline.first_month() {
        json["first_month"] = json!(first.to_string());
    }
    if !spec.calculated.is_empty() {
        let owner = |(line, owner): (&LineId, &Owner)| (line.to_string(), json!(owner.id()));
        json["calculated"] = Value::Object(object(spec.calculated.iter().map(owner)));
    }
    json
}

/// What a specification may say.
const SPEC: [&str; 4] = ["years", "first_month", "modules", "calculated"];

/// Reads the specification of the model. A number of years or a month that is
/// not allowed gives way to the default, and that is noted.
fn read_spec(json: Option<&Value>, found: &mut Findings) -> ModelSpec {
    let usual = ModelSpec::default();
    let Some(fields) = json.and_then(Value::as_object) else {
        found.repair("How many years it has could not be read; it has 5.");
        return usual;
    };
    found.unknown(fields.keys().filter(|name| !SPEC.contains(&name.as_str())).count(), "part of the model");
    let first_month = match fields.get("first_month") {
        None | Some(Value::Null) => None,
        Some(month) => {
            let read = month.as_str().and_then(YearMonth::parse);
            if read.is_none() {
                found.repair("Its first month is no month from 1990-01 to 2100-12; it has no date.");
            }
            read
        }
    };
    let years = fields.get("years").and_then(Value::as_u64).and_then(|years| usize::try_from(years).ok());
    let timeline = years.and_then(|years| Timeline::new(years, first_month)).unwrap_or_else(|| {
        let default = usual.timeline.years();
        found.repair(format!("Its number of years is not from 1 to {MAX_YEARS}; it has {default}."));
        Timeline::new(default, first_month).unwrap_or_default()
    });
    let Some(named) = fields.get("modules").and_then(Value::as_array) else {
        found.repair("Which parts of the model it has could not be read; it has the published model.");
        return ModelSpec { timeline, ..usual };
    };
    let modules = named.iter().filter_map(|module| Module::of(module.as_str()?));
    found.unknown(named.iter().filter(|name| name.as_str().and_then(Module::of).is_none()).count(), "module");
    // Every other module builds on this one.
    let modules = modules.chain([Module::Core]).collect();
    ModelSpec { timeline, modules, calculated: read_owners(fields.get("calculated"), found) }
}

/// Reads who calculates which line. Whether the owner is on and can do so is
/// decided where the model is built: an owner that is switched off is kept.
fn read_owners(json: Option<&Value>, found: &mut Findings) -> BTreeMap<LineId, Owner> {
    let mut owners = BTreeMap::new();
    if json.is_some_and(|json| !json.is_object()) {
        found
            .repair("Which module calculates which line could not be read; each line is as it is of itself.");
    }
    for (line, owner) in json.and_then(Value::as_object).into_iter().flatten() {
        match owner.as_str().and_then(Owner::of) {
            Some(owner) => drop(owners.insert(LineId::from(line.as_str()), owner)),
            None => found.unknown(1, "calculated line"),
        }
    }
    owners
}

fn read_name(json: Option<&Value>, document: &mut Document, found: &mut Findings) {
    let name = json.and_then(Value::as_str).unwrap_or_default();
    document.name = readable_name(name);
    if is_blank(name) {
        found.repair("It had no name.");
    } else if document.name != name {
        found.repair("The name was shortened, or held signs that cannot be shown.");
    }
}

/// Reads the drivers into a document that has their defaults: one that is not
/// mentioned keeps its default without a word, because the document may be from
/// before there was such a driver.
fn read_drivers(
    given: &Map<String, Value>,
    catalogue: &Catalogue,
    document: &mut Document,
    found: &mut Findings,
) {
    let entries: Vec<(&Line, &Driver)> = catalogue.model.drivers().collect();
    let known = entries.iter().filter_map(|(line, _)| given.get(line.id.as_str()));
    found.unknown_fields(known, &ENTRY, "part of a driver");
    for (line, driver) in entries {
        if given.get(line.id.as_str()).is_some_and(has_both_forms) {
            found.repair(format!("{}: it has values by year and a growth; the values are kept.", line.label));
        }
        match given.get(line.id.as_str()).map(|value| read_entry(value, driver, document.years())) {
            None => {}
            Some(Ok(entry)) => {
                document.drivers.insert(line.id.to_string(), entry);
            }
            Some(Err(why)) => found.repair(format!("{}: {why}; the sample's values stand in.", line.label)),
        }
    }
    found.unknown(given.keys().filter(|id| !document.drivers.contains_key(*id)).count(), "driver");
}

fn read_assumed(json: Option<&Value>, document: &mut Document, found: &mut Findings) {
    let known = |id: &Value| id.as_str().filter(|id| document.drivers.contains_key(*id)).map(str::to_owned);
    let ids = json.and_then(Value::as_array);
    match ids.map(|ids| ids.iter().map(known).collect::<Option<Vec<_>>>()) {
        Some(Some(ids)) => document.assumed.extend(ids),
        _ => found.repair("Which drivers are assumed could not be read; none is marked."),
    }
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

/// What an entry of a driver may say.
const ENTRY: [&str; 3] = ["values", "first", "growth"];

/// Whether an entry is in both forms, of which the values are read.
fn has_both_forms(entry: &Value) -> bool {
    entry.get("values").is_some_and(Value::is_array)
        && (entry.get("first").is_some() || entry.get("growth").is_some())
}

/// Reads how a driver was entered. Years that the timeline has not are checked
/// as well: a longer one brings them back.
fn read_entry(value: &Value, driver: &Driver, years: usize) -> Result<Entry, String> {
    let number = |name: &str| value.get(name).and_then(Value::as_f64);
    let entry = if let Some(values) = value.get("values").and_then(Value::as_array) {
        if !(1..=MAX_YEARS).contains(&values.len()) {
            return Err(format!("it has {} values, and from 1 to {MAX_YEARS} are allowed", values.len()));
        }
        let numbers: Option<Vec<f64>> = values.iter().map(Value::as_f64).collect();
        Entry::by_year(numbers.ok_or("a value is no number")?)
    } else if let (Some(first), Some(growth)) = (number("first"), number("growth")) {
        Entry::Growth { first, growth }
    } else {
        return Err("it has neither values nor a growth".to_owned());
    };
    let checked = match &entry {
        Entry::ByYear(values) => values.len(),
        Entry::Growth { .. } => years,
    };
    if entry.values(checked).iter().all(|value| driver.range.allows(*value)) {
        Ok(entry)
    } else {
        Err("a value is outside what is allowed".to_owned())
    }
}
