//! The single checks of `cargo xtask test`.

use std::process::Command;

use testkit::postgres::{PrivatePostgres, SERVER_VARIABLE};

use crate::counts::Counts;
use crate::failure::Failure;
use crate::program;
use crate::setup;
use crate::workspace::{BROWSER_CRATES, WASM, Workspace};

pub(crate) fn format(workspace: &Workspace) -> Result<(), Failure> {
    program::show(&mut workspace.cargo(&["fmt", "--all", "--check"]))
        .map_err(|failure| failure.advice("run `cargo fmt --all`"))
}

/// Clippy over everything for this machine, tests included.
pub(crate) fn clippy(workspace: &Workspace) -> Result<(), Failure> {
    lint(workspace, &["clippy", "--workspace", "--all-targets"])
}

/// Clippy over the crates that run in the browser, for the browser: this also proves that they build there.
pub(crate) fn clippy_wasm(workspace: &Workspace) -> Result<(), Failure> {
    let packages = BROWSER_CRATES.iter().flat_map(|name| ["--package", name]);
    lint(workspace, &["clippy", "--target", WASM].into_iter().chain(packages).collect::<Vec<_>>())
}

fn lint(workspace: &Workspace, arguments: &[&str]) -> Result<(), Failure> {
    let arguments = [arguments, &["--locked", "--", "--deny", "warnings"]].concat();
    program::show(&mut workspace.cargo(&arguments))
        .map_err(|failure| failure.advice("mend what the lines above name"))
}

/// All Rust tests on both database engines.
pub(crate) fn rust_tests(workspace: &Workspace) -> Result<Counts, Failure> {
    let server = PrivatePostgres::start().map_err(|error| Failure::new(error.to_string()))?;
    let mut tests = if setup::has_nextest() {
        let profile = if setup::variable("CI").is_some() { "ci" } else { "default" };
        workspace.cargo(&["nextest", "run", "--workspace", "--locked", "--profile", profile])
    } else {
        workspace.cargo(&["test", "--workspace", "--locked", "--lib", "--bins", "--tests", "--no-fail-fast"])
    };
    counted(tests.env(SERVER_VARIABLE, server.url()), "a test failed: its output is above")
}

/// The examples in the documentation comments, which nextest does not run.
pub(crate) fn doc_tests(workspace: &Workspace) -> Result<Counts, Failure> {
    counted(
        &mut workspace.cargo(&["test", "--workspace", "--locked", "--doc"]),
        "mend the example in the comment",
    )
}

/// Journeys through the built application and the debug server in a real browser.
pub(crate) fn browser_tests(workspace: &Workspace) -> Result<Counts, Failure> {
    program::show(&mut workspace.cargo(&["build", "--package", "api", "--bin", "hjertekom", "--locked"]))?;
    let mut tests = program::command(&workspace.e2e(), "npm", &["test", "--silent"]);
    tests.env("HJERTEKOM_SERVER", workspace.server("debug")).env("HJERTEKOM_FRONTEND_DIR", workspace.dist());
    counted(
        tests.env("HJERTEKOM_CHROMIUM", setup::chromium()?),
        "look at e2e/test-results/ for what the browser showed and what the server wrote",
    )
}

fn counted(command: &mut Command, advice: &str) -> Result<Counts, Failure> {
    let text = program::describe(command);
    let (output, success) = program::tee(command)?;
    let counts = Counts::read(&output);
    if success {
        return Ok(counts);
    }
    let failure = Failure::new(format!("`{text}` failed")).advice(advice);
    Err(failure.with_counts(counts))
}
