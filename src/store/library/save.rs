//! Opening, creating and saving.

use super::record::{self, Record, Revision, Stamp};
use super::storage::Fault;
use super::{Library, Moment, Refusal, keys};
use crate::store::document::{Document, MAX_NAME};

/// What a save led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The scenario is what was given.
    Kept(Revision),
    /// It had been deleted meanwhile, and is there again.
    Again(Revision),
    /// Another state had been saved meanwhile, which stays: what was given is a
    /// scenario of its own now.
    Copy(Created),
}

/// A scenario that was created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// Its id.
    pub id: String,
    /// Its first state.
    pub revision: Revision,
    /// Its name.
    pub name: String,
}

impl Library {
    /// Opens a scenario; nothing is written.
    ///
    /// # Errors
    /// Where it is not there, or cannot be opened.
    pub fn open(&self, id: &str) -> Result<Record, Refusal> {
        Ok(record::read(id, self.text(id)?)?)
    }

    /// The text of a scenario as it is stored, whether it can be opened or not.
    ///
    /// # Errors
    /// Where it is not there.
    pub fn text(&self, id: &str) -> Result<String, Refusal> {
        self.storage.get(&keys::scenario(id))?.ok_or(Refusal::Missing)
    }

    /// Creates a scenario of a document.
    ///
    /// # Errors
    /// Where it could not be kept.
    pub fn create(&self, document: &Document, moment: &Moment) -> Result<Created, Fault> {
        let mut id = moment.id.clone();
        while self.storage.get(&keys::scenario(&id))?.is_some() {
            id.push('0');
        }
        let revision = self.write(&id, document, 1, moment)?;
        Ok(Created { id, revision, name: document.name.clone() })
    }

    /// Saves a scenario that was opened, created or saved at the state `base`.
    /// Where what is stored is another state, or cannot be read, it stays, and
    /// the document becomes a copy. Where the stored state had to be mended to
    /// be opened, it is set aside first.
    ///
    /// # Errors
    /// Where nothing was saved; what was stored is still there.
    pub fn save(
        &self,
        id: &str,
        document: &Document,
        base: Revision,
        moment: &Moment,
    ) -> Result<Saved, Fault> {
        let next = base.number.saturating_add(1);
        let Some(text) = self.storage.get(&keys::scenario(id))? else {
            let revision = self.write(id, document, next, moment)?;
            return Ok(if base == Revision::default() {
                Saved::Kept(revision)
            } else {
                Saved::Again(revision)
            });
        };
        match record::read(id, text) {
            Ok(stored) if stored.revision == base => {
                if !stored.repairs.is_empty() {
                    self.set_aside(&stored.text)?;
                }
                Ok(Saved::Kept(self.write(id, document, next, moment)?))
            }
            Ok(stored) if stored.document == *document && stored.repairs.is_empty() => {
                Ok(Saved::Kept(stored.revision))
            }
            _ => Ok(Saved::Copy(self.create(&copy_of(document), moment)?)),
        }
    }

    /// Notes that a scenario changes, and writes it.
    fn write(&self, id: &str, document: &Document, number: u64, moment: &Moment) -> Result<Revision, Fault> {
        let revision = Revision { number, edited: moment.time };
        let stamp = Stamp { id: id.to_owned(), state: revision, version: None };
        self.put(&keys::changed(id), &number.to_string())?;
        self.put(&keys::scenario(id), &record::write(document, &stamp))?;
        Ok(revision)
    }
}

/// The same document under the name of a copy.
pub(super) fn copy_of(document: &Document) -> Document {
    document.named(&ended(&document.name, " (copy)"))
}

/// A name with an end, for which a name that is too long makes room.
pub(super) fn ended(name: &str, end: &str) -> String {
    let start: String = name.chars().take(MAX_NAME - end.len()).collect();
    format!("{}{end}", start.trim_end())
}
