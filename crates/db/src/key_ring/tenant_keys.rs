//! The keys of one municipality: sealing of fields and blind indexes.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::KEY_LENGTH;
use crate::entropy::Entropy;
use crate::error::Error;
use crate::tenant::Tenant;

/// The version byte every sealed value begins with: AES-256-GCM, keys of generation 1.
const VERSION: u8 = 1;
const NONCE_LENGTH: usize = 12;

/// Where a sealed value lives. It can be opened nowhere else.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) table: &'static str,
    pub(crate) column: &'static str,
    /// The row's key.
    pub(crate) row: &'a [Vec<u8>],
}

pub(crate) struct TenantKeys {
    tenant: Tenant,
    data: Aes256Gcm,
    index: Hmac<Sha256>,
}

impl TenantKeys {
    pub(super) fn new(tenant: Tenant, data: &[u8; KEY_LENGTH], index: &[u8; KEY_LENGTH]) -> Self {
        // HMAC fills a shorter key up with zeros to the block of the hash; doing it here leaves no error to handle.
        let mut block = Zeroizing::new([0; 64]);
        block[..KEY_LENGTH].copy_from_slice(index);
        Self {
            tenant,
            data: Aes256Gcm::new(data.into()),
            index: <Hmac<Sha256> as KeyInit>::new((&*block).into()),
        }
    }

    /// Encrypts a value for one place: version, nonce, ciphertext and tag.
    pub(crate) fn seal(
        &self,
        entropy: &dyn Entropy,
        place: Place<'_>,
        value: &[u8],
    ) -> Result<Vec<u8>, Error> {
        let mut nonce = [0; NONCE_LENGTH];
        entropy.fill(&mut nonce)?;
        let payload = Payload {
            msg: value,
            aad: &self.bound_to(place),
        };
        let ciphertext = self
            .data
            .encrypt(&nonce.into(), payload)
            .map_err(|_| Error::inconsistent(place.table, "a value is too long to encrypt"))?;
        let mut sealed = Vec::with_capacity(1 + NONCE_LENGTH + ciphertext.len());
        sealed.push(VERSION);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&ciphertext);
        Ok(sealed)
    }

    /// Decrypts a value in its place.
    pub(crate) fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
        let refused = || Error::inconsistent(place.table, format!("{} cannot be decrypted", place.column));
        let rest = sealed.strip_prefix(&[VERSION]).ok_or_else(refused)?;
        let (nonce, ciphertext) = rest.split_first_chunk::<NONCE_LENGTH>().ok_or_else(refused)?;
        let payload = Payload {
            msg: ciphertext,
            aad: &self.bound_to(place),
        };
        self.data
            .decrypt(nonce.into(), payload)
            .map(Zeroizing::new)
            .map_err(|_| refused())
    }

    /// A text that was sealed as one.
    pub(crate) fn open_text(&self, place: Place<'_>, sealed: &[u8]) -> Result<String, Error> {
        let bytes = self.open(place, sealed)?;
        std::str::from_utf8(&bytes)
            .map(str::to_owned)
            .map_err(|_| Error::inconsistent(place.table, format!("{} is no text", place.column)))
    }

    /// The blind index of a value: equal for equal values, and only within this municipality and purpose.
    pub(crate) fn index(&self, purpose: &'static str, value: &[u8]) -> [u8; KEY_LENGTH] {
        let mut mac = self.index.clone();
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(value);
        mac.finalize().into_bytes().into()
    }

    fn bound_to(&self, place: Place<'_>) -> Vec<u8> {
        let mut data = format!("{VERSION}|{}|{}|{}", self.tenant, place.table, place.column).into_bytes();
        for part in place.row {
            // With its length, so that two keys cannot run together into the same bytes.
            data.extend_from_slice(&(part.len() as u64).to_be_bytes());
            data.extend_from_slice(part);
        }
        data
    }
}

impl std::fmt::Debug for TenantKeys {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "TenantKeys({}, [redacted])", self.tenant)
    }
}
