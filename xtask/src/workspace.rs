//! Where things are: the source tree, Cargo's output, and the tools' cache.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::version::{self, Version};

/// The directories that every command works in.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// The repository's root.
    pub root: PathBuf,
    /// Cargo's target directory, shared by every command.
    pub target: PathBuf,
    /// Where tools are installed, one directory for each version.
    pub tools: PathBuf,
}

impl Workspace {
    /// Finds the directories from what Cargo tells the program it runs. The
    /// path at compile time would not do: a copied clone may bring the binary.
    pub fn find() -> Result<Self> {
        let package = env::var_os("CARGO_MANIFEST_DIR")
            .context("run this program as `cargo xtask`, which tells it where the project is")?;
        let root = Path::new(&package)
            .parent()
            .context("the xtask package lies in the project's root")?
            .to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(target) => env::current_dir()?.join(target),
            None => root.join("target"),
        };
        let tools = cache_home()?.join("megahour").join("tools");
        Ok(Self { root, target, tools })
    }

    /// The version of a package in `Cargo.lock`.
    pub fn locked(&self, package: &str) -> Result<Version> {
        let path = self.root.join("Cargo.lock");
        let lock = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        version::locked(&lock, package).with_context(|| format!("{} names no {package}", path.display()))
    }
}

fn cache_home() -> Result<PathBuf> {
    let absolute = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    absolute("XDG_CACHE_HOME")
        .or_else(|| absolute("HOME").map(|home| home.join(".cache")))
        .or_else(|| absolute("LOCALAPPDATA"))
        .context("set HOME or XDG_CACHE_HOME: tools are kept in a cache folder there")
}
