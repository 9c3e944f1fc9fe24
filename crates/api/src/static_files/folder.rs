//! A folder in memory.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use actix_web::web::Bytes;
use sha2::{Digest, Sha256};

/// A compressed form of a file.
pub(super) type Encoded = Bytes;

/// One file and its compressed forms.
#[derive(Debug)]
pub(super) struct File {
    pub(super) plain: Bytes,
    pub(super) brotli: Option<Encoded>,
    pub(super) gzip: Option<Encoded>,
    pub(super) content_type: &'static str,
    pub(super) etag: String,
    /// Whether the name changes with the content, so that it may be kept for ever.
    pub(super) hashed: bool,
}

/// All files by path, with `/` and without a leading one.
#[derive(Debug, Default)]
pub(super) struct Folder {
    files: BTreeMap<String, File>,
    pub(super) built: Option<SystemTime>,
}

impl Folder {
    /// Everything in a folder that holds an application; of another folder nothing is read, whatever is in it.
    pub(super) fn read(root: &Path) -> io::Result<Self> {
        let Some(built) = Self::built_at(root) else { return Ok(Self::default()) };
        let mut raw = BTreeMap::new();
        collect(root, "", &mut raw)?;
        let sibling = |path: &str, ending: &str| raw.get(&format!("{path}{ending}")).cloned();
        let originals = raw.iter().filter(|(path, _)| !is_sibling(path, &raw));
        let files = originals.map(|(path, bytes)| {
            let file = File {
                plain: bytes.clone(),
                brotli: sibling(path, ".br"),
                gzip: sibling(path, ".gz"),
                content_type: content_type(path),
                etag: format!("\"{}\"", hex::encode(&Sha256::digest(bytes)[..12])),
                hashed: path.starts_with("assets/"),
            };
            (path.clone(), file)
        });
        Ok(Self { files: files.collect(), built: Some(built) })
    }

    /// When the application was built: the page is the last file that is written.
    pub(super) fn built_at(root: &Path) -> Option<SystemTime> {
        fs::metadata(root.join(super::INDEX)).and_then(|metadata| metadata.modified()).ok()
    }

    pub(super) fn find(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }
}

fn is_sibling(path: &str, all: &BTreeMap<String, Bytes>) -> bool {
    [".br", ".gz"]
        .iter()
        .any(|ending| path.strip_suffix(ending).is_some_and(|original| all.contains_key(original)))
}

fn collect(folder: &Path, below: &str, found: &mut BTreeMap<String, Bytes>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        // A link could lead out of the folder.
        let kind = entry.file_type()?;
        if kind.is_dir() {
            collect(&entry.path(), &path, found)?;
        } else if kind.is_file() {
            found.insert(path, fs::read(entry.path())?.into());
        }
    }
    Ok(())
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "json" => "application/json",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_an_application_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("hjertekom.key"), "secret").unwrap();
        assert!(Folder::read(folder.path()).unwrap().find("hjertekom.key").is_none());
        assert!(Folder::read(&folder.path().join("absent")).unwrap().find("index.html").is_none());
    }

    #[test]
    fn files_are_found_by_name_with_their_compressed_forms() {
        let folder = tempfile::tempdir().unwrap();
        let assets = folder.path().join("assets");
        fs::create_dir(&assets).unwrap();
        fs::write(folder.path().join("index.html"), "<!doctype html>").unwrap();
        for (name, content) in [("app-1a2b.js", "let a"), ("app-1a2b.js.br", "b"), ("app-1a2b.js.gz", "g")] {
            fs::write(assets.join(name), content).unwrap();
        }
        std::os::unix::fs::symlink("/etc/hostname", assets.join("hostname")).unwrap();
        let read = Folder::read(folder.path()).unwrap();
        let script = read.find("assets/app-1a2b.js").unwrap();
        assert!(script.hashed && script.brotli.is_some() && script.gzip.is_some());
        assert_eq!(script.content_type, "text/javascript; charset=utf-8");
        assert!(!read.find("index.html").unwrap().hashed);
        for absent in ["assets/app-1a2b.js.br", "assets/hostname", "../index.html", "assets", ""] {
            assert!(read.find(absent).is_none(), "{absent}");
        }
    }
}
