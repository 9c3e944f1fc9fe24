//! Finds what a command needs, and installs it where that can be done without asking.

use std::path::{Path, PathBuf};
use std::process::Command;

use testkit::postgres::{Programs, missing_programs_advice};

use crate::failure::Failure;
use crate::program;
use crate::workspace::{WASM, Workspace};

/// Where a Chromium is looked for, after `HJERTEKOM_CHROMIUM`.
const CHROMIUM: [&str; 6] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/snap/bin/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
/// The oldest Node.js that the browser tests run on.
const NODE: u32 = 20;

/// Adds the browser's target to the toolchain unless it is there.
pub(crate) fn wasm_target() -> Result<(), Failure> {
    let folder = program::read(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    let folder = String::from_utf8_lossy(&folder).trim().to_owned();
    if Path::new(&folder).is_dir() {
        return Ok(());
    }
    eprintln!("      adding the target {WASM}");
    program::show(Command::new("rustup").args(["target", "add", WASM])).map_err(|failure| {
        failure.advice(format!("add Rust's standard library for {WASM} to your toolchain"))
    })
}

/// Checks for the C compiler that the embedded SQLite and the cryptography are built with.
pub(crate) fn c_compiler() -> Result<(), Failure> {
    if program::succeeds(Command::new(variable("CC").unwrap_or_else(|| "cc".to_owned())).arg("--version")) {
        return Ok(());
    }
    Err(Failure::new("there is no C compiler").advice(
        "`apt-get install gcc libc6-dev` (Debian, Ubuntu), `dnf install gcc` (Fedora), `xcode-select --install` (macOS)",
    ))
}

/// Adds rustfmt and clippy unless they are there.
pub(crate) fn lint_components() -> Result<(), Failure> {
    for (program, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !program::succeeds(Command::new("cargo").args([program, "--version"])) {
            program::show(Command::new("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// Makes sure that there is a PostgreSQL to start.
pub(crate) fn postgres() -> Result<(), Failure> {
    if Programs::find().is_ok() {
        return Ok(());
    }
    apt("postgresql")?;
    Programs::find()
        .map(drop)
        .map_err(|error| Failure::new(error.to_string()).advice(missing_programs_advice()))
}

/// Finds a Chromium, or installs Debian's.
pub(crate) fn chromium() -> Result<PathBuf, Failure> {
    let found = || CHROMIUM.iter().map(PathBuf::from).find(|path| path.exists());
    if let Some(path) = variable("HJERTEKOM_CHROMIUM").map(PathBuf::from).or_else(found) {
        return Ok(path);
    }
    apt("chromium")?;
    found().ok_or_else(|| {
        Failure::new("there is no Chromium").advice("install Chromium, or name one in HJERTEKOM_CHROMIUM")
    })
}

/// Checks Node.js and installs the browser tests' packages when the lock file is newer than they are.
pub(crate) fn node_packages(workspace: &Workspace) -> Result<(), Failure> {
    let advice = format!("install Node.js {NODE} or newer, with npm");
    let version = program::read(Command::new("node").arg("--version")).unwrap_or_default();
    let version = String::from_utf8_lossy(&version).trim().to_owned();
    let major: u32 =
        version.trim_start_matches('v').split('.').next().unwrap_or_default().parse().unwrap_or(0);
    if major < NODE {
        let found = if major == 0 { "was not found".to_owned() } else { format!("is only {version}") };
        return Err(Failure::new(format!("Node.js {found}")).advice(advice));
    }
    let modified = |path: PathBuf| path.metadata().and_then(|metadata| metadata.modified()).ok();
    let e2e = workspace.e2e();
    let installed = modified(e2e.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= modified(e2e.join("package-lock.json")) {
        return Ok(());
    }
    program::show(&mut program::command(&e2e, "npm", &["ci", "--no-audit", "--no-fund"]))
        .map_err(|failure| failure.advice(advice))
}

/// Whether cargo-nextest is installed; without it `cargo test` runs the tests.
pub(crate) fn has_nextest() -> bool {
    program::succeeds(Command::new("cargo").args(["nextest", "--version"]))
}

/// Installs a Debian package when we may.
fn apt(package: &str) -> Result<(), Failure> {
    let missing = || Failure::new(format!("{package} is not installed"));
    if !program::succeeds(Command::new("apt-get").arg("--version")) {
        return Err(missing().advice(format!("install {package} with your system's package manager")));
    }
    let install = format!("apt-get install {package}");
    let id = program::read(Command::new("id").arg("-u"))?;
    if String::from_utf8_lossy(&id).trim() != "0" {
        return Err(missing().advice(format!("run `sudo {install}` once")));
    }
    eprintln!("      {install}");
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").args(["--quiet", "--yes"]).args(arguments);
        program::read(&mut command).map(drop)
    };
    apt(&["update"])
        .and_then(|()| apt(&["install", "--no-install-recommends", package]))
        .map_err(|failure| failure.advice(format!("run `{install}` by hand and see what it says")))
}

/// Reads a variable of the environment: xtask is the edge, nothing below it does.
pub(crate) fn variable(name: &str) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "the command line's edge reads the environment")]
    let value = std::env::var(name);
    value.ok().filter(|value| !value.is_empty())
}
