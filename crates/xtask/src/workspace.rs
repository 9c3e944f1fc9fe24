//! Where things are, as cargo tells it.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::failure::Failure;
use crate::program;

/// The crates that also run in the browser: checked and built for wasm.
pub(crate) const BROWSER_CRATES: [&str; 7] =
    ["domain", "statistics", "charts", "api-types", "pictures", "api-client", "frontend"];
/// The browser's target.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The folders of this clone.
pub(crate) struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds; may be outside the clone.
    pub(crate) target: PathBuf,
}

impl Workspace {
    /// Asks cargo.
    pub(crate) fn find() -> Result<Self, Failure> {
        let mut command = Command::new("cargo");
        let json = program::read(command.args(["metadata", "--no-deps", "--format-version", "1"]))?;
        let json: Value = serde_json::from_slice(&json).map_err(Failure::because("read cargo metadata"))?;
        let path = |key: &str| json[key].as_str().map(PathBuf::from);
        match (path("workspace_root"), path("target_directory")) {
            (Some(root), Some(target)) => Ok(Self { root, target }),
            _ => Err(Failure::new("cargo metadata names no workspace_root or target_directory")),
        }
    }

    /// A cargo command in the root.
    pub(crate) fn cargo<A: AsRef<std::ffi::OsStr>>(&self, arguments: &[A]) -> Command {
        program::command(&self.root, "cargo", arguments)
    }

    /// The built browser application, ready to be served.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The folder of the browser tests.
    pub(crate) fn e2e(&self) -> PathBuf {
        self.root.join("e2e")
    }

    /// The server's binary; `profile` is cargo's folder name, `debug` or `release`.
    pub(crate) fn server(&self, profile: &str) -> PathBuf {
        self.target.join(profile).join(format!("hjertekom{}", std::env::consts::EXE_SUFFIX))
    }
}
