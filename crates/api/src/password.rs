//! Password hashes: argon2id, in a bounded share of memory, as slow for an unknown user as for a known one.

use std::sync::Arc;

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use db::entropy::Entropy;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;

/// Memory of one hash in KiB: 64 MiB (S-10).
const MEMORY_KIB: u32 = 64 * 1024;
/// Passes over the memory.
const PASSES: u32 = 3;
/// Lanes.
const LANES: u32 = 1;
/// Hashes at the same time: together at most 256 MiB.
const AT_ONCE: usize = 4;
/// The longest password that is hashed, in bytes.
const LONGEST: usize = 1024;

/// The hash of a random password nobody kept, with the parameters above: what an unknown user's guess is held against.
const NOBODY: &str =
    "$argon2id$v=19$m=65536,t=3,p=1$ERxOVqic7ym1nAsxVY3yGQ$Q7baaBQ4gidPrXJdmc3ErS8aTt9PdV1t4ROLWdkQguM";

/// Why a password was neither accepted nor rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// A stored hash that cannot be read, or parameters the library refuses.
    #[error("the password hash cannot be used")]
    Hash,
    /// The work was not done: the server is stopping.
    #[error("the hashing was abandoned")]
    Abandoned,
}

/// Hashes and verifies passwords beside the threads that serve requests.
#[derive(Clone, Debug)]
pub struct Passwords {
    turns: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Passwords {
    /// Whether the password belongs to the hash; `None`, an unknown user's, takes as long and never matches.
    ///
    /// # Errors
    /// When the stored hash cannot be read.
    pub async fn verify(&self, password: SecretString, hash: Option<String>) -> Result<bool, PasswordError> {
        self.in_turn(move || {
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
            let hash = PasswordHash::new(&hash).map_err(|_| PasswordError::Hash)?;
            let short = password.expose_secret().len() <= LONGEST;
            let guess = if short { password.expose_secret().as_bytes() } else { b"" };
            let right = argon2()?.verify_password(guess, &hash).is_ok();
            Ok(right && known && short)
        })
        .await
    }

    /// The hash to store for a password, in PHC format.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub async fn hash(
        &self,
        password: SecretString,
        entropy: Arc<dyn Entropy>,
    ) -> Result<String, PasswordError> {
        self.in_turn(move || {
            let mut salt = [0; 16];
            entropy.fill(&mut salt).map_err(|_| PasswordError::Hash)?;
            let hash = argon2()?.hash_password_with_salt(password.expose_secret().as_bytes(), &salt);
            hash.map(|hash| hash.to_string()).map_err(|_| PasswordError::Hash)
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| PasswordError::Abandoned)?;
        let done = tokio::task::spawn_blocking(move || {
            let result = work();
            drop(turn);
            result
        });
        done.await.map_err(|_| PasswordError::Abandoned)?
    }
}

fn argon2() -> Result<Argon2<'static>, PasswordError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| PasswordError::Hash)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use db::entropy::SystemEntropy;

    use super::*;

    #[tokio::test]
    async fn a_password_is_stored_as_argon2id_with_64_mib_and_three_passes() {
        let passwords = Passwords::default();
        let hash = passwords.hash("correct horse battery".into(), Arc::new(SystemEntropy)).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), "{hash}");
        assert_eq!(passwords.verify("correct horse battery".into(), Some(hash.clone())).await, Ok(true));
        assert_eq!(passwords.verify("correct horse".into(), Some(hash)).await, Ok(false));
    }

    #[tokio::test]
    async fn an_unknown_user_costs_the_same_work_and_never_gets_in() {
        assert!(PasswordHash::new(NOBODY).is_ok());
        assert_eq!(Passwords::default().verify("whatever".into(), None).await, Ok(false));
    }
}
