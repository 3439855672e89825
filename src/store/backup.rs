//! All scenarios in one file.

use super::document::Document;
use super::json::{self, OpenError, Opened};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::fmt;

/// The version that is written.
pub const VERSION: u64 = 1;

/// The most scenarios that a backup holds.
pub const MAX_SCENARIOS: usize = 5_000;

/// Why a text is no backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackupError {
    /// It does not say that it is one.
    None,
    /// A newer Megahour wrote it.
    Newer(u64),
    /// It holds more than [`MAX_SCENARIOS`].
    TooMany(usize),
    /// It says that it is one, but holds no list of scenarios that can be read.
    Unreadable,
}

impl fmt::Display for BackupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("it is no backup of Megahour"),
            Self::Newer(version) => write!(
                f,
                "a newer Megahour wrote this backup (format {version}; this one reads up to {VERSION})"
            ),
            Self::TooMany(scenarios) => {
                write!(f, "it holds {scenarios} scenarios, and at most {MAX_SCENARIOS} are read")
            }
            Self::Unreadable => f.write_str(
                "it is a backup, and its list of scenarios is cut off or damaged: take another copy of the file",
            ),
        }
    }
}

impl std::error::Error for BackupError {}

/// What says that a text is a backup.
#[derive(Deserialize)]
struct Mark {
    megahour_backup: u64,
}

/// A backup's own form; what a scenario holds is read by [`json`] alone.
#[derive(Deserialize)]
struct Form<'t> {
    #[serde(borrow)]
    scenarios: Vec<&'t RawValue>,
}

/// Whether a text begins as a backup does, however it ends.
fn begins_as_one(text: &str) -> bool {
    let inside = text.trim_start().strip_prefix('{').map(str::trim_start);
    inside.is_some_and(|text| text.starts_with("\"megahour_backup\""))
}

/// All documents as one text, in their order.
///
/// ```
/// use megahour::store::{backup, document::Document};
/// let text = backup::write(&[Document::sample(), Document::sample().named("Second")]);
/// let names: Vec<String> = backup::read(&text)?.into_iter().flatten().map(|opened| opened.document.name).collect();
/// assert_eq!(names, ["Published sample", "Second"]);
/// # Ok::<(), backup::BackupError>(())
/// ```
pub fn write<'d>(documents: impl IntoIterator<Item = &'d Document>) -> String {
    let documents: Vec<String> = documents.into_iter().map(json::write).collect();
    format!("{{\"megahour_backup\":{VERSION},\"scenarios\":[\n{}\n]}}\n", documents.join(",\n"))
}

/// Reads a backup; for each scenario that cannot be read, why.
///
/// # Errors
/// Where the text as a whole is no backup of a known version.
pub fn read(text: &str) -> Result<Vec<Result<Opened, OpenError>>, BackupError> {
    let no_mark = |_| if begins_as_one(text) { BackupError::Unreadable } else { BackupError::None };
    let mark: Mark = serde_json::from_str(text).map_err(no_mark)?;
    match mark.megahour_backup {
        VERSION => {}
        0 => return Err(BackupError::None),
        newer => return Err(BackupError::Newer(newer)),
    }
    let Form { scenarios } = serde_json::from_str(text).map_err(|_| BackupError::Unreadable)?;
    if scenarios.len() > MAX_SCENARIOS {
        return Err(BackupError::TooMany(scenarios.len()));
    }
    Ok(scenarios.into_iter().map(|scenario| json::read(scenario.get())).collect())
}
