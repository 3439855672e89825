//! What a person does with the site, in a real browser.

/// Lists the flows of a file. One that is left out is dead code, which the
/// compiler reports.
macro_rules! flows {
    ($($flow:ident),* $(,)?) => {
        pub fn flows() -> Vec<megahour_browser::Flow> {
            let file = module_path!().trim_start_matches("flows::");
            vec![$(megahour_browser::Flow::new(format!("{file}::{}", stringify!($flow)), $flow)),*]
        }
    };
}

mod opening;
mod sample;

use std::process::ExitCode;

fn main() -> ExitCode {
    let flows = [opening::flows(), sample::flows()];
    megahour_browser::run(flows.into_iter().flatten().collect())
}
