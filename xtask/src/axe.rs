//! axe-core, the script that finds barriers in the pages that tests open.
//!
//! It is a file and no program, so that PATH has no say: `AXE_CORE` names the
//! file where a person has one.

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use crate::shell::{Shell, say};
use crate::tools;
use crate::version::Version;
use crate::workspace::Workspace;

const PACKAGE: &str = "axe-core";
const VERSION: Version = Version::new(4, 14, 1);

/// Finds the script, or installs it into the cache.
pub fn provide(workspace: &Workspace, shell: &Shell) -> Result<PathBuf> {
    if let Some(file) = env::var_os("AXE_CORE").map(PathBuf::from) {
        if file.is_file() {
            return Ok(file);
        }
        bail!("AXE_CORE is {}, which is no file", file.display());
    }
    let home = workspace.tools.join(format!("{PACKAGE}-{VERSION}"));
    let file = home.join("node_modules").join(PACKAGE).join("axe.min.js");
    if file.is_file() {
        return Ok(file);
    }
    say(&format!("installing {PACKAGE} {VERSION} to {}, once; a few seconds", home.display()));
    tools::install_npm(PACKAGE, VERSION, &home, shell).with_context(|| {
        format!(
            "{PACKAGE} {VERSION} is missing and could not be installed: it needs Node with npm and the \
             network; or set AXE_CORE to its axe.min.js"
        )
    })?;
    if file.is_file() {
        return Ok(file);
    }
    bail!("{PACKAGE} {VERSION} was installed to {} but has no axe.min.js", home.display())
}
