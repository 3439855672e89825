//! Cuts the program of a release into what the first load needs and parts that
//! the page fetches when they are first shown.
//!
//! Trunk knows one program. So Trunk builds the whole, with the marks that the
//! feature `split` leaves, and what it put into the site is then replaced.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};

use crate::bundle;
use crate::names;
use crate::order;
use crate::setup::{Toolbox, WASM};
use crate::shell;

/// What wasm-opt may assume: all of it is in every browser that has SIMD.
const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// What wasm-opt does to a part. What counts is its size after compression: a
/// program that is taken apart and put together anew, twice, has more patterns
/// in common with itself. It is 6% larger than after `-Oz` and 2% smaller after
/// brotli (the program of 2026-11-26: 243.9 kB instead of 248.5 kB).
const PASSES: [&str; 5] = ["--flatten", "--rereloop", "-O2", "-O2", "--strip-producers"];

/// The bytes from which on wasm-opt finds something. Every other part is smaller,
/// and starting the program for each took most of the time.
const WORTH_OPTIMIZING: usize = 2_000;

/// The names that the tools give before the files get their own.
const PROGRAM: &str = "megahour_bg.wasm";
const SCRIPT: &str = "megahour.js";
/// The script that fetches parts. The program imports from it by this name.
const FETCHER: &str = "parts.js";

/// The parts that come with the first thing that a person does: what reads and
/// writes scenarios, and what stands below the screen at the start.
const FIRST_PARTS: [&str; 2] = ["keeping", "judgement"];

/// Whether the page leads to a file only when a person asks for what is in it.
pub fn fetches_later(name: &str) -> bool {
    name.starts_with("parts-") && name.ends_with(".js")
}

/// Replaces the whole program in a built site by its parts.
pub fn cut(tools: &Toolbox, dist: &Path) -> Result<()> {
    let target = &tools.workspace.target;
    let whole = target.join(WASM).join("release").join("megahour.wasm");
    let work = target.join("parts");
    if work.exists() {
        fs::remove_dir_all(&work).with_context(|| format!("emptying {}", work.display()))?;
    }
    fs::create_dir_all(&work).with_context(|| format!("creating {}", work.display()))?;
    let files = made(tools, &whole, &work)?;
    place(&files, dist)
}

/// The program's files by the names the tools gave them.
fn made(tools: &Toolbox, whole: &Path, work: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let whole = read(whole)?;
    let main = work.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(&whole);
    options.output_dir = work;
    options.main_out_path = &main;
    let (fetcher, script) = (format!("./{FETCHER}"), format!("./{SCRIPT}"));
    options.link_name = &fetcher;
    options.main_module = &script;
    wasm_split_cli_support::transform(options).map_err(|error| anyhow!("cutting the program: {error:#}"))?;
    shell::run(
        tools
            .shell
            .command("wasm-bindgen")?
            // What the parts take from the main part looks unused to wasm-bindgen.
            .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", "megahour"])
            .arg("--out-dir")
            .arg(work)
            .arg(&main),
    )?;
    fs::remove_file(&main).with_context(|| format!("removing {}", main.display()))?;
    shell::say("optimizing each part");
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(work)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".wasm") {
            optimize(tools, &path)?;
        }
        files.insert(name, read(&path)?);
    }
    bundle::small_chunks(&mut files, FETCHER, &FIRST_PARTS)?;
    for (name, bytes) in files.iter_mut().filter(|(name, _)| name.ends_with(".js")) {
        *bytes = shortened(tools, &work.join(name), bytes)?;
    }
    shorten_names(&mut files)?;
    Ok(files)
}

fn optimize(tools: &Toolbox, file: &Path) -> Result<()> {
    let module = read(file)?;
    if module.len() < WORTH_OPTIMIZING {
        return write(file, &order::without_names(&module)?);
    }
    wasm_opt(tools, file, &PASSES)?;
    // Parts are too small to have much in common with themselves.
    if file.ends_with(PROGRAM) {
        write(file, &order::named(&read(file)?)?)?;
        wasm_opt(tools, file, &["--reorder-functions-by-name"])?;
    }
    Ok(())
}

/// Rewrites a file, which has no names then.
fn wasm_opt(tools: &Toolbox, file: &Path, passes: &[&str]) -> Result<()> {
    let mut command = tools.shell.command("wasm-opt")?;
    command.args(passes).arg("--strip-debug").args(FEATURES).arg("--output").args([file, file]);
    shell::read(&mut command).map(drop)
}

/// Gives what the program takes from its script short names in both.
fn shorten_names(files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    let program = files.get(PROGRAM).context("wasm-bindgen wrote no program")?;
    let script = files.get(SCRIPT).context("wasm-bindgen wrote no script")?;
    let (program, script) = names::shorten(program, std::str::from_utf8(script)?)?;
    files.insert(PROGRAM.to_owned(), program);
    files.insert(SCRIPT.to_owned(), script.into_bytes());
    Ok(())
}

/// A script without what only people need, by way of a file.
fn shortened(tools: &Toolbox, file: &Path, script: &[u8]) -> Result<Vec<u8>> {
    write(file, script)?;
    let mut command = tools.shell.command("esbuild")?;
    command.args(["--minify", "--format=esm", "--log-level=warning"]).arg(file);
    Ok(shell::read(&mut command)?.into_bytes())
}

/// Puts the files into the site under names with their hash, in place of what
/// Trunk has put there.
fn place(files: &BTreeMap<String, Vec<u8>>, dist: &Path) -> Result<()> {
    let old = trunks_script(dist)?;
    let hash = hash(files);
    let named: BTreeMap<&str, String> =
        files.keys().map(|name| (name.as_str(), hashed_name(name, &hash))).collect();
    for (name, bytes) in files {
        let bytes = match String::from_utf8(bytes.clone()) {
            Ok(text) if name.ends_with(".js") => renamed(&text, &named).into_bytes(),
            _ => bytes.clone(),
        };
        write(&dist.join(&named[name.as_str()]), &bytes)?;
    }
    for end in [".js", "_bg.wasm"] {
        let path = dist.join(format!("{old}{end}"));
        fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
    }
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).with_context(|| format!("reading {}", page.display()))?;
    write(&page, html.replace(&old, &format!("megahour-{hash}")).as_bytes())
}

/// What the names of Trunk's script and program have in common.
fn trunks_script(dist: &Path) -> Result<String> {
    for entry in fs::read_dir(dist).with_context(|| format!("reading {}", dist.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(stem) = name.strip_suffix(".js").filter(|stem| stem.starts_with("megahour-")) {
            return Ok(stem.to_owned());
        }
    }
    Err(anyhow!("Trunk put no script into {}", dist.display()))
}

/// Parts fit only the main part they were cut from, so all carry one hash.
fn hash(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut hasher = DefaultHasher::new();
    for (name, bytes) in files {
        hasher.write(name.as_bytes());
        hasher.write(bytes);
    }
    format!("{:016x}", hasher.finish())
}

/// `split_scorecard.wasm` becomes `scorecard-HASH.wasm`.
fn hashed_name(name: &str, hash: &str) -> String {
    if name == PROGRAM {
        return format!("megahour-{hash}_bg.wasm");
    }
    let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = stem.strip_prefix("split_").unwrap_or(stem);
    format!("{stem}-{hash}.{end}")
}

/// A script with the other files' new names. The name by which the program
/// imports from the fetching script is within the program, and stays.
fn renamed(script: &str, named: &BTreeMap<&str, String>) -> String {
    let mut script = script.to_owned();
    for (name, new) in named {
        for quote in ['"', '\''] {
            for (before, prefix) in [("from ", "./"), ("from", "./"), ("new URL(", "./"), ("new URL(", "")] {
                let old = format!("{before}{quote}{prefix}{name}{quote}");
                script = script.replace(&old, &format!("{before}{quote}./{new}{quote}"));
            }
        }
    }
    script
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("reading {}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("writing {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_the_hash() {
        assert_eq!(hashed_name("megahour_bg.wasm", "1f"), "megahour-1f_bg.wasm");
        assert_eq!(hashed_name("megahour.js", "1f"), "megahour-1f.js");
        assert_eq!(hashed_name("parts.js", "1f"), "parts-1f.js");
        assert_eq!(hashed_name("split_scorecard.wasm", "1f"), "scorecard-1f.wasm");
        assert_eq!(hashed_name("chunk_2.wasm", "1f"), "chunk_2-1f.wasm");
    }

    #[test]
    fn scripts_name_the_files_as_they_are_called_then() {
        let named = ["megahour_bg.wasm", "parts.js", "split_scorecard.wasm"]
            .map(|name| (name, hashed_name(name, "1f")))
            .into_iter()
            .collect();
        let script = "import * as a from \"./parts.js\"\n\
                      const imports = { \"./parts.js\": a };\n\
                      fetch(new URL(\"./split_scorecard.wasm\", import.meta.url));\n\
                      url = new URL('megahour_bg.wasm', import.meta.url);";
        assert_eq!(
            renamed(script, &named),
            "import * as a from \"./parts-1f.js\"\n\
             const imports = { \"./parts.js\": a };\n\
             fetch(new URL(\"./scorecard-1f.wasm\", import.meta.url));\n\
             url = new URL('./megahour-1f_bg.wasm', import.meta.url);"
        );
    }

    #[test]
    fn every_change_changes_the_hash() {
        let files = |bytes: &[u8]| [("a.wasm".to_owned(), bytes.to_vec())].into_iter().collect();
        assert_eq!(hash(&files(b"1")), hash(&files(b"1")));
        assert_ne!(hash(&files(b"1")), hash(&files(b"2")));
    }
}
