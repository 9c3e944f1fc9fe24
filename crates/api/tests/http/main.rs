//! The API over HTTP, in one process: every operation on both engines, every answer held against the document.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of a test fail the test")]

mod support;

mod access_log;
mod agreement;
mod attendance;
mod auditor;
mod bad_input;
mod benchmarks;
mod benchmarks_adjusted;
mod client;
mod confirmed;
mod course_life;
mod cross_site;
mod definitions;
mod delivery;
mod development;
mod drafts;
mod drawn;
mod events;
mod files;
mod followups;
mod headers;
mod health_records;
mod heavy;
mod idempotency;
mod imports;
mod journals;
mod journey;
mod management;
mod open_programmes;
mod painters;
mod permissions;
mod pictures;
mod plans;
mod problems;
mod series;
mod session;
mod spec;
mod tenants;
mod versions;
