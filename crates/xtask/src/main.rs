//! Set-up, build, demo, test and benchmark: `cargo xtask <command>`. The `justfile` is its thin face.

mod bench;
mod check;
mod counts;
mod demo;
mod dev;
mod failure;
mod program;
mod rules;
mod setup;
mod spec;
mod steps;
mod test;
mod watch;
mod web;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::failure::Failure;
use crate::workspace::Workspace;

/// Everyday commands of HjerteKom. Nothing has to be installed by hand except rustup and a C compiler
/// (and Node.js 20 or newer for `test`).
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds everything in release mode and serves the invented registry on http://127.0.0.1:8080.
    Demo(demo::Options),
    /// Runs every check: format, lints, dependency rules, tests on both databases, contract, browser.
    Test(test::Options),
    /// Serves the invented registry from a debug build, and rebuilds and restarts when a file changes.
    Dev(demo::Options),
    /// Measures speed and memory against a durable private PostgreSQL and SQLite, and prints the table.
    Bench(bench::Options),
    /// Writes the published contracts in api-spec/ anew from the code and the definitions.
    Spec,
    /// Builds the browser application into dist/ and checks its size.
    Web(web::Options),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), Failure> {
    let workspace = Workspace::find()?;
    match command {
        Command::Demo(options) => demo::run(&workspace, &options),
        Command::Test(options) => test::run(&workspace, &options),
        Command::Dev(options) => dev::run(&workspace, &options),
        Command::Bench(options) => bench::run(&workspace, &options),
        Command::Spec => spec::write(&workspace),
        Command::Web(options) => {
            setup::wasm_target()?;
            web::build(&workspace, &options)
        }
    }
}
