//! Builds the browser application: Rust to wasm, JavaScript glue, hashed names, compressed copies.
//!
//! No trunk, no wasm-bindgen command, no wasm-opt: the glue generator is a library of this crate, of exactly the
//! version that `Cargo.lock` gives the application.

mod assets;
mod compress;
mod report;
mod sections;
mod split;

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use wasm_bindgen_cli_support::Bindgen;

use crate::failure::Failure;
use crate::program;
use crate::steps::clock;
use crate::workspace::{WASM, Workspace};

/// How to build the browser application.
#[derive(Args, Clone, Default)]
pub(crate) struct Options {
    /// Builds faster, without optimisation and without the size check; for work on the screens.
    #[arg(long)]
    pub(crate) dev: bool,
    /// Keeps the names of the functions and leaves the size check out: what a profile in the browser needs.
    #[arg(long)]
    pub(crate) names: bool,
}

/// Builds `frontend` into `dist/`.
pub(crate) fn build(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    let wasm = compile(workspace, options)?;
    let started = Instant::now();
    let folder = || tempfile::tempdir().map_err(Failure::because("create a scratch folder"));
    let (cut, scratch) = (folder()?, folder()?);
    let split = split::split(&wasm, cut.path())?;
    bind(&split.main, scratch.path(), options)?;
    split.join(scratch.path())?;

    let mut assets = assets::Assets::new();
    assets.read_folder(&workspace.root.join("frontend/static"))?;
    assets.read_folder(scratch.path())?;
    let files = assets.link()?;
    let sizes = compress::all(&files, options.dev)?;
    replace(&workspace.dist(), &sizes)?;
    report::print(&sizes);
    eprintln!("      glue, names and compression: {}", clock(started.elapsed()));
    if options.dev || options.names { Ok(()) } else { report::check_budget(&sizes) }
}

/// Compiles the crate and returns the path of the module.
fn compile(workspace: &Workspace, options: &Options) -> Result<PathBuf, Failure> {
    let (profile, folder) = if options.dev { ("dev", "debug") } else { ("wasm", "wasm") };
    let arguments = ["build", "--package", "frontend", "--target", WASM, "--profile", profile];
    program::show(&mut workspace.cargo(&arguments))?;
    Ok(workspace.target.join(WASM).join(folder).join("frontend.wasm"))
}

/// Generates the JavaScript glue beside the module without its private sections.
fn bind(wasm: &Path, folder: &Path, options: &Options) -> Result<(), Failure> {
    let web = |bindgen: &mut Bindgen| -> Result<(), String> {
        let text = |error| format!("{error:#}");
        bindgen.web(true).map_err(text)?.input_path(wasm).out_name("frontend");
        // The parts find what they share by the names the linker gave.
        bindgen.keep_lld_exports(true).demangle(false);
        bindgen.typescript(false).remove_producers_section(true);
        bindgen.keep_debug(options.dev).remove_name_section(!(options.dev || options.names));
        bindgen.generate(folder).map_err(text)
    };
    web(&mut Bindgen::new()).map_err(|error| {
        Failure::new(format!("wasm-bindgen: {error}")).advice(
            "wasm-bindgen and wasm-bindgen-cli-support must have the same version in the root Cargo.toml",
        )
    })
}

/// Puts the finished files in place of the folder, so that a running server never sees half of them.
fn replace(dist: &Path, files: &[compress::Sized]) -> Result<(), Failure> {
    let fresh = dist.with_extension("new");
    let remove = |folder: &Path| match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::because(format!("remove {}", folder.display()))(error))
        }
        _ => Ok(()),
    };
    remove(&fresh)?;
    for file in files {
        for (suffix, bytes) in file.variants() {
            let path = fresh.join(format!("{}{suffix}", file.path));
            let write = || {
                path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
                std::fs::write(&path, bytes)
            };
            write().map_err(Failure::because(format!("write {}", path.display())))?;
        }
    }
    remove(dist)?;
    std::fs::rename(&fresh, dist).map_err(Failure::because(format!("move {} in place", fresh.display())))
}
