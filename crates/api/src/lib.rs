//! The HTTP API and the commands of the program `hjertekom`.
//!
//! A request passes the middleware (id and log line, headers, cross-site check, gate), is parsed by extractors, acts
//! through a repository that only a [`caller::Caller`] opens, and is answered with a wire type of `api-types` or a
//! problem document.

pub mod app;
mod benchmark;
pub mod caller;
pub mod cli;
pub mod clock;
pub mod command;
mod cookie;
mod definitions;
mod demo;
pub mod docs;
mod embed;
mod error;
mod findings;
mod handlers;
pub mod heavy;
mod idempotency;
mod json;
mod limit;
mod middleware;
mod nightly;
pub mod openapi;
pub mod painter;
pub mod password;
mod query;
mod reply;
mod request;
pub mod routes;
mod series;
pub mod server;
pub mod settings;
pub mod start;
mod static_files;
pub mod streams;
pub mod totp;
mod version;
mod view;

pub use definitions::Definitions;
pub use error::{Error, PROBLEM_JSON};
pub use limit::Limits;
pub use static_files::StaticFiles;
