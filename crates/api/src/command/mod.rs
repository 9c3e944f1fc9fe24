//! One file per command.

pub mod audit;
pub(crate) mod demo_registry;
mod demo_sessions;
pub mod doctor;
pub mod import;
pub mod migrate;
pub mod openapi;
pub mod programme;
pub(crate) mod progress;
pub mod publish;
pub mod recompute;
pub(crate) mod records;
pub mod serve;
pub mod synthesise;
pub mod user;

use std::fmt;

use db::RequestContext;
use db::entropy::{SystemEntropy, new_id};

use crate::clock::{Clock, SystemClock};

/// Why a command did not do what it was asked to, in words for the console.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A failure in these words.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        let mut words = error.to_string();
        let mut cause = error.source();
        while let Some(deeper) = cause {
            let text = deeper.to_string();
            if !words.contains(&text) {
                words.push_str(&format!(": {text}"));
            }
            cause = deeper.source();
        }
        Self(words)
    }
}

/// A command at the console as the access log sees it: one id for everything it does.
///
/// # Errors
/// When the system gives no random bytes.
pub fn console_context() -> Result<RequestContext, Failure> {
    let request_id = new_id(&SystemEntropy, SystemClock.now())?;
    Ok(RequestContext { request_id, purpose: None, address: None, is_background: false })
}
