//! One style sheet instead of a dozen: the page is drawn once all have come,
//! and each costs a slow network a round trip. What only parts use that are
//! fetched later becomes a second one, which comes with the first of them.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384};

use super::page::{attribute, tags};
use super::{PAGE, read_text, write_file};

/// The one style sheet, until it gets its hash.
const MERGED: &str = "style.css";

/// The style sheet of the parts, until it gets its hash.
const LATER: &str = "later.css";

/// Joins the page's style sheets in their order, where there are several: those
/// that are marked as `data-for="parts"` apart from the others. The page names theirs
/// without asking for it.
pub fn merge(dist: &Path) -> Result<()> {
    let html = read_text(dist, PAGE)?;
    let links: Vec<_> =
        tags(&html, "link").filter(|tag| attribute(tag, "rel") == Some("stylesheet")).collect();
    if links.len() < 2 {
        return Ok(());
    }
    let (later, first): (Vec<&str>, Vec<&str>) =
        links.into_iter().partition(|tag| attribute(tag, "data-for") == Some("parts"));
    let sheet = |address: &str| format!(r#"<link rel="stylesheet" href="{address}">"#);
    let name = |address: &str| format!(r#"<meta name="megahour-styles" content="{address}">"#);
    let html = join(dist, html.clone(), &first, MERGED, sheet)?;
    write_file(dist, PAGE, join(dist, html, &later, LATER, name)?)
}

/// Joins style sheets into one file, and puts what names it in their place.
fn join(
    dist: &Path,
    mut html: String,
    links: &[&str],
    file: &str,
    tag: impl Fn(&str) -> String,
) -> Result<String> {
    let mut all = String::new();
    for (at, link) in links.iter().enumerate() {
        let address = attribute(link, "href").context("a style sheet without an address")?;
        let (folder, name) = address.rsplit_once('/').unwrap_or(("", address));
        let prefix = &address[..folder.len() + usize::from(!folder.is_empty())];
        let one = if at == 0 { tag(&format!("{prefix}{file}")) } else { String::new() };
        html = html.replacen(link, &one, 1);
        all.push_str(read_text(dist, name)?.trim());
        all.push('\n');
        fs::remove_file(dist.join(name)).with_context(|| format!("removing {name}"))?;
    }
    if !links.is_empty() {
        write_file(dist, file, all)?;
    }
    Ok(html)
}

/// Writes the digest of the one style sheet into the page, once it has its name.
pub fn seal(dist: &Path) -> Result<()> {
    let mut html = read_text(dist, PAGE)?;
    let start = r#"<link rel="stylesheet" href=""#;
    if let Some(at) = html.find(start) {
        let tag = tags(&html[at..], "link").next().context("a tag without an end")?;
        if attribute(tag, "integrity").is_none() {
            let address = attribute(tag, "href").unwrap_or_default();
            let name = address.rsplit('/').next().unwrap_or(address);
            let integrity = STANDARD.encode(Sha384::digest(read_text(dist, name)?));
            let sealed = tag.replacen('>', &format!(r#" integrity="sha384-{integrity}">"#), 1);
            html = html.replacen(tag, &sealed, 1);
        }
    }
    write_file(dist, PAGE, html)
}

/// A short name for contents.
pub fn hex(text: impl AsRef<[u8]>) -> String {
    Sha256::digest(text).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
