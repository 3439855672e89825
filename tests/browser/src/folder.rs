//! A copy of the site that a test may change: its next build, or a broken one.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result, ensure};
use xtask::site;

/// A folder that goes when it is dropped.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Copies a folder to a place of its own.
    pub fn copy_of(from: &Path) -> Result<Self> {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("megahour-site-{}-{number}", process::id()));
        let folder = Self { path };
        folder.copy_in(from)?;
        Ok(folder)
    }

    fn copy_in(&self, from: &Path) -> Result<()> {
        for name in site::names_below(from)? {
            let to = self.path.join(&name);
            let parent = to.parent().context("a file lies in a folder")?;
            fs::create_dir_all(parent)?;
            fs::copy(from.join(&name), &to).with_context(|| format!("copying {name}"))?;
        }
        Ok(())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Does what a release build does to the files.
    pub fn finish(&self) -> Result<()> {
        site::finish(&self.path, site::Options::default())
    }

    /// Makes another build of it, whose page and style sheet differ.
    pub fn make_next_build(&self) -> Result<()> {
        let is_first = |name: &&String| name.starts_with("style") && name.ends_with(".css");
        for name in self.names()?.iter().filter(is_first) {
            let sheet = fs::read_to_string(self.path.join(name))?;
            fs::remove_file(self.path.join(name))?;
            fs::write(self.path.join("style.css"), format!("{sheet}\n:root {{ --next: 1 }}"))?;
            let page = fs::read_to_string(self.path.join("index.html"))?;
            let links = page.split(" integrity=").next().context("a page")?.len();
            ensure!(page[..links].contains(name), "the first digest of the page is not its style sheet's");
            let end = links + page[links..].find('>').context("a tag without an end")?;
            let page = format!("{}{}", &page[..links], &page[end..]).replace(name, "style.css");
            fs::write(self.path.join("index.html"), page)?;
        }
        self.finish()
    }

    /// Takes away every other file that has a hash in its name, the style sheet
    /// among them: what did not change need not be fetched for the next build.
    pub fn lose_half(&self) -> Result<()> {
        let names = self.names()?;
        let hashed = names.iter().filter(|name| name.contains('-') && *name != "service-worker.js");
        for (at, name) in hashed.enumerate() {
            if at % 2 == 0 || name.ends_with(".css") {
                fs::remove_file(self.path.join(name))?;
            }
        }
        Ok(())
    }

    /// Puts the files of another folder in the place of its own.
    pub fn become_copy_of(&self, other: &Self) -> Result<()> {
        fs::remove_dir_all(&self.path)?;
        self.copy_in(&other.path)
    }

    fn names(&self) -> Result<Vec<String>> {
        site::names_below(&self.path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What stays in the system's folder for such files goes with it.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// The one file that a folder holds, such as what was downloaded to it: its name
/// tells of whose and of which day it is.
///
/// # Errors
/// Where there is none yet, or more than one.
pub fn only_file(folder: &Path) -> Result<PathBuf> {
    let files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    ensure!(files.len() == 1, "{files:?}");
    files.into_iter().next().context("no file")
}
