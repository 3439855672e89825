//! Packages of the npm registry of which one file is used.
//!
//! They are files and no programs, so that PATH has no say: a variable names
//! the file where a person has one.

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use crate::shell::{Shell, say};
use crate::tools;
use crate::version::Version;
use crate::workspace::Workspace;

/// A package and its file.
#[derive(Debug)]
pub struct Package {
    /// Its name in the registry.
    pub name: &'static str,
    version: Version,
    file: &'static str,
    variable: &'static str,
}

/// axe-core, the script that finds barriers in the pages that tests open.
pub const AXE: Package =
    Package { name: "axe-core", version: Version::new(4, 14, 1), file: "axe.min.js", variable: "AXE_CORE" };

/// Lighthouse, which rates a page; newer versions want a newer Node.
pub const LIGHTHOUSE: Package = Package {
    name: "lighthouse",
    version: Version::new(12, 8, 2),
    file: "cli/index.js",
    variable: "LIGHTHOUSE",
};

/// Finds the file, or installs the package into the cache.
pub fn provide(package: &Package, workspace: &Workspace, shell: &Shell) -> Result<PathBuf> {
    let Package { name, version, file, variable } = package;
    if let Some(file) = env::var_os(variable).map(PathBuf::from) {
        if file.is_file() {
            return Ok(file);
        }
        bail!("{variable} is {}, which is no file", file.display());
    }
    let home = workspace.tools.join(format!("{name}-{version}"));
    let path = home.join("node_modules").join(name).join(file);
    if path.is_file() {
        return Ok(path);
    }
    say(&format!("installing {name} {version} to {}, once; below a minute", home.display()));
    tools::install_npm(name, *version, &home, shell).with_context(|| {
        format!(
            "{name} {version} is missing and could not be installed: it needs Node with npm and the \
             network; or set {variable} to its {file}"
        )
    })?;
    if path.is_file() {
        return Ok(path);
    }
    bail!("{name} {version} was installed to {} but has no {file}", home.display())
}
