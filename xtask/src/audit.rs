//! `cargo xtask audit`: licences, sources, doubles and known holes of what the
//! project depends on.

use std::env;

use anyhow::{Context as _, Result};

use crate::setup::{self, Need, Toolbox};
use crate::shell::{self, say};
use crate::workspace::Workspace;

/// Runs every check of `deny.toml`.
pub fn run(workspace: Workspace) -> Result<()> {
    let tools = setup::provide(workspace, &[Need::Crates, Need::CargoDeny])?;
    check(&tools)
}

/// The same, with the tools at hand.
pub fn check(tools: &Toolbox) -> Result<()> {
    let deny = |arguments: &[&str]| -> Result<_> {
        let mut command = tools.shell.command("cargo-deny")?;
        command.args(["--workspace", "--locked"]).args(arguments);
        Ok(command)
    };
    shell::run(&mut deny(&["--offline", "check", "licenses", "bans", "sources"])?)?;
    // The list of known holes lives elsewhere. Where it cannot be had, that is
    // said; a machine that checks what is published has to have it.
    match shell::read(&mut deny(&["fetch", "db"])?) {
        Ok(_) => shell::run(&mut deny(&["--offline", "check", "advisories"])?),
        Err(error) if env::var_os("GITHUB_ACTIONS").is_some() => {
            Err(error).context("the list of known holes could not be fetched")
        }
        Err(_) => {
            say("NOT checked: known holes, because their list (RustSec) could not be fetched");
            Ok(())
        }
    }
}
