//! Dependencies point one way: `app → {store, table, export, chart, worker} →
//! model → engine`, and only `app` and the workers' end know the browser. A native
//! build has no Leptos.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "a test that cannot go on says so by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each layer with the other layers that it may use.
const LAYERS: [(&str, &[&str]); 8] = [
    ("engine", &[]),
    ("model", &["engine"]),
    ("store", &["engine", "model", "table"]),
    ("table", &["engine", "model"]),
    ("export", &["engine", "model"]),
    ("chart", &["engine", "model"]),
    ("worker", &["engine", "model"]),
    ("app", &["engine", "model", "store", "table", "export", "chart", "worker"]),
];

/// The crates that know the browser.
const BROWSER: [&str; 9] = [
    "leptos",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "gloo_storage",
    "gloo",
    "plotters_canvas",
    "console_error_panic_hook",
];

/// What else is no part of a calculation: clocks, files, randomness, network.
const OUTSIDE: [&str; 7] =
    ["std::time", "std::fs", "std::net", "std::env", "std::process", "std::thread", "rand::"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under a folder, with its text without comments.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the source").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a file of the source");
            let code = text.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code));
            found.push((path.clone(), code.collect::<Vec<_>>().join("\n")));
        }
    }
    found
}

/// The words that follow a path's beginning, wherever it stands: `engine` for
/// `crate::engine::unit`, both for `crate::{engine::unit, model}`.
fn named_after<'t>(code: &'t str, start: &str) -> BTreeSet<&'t str> {
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(start) {
        let rest = &code[at + start.len()..];
        let list = rest.strip_prefix('{').map_or(rest.split([';', ' ', '\n']).next().unwrap_or(rest), group);
        names.extend(top_level(list).map(first_word).filter(|name| !name.is_empty()));
    }
    names
}

/// The text up to the brace that closes a group.
fn group(rest: &str) -> &str {
    let mut depth = 1;
    for (at, sign) in rest.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth == 1 => return &rest[..at],
            '}' => depth -= 1,
            _ => {}
        }
    }
    rest
}

/// The parts of a group that are not inside another.
fn top_level(list: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    list.split(move |sign| {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        sign == ',' && depth == 0
    })
}

fn first_word(path: &str) -> &str {
    let path = path.trim();
    path.split(|sign: char| !sign.is_alphanumeric() && sign != '_').next().unwrap_or(path)
}

#[test]
fn the_reader_of_paths_finds_every_layer_that_is_named() {
    let code =
        "use crate::{engine::{unit, model}, store::json};\nlet x = crate::app::start();\nuse crate::chart;";
    assert_eq!(named_after(code, "crate::"), BTreeSet::from(["app", "chart", "engine", "store"]));
}

#[test]
fn every_folder_of_the_source_is_a_layer() {
    let folders: BTreeSet<String> = fs::read_dir(root().join("src"))
        .expect("the source")
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(folders, LAYERS.iter().map(|(layer, _)| (*layer).to_owned()).collect());
}

#[test]
fn a_layer_uses_only_the_layers_below_it() {
    for (layer, below) in LAYERS {
        let files = sources(&root().join("src").join(layer));
        assert!(!files.is_empty(), "{layer}");
        for (path, code) in files {
            for used in named_after(&code, "crate::").union(&named_after(&code, "megahour::")) {
                assert!(*used == layer || below.contains(used), "{} uses {used}", path.display());
            }
        }
    }
}

#[test]
fn nothing_climbs_out_of_its_layer_by_super() {
    for (layer, _) in LAYERS {
        let folder = root().join("src").join(layer);
        for (path, code) in sources(&folder) {
            let inside = path.strip_prefix(&folder).expect("a file of the layer");
            // A folder's own file stands one level higher than the others in it.
            // Tests at a file's end stand one level deeper and are left out.
            let levels = inside.components().count() - usize::from(path.ends_with("mod.rs"));
            let climbs = "super::".repeat(levels + 1);
            let code = code.split("#[cfg(test)]").next().unwrap_or(&code);
            assert!(!code.contains(&climbs), "{}", path.display());
        }
    }
}

/// The files beside the app that know the browser: the workers' program, and the
/// way of messages between it and the page.
const IN_THE_BROWSER: [&str; 2] = ["src/worker/main.rs", "src/worker/port.rs"];

#[test]
fn only_the_app_and_the_workers_end_know_the_browser() {
    for (layer, _) in LAYERS.iter().filter(|(layer, _)| *layer != "app") {
        for (path, code) in sources(&root().join("src").join(layer)) {
            let knows = BROWSER.iter().find(|name| code.contains(&format!("{name}::")));
            let may_know = IN_THE_BROWSER.iter().any(|file| path == root().join(file));
            assert_eq!(knows.is_some(), may_know, "{} uses {knows:?}", path.display());
        }
    }
}

#[test]
fn engine_and_model_have_no_clock_no_files_and_no_randomness() {
    for layer in ["engine", "model"] {
        for (path, code) in sources(&root().join("src").join(layer)) {
            for name in OUTSIDE {
                assert!(!code.contains(name), "{} uses {name}", path.display());
            }
        }
    }
}

/// The functions of `f64` that each platform computes as it likes, to the last
/// bit. A square root and the operations have one right result.
const OF_THE_PLATFORM: [&str; 16] = [
    "exp", "exp_m1", "exp2", "ln", "ln_1p", "log", "log2", "log10", "powf", "cbrt", "sin", "cos", "tan",
    "asin", "acos", "atan",
];

#[test]
fn what_the_engine_comes_to_does_not_depend_on_the_platforms_mathematics() {
    for (path, code) in sources(&root().join("src/engine")) {
        let code = code.split("#[cfg(test)]").next().unwrap_or(&code);
        for name in OF_THE_PLATFORM {
            assert!(!code.contains(&format!(".{name}(")), "{} calls {name}, not libm's", path.display());
        }
    }
}

#[test]
fn the_programs_entry_only_starts_the_app() {
    let main = fs::read_to_string(root().join("src/main.rs")).expect("the entry");
    assert!(main.lines().count() <= 20);
    assert_eq!(named_after(&main, "megahour::"), BTreeSet::from(["app"]));
    assert!(!main.contains("leptos"));
}

/// The names of the dependencies in the tables of a manifest that a rule picks.
fn dependencies(manifest: &str, is_meant: impl Fn(&str) -> bool) -> BTreeSet<&str> {
    let mut meant = false;
    let mut names = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            meant = line.contains("dependencies") && is_meant(line);
        } else if let (true, Some((name, _))) = (meant, line.split_once(" = ")) {
            names.insert(name.trim());
        }
    }
    names
}

#[test]
fn a_native_build_has_no_browser_in_it() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    let only_in_the_browser =
        |table: &str| table.contains(r#"cfg(target_arch = "wasm32")"#) && !table.contains("not(");
    let browser = dependencies(&manifest, only_in_the_browser);
    let everywhere = dependencies(&manifest, |table| !only_in_the_browser(table));
    assert!(browser.contains("leptos") && everywhere.contains("serde_json"));
    for name in BROWSER.map(|name| name.replace('_', "-")) {
        assert!(!everywhere.contains(name.as_str()), "{name}");
    }
}

#[test]
fn only_the_marks_of_parts_may_be_unsafe() {
    let with = |word: &str| -> BTreeSet<PathBuf> {
        let files = sources(&root().join("src")).into_iter();
        files.filter(|(_, code)| code.contains(word)).map(|(path, _)| path).collect()
    };
    let marks = BTreeSet::from([root().join("src/app/later.rs")]);
    assert_eq!(with("unsafe_code"), marks);
    assert_eq!(with("unsafe"), marks, "no code is unsafe but what the attribute writes");
}
