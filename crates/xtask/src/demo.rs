//! `cargo xtask demo`: from a fresh clone to a running product, with an invented registry.

use std::net::{SocketAddr, TcpListener};
use std::os::unix::process::CommandExt;
use std::process::Command;

use clap::Args;

use crate::failure::Failure;
use crate::program;
use crate::setup;
use crate::steps::Steps;
use crate::web;
use crate::workspace::Workspace;

/// Where to serve.
#[derive(Args)]
pub(crate) struct Options {
    /// Loopback address and port to serve on.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
}

/// Sets up, builds, and becomes the server: Ctrl-C ends it.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    let mut steps = Steps::new(3);
    steps.run("Toolchain and port", || {
        setup::c_compiler()?;
        setup::wasm_target()?;
        free_port(options.listen)
    })?;
    eprintln!("      the first build compiles everything: some ten minutes on two cores, later ones seconds");
    steps.run("Browser application", || web::build(workspace, &web::Options::default()))?;
    steps.run("Server", || {
        program::show(&mut workspace.cargo(&["build", "--release", "--package", "api", "--bin", "hjertekom"]))
    })?;
    steps.summary();
    eprintln!(
        "\nStarting: the server loads the invented registry and prints its address and accounts. Ctrl-C ends it.\n"
    );
    let error = server(workspace, "release", options).exec();
    Err(Failure::because("start the server")(error))
}

/// The command that serves the demo.
pub(crate) fn server(workspace: &Workspace, profile: &str, options: &Options) -> Command {
    let mut command = Command::new(workspace.server(profile));
    command.current_dir(&workspace.root).args(["serve", "--demo"]);
    command.env("HJERTEKOM_LISTEN", options.listen.to_string());
    command.env("HJERTEKOM_FRONTEND_DIR", workspace.dist());
    if setup::variable("HJERTEKOM_DATA_DIR").is_none() {
        // Beside the clone's own files, ignored by git: a demo never touches an installation's data.
        command.env("HJERTEKOM_DATA_DIR", workspace.root.join("data/demo"));
    }
    command
}

/// Checks the port before minutes of building, not after.
pub(crate) fn free_port(address: SocketAddr) -> Result<(), Failure> {
    if !address.ip().is_loopback() {
        return Err(Failure::new(format!(
            "{address} can be reached from outside, and the demo's users are no secret"
        ))
        .advice("use an address like 127.0.0.1:8081"));
    }
    TcpListener::bind(address).map(drop).map_err(|error| {
        Failure::new(format!("{address}: {error}"))
            .advice("stop what runs there, or choose another port: `--listen 127.0.0.1:8081`")
    })
}

#[cfg(test)]
mod tests {
    use super::{TcpListener, free_port};

    #[test]
    fn a_port_in_use_and_an_outside_address_are_refused_before_the_build() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("bound");
        let address = listener.local_addr().expect("an address");
        assert!(free_port(address).is_err());
        drop(listener);
        assert!(free_port(address).is_ok());
        assert!(free_port("0.0.0.0:8080".parse().expect("an address")).is_err());
    }
}
