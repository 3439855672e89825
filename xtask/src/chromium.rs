//! The browser that tests and benchmarks run in, and the driver that steers it.

use std::env;
use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::shell::{self, Shell, say};
use crate::version::Version;

/// A browser and its driver, of the same major version.
#[derive(Clone, Debug)]
pub struct Chromium {
    /// The browser.
    pub browser: PathBuf,
    /// chromedriver.
    pub driver: PathBuf,
    /// The version of both.
    major: u32,
}

impl fmt::Display for Chromium {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { browser, driver, major } = self;
        write!(formatter, "Chromium {major}, {} with {}", browser.display(), driver.display())
    }
}

const BROWSERS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// Finds the pair, or installs it where the system's packages may be.
pub fn provide(shell: &Shell) -> Result<Chromium> {
    let missing = match find(shell) {
        Ok(found) => return Ok(found),
        Err(missing) => missing,
    };
    // Whoever names a program wants that one, not another.
    if env::var_os("CHROMIUM").is_some() || env::var_os("CHROMEDRIVER").is_some() {
        return Err(missing.context("CHROMIUM and CHROMEDRIVER must name a browser and its driver"));
    }
    let Some(manager) = Manager::of_this_system(shell) else {
        return Err(missing
            .context("install Chromium or Chrome with its chromedriver, or set CHROMIUM and CHROMEDRIVER"));
    };
    if !manager.may_be_run_by_this_user(shell) {
        return Err(missing.context(format!("run `{}` and try again", manager.command())));
    }
    say(&format!("{missing:#}; installing: {}", manager.command()));
    install(shell)
        .with_context(|| format!("{missing:#}; `{}` failed: is the network there?", manager.command()))?;
    find(shell)
}

fn find(shell: &Shell) -> Result<Chromium> {
    let driver = driver(shell).context("chromedriver is missing")?;
    let wanted = major(shell, &driver)?;
    let candidates = browsers(shell);
    if candidates.is_empty() {
        bail!("Chromium is missing");
    }
    let mut others = Vec::new();
    for browser in candidates {
        match major(shell, &browser) {
            Ok(version) if version == wanted => return Ok(Chromium { browser, driver, major: wanted }),
            Ok(version) => others.push(format!("{} is {version}", browser.display())),
            Err(error) => others.push(format!("{error:#}")),
        }
    }
    bail!("chromedriver {wanted} needs a browser of the same version ({})", others.join(", "))
}

/// CHROMEDRIVER names the program, CHROMEWEBDRIVER (on GitHub's machines) its
/// directory.
fn driver(shell: &Shell) -> Option<PathBuf> {
    env::var_os("CHROMEDRIVER")
        .map(PathBuf::from)
        .or_else(|| {
            let directory = PathBuf::from(env::var_os("CHROMEWEBDRIVER")?);
            let program = directory.join(format!("chromedriver{}", env::consts::EXE_SUFFIX));
            program.is_file().then_some(program)
        })
        .or_else(|| shell.find("chromedriver"))
}

fn browsers(shell: &Shell) -> Vec<PathBuf> {
    match env::var_os("CHROMIUM") {
        Some(browser) => vec![PathBuf::from(browser)],
        None => BROWSERS.iter().filter_map(|name| shell.find(name)).collect(),
    }
}

fn major(shell: &Shell, program: &Path) -> Result<u32> {
    let name = program.to_str().with_context(|| format!("{} is no readable path", program.display()))?;
    let text = shell::read(shell.command(name)?.arg("--version"))?;
    let version = Version::find(&text).with_context(|| format!("`{name} --version` prints no version"))?;
    Ok(version.major)
}

/// A package manager that has the pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manager {
    Apt,
    Dnf,
    Pacman,
    Brew,
}

impl Manager {
    fn of_this_system(shell: &Shell) -> Option<Self> {
        [("apt-get", Self::Apt), ("dnf", Self::Dnf), ("pacman", Self::Pacman), ("brew", Self::Brew)]
            .into_iter()
            .find_map(|(program, manager)| shell.find(program).map(|_| manager))
    }

    const fn command(self) -> &'static str {
        match self {
            Self::Apt => "sudo apt-get install --yes chromium chromium-driver",
            Self::Dnf => "sudo dnf install chromium chromedriver",
            Self::Pacman => "sudo pacman -S chromium",
            Self::Brew => "brew install --cask chromium chromedriver",
        }
    }

    /// Only apt's unattended mode is known well enough to be run unasked.
    fn may_be_run_by_this_user(self, shell: &Shell) -> bool {
        self == Self::Apt && is_root(shell)
    }
}

/// Whether this is the superuser, whom Chromium's sandbox refuses.
pub fn is_root(shell: &Shell) -> bool {
    shell.command("id").and_then(|mut id| shell::read(id.arg("-u"))).is_ok_and(|user| user.trim() == "0")
}

fn install(shell: &Shell) -> Result<()> {
    let apt = |arguments: &[&str]| -> Result<()> {
        let mut command = shell.command("apt-get")?;
        command.args(arguments);
        shell::run(command.env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update"])?;
    apt(&["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver"])
}
