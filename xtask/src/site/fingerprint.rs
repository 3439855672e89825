//! Names that change with the contents, so that hosts and browsers may keep a
//! file for ever. Trunk gives them to what it builds; here the rest gets them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::styles::hex;
use super::{PAGE, extension, names_below, read, write_file};

/// Renames every file that may change under its name, and what names it.
pub fn rename(dist: &Path) -> Result<()> {
    let mut files = BTreeMap::new();
    for name in names_below(dist)? {
        files.insert(name.clone(), read(dist, &name)?);
    }
    let mut waiting = renamable(&files);
    // What names no other waiting file comes first: its contents are final.
    while let Some(at) = waiting.iter().position(|name| !names_any(&files[name], name, &waiting)) {
        let name = waiting.swap_remove(at);
        let contents = files.remove(&name).unwrap_or_default();
        let new = hashed(&name, &contents);
        fs::rename(dist.join(&name), dist.join(&new)).with_context(|| format!("renaming {name}"))?;
        for (other, contents) in &mut files {
            if is_text(other)
                && !has_hash(other)
                && let Ok(text) = std::str::from_utf8(contents)
                && mentions(text, &name)
            {
                *contents = replace(text, &name, &new).into_bytes();
                write_file(dist, other, &contents)?;
            }
        }
        files.insert(new, contents);
    }
    Ok(())
}

/// Files with plain names that only files with plain names mention. What a file
/// with a hash in its name mentions has to keep its name.
fn renamable(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let speaks = |name: &str| matches!(extension(name), "js" | "mjs" | "css" | "wasm");
    let fixed = files.iter().filter(|(name, _)| has_hash(name) && speaks(name));
    let fixed: Vec<_> = fixed.map(|(_, contents)| String::from_utf8_lossy(contents)).collect();
    let plain = files.keys().filter(|name| *name != PAGE && !has_hash(name) && extension(name) != "txt");
    plain.filter(|name| !fixed.iter().any(|text| text.contains(name.as_str()))).cloned().collect()
}

fn names_any(contents: &[u8], own: &str, names: &[String]) -> bool {
    let text = std::str::from_utf8(contents).unwrap_or_default();
    names.iter().any(|name| name != own && mentions(text, name))
}

/// Whether a name ends with a hash, before `_bg` and what follows the dot.
pub fn has_hash(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    let stem = file.split('.').next().unwrap_or(file);
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once(['-', '_'])
        .is_some_and(|(_, end)| end.len() >= 12 && end.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn hashed(name: &str, contents: &[u8]) -> String {
    let (folder, file) =
        name.rsplit_once('/').map_or((String::new(), name), |(folder, file)| (format!("{folder}/"), file));
    let (stem, end) = file.rsplit_once('.').unwrap_or((file, ""));
    let hash = hex(contents);
    match stem.strip_suffix("_bg") {
        Some(stem) => format!("{folder}{stem}-{hash}_bg.{end}"),
        None => format!("{folder}{stem}-{hash}.{end}"),
    }
}

fn is_text(name: &str) -> bool {
    matches!(extension(name), "html" | "css" | "js" | "mjs" | "json" | "webmanifest" | "svg")
}

/// Whether a text names a file, and not one whose name only ends so.
fn mentions(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| begins_here(text, at))
}

fn begins_here(text: &str, at: usize) -> bool {
    !text[..at].ends_with(|before: char| before.is_alphanumeric() || "-_.".contains(before))
}

fn replace(text: &str, name: &str, new: &str) -> String {
    let mut replaced = String::new();
    let mut rest = 0;
    for (at, _) in text.match_indices(name) {
        // `./icon.svg` names `icon.svg`; the dot before the slash is no part of it.
        if begins_here(text, at) {
            replaced.push_str(&text[rest..at]);
            replaced.push_str(new);
            rest = at + name.len();
        }
    }
    replaced.push_str(&text[rest..]);
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_told_from_words() {
        for name in
            ["app-89b3de5895bfd750.js", "app-89b3de5895bfd750_bg.wasm", "fonts/a-0123456789abcdef.woff2"]
        {
            assert!(has_hash(name), "{name}");
        }
        for name in ["index.html", "worker_bg.wasm", "fonts/inter-latin-wght-normal.woff2", "icon-192.png"] {
            assert!(!has_hash(name), "{name}");
        }
    }

    #[test]
    fn a_name_that_another_ends_with_is_left() {
        let text = r#"import "./worker.js"; import "./co-worker.js"; "icons/worker.js""#;
        let replaced = replace(text, "worker.js", "worker-1.js");
        assert_eq!(replaced, r#"import "./worker-1.js"; import "./co-worker.js"; "icons/worker-1.js""#);
    }

    #[test]
    fn files_are_renamed_from_the_leaves_and_only_where_all_that_name_them_can_follow() {
        let dist = std::env::temp_dir().join(format!("megahour-fingerprint-{}", std::process::id()));
        fs::create_dir_all(dist.join("icons")).unwrap();
        for (name, text) in [
            ("index.html", r#"<link href="./site.webmanifest"><meta content="worker.js">"#),
            ("site.webmanifest", r#"{"icons":[{"src":"icons/a.png"}]}"#),
            ("icons/a.png", "png"),
            ("worker.js", r#"init("worker_bg.wasm")"#),
            ("worker_bg.wasm", "code"),
            ("app-0123456789abcdef.js", r#"import "./kept.js""#),
            ("kept.js", ""),
        ] {
            fs::write(dist.join(name), text).unwrap();
        }
        rename(&dist).unwrap();
        let names = names_below(&dist).unwrap();
        fs::remove_dir_all(&dist).ok();
        let plain: Vec<_> = names.iter().filter(|name| !has_hash(name)).collect();
        assert_eq!(plain, ["index.html", "kept.js"]);
        assert_eq!(names.len(), 7);
    }
}
