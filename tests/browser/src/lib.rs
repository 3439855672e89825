//! What a test of the built site stands on: a static web server for the site,
//! a browser to visit it with, and pages that find everything by its role and
//! accessible name. Those names are what assistive technology works with, so
//! that a test which finds nothing has found a barrier.
//!
//! `cargo xtask test --only browser` runs these tests; it says by environment
//! variables where the site, Chromium, chromedriver and axe-core are.

mod axe;
mod browser;
mod driver;
mod emulation;
mod flow;
mod folder;
mod keyboard;
mod model_page;
mod node;
mod offline;
mod page;
mod pool;
mod port;
mod site;
mod visit;
pub mod wait;
mod watch;

pub use browser::Browser;
pub use flow::{Flow, run};
pub use folder::{Folder, only_file};
pub use model_page::ModelPage;
pub use node::Node;
pub use page::{Page, presses};
pub use site::Site;
pub use visit::Visit;

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
