//! Makes of Trunk's output a site that any static host serves well: few
//! requests, names that change with the contents, a security policy, a service
//! worker that knows every file, and what hosts want to find beside it.
//!
//! All steps work on whatever files are there, and can be repeated: a finished
//! site that was changed is finished once more.

mod fingerprint;
mod hosting;
mod offline;
mod packed;
mod page;
mod policy;
mod styles;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

pub use packed::{brotli, is_packed};

/// The page, the only file whose address people know.
const PAGE: &str = "index.html";

/// How a site is finished.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'o> {
    /// The site's public address, for programs that show a link with a picture
    /// and do not resolve relative addresses.
    pub address: Option<&'o str>,
    /// Whether compressed copies are put beside the files. They take longest.
    pub packed: bool,
}

/// Finishes the site in a directory, in place.
///
/// # Errors
/// Where a file cannot be read or written, or the page is none that Trunk made.
pub fn finish(dist: &Path, options: Options<'_>) -> Result<()> {
    remove_earlier(dist)?;
    page::clear(dist)?;
    styles::merge(dist)?;
    fingerprint::rename(dist)?;
    styles::seal(dist)?;
    page::name_picture(dist, options.address)?;
    let build = offline::build(dist)?;
    let policy = page::protect(dist, &build)?;
    offline::write(dist, &build)?;
    hosting::write(dist, &policy)?;
    if options.packed {
        packed::write(dist)?;
    }
    Ok(())
}

/// Takes away what an earlier finish added.
fn remove_earlier(dist: &Path) -> Result<()> {
    for name in names_below(dist)? {
        if is_packed(&name) || hosting::ADDED.contains(&name.as_str()) || name == offline::WORKER {
            let path = dist.join(&name);
            fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
        }
    }
    Ok(())
}

/// The files below a directory, with `/` between the parts of their names.
///
/// # Errors
/// Where a directory cannot be read.
pub fn names_below(dist: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let mut directories = vec![PathBuf::new()];
    while let Some(below) = directories.pop() {
        let directory = dist.join(&below);
        let entries = fs::read_dir(&directory).with_context(|| format!("reading {}", directory.display()))?;
        for entry in entries {
            let entry = entry?;
            let path = below.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                directories.push(path);
            } else {
                let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
                names.push(parts.join("/"));
            }
        }
    }
    names.sort();
    Ok(names)
}

fn read(dist: &Path, name: &str) -> Result<Vec<u8>> {
    let path = dist.join(name);
    fs::read(&path).with_context(|| format!("reading {}", path.display()))
}

fn read_text(dist: &Path, name: &str) -> Result<String> {
    String::from_utf8(read(dist, name)?).with_context(|| format!("{name} is no text"))
}

fn write_file(dist: &Path, name: &str, contents: impl AsRef<[u8]>) -> Result<()> {
    let path = dist.join(name);
    fs::write(&path, contents).with_context(|| format!("writing {}", path.display()))
}

/// SHA-256 as browsers write it, in policies and in the service worker.
fn digest(bytes: &[u8]) -> String {
    STANDARD.encode(Sha256::digest(bytes))
}

fn extension(name: &str) -> &str {
    Path::new(name).extension().and_then(|end| end.to_str()).unwrap_or_default()
}
