//! The only crate that knows SQL.
//!
//! [`Database`] opens repositories. Everything about citizens needs a [`Caller`], which proves who asks, with which
//! right, from which municipality and why; the repositories add the municipality to every statement and write the
//! access log. Both engines run the same code: SQLite through one writer task, PostgreSQL through a pool with
//! row-level security.

mod audit;
mod caller;
mod database;
mod engine;
pub mod entropy;
mod error;
mod key_ring;
mod live;
mod migrate;
mod moment;
mod repositories;
pub mod rights;
mod settings;
mod sql;
mod tenant;

pub use audit::{AccessEvent, Fault, FaultKind, Verification};
pub use caller::{Caller, IDLE, Refusal, RequestContext};
pub use database::Database;
pub use engine::Engine;
pub use error::{Error, StartError};
pub use key_ring::{KeyFileError, KeyRing};
pub use live::Changes;
pub use moment::{danish_day, danish_time};
pub use repositories::*;
pub use settings::{Durability, Observer, Settings};
