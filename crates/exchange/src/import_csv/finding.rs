//! Something about one row of an import.

use domain::text::Text;

/// Something about one row, or about the whole file. Never holds a CPR number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFinding {
    /// The line in the file, the header being line 1; 0 for the whole file.
    pub line: u64,
    /// The sender's own id of the course or the record, where it could be read.
    pub course_key: Option<String>,
    /// The column, e.g. `start.weight_kg`.
    pub column: Option<String>,
    /// Whether it stops the import.
    pub is_error: bool,
    /// What kind it is, e.g. `unknown_code`.
    pub code: String,
    /// What is wrong and how to mend it.
    pub message: Text,
}

/// A code and the words for it, before it is known where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Complaint {
    pub(super) code: &'static str,
    pub(super) message: Text,
}

impl Complaint {
    pub(super) fn new(code: &'static str, da: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code, message: Text::new(da, en) }
    }

    /// The complaint as an error at a place in the file.
    pub(super) fn at(self, line: u64, column: Option<String>) -> RowFinding {
        RowFinding {
            line,
            course_key: None,
            column,
            is_error: true,
            code: self.code.to_owned(),
            message: self.message,
        }
    }
}
