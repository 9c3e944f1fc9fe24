//! The repositories, on both engines.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has to fail")]

mod access_log;
mod callers;
mod citizens;
mod courses;
mod drafts;
mod fixture;
mod forms;
mod idempotency;
mod imports;
mod indicators;
mod isolation;
mod recompute;
mod start;
mod statements;
mod storage;
