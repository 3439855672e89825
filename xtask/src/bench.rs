//! `cargo xtask bench`: how fast the engine is.

use anyhow::Result;

use crate::setup::{self, Toolbox};
use crate::shell;
use crate::workspace::Workspace;

/// Runs every benchmark, one after the other so that they don't disturb
/// each other.
pub fn run(workspace: Workspace) -> Result<()> {
    let tools = setup::provide(workspace, &[])?;
    native(&tools)
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
