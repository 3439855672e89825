//! All scenarios that are kept, each a document under its own key.
//!
//! The library knows no browser, no clock and no chance: what it stands on is a
//! [`Storage`], and time and new ids come with each call as a [`Moment`]. What
//! is stored is never overwritten unless it was read, whole, by the one who
//! overwrites it: [`Library::save`] says which state it follows, and becomes a
//! copy where that is not what is there.
//!
//! ```
//! use megahour::store::{document::Document, library::{Library, Memory, Moment, Saved}};
//! let library = Library::new(Memory::default());
//! let at = |time| Moment { time, id: format!("id{time}") };
//! let mine = library.create(&Document::sample(), &at(1)).unwrap();
//! let changed = Document::sample().named("Mine");
//! assert!(matches!(library.save(&mine.id, &changed, mine.revision, &at(2)), Ok(Saved::Kept(_))));
//! // Whoever still stands on the first state gets a copy.
//! let other = Document::sample().named("Other");
//! assert!(matches!(library.save(&mine.id, &other, mine.revision, &at(3)), Ok(Saved::Copy(_))));
//! assert_eq!(library.list().unwrap().len(), 2);
//! ```

mod actions;
mod aside;
mod index;
mod keys;
mod record;
mod room;
mod save;
mod start;
mod storage;
mod versions;

pub use actions::Receipt;
pub use aside::Aside;
pub use index::Summary;
pub use keys::{scenario as key_of, scenario_of as id_of};
pub use record::{Record, Revision};
pub use save::{Created, Saved};
pub use start::{Start, Trouble};
pub use storage::{Fault, Memory, Storage};
pub use versions::{MAX_AUTOMATIC, MAX_NAMED, Version};

use super::json::OpenError;
use std::fmt;

/// All scenarios that a storage keeps.
pub struct Library {
    storage: Box<dyn Storage>,
}

/// When something is done, and an id that nothing has yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// In milliseconds since 1970.
    pub time: u64,
    /// Letters and digits.
    pub id: String,
}

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The storage did not do it.
    Fault(Fault),
    /// It is not there.
    Missing,
    /// It cannot be opened.
    Unreadable(OpenError),
    /// It was changed meanwhile.
    Changed,
    /// There are [`MAX_NAMED`] named versions.
    TooManyVersions,
}

impl Library {
    /// The scenarios that are in a storage.
    pub fn new(storage: impl Storage + 'static) -> Self {
        Self { storage: Box::new(storage) }
    }

    /// Whether no scenario is kept, neither whole nor broken.
    ///
    /// # Errors
    /// Where the storage cannot be read.
    pub fn is_empty(&self) -> Result<bool, Fault> {
        Ok(!self.storage.keys()?.iter().any(|key| keys::is_scenario(key)))
    }

    /// Every scenario that can be opened, the last edited first, and how many
    /// cannot.
    ///
    /// # Errors
    /// Where the storage cannot be read.
    pub fn export_all(&self) -> Result<(Vec<Record>, usize), Fault> {
        let (mut records, mut unreadable) = (Vec::new(), 0);
        for summary in self.list()? {
            match self.open(&summary.id) {
                Ok(record) => records.push(record),
                Err(Refusal::Fault(fault)) => return Err(fault),
                Err(Refusal::Missing) => {}
                Err(_) => unreadable += 1,
            }
        }
        Ok((records, unreadable))
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<OpenError> for Refusal {
    fn from(error: OpenError) -> Self {
        Self::Unreadable(error)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fault(fault) => fault.fmt(f),
            Self::Missing => f.write_str("it is not there any more"),
            Self::Unreadable(error) => error.fmt(f),
            Self::Changed => f.write_str("it was changed meanwhile"),
            Self::TooManyVersions => {
                write!(f, "a scenario keeps {MAX_NAMED} named versions: delete one first")
            }
        }
    }
}

impl std::error::Error for Refusal {}
