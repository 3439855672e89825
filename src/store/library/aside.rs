//! Texts that could not be opened as they are, kept as they were.

use super::storage::Fault;
use super::{Library, keys};

/// A text that was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Its number.
    pub number: u32,
    /// The text as it was.
    pub text: String,
}

impl Library {
    /// Keeps a text as it is under a key of its own, and gives its number. The
    /// same text is kept once.
    ///
    /// # Errors
    /// Where it could not be kept.
    pub fn set_aside(&self, text: &str) -> Result<u32, Fault> {
        let kept = self.asides()?;
        if let Some(same) = kept.iter().find(|aside| aside.text == text) {
            return Ok(same.number);
        }
        let number = kept.last().map_or(1, |last| last.number.saturating_add(1));
        self.put(&keys::aside(number), text)?;
        Ok(number)
    }

    /// All texts that were set aside, the oldest first.
    ///
    /// # Errors
    /// Where the storage cannot be read.
    pub fn asides(&self) -> Result<Vec<Aside>, Fault> {
        let mut found: Vec<Aside> = Vec::new();
        for number in self.storage.keys()?.iter().filter_map(|key| keys::aside_of(key)) {
            if let Some(text) = self.storage.get(&keys::aside(number))? {
                let place = found.partition_point(|other| other.number < number);
                found.insert(place, Aside { number, text });
            }
        }
        Ok(found)
    }
}
