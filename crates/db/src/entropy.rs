//! Randomness as an argument.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Where nonces, keys and ids come from.
pub trait Entropy: Send + Sync + std::fmt::Debug {
    /// Fills the buffer with bytes nobody can predict.
    ///
    /// # Errors
    /// When the source has none to give.
    fn fill(&self, buffer: &mut [u8]) -> Result<(), NoEntropy>;
}

/// The source of randomness failed: nothing secret may be made now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system gives no random bytes")]
pub struct NoEntropy;

/// The operating system's generator.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(clippy::disallowed_methods, reason = "this is the Entropy everybody else takes")]
    fn fill(&self, buffer: &mut [u8]) -> Result<(), NoEntropy> {
        getrandom::fill(buffer).map_err(|_| NoEntropy)
    }
}

/// Makes an id that sorts by the time it was made (UUID version 7), so that new rows lie together in an index.
///
/// # Errors
/// When there are no random bytes.
pub fn new_id(entropy: &dyn Entropy, now: DateTime<Utc>) -> Result<Uuid, NoEntropy> {
    let mut random = [0; 10];
    entropy.fill(&mut random)?;
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    Ok(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
}
