//! `cargo xtask test`: every check, the cheapest first.
//!
//! No stage sets compiler flags of its own, so that all of them share one
//! target directory and what one has compiled serves the next.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde_json::json;

use crate::args::{Build, Selection};
use crate::build;
use crate::setup::{self, Need, Toolbox, WASM};
use crate::shell;
use crate::size;
use crate::stages::Summary;
use crate::workspace::Workspace;

/// One check.
struct Stage {
    name: &'static str,
    needs: &'static [Need],
    run: fn(&Toolbox) -> Result<()>,
}

const STAGES: [Stage; 9] = [
    Stage { name: "format", needs: &[], run: format },
    Stage { name: "clippy", needs: &[], run: clippy },
    Stage { name: "clippy-wasm", needs: &[Need::WasmTarget], run: clippy_wasm },
    Stage { name: "native", needs: &[], run: native },
    Stage { name: "docs", needs: &[Need::WasmTarget], run: docs },
    Stage { name: "wasm", needs: &[Need::WasmTarget, Need::WasmBindgen, Need::Chromium], run: wasm },
    Stage { name: "release", needs: &build::NEEDS, run: release },
    Stage { name: "size", needs: &[], run: size_budget },
    Stage { name: "browser", needs: &[Need::Chromium, Need::AxeCore], run: browser },
];

/// Runs the selected stages up to the first that fails, and sums up.
pub fn run(workspace: Workspace, selection: &Selection) -> Result<()> {
    let stages = select(selection)?;
    let needs: Vec<Need> = stages.iter().flat_map(|stage| stage.needs).copied().collect();

    let mut summary = Summary::default();
    let mut result = Ok(());
    match summary.run("set-up", || setup::provide(workspace, &needs)) {
        Ok(tools) => {
            for stage in stages {
                if result.is_ok() {
                    result = summary
                        .run(stage.name, || (stage.run)(&tools))
                        .with_context(|| format!("the stage `{}` failed", stage.name));
                } else {
                    summary.skip(stage.name);
                }
            }
        }
        Err(error) => {
            for stage in stages {
                summary.skip(stage.name);
            }
            result = Err(error);
        }
    }
    println!("\n{summary}");
    result
}

fn select(selection: &Selection) -> Result<&'static [Stage]> {
    static ALL: &[Stage] = &STAGES;
    let position = |name: &str| match ALL.iter().position(|stage| stage.name == name) {
        Some(position) => Ok(position),
        None => {
            let names: Vec<_> = ALL.iter().map(|stage| stage.name).collect();
            bail!("there is no stage `{name}`; the stages are {}", names.join(", "))
        }
    };
    Ok(match selection {
        Selection::All => ALL,
        Selection::Only(name) => {
            let position = position(name)?;
            &ALL[position..=position]
        }
        Selection::From(name) => &ALL[position(name)?..],
    })
}

fn cargo(tools: &Toolbox, subcommand: &str) -> Result<Command> {
    let mut command = tools.shell.command("cargo")?;
    command.args([subcommand, "--locked"]);
    Ok(command)
}

fn format(tools: &Toolbox) -> Result<()> {
    shell::run(tools.shell.command("cargo")?.args(["fmt", "--all", "--check"]))
}

fn clippy(tools: &Toolbox) -> Result<()> {
    shell::run(cargo(tools, "clippy")?.args(["--workspace", "--all-targets", "--", "--deny", "warnings"]))
}

/// The integration tests that run in a browser, by their names. The others
/// and the benchmarks are native: what they are written with has no
/// WebAssembly build.
const WASM_TESTS: &str = "wasm*";

fn clippy_wasm(tools: &Toolbox) -> Result<()> {
    shell::run(cargo(tools, "clippy")?.args([
        "--package",
        "megahour",
        "--target",
        WASM,
        "--lib",
        "--bins",
        "--test",
        WASM_TESTS,
        "--",
        "--deny",
        "warnings",
    ]))
}

fn native(tools: &Toolbox) -> Result<()> {
    shell::run(cargo(tools, "test")?.args(["--workspace", "--exclude", "megahour-browser"]))
}

/// Twice, because the browser's half of the code exists only for WebAssembly.
fn docs(tools: &Toolbox) -> Result<()> {
    let doc = |arguments: &[&str]| -> Result<()> {
        shell::run(
            cargo(tools, "doc")?.arg("--no-deps").args(arguments).env("RUSTDOCFLAGS", "--deny warnings"),
        )
    };
    doc(&["--workspace"])?;
    doc(&["--package", "megahour", "--target", WASM])
}

fn wasm(tools: &Toolbox) -> Result<()> {
    let chromium = tools.chromium()?;
    let settings = tools.workspace.target.join("webdriver.json");
    // The runner adds what headless operation takes; only which of the
    // installed browsers is meant has to be told.
    let capabilities = json!({ "goog:chromeOptions": { "binary": chromium.browser } });
    fs::write(&settings, capabilities.to_string())
        .with_context(|| format!("writing {}", settings.display()))?;
    shell::run(
        cargo(tools, "test")?
            .args(["--package", "megahour", "--target", WASM, "--test", WASM_TESTS])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
            .env("CHROMEDRIVER", &chromium.driver)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings)
            // The defaults are for machines that do nothing else meanwhile.
            .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "30")
            .env("WASM_BINDGEN_TEST_TIMEOUT", "300"),
    )
}

/// The tested site is kept apart from `dist/`, which belongs to the developer.
fn tested_site(tools: &Toolbox) -> PathBuf {
    tools.workspace.target.join("tested-site")
}

fn release(tools: &Toolbox) -> Result<()> {
    build::release(tools, &tested_site(tools), &Build::default())
}

/// Says how old the tested site is: a single stage takes the one that is there.
fn say_age(site: &Path) -> Result<()> {
    let built = fs::metadata(site.join("index.html"))
        .and_then(|page| page.modified())
        .with_context(|| format!("{} holds no site: run the stage `release` first", site.display()))?;
    if let Ok(age) = built.elapsed() {
        println!("xtask: the site was built {} minutes ago", age.as_secs() / 60);
    }
    Ok(())
}

fn size_budget(tools: &Toolbox) -> Result<()> {
    say_age(&tested_site(tools))?;
    let report = size::measure(&tested_site(tools))?;
    println!("{report}");
    report.check()
}

fn browser(tools: &Toolbox) -> Result<()> {
    say_age(&tested_site(tools))?;
    let chromium = tools.chromium()?;
    shell::run(
        cargo(tools, "test")?
            .args(["--package", "megahour-browser"])
            .env("MEGAHOUR_DIST", tested_site(tools))
            .env("CHROMIUM", &chromium.browser)
            .env("CHROMEDRIVER", &chromium.driver)
            .env("AXE_CORE", tools.axe()?),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(selection: &Selection) -> Vec<&'static str> {
        select(selection).unwrap().iter().map(|stage| stage.name).collect()
    }

    #[test]
    fn stages_are_selected_by_name() {
        let only = Selection::Only("docs".to_owned());
        assert_eq!(names(&only), ["docs"]);
        let from = Selection::From("size".to_owned());
        assert_eq!(names(&from), ["size", "browser"]);
        assert_eq!(names(&Selection::All).len(), STAGES.len());
    }

    #[test]
    fn an_unknown_stage_is_answered_with_the_names() {
        let error = select(&Selection::Only("doc".to_owned())).err().unwrap();
        assert!(error.to_string().contains("docs"));
    }
}
