//! `cargo xtask bench`: speed and memory, on a PostgreSQL as durable as a production server and on SQLite.

use clap::Args;
use testkit::postgres::{PrivatePostgres, SERVER_VARIABLE};

use crate::failure::Failure;
use crate::program;
use crate::setup;
use crate::workspace::Workspace;

/// What to measure.
#[derive(Args)]
pub(crate) struct Options {
    /// Passed on to the benchmark, for example a part of a name.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Builds and runs the benchmark of the crate `api`.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    setup::c_compiler()?;
    setup::postgres()?;
    let server = PrivatePostgres::start().map_err(|error| Failure::new(error.to_string()))?;
    let mut bench = workspace.cargo(&["bench", "--package", "api", "--bench", "table", "--"]);
    program::show(bench.args(&options.arguments).env(SERVER_VARIABLE, server.url()))
}
