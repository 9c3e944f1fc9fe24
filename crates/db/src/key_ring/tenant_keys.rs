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
        let payload = Payload { msg: value, aad: &self.bound_to(place) };
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
        let payload = Payload { msg: ciphertext, aad: &self.bound_to(place) };
        self.data.decrypt(nonce.into(), payload).map(Zeroizing::new).map_err(|_| refused())
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entropy::SystemEntropy;
    use crate::key_ring::KeyRing;

    const TABLES: [(&str, &str); 3] = [("citizen", "cpr"), ("citizen", "name"), ("draft", "answers")];

    fn keys(municipality: &str) -> std::sync::Arc<TenantKeys> {
        KeyRing::from_bytes([3; 32]).tenant(Tenant::of(municipality.parse().ok()))
    }

    fn place(table: usize, row: &[Vec<u8>]) -> Place<'_> {
        let (table, column) = TABLES[table];
        Place { table, column, row }
    }

    proptest! {
        #[test]
        fn a_sealed_value_opens_in_its_place_and_nowhere_else(
            value in prop::collection::vec(any::<u8>(), 0..200),
            own in (0_usize..3, any::<[u8; 16]>(), prop::sample::select(vec!["0740", "0791"])),
            other in (0_usize..3, any::<[u8; 16]>(), prop::sample::select(vec!["0740", "0791"])),
        ) {
            let sealed = keys(own.2).seal(&SystemEntropy, place(own.0, &[own.1.to_vec()]), &value).unwrap();
            let opened = keys(own.2).open(place(own.0, &[own.1.to_vec()]), &sealed).unwrap();
            prop_assert_eq!(&*opened, &value);
            let elsewhere = keys(other.2).open(place(other.0, &[other.1.to_vec()]), &sealed);
            prop_assert_eq!(elsewhere.is_ok(), own == other);
        }

        #[test]
        fn a_sealed_value_with_any_changed_bit_is_refused(
            value in prop::collection::vec(any::<u8>(), 0..40),
            bit in any::<prop::sample::Index>(),
        ) {
            let place = place(0, &[]);
            let mut sealed = keys("0740").seal(&SystemEntropy, place, &value).unwrap();
            let bit = bit.index(sealed.len() * 8);
            sealed[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(keys("0740").open(place, &sealed).is_err());
        }

        #[test]
        fn row_keys_do_not_run_together(one in any::<Vec<u8>>(), two in any::<Vec<u8>>()) {
            prop_assume!(!two.is_empty());
            let joined = [[one.clone(), two.clone()].concat(), Vec::new()];
            let sealed = keys("0740").seal(&SystemEntropy, place(2, &[one, two]), b"x").unwrap();
            prop_assert!(keys("0740").open(place(2, &joined), &sealed).is_err());
        }
    }

    #[test]
    fn two_seals_of_one_value_differ_and_its_index_does_not_within_a_municipality() {
        let (silkeborg, viborg) = (keys("0740"), keys("0791"));
        let seal = || silkeborg.seal(&SystemEntropy, place(0, &[]), b"6101701234").unwrap();
        assert_ne!(seal(), seal());
        let index = silkeborg.index("cpr", b"6101701234");
        assert_eq!(index, keys("0740").index("cpr", b"6101701234"));
        assert_ne!(index, viborg.index("cpr", b"6101701234"));
        assert_ne!(index, silkeborg.index("name", b"6101701234"));
    }

    #[test]
    fn keys_are_never_printed() {
        let ring = KeyRing::from_bytes([0xab; 32]);
        let text = format!("{ring:?} {:?}", ring.tenant(Tenant::PLATFORM));
        assert!(!text.contains("171") && !text.to_lowercase().contains("ab, ab"), "{text}");
    }
}
