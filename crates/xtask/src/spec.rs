//! The published contracts in `api-spec/`: written from the code, or compared with it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::program;
use crate::workspace::Workspace;

/// Writes all contracts anew.
pub(crate) fn write(workspace: &Workspace) -> Result<(), Failure> {
    let (published, fresh) = (workspace.root.join("api-spec"), generate(workspace)?);
    for name in files(fresh.path())? {
        let to = published.join(&name);
        let copy = || {
            to.parent().map_or(Ok(()), std::fs::create_dir_all)?;
            std::fs::copy(fresh.path().join(&name), &to)
        };
        copy().map_err(Failure::because(format!("write {}", to.display())))?;
    }
    for name in surplus(&published, fresh.path())? {
        let path = published.join(name);
        std::fs::remove_file(&path).map_err(Failure::because(format!("remove {}", path.display())))?;
    }
    eprintln!("api-spec/ is up to date; read `git diff api-spec` before you commit it");
    Ok(())
}

/// Fails when a published contract differs from the code, and names the first line that does.
pub(crate) fn compare(workspace: &Workspace) -> Result<(), Failure> {
    let (published, fresh) = (workspace.root.join("api-spec"), generate(workspace)?);
    let mut faults = Vec::new();
    for name in files(fresh.path())? {
        let read = |folder: &Path| std::fs::read_to_string(folder.join(&name)).unwrap_or_default();
        if let Some(fault) = difference(&read(&published), &read(fresh.path())) {
            faults.push(format!("api-spec/{}: {fault}", name.display()));
        }
    }
    let surplus = surplus(&published, fresh.path())?;
    faults
        .extend(surplus.iter().map(|name| format!("api-spec/{}: nothing makes it any more", name.display())));
    if faults.is_empty() {
        return Ok(());
    }
    Err(Failure::new(faults.join("\n        ")).advice(
        "run `cargo xtask spec`, read the difference, and commit it if the contract was meant to change",
    ))
}

/// Lets the server's binary write all contracts into a scratch folder; it opens no database for that.
fn generate(workspace: &Workspace) -> Result<tempfile::TempDir, Failure> {
    let folder = tempfile::tempdir().map_err(Failure::because("create a scratch folder"))?;
    program::show(&mut workspace.cargo(&["build", "--package", "api", "--bin", "hjertekom", "--locked"]))?;
    let server = workspace.server("debug").to_string_lossy().into_owned();
    let openapi = program::read(&mut program::command(&workspace.root, &server, &["openapi"]))?;
    std::fs::write(folder.path().join("openapi.json"), openapi)
        .map_err(Failure::because("write openapi.json"))?;
    let out = folder.path().to_string_lossy().into_owned();
    program::read(&mut program::command(&workspace.root, &server, &["programme", "export", "--out", &out]))?;
    Ok(folder)
}

/// Published files that are not generated, hand-written ones (`*.md`) left out.
fn surplus(published: &Path, fresh: &Path) -> Result<Vec<PathBuf>, Failure> {
    let fresh: BTreeSet<PathBuf> = files(fresh)?.into_iter().collect();
    let is_generated = |name: &PathBuf| name.extension().is_none_or(|ending| ending != "md");
    Ok(files(published)?.into_iter().filter(is_generated).filter(|name| !fresh.contains(name)).collect())
}

/// All files below a folder, relative to it, in order.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let (mut found, mut open) = (Vec::new(), vec![PathBuf::new()]);
    while let Some(below) = open.pop() {
        let path = folder.join(&below);
        let entries =
            std::fs::read_dir(&path).map_err(Failure::because(format!("read {}", path.display())))?;
        for entry in entries.flatten() {
            let name = below.join(entry.file_name());
            if entry.path().is_dir() { open.push(name) } else { found.push(name) }
        }
    }
    found.sort();
    Ok(found)
}

/// Where two texts part, in words.
fn difference(published: &str, fresh: &str) -> Option<String> {
    if published == fresh {
        return None;
    }
    if published.is_empty() {
        return Some("is missing".to_owned());
    }
    let lines = published
        .lines()
        .map(Some)
        .chain(std::iter::repeat(None))
        .zip(fresh.lines().map(Some).chain(std::iter::repeat(None)));
    let (number, (old, new)) = lines.enumerate().find(|(_, (old, new))| old != new || old.is_none())?;
    let shown = |line: Option<&str>| line.map_or("nothing".to_owned(), |line| format!("`{}`", line.trim()));
    Some(format!("line {}: published {}, the code says {}", number + 1, shown(old), shown(new)))
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn the_first_line_that_differs_is_named() {
        assert_eq!(difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(
            difference("a\nb\n", "a\n c\n").as_deref(),
            Some("line 2: published `b`, the code says `c`")
        );
        assert_eq!(
            difference("a\n", "a\nc\n").as_deref(),
            Some("line 2: published nothing, the code says `c`")
        );
        assert_eq!(difference("", "a\n").as_deref(), Some("is missing"));
        assert!(difference("a\n", "a").is_some());
    }
}
