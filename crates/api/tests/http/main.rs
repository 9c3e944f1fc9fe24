//! The API over HTTP, in one process: every operation on both engines, every answer held against the document.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of a test fail the test")]

mod support;

mod access_log;
mod bad_input;
mod client;
mod cross_site;
mod drafts;
mod files;
mod headers;
mod idempotency;
mod imports;
mod journey;
mod permissions;
mod problems;
mod session;
mod spec;
mod tenants;
mod versions;
