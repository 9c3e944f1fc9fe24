//! What a database is opened with.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use domain::programme::Catalogue;

use crate::entropy::{Entropy, SystemEntropy};
use crate::key_ring::KeyRing;

/// How much is asked of the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// What is acknowledged is on the disk; a PostgreSQL that does not write through is refused.
    #[default]
    Full,
    /// For tests only: nothing is waited for and nothing is checked.
    Relaxed,
}

/// Sees the text of every statement that runs inside a transaction; values are not part of it.
pub type Observer = Arc<dyn Fn(&str) + Send + Sync>;

/// What a database is opened with.
#[derive(Clone)]
pub struct Settings {
    /// `sqlite://<file>` or `postgres://<user>@<host>/<database>`.
    pub url: String,
    /// The keys of this installation.
    pub key_ring: KeyRing,
    /// The programmes whose forms are stored and whose indicators are counted.
    pub catalogue: Arc<Catalogue>,
    /// Where ids and nonces come from.
    pub entropy: Arc<dyn Entropy>,
    /// How much is asked of the disk.
    pub durability: Durability,
    /// Connections: readers beside the one writer on SQLite, all of them on PostgreSQL.
    pub connections: u32,
    /// How long a request waits for its turn before it is told that the database is unavailable.
    pub patience: Duration,
    /// How long it waits where the reason is known and ends: an import has the SQLite file for itself.
    pub long_patience: Duration,
    /// The most pages (of 4 KiB) the SQLite file may grow to; `None` for no limit but the disk.
    pub max_pages: Option<u32>,
    /// Whether nothing is written, so that a SQLite file can be looked at while its server runs.
    pub read_only: bool,
    /// Sees every statement, for the statement checker of the tests.
    pub observer: Option<Observer>,
}

impl Settings {
    /// The settings of a production server.
    #[must_use]
    pub fn new(url: impl Into<String>, key_ring: KeyRing, catalogue: Arc<Catalogue>) -> Self {
        Self {
            url: url.into(),
            key_ring,
            catalogue,
            entropy: Arc::new(SystemEntropy),
            durability: Durability::Full,
            connections: 8,
            patience: Duration::from_secs(2),
            long_patience: Duration::from_secs(20),
            max_pages: None,
            read_only: false,
            observer: None,
        }
    }
}

impl fmt::Debug for Settings {
    /// Without the address: it may hold a password.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Settings")
            .field("durability", &self.durability)
            .field("connections", &self.connections)
            .field("patience", &self.patience)
            .field("max_pages", &self.max_pages)
            .field("read_only", &self.read_only)
            .finish_non_exhaustive()
    }
}
