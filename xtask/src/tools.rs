//! The build tools: which versions suit, and where they are installed from.
//!
//! A suitable version in PATH is taken as it is. Otherwise the tool lives in
//! the cache folder, in a directory named by its version, so that two
//! checkouts that want different versions don't fight.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::shell::{self, Shell, say};
use crate::version::Version;
use crate::workspace::Workspace;

/// A program that is installed by a package manager.
#[derive(Debug)]
pub struct Tool {
    package: &'static str,
    program: &'static str,
    /// The version to install.
    version: Version,
    suits: Suits,
    source: Source,
    takes: &'static str,
}

/// Which versions in PATH do as well as the one that would be installed.
#[derive(Debug)]
enum Suits {
    Exactly,
    /// The same or a newer one.
    From,
    /// The same or a newer one with the same first two numbers.
    SameSeries,
}

#[derive(Debug)]
enum Source {
    /// crates.io; whether with the versions in the package's own lock file,
    /// and with which features instead of the default ones.
    Cargo { locked: bool, features: Option<&'static str> },
    /// The npm registry.
    Npm,
}

impl Tool {
    /// Trunk; 0.22 wants a newer compiler than the one that is pinned.
    pub fn trunk() -> Self {
        Self {
            package: "trunk",
            program: "trunk",
            version: Version::new(0, 21, 14),
            suits: Suits::SameSeries,
            // Without the self-update, which only a distributed binary needs.
            source: Source::Cargo { locked: true, features: Some("rustls") },
            takes: "about 4 minutes on two cores",
        }
    }

    /// wasm-bindgen, which works only with the crate of the very same version.
    pub fn wasm_bindgen(version: Version) -> Self {
        Self {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version,
            suits: Suits::Exactly,
            // The lock file of 0.2.130 names a crate version that was withdrawn.
            source: Source::Cargo { locked: false, features: None },
            takes: "about 2 minutes on two cores",
        }
    }

    /// wasm-opt, as npm packages it: crates.io has none as recent.
    pub fn wasm_opt() -> Self {
        Self {
            package: "binaryen",
            program: "wasm-opt",
            version: Version::new(132, 0, 0),
            suits: Suits::From,
            source: Source::Npm,
            takes: "a few seconds",
        }
    }

    /// esbuild, which makes scripts shorter; Trunk's own way does not read what
    /// wasm-bindgen writes.
    pub fn esbuild() -> Self {
        Self {
            package: "esbuild",
            program: "esbuild",
            version: Version::new(0, 28, 2),
            suits: Suits::From,
            source: Source::Npm,
            takes: "a few seconds",
        }
    }

    /// cargo-deny, which looks through the dependencies.
    pub fn cargo_deny() -> Self {
        Self {
            package: "cargo-deny",
            program: "cargo-deny",
            version: Version::new(0, 20, 2),
            suits: Suits::SameSeries,
            source: Source::Cargo { locked: true, features: None },
            takes: "about 5 minutes on two cores",
        }
    }

    fn suits(&self, found: Version) -> bool {
        match self.suits {
            Suits::Exactly => found == self.version,
            Suits::From => found >= self.version,
            Suits::SameSeries => {
                found >= self.version
                    && (found.major, found.minor) == (self.version.major, self.version.minor)
            }
        }
    }

    /// The tool's own directory in the cache.
    fn home(&self, workspace: &Workspace) -> PathBuf {
        workspace.tools.join(format!("{}-{}", self.package, self.version))
    }

    /// Where its programs are below that.
    fn programs(&self, home: &Path) -> PathBuf {
        match self.source {
            Source::Cargo { .. } => home.join("bin"),
            Source::Npm => home.join("node_modules").join(".bin"),
        }
    }
}

/// Makes the tool one of the programs that `shell` finds, and says which it is.
pub fn provide(tool: &Tool, workspace: &Workspace, shell: &mut Shell) -> Result<String> {
    let in_path = version_of(tool, shell);
    if let Some(version) = in_path.filter(|version| tool.suits(*version)) {
        return Ok(format!("{} {version}, from PATH", tool.program));
    }

    let home = tool.home(workspace);
    let mut cached = shell.clone();
    cached.prefer(tool.programs(&home));
    if version_of(tool, &cached) != Some(tool.version) {
        announce(tool, in_path, &home);
        install(tool, &home, shell).with_context(|| advice(tool))?;
        if version_of(tool, &cached) != Some(tool.version) {
            bail!(
                "{} {} was installed to {} but does not run there; remove that folder and try again",
                tool.package,
                tool.version,
                home.display()
            );
        }
    }
    *shell = cached;
    Ok(format!("{} {}, in {}", tool.program, tool.version, home.display()))
}

/// What the program says its version is; none if it can't be run.
fn version_of(tool: &Tool, shell: &Shell) -> Option<Version> {
    let program = shell.find(tool.program)?;
    let mut command = shell.command(program.to_str()?).ok()?;
    Version::find(&shell::read(command.arg("--version")).ok()?)
}

fn announce(tool: &Tool, in_path: Option<Version>, home: &Path) {
    let Tool { program, version, .. } = tool;
    match in_path {
        Some(found) => say(&format!("{program} {found} is in PATH, {version} is needed")),
        None => say(&format!("{program} {version} is needed")),
    }
    say(&format!("installing {} {version} to {}, once; {}", tool.package, home.display(), tool.takes));
}

/// Cargo's settings for a tool that is compiled once and runs for seconds:
/// Trunk took 4:02 min instead of 9 to 12 with these and fewer features (two
/// cores, 2026-11).
const QUICK_TO_COMPILE: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
];

fn install(tool: &Tool, home: &Path, shell: &Shell) -> Result<()> {
    match tool.source {
        Source::Cargo { locked, features } => {
            fs::create_dir_all(home).with_context(|| format!("creating {}", home.display()))?;
            let package = format!("{}@{}", tool.package, tool.version);
            let mut command = shell.command("cargo")?;
            command.args(["install", &package, "--root"]).arg(home);
            if locked {
                command.arg("--locked");
            }
            if let Some(features) = features {
                command.args(["--no-default-features", "--features", features]);
            }
            command.envs(QUICK_TO_COMPILE);
            // Cargo builds in a directory of its own and leaves nothing behind.
            shell::run(command.env_remove("CARGO_TARGET_DIR"))
        }
        Source::Npm => install_npm(tool.package, tool.version, home, shell),
    }
}

/// Installs a package of the npm registry into a directory of its own.
pub fn install_npm(package: &str, version: Version, home: &Path, shell: &Shell) -> Result<()> {
    fs::create_dir_all(home).with_context(|| format!("creating {}", home.display()))?;
    let package = format!("{package}@{version}");
    let mut command = shell.command("npm")?;
    shell::run(command.args(["install", &package, "--no-audit", "--no-fund", "--prefix"]).arg(home))
}

/// What a person can do when the installation failed.
fn advice(tool: &Tool) -> String {
    let Tool { package, program, version, .. } = tool;
    match tool.source {
        Source::Cargo { .. } => format!(
            "{program} {version} is missing and could not be installed: connect to the network \
             and try again, or put it in PATH (`cargo install {package}@{version}`)"
        ),
        Source::Npm => format!(
            "{program} {version} is missing and could not be installed: it needs Node with npm \
             and the network; or put {program} in PATH (`npm install --global {package}@{version}`)"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wasm_bindgen_suits_only_exactly() {
        let tool = Tool::wasm_bindgen(Version::new(0, 2, 130));
        assert!(tool.suits(Version::new(0, 2, 130)));
        assert!(!tool.suits(Version::new(0, 2, 131)));
        assert!(!tool.suits(Version::new(0, 2, 129)));
    }

    #[test]
    fn trunk_suits_within_its_series() {
        let tool = Tool::trunk();
        assert!(tool.suits(Version::new(0, 21, 15)));
        assert!(!tool.suits(Version::new(0, 21, 9)));
        assert!(!tool.suits(Version::new(0, 22, 0)));
    }

    #[test]
    fn wasm_opt_suits_from_its_version_on() {
        let tool = Tool::wasm_opt();
        assert!(tool.suits(Version::new(140, 0, 0)));
        assert!(!tool.suits(Version::new(108, 0, 0)));
    }

    #[test]
    fn each_version_has_a_directory_of_its_own() {
        let workspace = Workspace {
            root: PathBuf::from("root"),
            target: PathBuf::from("target"),
            tools: PathBuf::from("tools"),
        };
        let tool = Tool::wasm_opt();
        let home = tool.home(&workspace);
        assert_eq!(home, PathBuf::from("tools/binaryen-132.0.0"));
        assert_eq!(tool.programs(&home), home.join("node_modules/.bin"));
    }
}
