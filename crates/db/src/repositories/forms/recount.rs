//! What a course counts as, before and after something changed.

use std::collections::BTreeMap;

use domain::expr::Facts;
use domain::outcome::{Outcome, OutcomeState, outcomes};
use domain::programme::{Catalogue, Stratum, site, stratum};
use sea_orm::Value;

use super::Case;
use super::case::{OutcomeKey, OutcomeValue};

/// An outcome that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OutcomeChange {
    pub(crate) key: OutcomeKey,
    pub(crate) before: Option<OutcomeValue>,
    /// `None` when the indicator no longer concerns the course.
    pub(crate) after: Option<OutcomeValue>,
}

/// The parts of a municipality's courses that a course is counted in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Belonging {
    /// Its stratum; none as long as it has not been counted there.
    pub(crate) stratum: Option<Stratum>,
    /// Its unit; none where nobody has stated it, or as long as it has not been counted there.
    pub(crate) site: Option<String>,
}

/// What is new about what a course counts as, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Recount {
    /// The outcomes that are not what they were.
    pub(crate) changes: Vec<OutcomeChange>,
    /// Stored outcomes that stay.
    pub(super) kept: Vec<(OutcomeKey, OutcomeValue)>,
    /// Where the course is counted.
    pub(super) before: Belonging,
    /// Where it belongs.
    pub(crate) after: Belonging,
}

impl Recount {
    /// Compares what is stored of a course with what its facts make of it.
    pub(crate) fn of(case: &Case, catalogue: &Catalogue, outcomes: &[Outcome], facts: &Facts) -> Self {
        let changes = changes(&case.outcomes, outcomes);
        let is_changed = |key: &OutcomeKey| changes.iter().any(|change| change.key == *key);
        let kept = case.outcomes.iter().filter(|(key, _)| !is_changed(key));
        Self {
            kept: kept.map(|(key, value)| (key.clone(), *value)).collect(),
            before: case.belonging.clone(),
            after: Belonging::of(catalogue, &case.course.programme, facts),
            changes,
        }
    }

    /// Of a course that is new here: everything it counts as.
    pub(crate) fn first(
        catalogue: &Catalogue,
        programme: &str,
        outcomes: Vec<Outcome>,
        facts: &Facts,
    ) -> Self {
        let after = Belonging::of(catalogue, programme, facts);
        Self { changes: changes(&BTreeMap::new(), &outcomes), after, ..Self::default() }
    }

    /// Whether everything is as it was.
    pub(crate) fn is_nothing(&self) -> bool {
        self.changes.is_empty() && self.before == self.after
    }
}

impl Belonging {
    /// Where a course belongs by the definition that is current.
    fn of(catalogue: &Catalogue, programme: &str, facts: &Facts) -> Self {
        let Some(programme) = catalogue.current(programme) else {
            return Self { stratum: Some(Stratum::default()), site: None };
        };
        Self { stratum: Some(stratum(programme, facts)), site: site(programme, facts) }
    }

    /// The values of the columns `stratum` and `site` of a course.
    pub(crate) fn values(&self) -> [Value; 2] {
        [self.stratum.as_ref().map(Stratum::as_str).into(), self.site.as_deref().into()]
    }
}

/// The outcomes in every indicator of every version of a programme.
pub(crate) fn all_outcomes(catalogue: &Catalogue, programme: &str, facts: &Facts) -> Vec<Outcome> {
    catalogue.versions(programme).flat_map(|programme| outcomes(programme, facts)).collect()
}

/// What differs between stored and new outcomes. A stored outcome of a definition that is no longer loaded stays.
fn changes(stored: &BTreeMap<OutcomeKey, OutcomeValue>, outcomes: &[Outcome]) -> Vec<OutcomeChange> {
    let mut changes = Vec::new();
    for outcome in outcomes {
        let key = (outcome.indicator.clone(), outcome.version.clone());
        let after =
            Some((outcome.state, outcome.attributed_on)).filter(|(state, _)| *state != OutcomeState::Outside);
        let before = stored.get(&key).copied();
        if before != after {
            changes.push(OutcomeChange { key, before, after });
        }
    }
    changes
}
