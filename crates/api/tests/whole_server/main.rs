//! Tests of the whole server: the real binary as a process, on both engines, spoken to over HTTP.

mod recount;
mod registry;
mod sigkill;
mod worked_examples;
