//! `cargo xtask`: builds, serves, tests and measures Megahour, and sets up
//! what each of these needs.
#![expect(clippy::print_stdout, reason = "reports are what a person runs these commands for")]

mod args;
mod audit;
mod bench;
mod build;
mod bundle;
mod chromium;
mod fuzz;
mod names;
mod npm;
mod order;
mod parts;
mod serve;
mod setup;
mod shell;
mod size;
mod stages;
mod test;
mod tools;
mod version;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;

use args::Command;
use setup::Need;
use workspace::Workspace;
use xtask::site;

fn main() -> ExitCode {
    match args::parse(std::env::args().skip(1)) {
        Ok(command) => match run(&command) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("error: {error:#}");
                ExitCode::FAILURE
            }
        },
        Err(error) => {
            eprintln!("error: {error:#}\n\n{}", args::USAGE);
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command) -> Result<()> {
    if *command == Command::Help {
        println!("{}", args::USAGE);
        return Ok(());
    }
    let workspace = Workspace::find()?;
    match command {
        Command::Help => Ok(()),
        Command::Serve(options) => serve::run(workspace, options),
        Command::Build(options) => build::run(workspace, options),
        Command::Finish(directory) => {
            site::finish(directory, site::Options::default())?;
            println!("{} is finished.", directory.display());
            Ok(())
        }
        Command::Test(selection) => test::run(workspace, selection),
        Command::Fuzz(cases) => fuzz::run(workspace, *cases),
        Command::Bench => bench::run(workspace),
        Command::Audit => audit::run(workspace),
        Command::Setup => {
            let tools = setup::provide(workspace, &Need::ALL)?;
            println!("{}", tools.inventory.join("\n"));
            println!("Everything is in place: `cargo xtask serve` opens Megahour.");
            Ok(())
        }
    }
}
