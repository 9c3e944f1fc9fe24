//! Notices changed files by looking at their times, which needs no library and works everywhere.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::workspace::Workspace;

/// Source files of a part of the workspace.
pub(crate) struct Watch {
    places: Vec<PathBuf>,
    seen: State,
}

/// How many files there are and when the newest was written.
type State = (usize, Option<SystemTime>);

impl Watch {
    pub(crate) fn new(workspace: &Workspace, places: &[&str]) -> Self {
        let places: Vec<PathBuf> = places.iter().map(|place| workspace.root.join(place)).collect();
        let seen = state(&places);
        Self { places, seen }
    }

    /// Whether a file was written, added or removed since the last call.
    pub(crate) fn changed(&mut self) -> bool {
        let now = state(&self.places);
        std::mem::replace(&mut self.seen, now) != now
    }
}

fn state(places: &[PathBuf]) -> State {
    places
        .iter()
        .map(|place| newest(place))
        .fold((0, None), |one, other| (one.0 + other.0, one.1.max(other.1)))
}

fn newest(path: &Path) -> State {
    let Ok(entries) = std::fs::read_dir(path) else {
        let time = path.metadata().and_then(|metadata| metadata.modified()).ok();
        return (usize::from(time.is_some()), time);
    };
    let below: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    state(&below)
}

#[cfg(test)]
mod tests {
    use super::{Watch, state};

    #[test]
    fn a_new_file_is_a_change_and_silence_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let places = vec![folder.path().to_owned()];
        let mut watch = Watch { seen: state(&places), places };
        assert!(!watch.changed());
        std::fs::create_dir(folder.path().join("src")).expect("created");
        std::fs::write(folder.path().join("src/lib.rs"), "").expect("written");
        assert!(watch.changed());
        assert!(!watch.changed());
    }
}
