//! Which files are imported for which municipality.

use std::fs;
use std::path::{Path, PathBuf};

use domain::municipality::MunicipalityCode;

use crate::command::Failure;

/// A file and whose courses it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) path: PathBuf,
    pub(super) municipality: MunicipalityCode,
    pub(super) bytes: u64,
}

impl Source {
    /// The file's name for messages.
    pub(super) fn name(&self) -> String {
        self.path
            .file_name()
            .map_or_else(|| self.path.display().to_string(), |name| name.to_string_lossy().into_owned())
    }
}

/// One file; without a municipality it must be named after one.
pub(super) fn one(path: &Path, municipality: Option<MunicipalityCode>) -> Result<Source, Failure> {
    let municipality = municipality.or_else(|| named_after(path)).ok_or_else(|| {
        Failure::new(format!("{}: say whose courses these are with --municipality", path.display()))
    })?;
    let metadata =
        fs::metadata(path).map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
    Ok(Source { path: path.to_owned(), municipality, bytes: metadata.len() })
}

/// The `.csv` files of a folder, by name. One that is not named after a municipality is an error.
pub(super) fn all(folder: &Path) -> Result<Vec<Source>, Failure> {
    let entries =
        fs::read_dir(folder).map_err(|error| Failure::new(format!("{}: {error}", folder.display())))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "csv") {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        return Err(Failure::new(format!("{}: there are no .csv files", folder.display())));
    }
    paths.iter().map(|path| one(path, None)).collect()
}

fn named_after(path: &Path) -> Option<MunicipalityCode> {
    super::super::user::municipality(path.file_stem()?.to_str()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_a_folder_are_taken_by_name_and_belong_to_the_municipality_they_are_named_after() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["0751.csv", "silkeborg.csv", "0101.csv", "notes.txt", "0791.csv.part"] {
            fs::write(folder.path().join(name), "cpr;course_key\n").unwrap();
        }
        let sources = all(folder.path()).unwrap();
        let found: Vec<_> =
            sources.iter().map(|source| (source.name(), source.municipality.to_string())).collect();
        let expected = [("0101.csv", "0101"), ("0751.csv", "0751"), ("silkeborg.csv", "0740")];
        assert_eq!(found, expected.map(|(name, code)| (name.to_owned(), code.to_owned())));
        fs::write(folder.path().join("remarks.csv"), "").unwrap();
        assert!(all(folder.path()).unwrap_err().to_string().contains("--municipality"));
    }
}
