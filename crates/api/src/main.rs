//! The binary `hjertekom`.

use std::process::ExitCode;

use api::cli::Cli;
use clap::Parser;
use mimalloc::MiMalloc;

/// Many small, short-lived answers: the system's allocator took a third of the time of an import.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    // Threads of the server's workers come on top; these do what is left: the database's writer, hashing, jobs.
    let runtime = || {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        builder.worker_threads(2).enable_all().build()
    };
    let runtime = match runtime() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("hjertekom: no threads can be started: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(Box::pin(cli.run())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("hjertekom: {failure}");
            ExitCode::FAILURE
        }
    }
}
