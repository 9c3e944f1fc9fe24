//! What went wrong, and what to do about it.

use std::fmt;

use crate::counts::Counts;

/// A step that failed. Says what happened and, where we know it, what helps.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    advice: Option<String>,
    /// The tests that ran, when the step was a test run.
    pub(crate) counts: Counts,
}

impl Failure {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), advice: None, counts: Counts::default() }
    }

    /// Adds what to do.
    pub(crate) fn advice(mut self, advice: impl Into<String>) -> Self {
        self.advice = Some(advice.into());
        self
    }

    /// Adds the tests that ran.
    pub(crate) fn with_counts(mut self, counts: Counts) -> Self {
        self.counts = counts;
        self
    }

    /// For `map_err`: `what` could not be done because of an error.
    pub(crate) fn because<E: fmt::Display>(what: impl Into<String>) -> impl FnOnce(E) -> Self {
        move |error| Self::new(format!("{}: {error}", what.into()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "FAILED: {}", self.what)?;
        match &self.advice {
            Some(advice) => write!(out, "\n  What to do: {advice}"),
            None => Ok(()),
        }
    }
}
