//! The service worker, and the list of files that it keeps.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Map, Value, json};

use super::styles::hex;
use super::{PAGE, digest, names_below, read, write_file};

/// The service worker's file. Its name stays: browsers ask for it again.
pub const WORKER: &str = "service-worker.js";

const SOURCE: &str = include_str!("../../../public/service-worker.js");
/// Where the list is written in the source.
const PLACE: &str = "__BUILD__";

/// A name for this build: it changes with every file of it.
pub fn build(dist: &Path) -> Result<String> {
    let files = Value::Object(kept(dist)?).to_string();
    Ok(hex(format!("{files}{SOURCE}")))
}

/// Writes the service worker with the finished files' digests.
pub fn write(dist: &Path, build: &str) -> Result<()> {
    ensure!(SOURCE.matches(PLACE).count() == 1, "{WORKER} has no one place for the list of files");
    let list = json!({ "version": build, "files": kept(dist)? });
    write_file(dist, WORKER, SOURCE.replace(PLACE, &list.to_string()))
}

/// What is needed offline, with digests. Texts such as licences and the picture
/// for links are for others.
fn kept(dist: &Path) -> Result<Map<String, Value>> {
    let mut files = Map::new();
    for name in names_below(dist)? {
        if !name.ends_with(".txt") && !name.starts_with("social-") {
            files.insert(name.clone(), digest(&read(dist, &name)?).into());
        }
    }
    files.get(PAGE).context("the site has no page")?;
    Ok(files)
}
