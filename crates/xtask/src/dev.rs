//! `cargo xtask dev`: the demo from a debug build, rebuilt and restarted when a file changes.

use std::process::Child;
use std::thread::sleep;
use std::time::Duration;

use crate::demo::{self, Options};
use crate::failure::Failure;
use crate::program;
use crate::setup;
use crate::watch::Watch;
use crate::web;
use crate::workspace::Workspace;

/// What the server is made of.
const SERVER: [&str; 3] = ["crates", "migrations", "Cargo.toml"];
/// What the browser application is made of.
const SCREEN: [&str; 7] = [
    "frontend",
    "crates/domain",
    "crates/statistics",
    "crates/charts",
    "crates/api-types",
    "crates/api-client",
    "crates/pictures",
];

/// Builds, serves and watches until Ctrl-C, which ends the server too.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    setup::c_compiler()?;
    setup::wasm_target()?;
    demo::free_port(options.listen)?;
    let mut screen = Watch::new(workspace, &SCREEN);
    let mut server = Watch::new(workspace, &SERVER);
    build_screen(workspace);
    let mut running = restart(workspace, options, None);
    loop {
        sleep(Duration::from_millis(500));
        if screen.changed() {
            build_screen(workspace);
        }
        if server.changed() {
            running = restart(workspace, options, running);
        }
    }
}

/// A mistake in the code is shown and waits for the next change.
fn build_screen(workspace: &Workspace) {
    match web::build(workspace, &web::Options { dev: true, ..web::Options::default() }) {
        Ok(()) => eprintln!("dev: the browser application is built; reload the page"),
        Err(failure) => eprintln!("{failure}"),
    }
}

/// Builds the server and replaces the running one; keeps the old one when the build fails.
fn restart(workspace: &Workspace, options: &Options, running: Option<Child>) -> Option<Child> {
    let build = program::show(&mut workspace.cargo(&["build", "--package", "api", "--bin", "hjertekom"]));
    if let Err(failure) = build {
        eprintln!("{failure}");
        return running;
    }
    if let Some(mut old) = running {
        // Stopped at once: the demo's data is invented, and open event streams would delay a polite end.
        let _ = old.kill().and_then(|()| old.wait());
    }
    match demo::server(workspace, "debug", options).spawn() {
        Ok(child) => Some(child),
        Err(error) => {
            eprintln!("{}", Failure::because("start the server")(error));
            None
        }
    }
}
