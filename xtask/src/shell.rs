//! Runs other programs, and says which.

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, Result, anyhow, bail};

use crate::workspace::Workspace;

/// Tells the person at the terminal what happens next.
pub fn say(message: &str) {
    eprintln!("xtask: {message}");
}

/// Where commands run, and which directories come before PATH.
#[derive(Clone, Debug)]
pub struct Shell {
    directory: PathBuf,
    target: PathBuf,
    first: Vec<PathBuf>,
}

impl Shell {
    /// Commands will run in the project's root.
    pub fn new(workspace: &Workspace) -> Self {
        Self { directory: workspace.root.clone(), target: workspace.target.clone(), first: Vec::new() }
    }

    /// Programs in `directory` will be preferred over those in PATH.
    pub fn prefer(&mut self, directory: PathBuf) {
        if !self.first.contains(&directory) {
            self.first.insert(0, directory);
        }
    }

    /// A command that has yet to be run.
    pub fn command(&self, program: &str) -> Result<Command> {
        let mut command = Command::new(program);
        command.current_dir(&self.directory);
        command.env("PATH", self.path()?);
        // A relative path would mean another place, seen from the root.
        command.env("CARGO_TARGET_DIR", &self.target);
        // Cargo describes this package to the program it runs. Passed on, the
        // description would make build scripts that watch it run once more.
        for (name, _) in env::vars_os() {
            if name.to_str().is_some_and(is_about_this_package) {
                command.env_remove(name);
            }
        }
        Ok(command)
    }

    /// The first program of this name in the preferred directories and PATH.
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        let name = format!("{program}{}", env::consts::EXE_SUFFIX);
        let path = self.path().ok()?;
        env::split_paths(&path).map(|directory| directory.join(&name)).find(|file| file.is_file())
    }

    fn path(&self) -> Result<OsString> {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let directories = self.first.iter().cloned().chain(env::split_paths(&inherited));
        env::join_paths(directories).context("a directory's name can't be part of PATH")
    }
}

fn is_about_this_package(variable: &str) -> bool {
    variable.starts_with("CARGO_PKG_") || variable.starts_with("CARGO_MANIFEST_")
}

/// Shows the command, runs it with its output on the terminal, and fails if it does.
pub fn run(command: &mut Command) -> Result<()> {
    eprintln!("$ {}", line(command));
    let status = command.status().map_err(|error| not_started(command, error))?;
    if status.success() { Ok(()) } else { bail!("`{}` failed ({status})", line(command)) }
}

/// Runs a command in silence and returns what it printed; its complaints
/// become part of the error.
pub fn read(command: &mut Command) -> Result<String> {
    let Output { status, stdout, stderr } =
        command.stdin(Stdio::null()).output().map_err(|error| not_started(command, error))?;
    if status.success() {
        Ok(String::from_utf8_lossy(&stdout).into_owned())
    } else {
        let complaint = String::from_utf8_lossy(&stderr);
        bail!("`{}` failed: {}", line(command), complaint.trim())
    }
}

fn not_started(command: &Command, error: io::Error) -> anyhow::Error {
    let program = command.get_program().to_string_lossy();
    if error.kind() == io::ErrorKind::NotFound {
        anyhow!("`{program}` is not installed, or not in PATH")
    } else {
        anyhow!(error).context(format!("starting `{program}`"))
    }
}

/// The command as a person would type it.
fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let mut words = vec![program.to_string_lossy()];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell() -> Shell {
        Shell::new(&Workspace {
            root: PathBuf::from("."),
            target: PathBuf::from("target"),
            tools: PathBuf::from("tools"),
        })
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("no-such-program-here")).unwrap_err();
        assert!(error.to_string().contains("`no-such-program-here` is not installed"));
    }

    #[test]
    fn commands_do_not_inherit_the_description_of_this_package() {
        let command = shell().command("true").unwrap();
        let removed = command.get_envs().any(|(name, value)| name == "CARGO_PKG_NAME" && value.is_none());
        assert!(removed);
    }

    #[test]
    fn preferred_directories_come_before_the_path() {
        let mut shell = shell();
        shell.prefer(PathBuf::from("first"));
        let path = shell.path().unwrap();
        assert_eq!(env::split_paths(&path).next(), Some(PathBuf::from("first")));
    }

    #[test]
    fn a_command_is_shown_as_typed() {
        let mut command = Command::new("/usr/bin/cargo");
        command.args(["fmt", "--check"]);
        assert_eq!(line(&command), "cargo fmt --check");
    }
}
