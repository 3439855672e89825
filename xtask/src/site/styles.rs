//! One style sheet instead of a dozen: the page is drawn once all have come,
//! and each costs a slow network a round trip.

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

/// Joins the page's style sheets in their order, where there are several.
pub fn merge(dist: &Path) -> Result<()> {
    let html = read_text(dist, PAGE)?;
    let links: Vec<_> =
        tags(&html, "link").filter(|tag| attribute(tag, "rel") == Some("stylesheet")).collect();
    if links.len() < 2 {
        return Ok(());
    }
    let mut all = String::new();
    let mut prefix = "";
    for link in &links {
        let address = attribute(link, "href").context("a style sheet without an address")?;
        let (folder, name) = address.rsplit_once('/').unwrap_or(("", address));
        prefix = &address[..folder.len() + usize::from(!folder.is_empty())];
        all.push_str(read_text(dist, name)?.trim());
        all.push('\n');
        fs::remove_file(dist.join(name)).with_context(|| format!("removing {name}"))?;
    }
    write_file(dist, MERGED, all)?;
    let mut merged = html.clone();
    for (at, link) in links.iter().enumerate() {
        let one = format!(r#"<link rel="stylesheet" href="{prefix}{MERGED}">"#);
        merged = merged.replacen(link, if at == 0 { &one } else { "" }, 1);
    }
    write_file(dist, PAGE, merged)
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
