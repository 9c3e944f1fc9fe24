//! Tests of the whole server: the real binary as a process, on both engines, spoken to over HTTP.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of a test fail the test")]

mod live;
mod recount;
mod registry;
mod sigkill;
mod worked_examples;
