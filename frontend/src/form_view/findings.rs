//! What is found about the answers: when it is said, confirmed, and in the way.

use std::collections::BTreeMap;

use domain::answers::Answer;
use domain::decimal::Decimal;
use domain::programme::{Form, Severity};
use domain::text::Text;
use domain::typing::meant_by;
use domain::validation::{Confirmation, Finding, meant};
use leptos::prelude::*;

use super::evaluation::Evaluation;
use super::model::FormModel;

/// One thing that was found about a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    /// How serious it is.
    pub(crate) severity: Severity,
    /// What to do about it.
    pub(crate) text: Text,
    /// Whether it waits for confirmation.
    pub(crate) is_open: bool,
}

/// In how many fields something needs a look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Attention {
    /// Something is wrong.
    pub(crate) wrong: usize,
    /// An answer that is required is not there.
    pub(crate) missing: usize,
    /// Something waits for confirmation.
    pub(crate) open: usize,
}

/// What was found, by variable: the most serious first, what has been confirmed last.
pub(crate) type Found = BTreeMap<String, Vec<Shown>>;

/// Sorts what was found by variable: once for all rows, which then only look up their own.
pub(super) fn found(evaluation: &Evaluation, confirmed: &[Confirmation]) -> Found {
    let mut found = Found::new();
    for finding in &evaluation.findings {
        let Some(id) = &finding.variable else { continue };
        let is_covered = confirmed.iter().any(|known| known.covers(finding, &evaluation.answers));
        let is_open = finding.severity == Severity::Soft && !is_covered;
        let shown = Shown { severity: finding.severity, text: finding.message.clone(), is_open };
        let all = found.entry(id.clone()).or_default();
        let place =
            all.iter().position(|other| (shown.severity, !is_open) < (other.severity, !other.is_open));
        all.insert(place.unwrap_or(all.len()), shown);
    }
    found
}

impl FormModel {
    /// What is shown at a field now.
    pub(crate) fn shown(self, id: &str) -> Option<Shown> {
        let field = self.field(id)?;
        let attempted = self.attempted.get();
        let shown = field.left.get() || attempted;
        if let Some(text) = field.problem.get().filter(|_| shown) {
            return Some(Shown { severity: Severity::Hard, text, is_open: false });
        }
        let visible = |found: &&Shown| match found.severity {
            Severity::Missing => attempted,
            Severity::Hard | Severity::Soft => shown,
        };
        field.news.track();
        self.found.with_untracked(|found| found.get(id)?.iter().find(visible).cloned())
    }

    /// What is said at a field now, and how serious it is.
    pub(crate) fn message(self, id: &str) -> Option<(Severity, Text)> {
        self.shown(id).map(|shown| (shown.severity, shown.text))
    }

    fn is_covered(self, finding: &Finding, evaluation: &Evaluation) -> bool {
        self.confirmed.with(|all| all.iter().any(|known| known.covers(finding, &evaluation.answers)))
    }

    /// Whether everything improbable about a field has been confirmed as it stands; not followed.
    pub(crate) fn is_confirmed(self, id: &str) -> bool {
        let soft = |shown: &&Shown| shown.severity == Severity::Soft;
        self.found.with_untracked(|found| {
            let Some(all) = found.get(id) else { return false };
            all.iter().any(|shown| soft(&shown)) && all.iter().filter(soft).all(|shown| !shown.is_open)
        })
    }

    /// Confirms everything improbable about a field, for exactly the answers that stand there.
    pub(crate) fn confirm(self, id: &str) {
        let new: Vec<Confirmation> = self.evaluation.with_untracked(|evaluation| {
            let open =
                soft(evaluation, id).filter(|finding| !untrack(|| self.is_covered(finding, evaluation)));
            open.map(|finding| Confirmation::of(finding, &evaluation.answers)).collect()
        });
        if !new.is_empty() {
            self.confirmed.update(|all| all.extend(new));
        }
    }

    /// Whether Enter may go on from a field. It stops once at a finding; the second Enter confirms and goes on.
    pub(crate) fn may_advance(self, id: &str) -> bool {
        let Some(field) = self.field(id) else { return true };
        if !field.left.get_untracked() {
            field.left.set(true);
        }
        let answer = field.answer.get_untracked();
        let message = untrack(|| self.message(id));
        let stopped = self
            .stopped
            .with_value(|stopped| stopped.as_ref().is_some_and(|(at, then)| at == id && *then == answer));
        match message {
            Some((Severity::Soft, _)) if untrack(|| self.is_confirmed(id)) => true,
            Some((Severity::Soft, _)) if stopped => {
                self.confirm(id);
                true
            }
            Some(_) if !stopped => {
                self.stopped.set_value(Some((id.to_owned(), answer)));
                false
            }
            _ => true,
        }
    }

    /// The number that was probably meant by an impossible one, offered with one key.
    pub(crate) fn meant(self, id: &str) -> Option<Decimal> {
        let (field, form) = (self.field(id)?, self.form());
        let variable = form.variable(id)?;
        if field.problem.with(Option::is_some) {
            return field.text.with(|text| meant_by(variable, text));
        }
        meant(variable, field.answer.get()?.value()?.number()?)
    }

    /// Writes the number that was probably meant; says whether there is one.
    pub(crate) fn mend(self, id: &str) -> bool {
        let form = self.form();
        let Some((variable, number)) = form.variable(id).zip(untrack(|| self.meant(id))) else {
            return false;
        };
        let Some(field) = self.field(id) else { return false };
        field.text.set(number.format(number.decimals(), ','));
        self.commit(&variable.id);
        true
    }

    /// Everything that stops the form or asks for confirmation, in the order of the form.
    pub(crate) fn obstacles(self) -> Vec<Finding> {
        let form = self.form();
        let mut found: Vec<Finding> = form
            .variables()
            .filter_map(|variable| {
                let problem = self.field(&variable.id)?.problem.get()?;
                let id = Some(variable.id.clone());
                Some(Finding {
                    severity: Severity::Hard,
                    variable: id,
                    code: "unreadable".into(),
                    message: problem,
                })
            })
            .collect();
        let unreadable: Vec<Option<String>> = found.iter().map(|finding| finding.variable.clone()).collect();
        self.evaluation.with(|evaluation| {
            let open = |finding: &&Finding| match finding.severity {
                Severity::Soft => !self.is_covered(finding, evaluation),
                Severity::Missing => !unreadable.contains(&finding.variable),
                Severity::Hard => true,
            };
            found.extend(evaluation.findings.iter().filter(open).cloned());
        });
        in_order(&form, &found)
    }

    /// What needs a look in these fields, as far as it is shown.
    pub(crate) fn attention<'a>(self, ids: impl Iterator<Item = &'a str>) -> Attention {
        let mut attention = Attention::default();
        for shown in ids.filter_map(|id| self.shown(id)) {
            match shown.severity {
                Severity::Hard => attention.wrong += 1,
                Severity::Missing => attention.missing += 1,
                Severity::Soft => attention.open += usize::from(shown.is_open),
            }
        }
        attention
    }

    /// The answer of a field as it stands, typed or computed.
    pub(crate) fn current(self, id: &str) -> Option<Answer> {
        self.evaluation_for([id], |evaluation| evaluation.answers.get(id).cloned())
    }
}

fn soft<'a>(evaluation: &'a Evaluation, id: &'a str) -> impl Iterator<Item = &'a Finding> {
    evaluation
        .findings
        .iter()
        .filter(move |finding| finding.severity == Severity::Soft && finding.variable.as_deref() == Some(id))
}

/// Findings as the form is read: first what stops it, then what is to be confirmed.
///
/// A loop rather than a sort: forms are short, and every sort is four kilobytes of wasm.
fn in_order(form: &Form, found: &[Finding]) -> Vec<Finding> {
    let mut ordered = Vec::with_capacity(found.len());
    for is_soft in [false, true] {
        let places = form.variables().map(|variable| Some(variable.id.as_str())).chain([None]);
        for place in places {
            let here = |finding: &&Finding| {
                finding.variable.as_deref() == place && (finding.severity == Severity::Soft) == is_soft
            };
            ordered.extend(found.iter().filter(here).cloned());
        }
    }
    ordered
}
