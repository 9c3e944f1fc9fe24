//! Reads courses from CSV.
//!
//! UTF-8 with or without a byte order mark; a header row; `;` or `,` between the cells, whichever the header uses; one
//! row per course. Columns, in any order:
//!
//! | column | what | |
//! |---|---|---|
//! | `cpr` | CPR or replacement number, ten characters | required |
//! | `course_key` | the sender's own id of the course, at most 100 characters, unique in the file, no CPR number | required |
//! | `name` | the citizen's name | optional |
//! | `birth_date` | `yyyy-mm-dd` | needed only where the number does not state it |
//! | `sex` | `female`, `male`, `unknown` | needed only where the number does not state it |
//! | `<form>.<variable>` | an answer, as [`domain::validation::parse_text`] reads it | optional |
//!
//! An empty cell is no answer, `!not_measured` is a missing reason, `a|b` are several codes. A form is there when one of
//! its cells is filled in; it is validated with the forms before it, in the order of the workflow. A cell that would be
//! taken for a formula is written with a leading apostrophe, which is taken off again.
//!
//! Reading is streaming and bounded in memory whatever the file holds: cells, rows, findings and rows in flight all
//! have a limit, and of a `course_key` only a hash is kept.

mod cells;
mod course_keys;
mod finding;
mod header;
pub mod health_records;
mod hints;
mod keys;
mod limited;
mod lines;
mod messages;
mod pipeline;
mod records;
mod report;
mod row;
mod sheet;

pub use course_keys::course_keys;
pub use finding::RowFinding;
pub use pipeline::{Options, Step, read};
pub use report::{MAX_FINDINGS, Report};
pub use row::{ImportRow, ImportedCitizen, ImportedForm};
