//! The names of what is kept.

/// The only scenario of the first version, which kept one.
pub(super) const SINGLE: &str = "scenario";

/// The summaries of all scenarios: a cache.
pub(super) const INDEX: &str = "index";

/// The scenario that was opened last.
pub(super) const LAST: &str = "last";

/// When all scenarios were downloaded last.
pub(super) const BACKUP: &str = "backup";

const SCENARIO: &str = "scenario:";
const VERSION: &str = "version:";
const CHANGED: &str = "changed:";
const ASIDE: &str = "set-aside:";

/// Where a scenario is kept.
pub fn scenario(id: &str) -> String {
    format!("{SCENARIO}{id}")
}

/// The scenario that is kept under a key, if one is.
pub fn scenario_of(key: &str) -> Option<&str> {
    key.strip_prefix(SCENARIO)
}

/// Whether a scenario is kept under a key, by this version or by the first.
pub(super) fn is_scenario(key: &str) -> bool {
    key == SINGLE || scenario_of(key).is_some()
}

/// Where it is noted that a scenario is about to change.
pub(super) fn changed(id: &str) -> String {
    format!("{CHANGED}{id}")
}

pub(super) fn changed_of(key: &str) -> Option<&str> {
    key.strip_prefix(CHANGED)
}

/// Where a version of a scenario is kept. Times have the same length for the
/// next 250 years, so that keys sort by them.
pub(super) fn version(id: &str, time: u64) -> String {
    format!("{VERSION}{id}:{time:013}")
}

/// The scenario whose version is kept under a key, if one is, and when it was.
pub(super) fn version_of(key: &str) -> Option<(&str, u64)> {
    let (id, time) = key.strip_prefix(VERSION)?.rsplit_once(':')?;
    Some((id, time.parse().ok()?))
}

/// Where a text is set aside.
pub(super) fn aside(number: u32) -> String {
    format!("{ASIDE}{number}")
}

pub(super) fn aside_of(key: &str) -> Option<u32> {
    key.strip_prefix(ASIDE)?.parse().ok()
}
