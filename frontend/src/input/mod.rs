//! What staff type, read without a regular expression: numbers, dates, missing reasons.
//!
//! Pure functions: the clock and the definition are arguments. Nothing here knows a browser.

mod date;
mod missing;
mod number;

pub(crate) use date::{DateProblem, parse_date};
pub(crate) use missing::parse_missing;
pub(crate) use number::{NumberProblem, parse_number};
