//! What is wrong with a definition: file, line and reason.

use std::fmt;
use std::path::Path;

/// One thing that is wrong with a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionError {
    /// The file.
    pub file: String,
    /// The line, counted from 1; 0 for the whole file.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub reason: String,
}

impl fmt::Display for DefinitionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

/// Everything that is wrong with a definition.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", shown(.0))]
pub struct LoadError(pub Vec<DefinitionError>);

impl LoadError {
    pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        let file = path.display().to_string();
        Self(vec![DefinitionError { file, line: 0, reason: format!("cannot be read: {error}") }])
    }

    /// Everything that was found, or nothing. What several forms share is told once.
    pub(crate) fn from_found(found: Vec<DefinitionError>) -> Result<(), Self> {
        let mut told: Vec<DefinitionError> = Vec::new();
        for error in found {
            if !told.contains(&error) {
                told.push(error);
            }
        }
        if told.is_empty() { Ok(()) } else { Err(Self(told)) }
    }
}

fn shown(errors: &[DefinitionError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
