//! `cargo xtask build`: the static site, ready for any web server.

use std::path::Path;

use anyhow::Result;

use crate::args::Build;
use crate::parts;
use crate::setup::{self, Need, Toolbox};
use crate::shell;
use crate::size;
use crate::workspace::Workspace;
use xtask::site;

/// What a release build needs.
pub const NEEDS: [Need; 6] =
    [Need::WasmTarget, Need::Crates, Need::Trunk, Need::WasmBindgen, Need::WasmOpt, Need::Esbuild];

/// Builds into `dist/` and says where the bytes are.
pub fn run(workspace: Workspace, options: &Build) -> Result<()> {
    let dist = workspace.root.join("dist");
    let tools = setup::provide(workspace, &NEEDS)?;
    release(&tools, &dist, options)?;
    println!("{}", size::measure(&dist)?);
    println!("The site is in dist/; any static web server can serve it.");
    Ok(())
}

/// Builds the site into a directory and finishes it.
pub fn release(tools: &Toolbox, dist: &Path, options: &Build) -> Result<()> {
    shell::run(
        tools
            .shell
            .command("trunk")?
            .args(["build", "--release", "--features", "split"])
            .args(["--public-url", &options.public_url, "--dist"])
            .arg(dist),
    )?;
    parts::cut(tools, dist)?;
    site::finish(dist, site::Options { address: options.address.as_deref(), packed: true })
}
