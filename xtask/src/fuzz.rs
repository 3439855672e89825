//! `cargo xtask fuzz`: damaged links, documents, backups, tables and addresses,
//! given to what reads them. The mutations and checks are in `tests/fuzz.rs`,
//! which an ordinary test run goes through with few cases.

use anyhow::Result;

use crate::setup;
use crate::shell::{self, say};
use crate::workspace::Workspace;

/// The kinds of input, which share the cases evenly.
const KINDS: u64 = 6;

/// Tries at least so many cases, optimized as what is measured is.
pub fn run(workspace: Workspace, cases: u64) -> Result<()> {
    let tools = setup::provide(workspace, &[])?;
    let each = cases.div_ceil(KINDS);
    say(&format!("{KINDS} kinds of input with {each} cases each"));
    shell::run(
        tools
            .shell
            .command("cargo")?
            .args(["test", "--locked", "--package", "megahour", "--profile", "bench", "--test", "fuzz"])
            .args(["--", "--nocapture"])
            .env("MEGAHOUR_FUZZ_CASES", each.to_string()),
    )
}
