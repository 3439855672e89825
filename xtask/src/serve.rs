//! `cargo xtask serve`: a development build that follows the sources.

use anyhow::Result;

use crate::args::Serve;
use crate::setup::{self, Need};
use crate::shell;
use crate::workspace::Workspace;

/// Serves until interrupted. The site lies in the target directory, so that
/// `dist/` only ever holds a release.
pub fn run(workspace: Workspace, options: &Serve) -> Result<()> {
    let tools = setup::provide(workspace, &[Need::WasmTarget, Need::Crates, Need::Trunk, Need::WasmBindgen])?;
    let mut trunk = tools.shell.command("trunk")?;
    trunk
        .args(["serve", "--port", &options.port.to_string(), "--dist"])
        .arg(tools.workspace.target.join("serve"));
    if options.open {
        trunk.arg("--open");
    }
    shell::say(&format!("building; the app will be at http://127.0.0.1:{}/ (Ctrl+C ends it)", options.port));
    shell::run(&mut trunk)
}
