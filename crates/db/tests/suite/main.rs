//! The repositories, on both engines.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has to fail")]

mod access_log;
mod attendance;
mod callers;
mod citizens;
mod confirmed;
mod course_events;
mod courses;
mod drafts;
mod fixture;
mod forms;
mod idempotency;
mod imports;
mod indicators;
mod isolation;
mod merges;
mod plans;
mod recompute;
mod start;
mod statements;
mod storage;
mod transfers;
