//! `cargo xtask test`: everything that has to hold, in one run.

use clap::{Args, ValueEnum};

use crate::counts::Counts;
use crate::failure::Failure;
use crate::steps::Steps;
use crate::workspace::Workspace;
use crate::{check, rules, setup, spec, web};

/// Which checks to run.
#[derive(Args)]
pub(crate) struct Options {
    /// Only these checks; all of them when none is named.
    #[arg(value_enum)]
    checks: Vec<Check>,
}

/// One check, in the order in which they run: the quick and telling ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Check {
    /// rustfmt.
    Format,
    /// Who may depend on whom, and licences (deny.toml).
    Rules,
    /// Clippy for this machine, tests included.
    Clippy,
    /// Clippy for the crates that run in the browser.
    ClippyWasm,
    /// All Rust tests, on SQLite and on a private PostgreSQL.
    Rust,
    /// The examples in documentation comments.
    Doc,
    /// api-spec/ equals what the code says.
    Contract,
    /// The browser application builds and is within its size.
    Web,
    /// Journeys in Chromium.
    Browser,
}

impl Check {
    fn title(self) -> &'static str {
        match self {
            Self::Format => "Format",
            Self::Rules => "Dependency rules and licences",
            Self::Clippy => "Clippy",
            Self::ClippyWasm => "Clippy for the browser",
            Self::Rust => "Tests on SQLite and PostgreSQL",
            Self::Doc => "Documentation examples",
            Self::Contract => "Published contract",
            Self::Web => "Browser application",
            Self::Browser => "Journeys in the browser",
        }
    }

    /// The check without which this one makes no sense.
    fn needs(self) -> Option<Self> {
        (self == Self::Browser).then_some(Self::Web)
    }

    /// Finds or installs what the check needs.
    fn set_up(self, workspace: &Workspace) -> Result<(), Failure> {
        match self {
            Self::Format | Self::Rules => setup::lint_components(),
            Self::Clippy => setup::lint_components().and_then(|()| setup::c_compiler()),
            Self::ClippyWasm | Self::Web => setup::wasm_target(),
            Self::Rust => setup::c_compiler().and_then(|()| setup::postgres()),
            Self::Doc | Self::Contract => setup::c_compiler(),
            Self::Browser => setup::node_packages(workspace).and_then(|()| setup::chromium().map(drop)),
        }
    }

    fn run(self, workspace: &Workspace) -> Result<Counts, Failure> {
        let no_tests = |()| Counts::default();
        match self {
            Self::Format => check::format(workspace).map(no_tests),
            Self::Rules => rules::check(workspace).map(no_tests),
            Self::Clippy => check::clippy(workspace).map(no_tests),
            Self::ClippyWasm => check::clippy_wasm(workspace).map(no_tests),
            Self::Rust => check::rust_tests(workspace),
            Self::Doc => check::doc_tests(workspace),
            Self::Contract => spec::compare(workspace).map(no_tests),
            Self::Web => web::build(workspace, &web::Options::default()).map(no_tests),
            Self::Browser => check::browser_tests(workspace),
        }
    }
}

/// Runs the chosen checks, goes on after a failure, and closes with the number of tests.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    let all = Check::value_variants();
    let chosen: Vec<Check> = all
        .iter()
        .copied()
        .filter(|check| options.checks.is_empty() || options.checks.contains(check))
        .collect();
    let mut steps = Steps::new(chosen.len() + 1);
    let (mut counts, mut failed) = (Counts::default(), Vec::new());

    steps.run("Set-up", || chosen.iter().try_for_each(|check| check.set_up(workspace)))?;
    for check in chosen {
        if let Some(needed) = check.needs().filter(|needed| failed.contains(needed)) {
            steps.leave(check.title(), needed.title());
            continue;
        }
        match steps.run(check.title(), || check.run(workspace)) {
            Ok(passed) => counts = counts.plus(passed),
            Err(failure) => {
                counts = counts.plus(failure.counts);
                failed.push(check);
            }
        }
    }
    steps.summary();
    // Standard output, last: what reads test results reads this line.
    if counts != Counts::default() {
        println!("\n{counts}");
    }
    if failed.is_empty() {
        return Ok(());
    }
    let titles: Vec<&str> = failed.iter().map(|check| check.title()).collect();
    let again: Vec<String> =
        failed.iter().filter_map(|check| Some(check.to_possible_value()?.get_name().to_owned())).collect();
    Err(Failure::new(titles.join(", "))
        .advice(format!("`cargo xtask test {}` runs these again", again.join(" "))))
}

#[cfg(test)]
mod tests {
    use super::{Check, ValueEnum};

    #[test]
    fn a_check_comes_after_the_one_it_needs() {
        let all = Check::value_variants();
        let place = |check: Check| all.iter().position(|other| *other == check);
        for check in all {
            assert!(check.needs().is_none_or(|needed| place(needed) < place(*check)), "{check:?}");
        }
    }
}
