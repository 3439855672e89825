//! What the library stands on: texts under keys, where everything can fail.

use litemap::LiteMap;
use std::cell::RefCell;
use std::fmt;

/// Texts under keys. Keys are the library's own; a storage that others share
/// puts something of its own before them.
pub trait Storage {
    /// The text under a key, if there is one.
    ///
    /// # Errors
    /// Where the storage cannot be read.
    fn get(&self, key: &str) -> Result<Option<String>, Fault>;

    /// Puts a text under a key. Where it fails, what was there is still there.
    ///
    /// # Errors
    /// Where the text was not kept.
    fn set(&self, key: &str, text: &str) -> Result<(), Fault>;

    /// Takes a key and its text away; one that is not there is no fault.
    ///
    /// # Errors
    /// Where it is still there.
    fn remove(&self, key: &str) -> Result<(), Fault>;

    /// All keys, in any order.
    ///
    /// # Errors
    /// Where the storage cannot be read.
    fn keys(&self) -> Result<Vec<String>, Fault>;
}

/// Why a storage did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is none.
    Absent,
    /// There is one, but not for this page: a private window, or a setting.
    Denied,
    /// There is no room left.
    Full,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Absent => "this browser has no storage",
            Self::Denied => "the browser keeps nothing for this page",
            Self::Full => "storage is full",
        })
    }
}

impl std::error::Error for Fault {}

/// A storage that lasts as long as the program, for where there is no other.
#[derive(Debug, Default)]
pub struct Memory(RefCell<LiteMap<String, String>>);

impl Storage for Memory {
    fn get(&self, key: &str) -> Result<Option<String>, Fault> {
        Ok(self.0.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, text: &str) -> Result<(), Fault> {
        self.0.borrow_mut().insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), Fault> {
        self.0.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, Fault> {
        Ok(self.0.borrow().keys().cloned().collect())
    }
}
