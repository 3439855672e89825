//! What is measured in Chromium: the engine beside plain JavaScript, and the
//! site under a person's fingers.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::setup::{Toolbox, WASM};
use crate::shell::{self, say};

/// Builds the page that times the engine, and measures it and the site.
pub fn measure(tools: &Toolbox, site: &Path) -> Result<Value> {
    let page = tools.workspace.target.join("bench-web");
    build_page(tools, &page)?;
    let chromium = tools.chromium()?;
    let cargo = |subcommand: &str| -> Result<_> {
        let mut command = tools.shell.command("cargo")?;
        command.args([
            subcommand,
            "--locked",
            "--quiet",
            "--package",
            "megahour-browser",
            "--bin",
            "measure",
        ]);
        Ok(command)
    };
    // Compiled first, so that what was said last is about measuring.
    shell::run(&mut cargo("build")?)?;
    say("measuring in Chromium for about six minutes; other work on this machine would show");
    let figures = shell::read(
        cargo("run")?
            .env("MEGAHOUR_DIST", site)
            .env("MEGAHOUR_BENCH", &page)
            .env("LIGHTHOUSE", tools.lighthouse()?)
            .env("CHROMIUM", &chromium.browser)
            .env("CHROMEDRIVER", &chromium.driver),
    )?;
    serde_json::from_str(&figures).context("reading what was measured")
}

/// The page with the engine twice: for speed, and as the app has it.
fn build_page(tools: &Toolbox, page: &Path) -> Result<()> {
    for (folder, profile) in [("fast", "speed"), ("small", "release")] {
        shell::run(
            tools
                .shell
                .command("cargo")?
                .args(["build", "--locked", "--package", "megahour-bench-web"])
                .args(["--target", WASM, "--profile", profile]),
        )?;
        let engine = tools.workspace.target.join(WASM).join(profile).join("megahour_bench_web.wasm");
        shell::run(
            tools
                .shell
                .command("wasm-bindgen")?
                .args(["--target", "web", "--no-typescript", "--out-name", "engine", "--out-dir"])
                .arg(page.join(folder))
                .arg(engine),
        )?;
    }
    let sources = tools.workspace.root.join("benches").join("web").join("page");
    for name in ["index.html", "bench.js", "chance.js", "plain.js"] {
        fs::copy(sources.join(name), page.join(name)).with_context(|| format!("copying {name}"))?;
    }
    Ok(())
}
