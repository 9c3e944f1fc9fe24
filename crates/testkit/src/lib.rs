//! Test-only: a private PostgreSQL and what tests of several crates share.

pub mod postgres;
#[cfg(feature = "server")]
pub mod server;
