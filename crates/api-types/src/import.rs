//! Imports: a row-level report, all or nothing.

use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What an import does with a file that has no errors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportMode {
    /// Reports and writes nothing.
    #[default]
    Validate,
    /// Writes every row, or none if one has an error.
    Commit,
}

/// What was found in an import and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportReport {
    /// The programme.
    pub programme: String,
    /// What was asked for.
    pub mode: ImportMode,
    /// Whether the rows were written.
    pub committed: bool,
    /// Rows read, header not counted.
    pub rows: u64,
    /// Rows without errors.
    pub accepted: u64,
    /// Rows with at least one error.
    pub rejected: u64,
    /// What was found, by row; at most the first 1,000.
    pub findings: Vec<RowFinding>,
    /// How many findings there are in all.
    pub findings_total: u64,
}

/// Something about one row of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RowFinding {
    /// The line in the file, the header being line 1; 0 for the whole file.
    pub line: u64,
    /// The sender's own id of the course, where it could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub course_key: Option<String>,
    /// The column, e.g. `start.weight_kg`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Whether it stops the import.
    pub is_error: bool,
    /// What kind it is, e.g. `unknown_code`.
    pub code: String,
    /// What to do about it.
    pub message: Text,
}
