//! What a person notes about a scenario and its assumptions.

use super::readable::readable_text;
use litemap::LiteMap;

/// The longest description of a scenario, in characters.
pub const MAX_DESCRIPTION: usize = 2_000;

/// What is noted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// What the scenario is about.
    pub description: String,
    /// What is noted of each driver, by its id; only where something is.
    pub drivers: LiteMap<String, Note>,
}

/// A note on an assumption.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// Why it is assumed.
    pub text: String,
    /// Who says so.
    pub source: String,
    /// Of when it is.
    pub date: String,
    /// How far to trust it.
    pub confidence: Option<Confidence>,
}

/// How far an assumption is to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// Measured, or on record.
    High,
    /// From one source, or secondhand.
    Medium,
    /// A guess.
    Low,
}

impl Confidence {
    /// All of them in the order of the menu.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// The word for it, on the page and in documents.
    pub fn word(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }

    /// The one of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|confidence| confidence.word() == word)
    }
}

/// A text of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Why it is assumed.
    Text,
    /// Who says so.
    Source,
    /// Of when it is.
    Date,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Text, Self::Source, Self::Date];

    /// Its name, on the page and in documents.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Source => "source",
            Self::Date => "date",
        }
    }

    /// The longest text, in characters.
    pub fn limit(self) -> usize {
        match self {
            Self::Text => 2_000,
            Self::Source => 200,
            Self::Date => 40,
        }
    }

    /// The text in a note.
    pub fn of(self, note: &Note) -> &str {
        match self {
            Self::Text => &note.text,
            Self::Source => &note.source,
            Self::Date => &note.date,
        }
    }

    /// Puts a text into a note, cut to the limit. Says whether it was cut.
    pub fn put(self, note: &mut Note, text: &str) -> bool {
        let (kept, was_cut) = cut(text, self.limit());
        match self {
            Self::Text => note.text = kept,
            Self::Source => note.source = kept,
            Self::Date => note.date = kept,
        }
        was_cut
    }
}

impl Note {
    /// Whether nothing is noted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Source, date and confidence in one line; empty where there is none.
    pub fn origin(&self) -> String {
        let confidence = self.confidence.map(|confidence| format!("confidence: {}", confidence.word()));
        let parts = [self.source.clone(), self.date.clone(), confidence.unwrap_or_default()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

impl Notes {
    /// The same notes with another one of a driver; an empty one is none.
    #[must_use]
    pub fn with(&self, driver: &str, note: Note) -> Self {
        let mut notes = self.clone();
        if note.is_empty() {
            notes.drivers.remove(driver);
        } else {
            notes.drivers.insert(driver.to_owned(), note);
        }
        notes
    }
}

/// A text that can be shown, cut to a limit, and whether it was cut.
pub fn cut(text: &str, limit: usize) -> (String, bool) {
    let readable = readable_text(text);
    let kept: String = readable.chars().take(limit).collect();
    let was_cut = kept.len() < readable.len();
    (kept, was_cut)
}
