//! `cargo xtask bench`: how fast the engine and the page are.

mod report;
mod web;

use anyhow::Result;

use crate::args::Build;
use crate::build;
use crate::setup::{self, Need, Toolbox};
use crate::shell;
use crate::size;
use crate::workspace::Workspace;

/// Runs every benchmark, one after the other so that they don't disturb
/// each other.
pub fn run(workspace: Workspace) -> Result<()> {
    let needs: Vec<Need> = build::NEEDS.into_iter().chain([Need::Chromium, Need::Lighthouse]).collect();
    let tools = setup::provide(workspace, &needs)?;
    native(&tools)?;
    // The site that `test` builds as well; `dist/` belongs to the developer.
    let site = tools.workspace.target.join("tested-site");
    build::release(&tools, &site, &Build::default())?;
    let figures = web::measure(&tools, &site)?;
    println!("{}", report::table(&figures, size::measure(&site)?.first_load())?);
    Ok(())
}

/// The criterion benchmarks, on this machine's own instruction set.
fn native(tools: &Toolbox) -> Result<()> {
    shell::run(tools.shell.command("cargo")?.args([
        "bench",
        "--locked",
        "--package",
        "megahour",
        "--benches",
    ]))
}
