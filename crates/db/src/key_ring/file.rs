//! The key file: 64 hexadecimal digits, for its owner's eyes only.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::KEY_LENGTH;
use crate::entropy::{Entropy, NoEntropy};

/// Why a key file was not used. The text is one clear line for the console.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// There is no file.
    #[error("the key file {0} is missing: put it back, without it no personal data can be read")]
    Missing(PathBuf),
    /// Others than the owner may read or write it.
    #[error("the key file {path} is open to others (mode {mode:04o}): run chmod 0600 on it")]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// It holds something else than a key.
    #[error("the key file {0} does not hold a key: 64 hexadecimal digits were expected")]
    Format(PathBuf),
    /// The system refused.
    #[error("the key file {path} cannot be used: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// No key can be made.
    #[error(transparent)]
    Entropy(#[from] NoEntropy),
}

type Master = Zeroizing<[u8; KEY_LENGTH]>;

pub(super) fn read(path: &Path) -> Result<Master, KeyFileError> {
    let metadata = fs::metadata(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => KeyFileError::Missing(path.into()),
        _ => failed(path)(source),
    })?;
    let mode = metadata.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(KeyFileError::Exposed { path: path.into(), mode });
    }
    let text = Zeroizing::new(fs::read(path).map_err(failed(path))?);
    let digits = text.strip_suffix(b"\n").unwrap_or(&text);
    let mut master = Master::default();
    hex::decode_to_slice(digits, master.as_mut_slice()).map_err(|_| KeyFileError::Format(path.into()))?;
    Ok(master)
}

pub(super) fn create(path: &Path, entropy: &dyn Entropy) -> Result<Master, KeyFileError> {
    let mut master = Master::default();
    entropy.fill(master.as_mut_slice())?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed(path))?;
    let write = || -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        let text = Zeroizing::new(hex::encode(master.as_slice()));
        writeln!(file, "{}", text.as_str())?;
        file.sync_all()?;
        // The name must survive a power cut too: the first row is encrypted right after this.
        File::open(folder)?.sync_all()
    };
    write().map_err(failed(path))?;
    Ok(master)
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> KeyFileError {
    let path = path.to_owned();
    move |source| KeyFileError::Io { path, source }
}
