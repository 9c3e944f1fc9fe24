//! The master key and what is derived from it.
//!
//! The key lives in a file outside the database and its backups. Every municipality has its own keys, derived with
//! HKDF-SHA-256, so that the same citizen cannot be recognised across two of them.

mod file;
mod tenant_keys;

use std::collections::HashMap;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use domain::ids::UserId;
use hkdf::Hkdf;
use sha2::Sha256;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::entropy::Entropy;
use crate::tenant::Tenant;

pub use file::KeyFileError;
pub(crate) use tenant_keys::{Place, TenantKeys};

const KEY_LENGTH: usize = 32;

/// The keys of one installation. Clones share the same key.
#[derive(Clone)]
pub struct KeyRing {
    master: Arc<Zeroizing<[u8; KEY_LENGTH]>>,
    tenants: Arc<RwLock<HashMap<Tenant, Arc<TenantKeys>>>>,
}

impl KeyRing {
    /// Opens the key file of an existing installation.
    ///
    /// # Errors
    /// When the file is missing, readable by others, or not 64 hexadecimal digits.
    pub fn open(path: &Path) -> Result<Self, KeyFileError> {
        file::read(path).map(Self::from_master)
    }

    /// Opens the key file, or creates it (mode 0600) on the first start of an embedded installation.
    ///
    /// # Errors
    /// As [`KeyRing::open`], and when the file cannot be written.
    pub fn create_or_open(path: &Path, entropy: &dyn Entropy) -> Result<Self, KeyFileError> {
        match file::read(path) {
            Err(KeyFileError::Missing(_)) => file::create(path, entropy).map(Self::from_master),
            opened => opened.map(Self::from_master),
        }
    }

    /// Builds a ring from a key that is already in memory: tests, benchmarks and the demo.
    #[must_use]
    pub fn from_bytes(master: [u8; KEY_LENGTH]) -> Self {
        Self::from_master(Zeroizing::new(master))
    }

    fn from_master(master: Zeroizing<[u8; KEY_LENGTH]>) -> Self {
        Self { master: Arc::new(master), tenants: Arc::default() }
    }

    /// The keys of one municipality.
    pub(crate) fn tenant(&self, tenant: Tenant) -> Arc<TenantKeys> {
        if let Some(keys) = self.tenants.read().unwrap_or_else(PoisonError::into_inner).get(&tenant) {
            return Arc::clone(keys);
        }
        let data = self.derive("data", &tenant.code());
        let index = self.derive("index", &tenant.code());
        let keys = Arc::new(TenantKeys::new(tenant, &data, &index));
        self.tenants.write().unwrap_or_else(PoisonError::into_inner).insert(tenant, Arc::clone(&keys));
        keys
    }

    /// The key of a user's journal on one device: another user or device has another, and a stolen computer none.
    pub(crate) fn journal(&self, tenant: Tenant, user: UserId, device: Uuid) -> Zeroizing<[u8; KEY_LENGTH]> {
        self.derive("journal", &format!("{}|{user}|{device}", tenant.code()))
    }

    /// A value that recognises the key without telling anything about it; stored in the database it belongs to.
    pub(crate) fn check_value(&self) -> [u8; KEY_LENGTH] {
        *self.derive("check", "")
    }

    fn derive(&self, purpose: &str, tenant: &str) -> Zeroizing<[u8; KEY_LENGTH]> {
        let mut key = Zeroizing::new([0; KEY_LENGTH]);
        let info = ["hjertekom", "1", purpose, tenant].join("|");
        let expanded =
            Hkdf::<Sha256>::new(None, self.master.as_slice()).expand(info.as_bytes(), key.as_mut_slice());
        debug_assert!(expanded.is_ok(), "32 bytes are far below HKDF's limit of 255 blocks");
        key
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("KeyRing([redacted])")
    }
}
