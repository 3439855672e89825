//! How many bytes a first visit costs, and whether that is within the budget.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use xtask::site;

use crate::parts;

/// What a first visit is to transfer at most, in bytes after brotli, with every
/// view in place.
pub const GOAL: u64 = 290_000;

/// The most that it may transfer until then. The compiler of row programs came
/// into the first load on 2026-11-28 and took it from 277 kB to 344 kB.
pub const BUDGET: u64 = 350_000;

/// What a style sheet names for signs that the app itself does not show: the
/// browser fetches it once a person writes one. A hash follows.
const ON_DEMAND: &str = "fonts/inter-latin-wght-normal";

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
struct File {
    /// Its path below the site's root, with `/` between the parts.
    name: String,
    raw: u64,
    /// What is transferred: brotli at its best, or the file itself where
    /// that is smaller, as with fonts and images.
    transferred: u64,
    /// Whether the page asks for it before a person does anything.
    first_load: bool,
}

/// Every file of the site, those of the first load first, the largest first.
#[derive(Debug)]
pub struct Report {
    files: Vec<File>,
}

/// Measures a built site.
pub fn measure(dist: &Path) -> Result<Report> {
    let mut names = site::names_below(dist)?;
    names.retain(|name| !site::is_packed(name));
    let first = first_load(&names, |name| {
        let path = dist.join(name);
        fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
    })?;
    let mut files = Vec::new();
    for name in names {
        let path = dist.join(&name);
        let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        files.push(File {
            raw: length(&bytes),
            transferred: transferred(&bytes)?,
            first_load: first.contains(&name),
            name,
        });
    }
    Ok(Report::new(files))
}

impl Report {
    fn new(mut files: Vec<File>) -> Self {
        files.sort_by_key(|file| (!file.first_load, std::cmp::Reverse(file.transferred)));
        Self { files }
    }

    /// Fails when a first visit costs more than the budget.
    pub fn check(&self) -> Result<()> {
        let total = self.first_load();
        if total > BUDGET {
            bail!("the first load is {}, over the budget of {}", Bytes(total), Bytes(BUDGET));
        }
        if total > GOAL {
            println!("The first load is {} over its goal of {}.", Bytes(total - GOAL), Bytes(GOAL));
        }
        Ok(())
    }

    /// What a first visit transfers, in bytes.
    pub fn first_load(&self) -> u64 {
        self.files.iter().filter(|file| file.first_load).map(|file| file.transferred).sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self
            .files
            .iter()
            .map(|file| file.name.len())
            .max()
            .unwrap_or_default()
            .max("First load, of 360.0 kB".len());
        writeln!(formatter, "{:width$} {:>10} {:>10}", "File", "Raw", "Brotli")?;
        for file in &self.files {
            let note = if file.first_load { "" } else { "  later" };
            writeln!(
                formatter,
                "{:width$} {:>10} {:>10}{note}",
                file.name,
                Bytes(file.raw).to_string(),
                Bytes(file.transferred).to_string()
            )?;
        }
        let raw = self.files.iter().filter(|file| file.first_load).map(|file| file.raw).sum();
        write!(
            formatter,
            "{:width$} {:>10} {:>10}",
            format!("First load, of {}", Bytes(BUDGET)),
            Bytes(raw).to_string(),
            Bytes(self.first_load()).to_string()
        )
    }
}

/// A number of bytes, shown in kB of 1000 bytes.
pub struct Bytes(pub u64);

impl fmt::Display for Bytes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 + 50) / 100;
        write!(formatter, "{}.{} kB", tenths / 10, tenths % 10)
    }
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

fn transferred(bytes: &[u8]) -> Result<u64> {
    Ok(length(&site::brotli(bytes)?).min(length(bytes)))
}

/// The files that the page names, or that a script or style sheet among these
/// names in turn. File names carry hashes, so that finding one in a text means
/// that it is used. What the script that fetches parts names is for later.
fn first_load(names: &[String], read: impl Fn(&str) -> Result<String>) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut open = vec!["index.html".to_owned()];
    while let Some(name) = open.pop() {
        if is_text(&name) && !parts::fetches_later(&name) {
            let text = without_meta(&read(&name)?);
            open.extend(
                names
                    .iter()
                    .filter(|other| !found.contains(*other) && **other != name && !comes_after(other))
                    .filter(|other| !other.starts_with(ON_DEMAND))
                    .filter(|other| text.contains(other.as_str()))
                    .cloned(),
            );
        }
        found.insert(name);
    }
    Ok(found)
}

/// What the page names, but asks for only once the program runs, if at all: what
/// keeps it for offline use, and what a system that installs it wants.
fn comes_after(name: &str) -> bool {
    name == "service-worker.js" || name.ends_with(".webmanifest") || name.starts_with("icons/")
}

fn is_text(name: &str) -> bool {
    matches!(Path::new(name).extension().and_then(|end| end.to_str()), Some("html" | "css" | "js"))
}

/// A `<meta>` hands a name to the program, which loads the file when a person
/// asks for what is in it.
fn without_meta(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some(start) = rest.find("<meta") {
        kept.push_str(&rest[..start]);
        let end = rest[start..].find('>').map_or(rest.len(), |at| start + at + 1);
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, transferred: u64, first_load: bool) -> File {
        File { name: name.to_owned(), raw: transferred * 3, transferred, first_load }
    }

    #[test]
    fn the_first_load_is_what_the_page_leads_to() {
        let site = [
            ("a.webmanifest", "icons/icon-5.png"),
            ("app-1.css", "@font-face { src: url(inter-2.woff2) }"),
            ("app-3.js", "import './parts-3.js'; export default function init() {}"),
            ("app-3_bg.wasm", ""),
            (
                "index.html",
                "<meta name=worker content=worker-4.js><link href=./app-1.css>\
                 <link rel=manifest href=a.webmanifest>\
                 <script>import './app-3.js'; init('./app-3_bg.wasm'); register('service-worker.js')</script>",
            ),
            ("inter-2.woff2", ""),
            ("parts-3.js", "fetch('./view-3.wasm')"),
            ("view-3.wasm", ""),
            ("worker-4.js", ""),
        ];
        let names: Vec<_> = site.iter().map(|(name, _)| (*name).to_owned()).collect();
        let read = |name: &str| {
            site.iter()
                .find(|(other, _)| *other == name)
                .map(|(_, text)| (*text).to_owned())
                .context("no such file")
        };
        let found: Vec<_> = first_load(&names, read).unwrap().into_iter().collect();
        assert_eq!(
            found,
            ["app-1.css", "app-3.js", "app-3_bg.wasm", "index.html", "inter-2.woff2", "parts-3.js"]
        );
    }

    #[test]
    fn only_the_first_load_counts_towards_the_budget() {
        let within = Report::new(vec![file("a", BUDGET, true), file("b", 1, false)]);
        assert!(within.check().is_ok());
        let over = Report::new(vec![file("a", BUDGET, true), file("b", 1, true)]);
        assert!(over.check().is_err());
    }

    #[test]
    fn the_table_lists_what_weighs_most_first() {
        let report = Report::new(vec![
            file("small.css", 1_049, true),
            file("later.js", 9_000, false),
            file("large.wasm", 100_000, true),
        ]);
        let budget = Bytes(BUDGET);
        assert_eq!(
            report.to_string(),
            format!(
                "\
File                           Raw     Brotli
large.wasm                300.0 kB   100.0 kB
small.css                   3.1 kB     1.0 kB
later.js                   27.0 kB     9.0 kB  later
First load, of {budget}   303.1 kB   101.0 kB"
            )
        );
    }

    #[test]
    fn bytes_that_do_not_shrink_are_transferred_as_they_are() {
        assert_eq!(transferred(b"x").unwrap(), 1);
        assert!(transferred(&[b'x'; 1000]).unwrap() < 50);
    }
}
