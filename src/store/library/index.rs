//! What there is, without reading every document.
//!
//! The index is a cache. A scenario that is about to change is noted first, so
//! that wherever the page ends between two writes, the next list reads that
//! scenario anew. Without an index, or with a broken one, all are read anew.

use super::record::{self, Revision};
use super::storage::Fault;
use super::{Library, keys};
use crate::engine::maps::sorted;
use crate::store::document::readable_name;
use crate::store::json::OpenError;
use litemap::LiteMap;
use serde::{Deserialize, Serialize};

/// How much of a description a list shows and searches, in characters.
const EXCERPT: usize = 160;

/// What a list says of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How its description begins.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Which state it is, and when it was edited last.
    pub revision: Revision,
    /// Why it cannot be opened, where it cannot. Not kept: it is found anew.
    #[serde(skip)]
    pub broken: Option<OpenError>,
}

/// How a description begins; that it goes on is seen.
fn excerpt(description: &str) -> String {
    match description.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", description[..end].trim_end()),
        None => description.to_owned(),
    }
}

/// The name in a text that cannot be read: of what is written, the scenario's is
/// the first.
fn name_in(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("\"name\":\"")?;
    let (name, _) = rest.split_once('"')?;
    // A sign that is written in another way would have to be read.
    (!name.is_empty() && !name.contains('\\')).then_some(name)
}

#[derive(Serialize, Deserialize)]
struct Index {
    index: u64,
    scenarios: Vec<Summary>,
}

/// The version of the index that is written; others are made anew.
const VERSION: u64 = 1;

impl Summary {
    fn of(id: &str, text: &str) -> Self {
        let id = id.to_owned();
        match record::head(text) {
            Ok(head) => Self {
                id,
                name: readable_name(&head.name),
                description: excerpt(&head.description),
                revision: head.stored.state,
                broken: None,
            },
            Err(error) => {
                let name = name_in(text).map_or_else(|| "Damaged scenario".to_owned(), readable_name);
                let description = String::new();
                Self { id, name, description, revision: Revision::default(), broken: Some(error) }
            }
        }
    }
}

impl Library {
    /// All scenarios, the last edited first.
    ///
    /// # Errors
    /// Where the storage cannot be read.
    pub fn list(&self) -> Result<Vec<Summary>, Fault> {
        let all = self.storage.keys()?;
        let mut known = self.cached()?;
        let mut noted = LiteMap::new();
        for id in all.iter().filter_map(|key| keys::changed_of(key)) {
            noted.insert(id, self.storage.get(&keys::changed(id))?.unwrap_or_default());
        }
        let mut found = Vec::new();
        let mut is_stale = !noted.is_empty();
        for id in all.iter().filter_map(|key| keys::scenario_of(key)) {
            match known.remove(id).filter(|_| !noted.contains_key(id)) {
                Some(summary) => found.push(summary),
                None => {
                    // A key that was there a moment ago can be gone.
                    let text = self.storage.get(&keys::scenario(id))?;
                    found.extend(text.map(|text| Summary::of(id, &text)));
                    is_stale = true;
                }
            }
        }
        if is_stale || !known.is_empty() {
            self.cache(&found, &noted);
        }
        found.sort_by(|one, other| {
            (other.revision.edited, &one.name, &one.id).cmp(&(one.revision.edited, &other.name, &other.id))
        });
        Ok(found)
    }

    fn cached(&self) -> Result<LiteMap<String, Summary>, Fault> {
        let text = self.storage.get(keys::INDEX)?.unwrap_or_default();
        let index = serde_json::from_str::<Index>(&text).ok().filter(|index| index.index == VERSION);
        let scenarios = index.map(|index| index.scenarios).unwrap_or_default();
        Ok(sorted(scenarios.into_iter().map(|summary| (summary.id.clone(), summary))))
    }

    /// Keeps the index, and forgets the notes that it has taken in. Where that
    /// fails the next list is as right, and takes longer.
    fn cache(&self, found: &[Summary], noted: &LiteMap<&str, String>) {
        let readable = found.iter().filter(|summary| summary.broken.is_none());
        let index = Index { index: VERSION, scenarios: readable.cloned().collect() };
        let Ok(text) = serde_json::to_string(&index) else { return };
        if self.storage.set(keys::INDEX, &text).is_err() {
            return;
        }
        for (id, number) in noted {
            // A later change than the one that was read stays noted.
            let is_taken_in = match found.iter().find(|summary| summary.id == *id) {
                Some(summary) => summary.broken.is_none() && summary.revision.number.to_string() == *number,
                None => true,
            };
            if is_taken_in {
                let _ = self.storage.remove(&keys::changed(id));
            }
        }
    }
}
