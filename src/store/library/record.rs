//! A stored scenario: its document's JSON with a stamp in it, so that the text
//! of a record is a document that opens anywhere.

use crate::store::document::Document;
use crate::store::json::{self, OpenError, Opened};
use serde::{Deserialize, Serialize};

/// The largest record that is read, in bytes: the fullest document, with every
/// sign four bytes long, takes less.
const MAX_BYTES: usize = 2 * json::MAX_BYTES;

/// Which state of a scenario a text is. The time stands beside the number so
/// that a number used again after an undo is not taken for the same state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Counts the saves; 0 where nothing was saved yet.
    pub number: u64,
    /// When it was saved, in milliseconds since 1970.
    pub edited: u64,
}

/// What the library notes in a record beside the document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    /// The scenario.
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub state: Revision,
    /// What is known of a version that was kept; absent in the scenario itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<Kind>,
}

/// What a version is called, and who kept it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kind {
    pub label: String,
    #[serde(default)]
    pub automatic: bool,
}

/// What can be read of a record without reading its document.
#[derive(Deserialize)]
pub(super) struct Head {
    megahour: u64,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub stored: Stamp,
}

/// A scenario as it was stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Its id.
    pub id: String,
    /// Which state it is.
    pub revision: Revision,
    /// The document, every value of it allowed.
    pub document: Document,
    /// What was mended, each a sentence; empty where nothing was.
    pub repairs: Vec<String>,
    /// The text as it was stored.
    pub text: String,
}

/// The text of a record.
pub(super) fn write(document: &Document, stamp: &Stamp) -> String {
    let text = json::write(document);
    match (serde_json::to_string(stamp), text.strip_prefix('{')) {
        (Ok(stamp), Some(rest)) => format!("{{\"{}\":{stamp},{rest}", json::STORED),
        // A stamp of words and whole numbers is always JSON.
        _ => text,
    }
}

/// Reads what a record says about itself.
///
/// # Errors
/// Where it is no document of a known version.
pub(super) fn head(text: &str) -> Result<Head, OpenError> {
    if text.len() > MAX_BYTES {
        return Err(OpenError::TooLarge);
    }
    let head: Head =
        serde_json::from_str(text).map_err(|error| OpenError::Unreadable(json::damage(&error).to_owned()))?;
    match head.megahour {
        1..=json::VERSION => Ok(head),
        0 => Err(OpenError::Unreadable("it does not say that it is a Megahour scenario".to_owned())),
        newer => Err(OpenError::Newer(newer)),
    }
}

/// Reads the document of a record.
///
/// # Errors
/// Where it is no document of a known version.
pub(super) fn document(text: &str) -> Result<Opened, OpenError> {
    json::read_within(text, MAX_BYTES)
}

/// Reads a record.
///
/// # Errors
/// Where it is no document of a known version.
pub(super) fn read(id: &str, text: String) -> Result<Record, OpenError> {
    let Opened { document, repairs } = document(&text)?;
    let revision = head(&text)?.stored.state;
    Ok(Record { id: id.to_owned(), revision, document, repairs, text })
}
