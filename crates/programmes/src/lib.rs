//! The definitions, their loader and their checker.
//!
//! A programme version is a folder of TOML. Loading it parses every expression (CEL), checks its types against the
//! variables, lowers it to [`domain::expr::Expr`] and runs the worked examples; a definition that fails any of this
//! does not load, and the error names file, line and reason.

mod assemble;
mod check;
mod citizen_view;
mod error;
mod examples;
mod lower;
mod management;
mod plan;
mod records;
mod source;
mod splits;
mod types;

use std::path::Path;

use domain::programme::{Catalogue, Programme};
use include_dir::{Dir, include_dir};

pub use self::error::{DefinitionError, LoadError};
pub use self::examples::Counted;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/definitions");

/// One file of a definition: its path for messages and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path within the definition's folder, with `/`.
    pub path: String,
    /// The TOML text.
    pub text: String,
}

/// A programme version that passed every check.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The programme.
    pub programme: Programme,
    /// How much was checked.
    pub counted: Counted,
}

/// The definitions compiled into the program.
///
/// # Errors
/// A definition that does not pass its checks.
pub fn embedded() -> Result<Catalogue, LoadError> {
    let loaded = load_embedded()?;
    Ok(Catalogue::new(loaded.into_iter().map(|loaded| loaded.programme)))
}

/// The definitions compiled into the program, with what was checked.
///
/// # Errors
/// A definition that does not pass its checks.
pub fn load_embedded() -> Result<Vec<Loaded>, LoadError> {
    let versions = EMBEDDED.dirs().flat_map(Dir::dirs);
    versions.map(|version| load(&embedded_files(version))).collect()
}

/// Every programme version in a folder laid out as `<programme>/<version>/*.toml`.
///
/// # Errors
/// A folder that cannot be read or a definition that does not pass its checks.
pub fn load_dir(root: &Path) -> Result<Vec<Loaded>, LoadError> {
    let mut loaded = Vec::new();
    for programme in folders(root)? {
        for version in folders(&programme)? {
            loaded.push(load(&folder_files(root, &version)?)?);
        }
    }
    Ok(loaded)
}

/// Loads one programme version from its files.
///
/// # Errors
/// Everything that is wrong with it, each with file, line and reason.
pub fn load(files: &[SourceFile]) -> Result<Loaded, LoadError> {
    let source = source::parse(files)?;
    let programme = assemble::assemble(&source)?;
    check::check(&source, &programme)?;
    let counted = examples::run(&source, &programme)?;
    Ok(Loaded { programme, counted })
}

fn embedded_files(folder: &Dir<'_>) -> Vec<SourceFile> {
    let here = folder.files().filter_map(|file| {
        let text = file.contents_utf8()?.to_owned();
        Some(SourceFile { path: file.path().to_string_lossy().replace('\\', "/"), text })
    });
    here.filter(|file| file.path.ends_with(".toml")).chain(folder.dirs().flat_map(embedded_files)).collect()
}

fn folders(root: &Path) -> Result<Vec<std::path::PathBuf>, LoadError> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root).map_err(|error| LoadError::unreadable(root, &error))? {
        let path = entry.map_err(|error| LoadError::unreadable(root, &error))?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn folder_files(root: &Path, folder: &Path) -> Result<Vec<SourceFile>, LoadError> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| LoadError::unreadable(folder, &error))? {
        let path = entry.map_err(|error| LoadError::unreadable(folder, &error))?.path();
        if path.is_dir() {
            files.extend(folder_files(root, &path)?);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let text =
                std::fs::read_to_string(&path).map_err(|error| LoadError::unreadable(&path, &error))?;
            let shown = path.strip_prefix(root).unwrap_or(&path);
            files.push(SourceFile { path: shown.to_string_lossy().replace('\\', "/"), text });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}
