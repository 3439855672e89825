//! Why a link cannot be read or made.

use super::{MAX_CHARACTERS, VERSION};
use crate::store::json::{MAX_BYTES, OpenError};
use std::fmt;

/// Why a payload cannot be read, or not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// It has so many characters, more than [`MAX_CHARACTERS`].
    TooLong(usize),
    /// It does not begin as payloads do.
    NoVersion,
    /// A newer Megahour wrote it, in this version.
    Newer(u32),
    /// It holds a character that no payload has.
    Sign(char),
    /// Its end is missing.
    Cut,
    /// It is not what was sent: the checksum says so, or nothing fits.
    Changed,
    /// It holds more than a document may.
    TooLarge,
    /// It holds no document that can be read.
    Document(OpenError),
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong(characters) => {
                write!(f, "it has {characters} characters, and a link holds {MAX_CHARACTERS}")
            }
            Self::NoVersion => f.write_str("its beginning is missing or changed"),
            Self::Newer(version) => {
                write!(f, "a newer Megahour made it (link format {version}; this one reads up to {VERSION})")
            }
            Self::Sign(sign) => write!(f, "it holds “{}”, which no link has", sign.escape_default()),
            Self::Cut => f.write_str("its end is missing: it may have been cut off on its way"),
            Self::Changed => f.write_str("some of its characters were changed or lost on its way"),
            Self::TooLarge => write!(f, "it unpacks to more than {} kB", MAX_BYTES / 1024),
            Self::Document(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for LinkError {}
