//! Benchmarks: from published cells to what is shown of them. Everything is computed from protected counts.

mod adjust;
mod asked;
mod build;
mod card;
mod findings;
mod funnel;
mod refusals;
mod similar;
mod units;
mod words;

pub(crate) use asked::{Asked, BenchmarkQuery, offered};
pub(crate) use build::{Viewer, build};
