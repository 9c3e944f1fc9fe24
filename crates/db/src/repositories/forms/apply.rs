//! Writing what was planned: few statements, each over all the rows it concerns.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::course::Course;
use domain::outcome::OutcomeState;
use sea_orm::Value;

use super::plan::{OutcomeChange, Plan, Request};
use crate::engine::Tx;
use crate::error::{Error, conflict};
use crate::moment::month_of;
use crate::sql::{self, Batch};

pub(crate) const FORM_WIDTH: usize = 9;
pub(crate) const FORM_INSERT: &str = "INSERT INTO form_version (municipality, course_id, form, version, id, definition, \
    answers, submitted_by, submitted_at) VALUES ";
pub(crate) const OUTCOME_WIDTH: usize = 7;
pub(crate) const OUTCOME_INSERT: &str = "INSERT INTO outcome (municipality, course_id, indicator, version, programme, state, attributed_on) VALUES ";
const OUTCOME_UPSERT: &str = " ON CONFLICT (municipality, course_id, indicator, version) \
    DO UPDATE SET state = excluded.state, attributed_on = excluded.attributed_on";
const TALLY_WIDTH: usize = 10;
const TALLY_INSERT: &str = "INSERT INTO tally (municipality, programme, indicator, version, month, fulfilled, \
    not_fulfilled, missing, excluded, pending) VALUES ";
const TALLY_UPSERT: &str = " ON CONFLICT (municipality, programme, indicator, version, month) DO UPDATE SET \
    fulfilled = tally.fulfilled + excluded.fulfilled, not_fulfilled = tally.not_fulfilled + excluded.not_fulfilled, \
    missing = tally.missing + excluded.missing, excluded = tally.excluded + excluded.excluded, \
    pending = tally.pending + excluded.pending";

/// Where a tally is: programme, indicator, version and month.
type Cell = (String, String, String, NaiveDate);

/// Changes to tallies, gathered before they are written. Ordered, so that two transactions never wait for each
/// other's cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct TallyChanges(BTreeMap<Cell, [i64; 5]>);

impl TallyChanges {
    pub(crate) fn add(&mut self, programme: &str, change: &OutcomeChange) {
        let (indicator, version) = &change.key;
        for (value, step) in [(change.before, -1), (change.after, 1)] {
            let Some((state, Some(day))) = value else { continue };
            let Some(counter) = counter(state) else { continue };
            let cell = (programme.to_owned(), indicator.clone(), version.clone(), month_of(day));
            self.0.entry(cell).or_default()[counter] += step;
        }
    }

    /// Adds the changes to a batch, one statement per 1,000 cells.
    pub(crate) fn add_to(self, batch: &mut Batch, code: &str) {
        let counts = |counts: &[i64; 5]| counts.iter().any(|count| *count != 0);
        let cells: Vec<_> = self.0.into_iter().filter(|(_, changed)| counts(changed)).collect();
        for chunk in cells.chunks(1000) {
            let rows = sql::numbered_rows(chunk.len(), TALLY_WIDTH);
            let values = chunk.iter().flat_map(|((programme, indicator, version, month), counts)| {
                let cell: [Value; 5] = [
                    code.into(),
                    programme.as_str().into(),
                    indicator.as_str().into(),
                    version.as_str().into(),
                    (*month).into(),
                ];
                cell.into_iter().chain(counts.map(Value::from))
            });
            batch.add(&format!("{TALLY_INSERT}{rows}{TALLY_UPSERT}"), values);
        }
    }

    /// Applies the changes.
    pub(crate) async fn write(self, tx: &Tx, code: &str) -> Result<(), Error> {
        let mut batch = Batch::default();
        self.add_to(&mut batch, code);
        Ok(batch.run(tx).await?)
    }
}

/// The column of a state, in the order of the table.
fn counter(state: OutcomeState) -> Option<usize> {
    match state {
        OutcomeState::Fulfilled => Some(0),
        OutcomeState::NotFulfilled => Some(1),
        OutcomeState::Missing => Some(2),
        OutcomeState::Excluded => Some(3),
        OutcomeState::Pending => Some(4),
        OutcomeState::Outside => None,
    }
}

/// Updates the course if it is still at the revision the plan was made on; false if somebody was quicker.
pub(crate) async fn claim(tx: &Tx, course: &Course, before: i64, now: DateTime<Utc>) -> Result<bool, Error> {
    const CLAIM: &str = "UPDATE course SET state = $4, is_open = $5, started_on = $6, ended_on = $7, changed_at = $8, \
        version = $9, revision = revision + 1 WHERE municipality = $1 AND id = $2 AND revision = $3";
    let values: [Value; 9] = [
        course.municipality.to_string().into(),
        course.id.get().into(),
        before.into(),
        course.state.id().into(),
        course.state.is_open().into(),
        course.started_on.into(),
        course.ended_on.into(),
        now.into(),
        course.version.into(),
    ];
    // A corrected form may bring a course back to life while another one is running.
    Ok(sql::execute(tx, CLAIM, values).await.map_err(conflict("course_already_open"))? == 1)
}

/// Adds the form's new version to a batch.
pub(super) fn insert_form(batch: &mut Batch, plan: &Plan, request: &Request) -> Result<(), Error> {
    const INSERT: &str = "INSERT INTO form_version (municipality, course_id, form, version, id, definition, \
        answers, submitted_by, submitted_at, reason, confirmed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let definition = request.catalogue.current(&plan.course.programme).ok_or(Error::NotFound)?;
    let values: [Value; 11] = [
        request.code.as_str().into(),
        plan.course.id.get().into(),
        request.form.as_str().into(),
        plan.version.into(),
        request.form_version_id.into(),
        definition.version.as_str().into(),
        plan.json.as_str().into(),
        request.who.user_id.get().into(),
        request.now.into(),
        request.reason.clone().into(),
        plan.confirmed.clone().into(),
    ];
    batch.add(INSERT, values);
    Ok(())
}

/// Adds changed outcomes to a batch, and what they change to the tallies they count in.
pub(crate) fn change_outcomes(
    batch: &mut Batch,
    tallies: &mut TallyChanges,
    code: &str,
    course: &Course,
    changes: &[OutcomeChange],
) {
    let kept: Vec<_> =
        changes.iter().filter_map(|change| change.after.map(|after| (&change.key, after))).collect();
    if !kept.is_empty() {
        let rows = sql::numbered_rows(kept.len(), OUTCOME_WIDTH);
        let values = kept.iter().flat_map(|(key, after)| outcome_values(code, course, key, *after));
        batch.add(&format!("{OUTCOME_INSERT}{rows}{OUTCOME_UPSERT}"), values);
    }
    for change in changes.iter().filter(|change| change.after.is_none()) {
        const DELETE: &str = "DELETE FROM outcome \
            WHERE municipality = $1 AND course_id = $2 AND indicator = $3 AND version = $4";
        let (indicator, version) = &change.key;
        let values: [Value; 4] =
            [code.into(), course.id.get().into(), indicator.as_str().into(), version.as_str().into()];
        batch.add(DELETE, values);
    }
    changes.iter().for_each(|change| tallies.add(&course.programme, change));
}

/// The values of one outcome, in the order of [`OUTCOME_INSERT`].
pub(crate) fn outcome_values(
    code: &str,
    course: &Course,
    (indicator, version): &(String, String),
    (state, day): (OutcomeState, Option<NaiveDate>),
) -> [Value; OUTCOME_WIDTH] {
    [
        code.into(),
        course.id.get().into(),
        indicator.as_str().into(),
        version.as_str().into(),
        course.programme.as_str().into(),
        state.id().into(),
        day.into(),
    ]
}
