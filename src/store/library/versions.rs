//! States of a scenario that were kept: by a person under a name, or
//! automatically before something large.

use super::actions::Receipt;
use super::record::{self, Kind, Record, Revision, Stamp};
use super::storage::Fault;
use super::{Library, Moment, Refusal, keys};
use crate::store::document::{Document, readable_name};
use crate::store::json::OpenError;

/// The most automatic versions of a scenario; the oldest goes for a new one.
pub const MAX_AUTOMATIC: usize = 10;

/// The most named versions of a scenario; another one is refused.
pub const MAX_NAMED: usize = 50;

/// What a list says of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Names it among the versions of its scenario: when it was kept, in
    /// milliseconds since 1970.
    pub time: u64,
    /// What it is called.
    pub label: String,
    /// Whether it was kept automatically.
    pub automatic: bool,
    /// Why it cannot be opened, where it cannot.
    pub broken: Option<OpenError>,
}

impl Library {
    /// Keeps a state of a scenario under a name.
    ///
    /// # Errors
    /// Where there are [`MAX_NAMED`] already, or it could not be kept.
    pub fn keep_version(
        &self,
        id: &str,
        document: &Document,
        name: &str,
        moment: &Moment,
    ) -> Result<Version, Refusal> {
        let named = self.versions(id)?.iter().filter(|version| !version.automatic).count();
        if named >= MAX_NAMED {
            return Err(Refusal::TooManyVersions);
        }
        let kind = Kind { label: readable_name(name), automatic: false };
        Ok(self.put_version(id, document, kind, moment)?)
    }

    /// Keeps a state of a scenario before something large, with words for what
    /// that is. A state that is kept already is not kept again.
    ///
    /// # Errors
    /// Where it could not be kept.
    pub fn keep_before(
        &self,
        id: &str,
        document: &Document,
        what: &str,
        moment: &Moment,
    ) -> Result<(), Refusal> {
        let kept = self.versions(id)?;
        if let Some(newest) = kept.first()
            && self.open_version(id, newest.time).is_ok_and(|version| version.document == *document)
        {
            return Ok(());
        }
        let kind = Kind { label: readable_name(&format!("Before: {what}")), automatic: true };
        self.put_version(id, document, kind, moment)?;
        let automatic = kept.iter().filter(|version| version.automatic);
        for version in automatic.skip(MAX_AUTOMATIC - 1) {
            self.storage.remove(&keys::version(id, version.time))?;
        }
        Ok(())
    }

    fn put_version(
        &self,
        id: &str,
        document: &Document,
        kind: Kind,
        moment: &Moment,
    ) -> Result<Version, Fault> {
        let mut time = moment.time;
        while self.storage.get(&keys::version(id, time))?.is_some() {
            time += 1;
        }
        let (label, automatic) = (kind.label.clone(), kind.automatic);
        let revision = Revision { number: 0, edited: time };
        let stamp = Stamp { id: id.to_owned(), state: revision, version: Some(kind) };
        self.put(&keys::version(id, time), &record::write(document, &stamp))?;
        Ok(Version { time, label, automatic, broken: None })
    }

    /// The versions of a scenario, the newest first.
    ///
    /// # Errors
    /// Where the storage cannot be read.
    pub fn versions(&self, id: &str) -> Result<Vec<Version>, Fault> {
        let mut found = Vec::new();
        for key in self.storage.keys()? {
            let Some((_, time)) = keys::version_of(&key).filter(|(of, _)| *of == id) else { continue };
            let Some(text) = self.storage.get(&key)? else { continue };
            let (kind, broken) = match record::head(&text) {
                Ok(head) => (head.stored.version.unwrap_or_default(), None),
                Err(error) => (Kind::default(), Some(error)),
            };
            found.push(Version { time, label: kind.label, automatic: kind.automatic, broken });
        }
        found.sort_by_key(|version| std::cmp::Reverse(version.time));
        Ok(found)
    }

    /// Opens a version; nothing is written.
    ///
    /// # Errors
    /// Where it is not there, or cannot be opened.
    pub fn open_version(&self, id: &str, time: u64) -> Result<Record, Refusal> {
        let text = self.storage.get(&keys::version(id, time))?.ok_or(Refusal::Missing)?;
        Ok(record::read(id, text)?)
    }

    /// Deletes a version.
    ///
    /// # Errors
    /// Where it is not there, or could not be deleted.
    pub fn delete_version(&self, id: &str, time: u64) -> Result<Receipt, Refusal> {
        self.take_away(keys::version(id, time))
    }
}
