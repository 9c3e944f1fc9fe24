//! Records imported from hospital, laboratory and general practice.

use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ImportMode;

/// What was found in a file of records and what became of it. A file that is only validated is not held against the
/// registry: what depends on who is known here is 0 until it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecordImportReport {
    /// What was asked for.
    pub mode: ImportMode,
    /// Whether the records were written.
    pub committed: bool,
    /// Rows read, header not counted.
    pub rows: u64,
    /// Rows without errors.
    pub accepted: u64,
    /// Rows with at least one error; nothing is written while there is one.
    pub rejected: u64,
    /// Records that were not known before.
    pub added: u64,
    /// Records that take the place of one with the same key.
    pub replaced: u64,
    /// Records that are there already just like this.
    pub unchanged: u64,
    /// Records that are taken back.
    pub withdrawn: u64,
    /// Records of people the municipality does not know; they are not kept. How many, never which.
    pub unknown_citizens: u64,
    /// Courses that count differently now; 0 when nothing is written.
    pub courses: u64,
    /// What was found, by row; at most the first 1,000.
    pub findings: Vec<RecordFinding>,
    /// How many findings there are in all.
    pub findings_total: u64,
}

/// Something about one row of a file of records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecordFinding {
    /// The line in the file, the header being line 1; 0 for the whole file.
    pub line: u64,
    /// The sender's own id of the record, where it could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_key: Option<String>,
    /// The column, e.g. `value`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Whether it stops the import.
    pub is_error: bool,
    /// What kind it is, e.g. `wrong_unit`.
    pub code: String,
    /// What to do about it.
    pub message: Text,
}
