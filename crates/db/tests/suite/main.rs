//! The repositories, on both engines.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has to fail")]

mod access_log;
mod attendance;
mod callers;
mod case_mix;
mod citizens;
mod confirmed;
mod course_events;
mod courses;
mod data_quality;
mod definition_use;
mod deliveries;
mod drafts;
mod fixture;
mod flow;
mod forms;
mod health_records;
mod idempotency;
mod imports;
mod indicator_notes;
mod indicators;
mod isolation;
mod live;
mod locks;
mod merges;
mod plans;
mod publications;
mod recompute;
mod results;
mod sites;
mod start;
mod statements;
mod storage;
mod strata;
mod tls;
mod transfers;
mod versions;
