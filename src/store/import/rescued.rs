//! What the page hands out when the program cannot start: every stored text, by
//! the key that it is stored under.

use crate::store::backup::MAX_SCENARIOS;
use crate::store::json::{self, OpenError, Opened};
use std::collections::BTreeMap;

/// The scenarios and versions of such a file; for each that cannot be read, why.
/// Nothing where the text has another form.
pub(super) fn rescued(text: &str) -> Option<Vec<Result<Opened, OpenError>>> {
    let stored: BTreeMap<String, String> = serde_json::from_str(text).ok()?;
    let scenarios = stored.values().take(MAX_SCENARIOS).map(|text| json::read(text));
    Some(scenarios.collect()).filter(|all: &Vec<_>| !all.is_empty())
}
