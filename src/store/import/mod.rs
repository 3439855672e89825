//! What a person brings along: a scenario, a backup of many, a table of cells.
//!
//! Reading changes nothing. A table becomes a [`Plan`], which is shown before it
//! is taken; a backup becomes documents, which are added to what is there.

mod cells;
mod plan;
mod rescued;

pub use cells::{Cells, CellsError, Separator, cells};
pub use plan::{Change, LeftOut, Plan, plan};

use super::backup;
use super::json::{self, OpenError, Opened};
use std::fmt;

/// The largest file that is read, in bytes.
pub const MAX_FILE: usize = 5 * 1024 * 1024;

/// What a text turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Imported {
    /// One scenario.
    Scenario(Opened),
    /// All scenarios of a backup, or of what was rescued from a page that did not
    /// start; for each that cannot be read, why.
    Backup(Vec<Result<Opened, OpenError>>),
    /// Cells of a spreadsheet.
    Cells(Cells),
}

/// Why a text is nothing that can be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// It is larger than [`MAX_FILE`]; so many bytes.
    TooLarge(usize),
    /// It has the form of a scenario, and is none.
    Scenario(OpenError),
    /// It has the form of a backup, and is none.
    Backup(backup::BackupError),
    /// It is no table either.
    Cells(CellsError),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge(bytes) => {
                let megabytes = bytes.div_ceil(1024 * 1024);
                write!(f, "it has {megabytes} MB, and at most {} MB are read", MAX_FILE / 1024 / 1024)
            }
            Self::Scenario(error) => error.fmt(f),
            Self::Backup(error) => error.fmt(f),
            Self::Cells(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ImportError {}

/// Reads what a file or the clipboard holds.
///
/// # Errors
/// Where it is nothing that Megahour knows, or too much of it.
pub fn read(text: &str) -> Result<Imported, ImportError> {
    if text.len() > MAX_FILE {
        return Err(ImportError::TooLarge(text.len()));
    }
    // Spreadsheets put a mark before the text that says how it is encoded.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.trim_start().starts_with('{') {
        return cells(text).map(Imported::Cells).map_err(ImportError::Cells);
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
