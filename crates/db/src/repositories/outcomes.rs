//! What the indicators say about one course, and why.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::expr::Facts;
use domain::health_record::{Derivation, HealthRecord, RECORDS, derive};
use domain::ids::CourseId;
use domain::outcome::{Outcome, RuleTrace, outcome, trace};
use domain::programme::{Catalogue, Indicator, Programme};

use super::Scoped;
use super::forms::Case;
use crate::audit::{Ended, Event};
use crate::error::Error;
use crate::moment::danish_day;
use crate::rights::{ReadOutcomes, Right};

/// What the indicators say about single courses.
#[derive(Debug)]
pub struct Outcomes<'c, R: Right>(pub(super) Scoped<'c, R>);

/// What a course counts as in an indicator, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseOutcome {
    /// The outcome, as of today.
    pub outcome: Outcome,
    /// The rules that decided it.
    pub trace: Vec<RuleTrace>,
    /// The imported records behind what the rules read, by variable of the virtual form `records`.
    pub records: BTreeMap<String, Vec<HealthRecord>>,
}

impl Outcomes<'_, ReadOutcomes> {
    /// The outcomes of a course in every indicator of every version of its programme, explained.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a course of another municipality.
    pub async fn of_course(&self, course: CourseId, now: DateTime<Utc>) -> Result<Vec<CourseOutcome>, Error> {
        let database = &self.0.database;
        let tx = database.store().snapshot(self.0.tenant()?).await?;
        let case =
            Case::load(&tx, &self.0.code()?, course, self.0.who().user_id, database.catalogue()).await?;
        let event = Event::new("outcome.read").object("course", course);
        let event = match &case {
            Some(case) => event.citizen(case.course.citizen).count(1),
            None => event.ended(Ended::NotFound),
        };
        database.finish(tx, self.0.who(), event).await?;
        let case = case.ok_or(Error::NotFound)?;
        Ok(explained(database.catalogue(), &case.course.programme, &case.facts(danish_day(now))))
    }
}

/// The outcomes in every indicator of every version of a programme, with the rules that decided them.
fn explained(catalogue: &Catalogue, programme: &str, facts: &Facts) -> Vec<CourseOutcome> {
    let versions = catalogue.versions(programme);
    versions.flat_map(|programme| explain(programme, programme.indicators.iter(), facts)).collect()
}

/// The outcomes in the programme's own set, its first, with the rules that decided them: what whoever saves a form
/// is told.
pub(super) fn explained_own(programme: &Programme, facts: &Facts) -> Vec<CourseOutcome> {
    explain(programme, programme.own_indicators(), facts)
}

fn explain<'p>(
    programme: &Programme,
    indicators: impl Iterator<Item = &'p Indicator>,
    facts: &Facts,
) -> Vec<CourseOutcome> {
    let seen = facts.seen_by(programme);
    let derivation = programme.records.as_ref().and_then(|records| derive(records, facts));
    let explain = |indicator: &Indicator| {
        let trace = trace(indicator, &seen);
        let records = derivation.as_ref().map(|derivation| read(&trace, derivation)).unwrap_or_default();
        CourseOutcome { outcome: outcome(programme, indicator, &seen), trace, records }
    };
    indicators.map(explain).collect()
}

/// The imported records behind the variables a trace has read.
fn read(trace: &[RuleTrace], derivation: &Derivation<'_>) -> BTreeMap<String, Vec<HealthRecord>> {
    let reads = trace.iter().flat_map(|rule| &rule.steps).flat_map(|step| &step.reads);
    let variables = reads.map(|read| &read.variable).filter(|variable| variable.form == RECORDS);
    let taken_from = variables.filter_map(|variable| {
        let records = derivation.taken_from.get(&variable.variable)?;
        Some((variable.variable.clone(), records.iter().map(|record| (*record).clone()).collect()))
    });
    taken_from.collect()
}
