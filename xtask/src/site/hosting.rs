//! What hosts look for beside the files: headers, and a page for wrong addresses.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;

use super::fingerprint::has_hash;
use super::{digest, names_below, policy, write_file};

const HEADERS: &str = "_headers";
const NOT_FOUND: &str = "404.html";
/// What is added here.
pub const ADDED: [&str; 2] = [HEADERS, NOT_FOUND];

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// Writes both files.
pub fn write(dist: &Path, page_policy: &str) -> Result<()> {
    write_file(dist, NOT_FOUND, not_found())?;
    // Each address has one rule for caching: hosts disagree about which of two holds.
    let mut text = String::from("/*\n");
    for (name, value) in policy::HEADERS {
        writeln!(text, "  {name}: {value}")?;
    }
    let header = policy::as_header(page_policy);
    writeln!(text, "/\n  Cache-Control: {ASK_AGAIN}\n  Content-Security-Policy: {header}")?;
    for name in names_below(dist)? {
        let age = if has_hash(&name) { FOR_EVER } else { ASK_AGAIN };
        writeln!(text, "/{name}\n  Cache-Control: {age}")?;
        if name == super::PAGE {
            writeln!(text, "  Content-Security-Policy: {header}")?;
        }
    }
    write_file(dist, HEADERS, text)
}

/// The nearest folder above is where the app is, or on the way there.
const UP: &str = r#"if(location.pathname.endsWith("/"))document.querySelector("a").href="../""#;

fn not_found() -> String {
    let style = "body{font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:15vh auto;padding:0 16px}\
                 :root{color-scheme:light dark}";
    format!(
        r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Nothing here · Megahour</title><style>{style}</style></head><body><main><h1>Nothing is at this address</h1><p>Every view and every shared scenario of Megahour has the same address, with what differs after a “#”.</p><p><a href="./">Go to Megahour</a></p></main><script>{UP}</script></body></html>"#,
        digest(style.as_bytes()),
        digest(UP.as_bytes()),
    )
}
