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

mod barriers;
mod blocks;
mod cells;
mod charts;
mod commands;
mod compare;
mod everyone;
mod explanations;
mod fields;
mod files;
mod growth;
mod hints;
mod history;
mod locale;
mod memory;
mod offline;
mod opening;
mod parts;
mod phone;
mod pricing;
mod published;
mod quick_start;
mod recovery;
mod report;
mod sample;
mod scenarios;
mod scorecard;
mod sharing;
mod simulations;
mod storage;
mod theme;
mod timeline;
mod uncertainties;
mod undefined;
mod views;
mod watching;
mod ways;
mod what_if;

use std::process::ExitCode;

fn main() -> ExitCode {
    let files = [
        barriers::flows(),
        blocks::flows(),
        cells::flows(),
        charts::flows(),
        compare::flows(),
        commands::flows(),
        everyone::flows(),
        explanations::flows(),
        fields::flows(),
        files::flows(),
        growth::flows(),
        hints::flows(),
        history::flows(),
        locale::flows(),
        memory::flows(),
        offline::flows(),
        opening::flows(),
        parts::flows(),
        phone::flows(),
        pricing::flows(),
        published::flows(),
        quick_start::flows(),
        recovery::flows(),
        report::flows(),
        sample::flows(),
        sharing::flows(),
        simulations::flows(),
        scenarios::flows(),
        scorecard::flows(),
        storage::flows(),
        theme::flows(),
        timeline::flows(),
        uncertainties::flows(),
        undefined::flows(),
        views::flows(),
        watching::flows(),
        ways::flows(),
        what_if::flows(),
    ];
    megahour_browser::run(files.into_iter().flatten().collect())
}
