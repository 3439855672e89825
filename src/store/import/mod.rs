//! What a person brings along: a scenario, a backup of many, a table of cells.
//!
//! Reading changes nothing. A table is planned by [`crate::table`], and the plan is
//! shown before it is taken; a backup becomes documents, which are added to what is
//! there.

mod rescued;

use super::backup;
use super::document::Document;
use super::json::{self, OpenError, Opened};
use crate::table::{DecodeError, Encoding, Grid, SplitError, Taking, decode, split};
use std::fmt;

/// The largest file that is read, in bytes.
pub const MAX_FILE: usize = crate::table::MAX_BYTES;

/// What a text turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Imported {
    /// One scenario.
    Scenario(Opened),
    /// All scenarios of a backup, or of what was rescued from a page that did not
    /// start; for each that cannot be read, why.
    Backup(Vec<Result<Opened, OpenError>>),
    /// Cells of a table.
    Table(Grid),
}

/// Why a text is nothing that can be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// It is larger than [`MAX_FILE`], or no text.
    Bytes(DecodeError),
    /// It has the form of a scenario, and is none.
    Scenario(OpenError),
    /// It has the form of a backup, and is none.
    Backup(backup::BackupError),
    /// It is no table either.
    Table(SplitError),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(error) => error.fmt(f),
            Self::Scenario(error) => error.fmt(f),
            Self::Backup(error) => error.fmt(f),
            Self::Table(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ImportError {}

/// Reads a file, in whichever encoding it is, and says which.
///
/// # Errors
/// As [`read`], and where the bytes are no text.
pub fn read_file(bytes: &[u8]) -> Result<(Imported, Encoding), ImportError> {
    let decoded = decode(bytes).map_err(ImportError::Bytes)?;
    Ok((read(&decoded.text)?, decoded.encoding))
}

/// Reads what a file or the clipboard holds.
///
/// # Errors
/// Where it is nothing that Megahour knows, or too much of it.
pub fn read(text: &str) -> Result<Imported, ImportError> {
    if text.len() > MAX_FILE {
        return Err(ImportError::Bytes(DecodeError::TooLarge(text.len())));
    }
    if text.contains('\0') {
        return Err(ImportError::Bytes(DecodeError::NoText));
    }
    // Spreadsheets put a mark before the text that says how it is encoded.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.trim_start().starts_with('{') {
        return split(text).map(Imported::Table).map_err(ImportError::Table);
    }
    match backup::read(text) {
        Err(backup::BackupError::None) => match rescued::rescued(text) {
            Some(scenarios) => Ok(Imported::Backup(scenarios)),
            None => json::read(text).map(Imported::Scenario).map_err(ImportError::Scenario),
        },
        Err(error) => Err(ImportError::Backup(error)),
        Ok(scenarios) => Ok(Imported::Backup(scenarios)),
    }
}

/// The document with the values that were taken from a table.
#[must_use]
pub fn with_takings(document: &Document, takings: &[Taking]) -> Document {
    takings.iter().fold(document.clone(), |document, taking| {
        document.with_year(&taking.driver, taking.year, taking.value)
    })
}
