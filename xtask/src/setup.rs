//! Puts in place what a command needs, and nothing else.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::chromium::{self, Chromium};
use crate::npm;
use crate::shell::{self, Shell};
use crate::tools::{self, Tool};
use crate::workspace::Workspace;

/// The Rust target that browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Something that a command can't do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The standard library for WebAssembly.
    WasmTarget,
    /// The sources of every crate. Trunk runs Cargo offline, because that is
    /// what keeps it from downloading tools of its own choice.
    Crates,
    /// Trunk, which puts the site together.
    Trunk,
    /// The wasm-bindgen command and its test runner.
    WasmBindgen,
    /// The optimizer of WebAssembly, for release builds.
    WasmOpt,
    /// What makes scripts shorter, for release builds.
    Esbuild,
    /// A browser, with the driver through which tests steer it.
    Chromium,
    /// The script that finds barriers in pages.
    AxeCore,
    /// The program that rates the page.
    Lighthouse,
    /// The program that looks through the dependencies.
    CargoDeny,
}

impl Need {
    /// Everything, in the order in which it is put in place.
    pub const ALL: [Self; 10] = [
        Self::WasmTarget,
        Self::Crates,
        Self::Trunk,
        Self::WasmBindgen,
        Self::WasmOpt,
        Self::Esbuild,
        Self::Chromium,
        Self::AxeCore,
        Self::Lighthouse,
        Self::CargoDeny,
    ];
}

/// What a command works with once its needs are met.
#[derive(Debug)]
pub struct Toolbox {
    /// Where things are.
    pub workspace: Workspace,
    /// Runs programs, the tools among them.
    pub shell: Shell,
    /// What was found or put in place, in words.
    pub inventory: Vec<String>,
    chromium: Option<Chromium>,
    axe: Option<PathBuf>,
    lighthouse: Option<PathBuf>,
}

impl Toolbox {
    /// The browser, for commands that said they need it.
    pub fn chromium(&self) -> Result<&Chromium> {
        self.chromium.as_ref().context("a command uses Chromium without saying that it needs it")
    }

    /// Lighthouse's program for Node, for commands that said they need it.
    pub fn lighthouse(&self) -> Result<&Path> {
        self.lighthouse.as_deref().context("a command uses Lighthouse without saying that it needs it")
    }

    /// The file of axe-core, for commands that said they need it.
    pub fn axe(&self) -> Result<&Path> {
        self.axe.as_deref().context("a command uses axe-core without saying that it needs it")
    }
}

/// Puts the needs in place, in the order of [`Need::ALL`], each once.
pub fn provide(workspace: Workspace, needs: &[Need]) -> Result<Toolbox> {
    let mut toolbox = Toolbox {
        shell: Shell::new(&workspace),
        workspace,
        inventory: Vec::new(),
        chromium: None,
        axe: None,
        lighthouse: None,
    };
    for need in Need::ALL {
        if needs.contains(&need) {
            let met = meet(need, &mut toolbox)?;
            toolbox.inventory.push(met);
        }
    }
    Ok(toolbox)
}

fn meet(need: Need, toolbox: &mut Toolbox) -> Result<String> {
    let Toolbox { workspace, shell, .. } = toolbox;
    match need {
        Need::WasmTarget => wasm_target(shell),
        Need::Crates => crates(shell),
        Need::Trunk => tools::provide(&Tool::trunk(), workspace, shell),
        Need::WasmBindgen => {
            let version = workspace.locked("wasm-bindgen")?;
            tools::provide(&Tool::wasm_bindgen(version), workspace, shell)
        }
        Need::Lighthouse => {
            let file = npm::provide(&npm::LIGHTHOUSE, workspace, shell)?;
            let words = format!("{}, {}", npm::LIGHTHOUSE.name, file.display());
            toolbox.lighthouse = Some(file);
            Ok(words)
        }
        Need::CargoDeny => tools::provide(&Tool::cargo_deny(), workspace, shell),
        Need::WasmOpt => tools::provide(&Tool::wasm_opt(), workspace, shell),
        Need::Esbuild => tools::provide(&Tool::esbuild(), workspace, shell),
        Need::Chromium => {
            let chromium = chromium::provide(shell)?;
            let words = chromium.to_string();
            toolbox.chromium = Some(chromium);
            Ok(words)
        }
        Need::AxeCore => {
            let file = npm::provide(&npm::AXE, workspace, shell)?;
            let words = format!("axe-core, {}", file.display());
            toolbox.axe = Some(file);
            Ok(words)
        }
    }
}

fn wasm_target(shell: &Shell) -> Result<String> {
    let root = shell::read(shell.command("rustc")?.args(["--print", "sysroot"]))?;
    let library = Path::new(root.trim()).join("lib/rustlib").join(WASM);
    let words = format!("the Rust target {WASM}");
    if library.is_dir() {
        return Ok(words);
    }
    shell::say(&format!("adding {words}"));
    shell::run(shell.command("rustup")?.args(["target", "add", WASM])).with_context(|| {
        format!(
            "{words} is missing: connect to the network and run `rustup target add {WASM}`, \
             or install it with your system's Rust packages"
        )
    })?;
    Ok(words)
}

fn crates(shell: &Shell) -> Result<String> {
    let fetch = || -> Result<Command> {
        let mut command = shell.command("cargo")?;
        command.arg("fetch");
        Ok(command)
    };
    let words = "the crates that Cargo.lock names".to_owned();
    // Cargo finds out offline, and without a word, whether all is there.
    if shell::read(fetch()?.args(["--locked", "--offline"])).is_ok() {
        return Ok(words);
    }
    shell::say(&format!("downloading {words}"));
    let mut download = fetch()?;
    // Who edits Cargo.toml wants the lock file to follow; a machine that tests
    // what was committed must not mend it.
    if env::var_os("CI").is_some() {
        download.arg("--locked");
    }
    shell::run(&mut download)
        .with_context(|| format!("{words} could not be fetched: connect to the network and try again"))?;
    Ok(words)
}
