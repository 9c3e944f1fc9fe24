//! What the definitions make of a code: whether they use it, and what a measurement must look like.

use domain::programme::{Derived, Pick, Programme, Variable};

/// The variables the definitions derive from records.
#[derive(Clone, Debug, Default)]
pub(super) struct Rules<'p> {
    derived: Vec<(&'p Derived, &'p Variable)>,
}

impl<'p> Rules<'p> {
    pub(super) fn of(programmes: impl IntoIterator<Item = &'p Programme>) -> Self {
        let records = programmes.into_iter().filter_map(|programme| programme.records.as_ref());
        let derived = records.flat_map(|records| {
            records.derived.iter().filter_map(|rule| Some((rule, records.form.variable(&rule.variable)?)))
        });
        Self { derived: derived.collect() }
    }

    /// Whether anything is derived from records with this code.
    pub(super) fn use_of(&self, code: &str) -> bool {
        self.derived.iter().any(|(rule, _)| rule.is_about(code))
    }

    /// The measurement this code is, with its unit and its range.
    pub(super) fn measurement(&self, code: &str) -> Option<&'p Variable> {
        let measured = self.derived.iter().find(|(rule, _)| rule.pick == Pick::Latest && rule.is_about(code));
        measured.map(|(_, variable)| *variable)
    }
}
