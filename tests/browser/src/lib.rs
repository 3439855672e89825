//! What a test of the built site stands on: a static web server for the site,
//! and a browser to visit it with.
//!
//! `cargo xtask test --only browser` runs these tests; it says by environment
//! variables where the site, Chromium and chromedriver are.

mod browser;
mod driver;
mod site;

pub use browser::Browser;
pub use site::Site;

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

/// A path that the program's caller has to give.
///
/// # Errors
/// The variable's name, where it is not set.
pub fn path_from(variable: &str) -> Result<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .with_context(|| format!("{variable} is not set: run `cargo xtask test --only browser`"))
}
