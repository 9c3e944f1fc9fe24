//! What people type and paste, read without a regular expression: dates, numbers, codes, missing reasons.
//!
//! Pure functions, the same in the browser and on the server: the clock and the definition are arguments.
//! One table of cases, `tests.rs`, says what every text means and what its wrong twin is answered with.

mod answer;
mod characters;
mod code;
mod date;
mod items;
mod missing;
mod number;

pub use self::answer::{meant_by, read};
pub(crate) use self::characters::{is_dash, is_invisible, narrow};
pub use self::code::{CodeProblem, matching, read_code};
pub use self::date::{DateProblem, read_date};
pub use self::items::split_items;
pub use self::missing::read_missing;
pub use self::number::{NumberProblem, read_number};

#[cfg(test)]
mod tests;
