//! What a person does with scenarios as a whole. Each action can be taken back
//! to the byte.

use super::save::{Created, Saved, copy_of, ended};
use super::storage::Fault;
use super::{Library, Moment, Refusal, keys};
use crate::store::document::Document;
use std::collections::BTreeSet;

/// What an action changed, to take it back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt(Vec<Change>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    key: String,
    before: Option<String>,
    after: Option<String>,
}

impl Library {
    /// Makes a copy of a scenario.
    ///
    /// # Errors
    /// Where it cannot be opened, or the copy not be kept.
    pub fn duplicate(&self, id: &str, moment: &Moment) -> Result<(Created, Receipt), Refusal> {
        Ok(self.add(&copy_of(&self.open(id)?.document), moment)?)
    }

    /// Keeps a document as a scenario of its own. Where its name is taken it gets a
    /// number, so that the two can be told apart.
    ///
    /// # Errors
    /// Where it could not be kept.
    pub fn add(&self, document: &Document, moment: &Moment) -> Result<(Created, Receipt), Fault> {
        let taken: BTreeSet<String> = self.list()?.into_iter().map(|summary| summary.name).collect();
        let numbered = (2..).map(|number| ended(&document.name, &format!(" {number}")));
        let mut names = std::iter::once(document.name.clone()).chain(numbered);
        let free = names.find(|name| !taken.contains(name)).unwrap_or_default();
        let created = self.create(&document.named(&free), moment)?;
        let key = keys::scenario(&created.id);
        let after = self.storage.get(&key)?;
        Ok((created, Receipt(vec![Change { key, before: None, after }])))
    }

    /// Gives a scenario another name.
    ///
    /// # Errors
    /// Where it cannot be opened or saved.
    pub fn rename(&self, id: &str, name: &str, moment: &Moment) -> Result<Receipt, Refusal> {
        let record = self.open(id)?;
        match self.save(id, &record.document.named(name), record.revision, moment)? {
            Saved::Kept(_) => {}
            Saved::Again(_) | Saved::Copy(_) => return Err(Refusal::Changed),
        }
        let key = keys::scenario(id);
        let after = self.storage.get(&key)?;
        Ok(Receipt(vec![Change { key, before: Some(record.text), after }]))
    }

    /// Deletes a scenario with its versions.
    ///
    /// # Errors
    /// Where it is not there, or could not be deleted.
    pub fn delete(&self, id: &str) -> Result<Receipt, Refusal> {
        // The scenario goes first: wherever the page ends, it is there with all
        // its versions or not there.
        let versions = self.storage.keys()?.into_iter();
        let versions = versions.filter(|key| keys::version_of(key).is_some_and(|(of, _)| of == id));
        let mut changes = Vec::new();
        for key in std::iter::once(keys::scenario(id)).chain(versions) {
            if let Some(text) = self.read_twice(&key)? {
                changes.push(Change { key, before: Some(text), after: None });
            }
        }
        if changes.first().is_none_or(|change| change.key != keys::scenario(id)) {
            return Err(Refusal::Missing);
        }
        for change in &changes {
            self.storage.remove(&change.key)?;
        }
        Ok(Receipt(changes))
    }

    /// Deletes a text that was set aside.
    ///
    /// # Errors
    /// Where it is not there, or could not be deleted.
    pub fn delete_aside(&self, number: u32) -> Result<Receipt, Refusal> {
        self.take_away(keys::aside(number))
    }

    /// Takes a key away.
    pub(super) fn take_away(&self, key: String) -> Result<Receipt, Refusal> {
        let before = Some(self.read_twice(&key)?.ok_or(Refusal::Missing)?);
        self.storage.remove(&key)?;
        Ok(Receipt(vec![Change { key, before, after: None }]))
    }

    /// What is about to be taken away, and later put back. It is read twice: what
    /// differs is not what is stored, and would be all that is left of it.
    fn read_twice(&self, key: &str) -> Result<Option<String>, Refusal> {
        let text = self.storage.get(key)?;
        if self.storage.get(key)? == text { Ok(text) } else { Err(Refusal::Changed) }
    }

    /// Takes an action back: every text is what it was, to the byte.
    ///
    /// # Errors
    /// Where something was changed since, which then stays as it is; where what
    /// was deleted finds no room.
    pub fn take_back(&self, receipt: &Receipt) -> Result<(), Refusal> {
        for change in &receipt.0 {
            if self.storage.get(&change.key)? != change.after {
                return Err(Refusal::Changed);
            }
        }
        for change in &receipt.0 {
            if let Some(id) = keys::scenario_of(&change.key) {
                self.put(&keys::changed(id), "")?;
            }
            match &change.before {
                Some(text) => self.put(&change.key, text)?,
                None => self.storage.remove(&change.key)?,
            }
        }
        Ok(())
    }

    /// The scenario that was opened last in any window.
    ///
    /// # Errors
    /// Where the storage cannot be read.
    pub fn last_opened(&self) -> Result<Option<String>, Fault> {
        self.storage.get(keys::LAST)
    }

    /// When all scenarios were downloaded last, in milliseconds since 1970.
    ///
    /// # Errors
    /// Where the storage cannot be read.
    pub fn last_backup(&self) -> Result<Option<u64>, Fault> {
        Ok(self.storage.get(keys::BACKUP)?.and_then(|time| time.parse().ok()))
    }

    /// Notes that all scenarios were downloaded.
    ///
    /// # Errors
    /// Where it could not be noted.
    pub fn note_backup(&self, moment: &Moment) -> Result<(), Fault> {
        self.put(keys::BACKUP, &moment.time.to_string())
    }

    /// Notes which scenario was opened last.
    ///
    /// # Errors
    /// Where it could not be noted.
    pub fn note_opened(&self, id: &str) -> Result<(), Fault> {
        self.put(keys::LAST, id)
    }
}
