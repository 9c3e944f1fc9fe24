//! Writing what was planned: few statements, each over all the rows it concerns.

use chrono::{DateTime, NaiveDate, Utc};
use domain::course::Course;
use domain::outcome::OutcomeState;
use sea_orm::Value;

use super::plan::{Plan, Request};
use super::{Belonging, Recount, TallyChanges};
use crate::engine::Tx;
use crate::error::Error;
use crate::sql::{self, Batch};

pub(crate) const FORM_WIDTH: usize = 9;
pub(crate) const FORM_INSERT: &str = "INSERT INTO form_version (municipality, course_id, form, version, id, definition, \
    answers, submitted_by, submitted_at) VALUES ";
pub(crate) const OUTCOME_WIDTH: usize = 7;
pub(crate) const OUTCOME_INSERT: &str = "INSERT INTO outcome (municipality, course_id, indicator, version, programme, state, attributed_on) VALUES ";
const OUTCOME_UPSERT: &str = " ON CONFLICT (municipality, course_id, indicator, version) \
    DO UPDATE SET state = excluded.state, attributed_on = excluded.attributed_on";

/// Updates the course if it is still at the revision the plan was made on; false if somebody was quicker.
pub(crate) async fn claim(
    tx: &Tx,
    course: &Course,
    belonging: &Belonging,
    before: i64,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    const CLAIM: &str = "UPDATE course SET state = $4, is_open = $5, started_on = $6, ended_on = $7, changed_at = $8, \
        version = $9, stratum = $10, site = $11, opened_on = $12, revision = revision + 1 \
        WHERE municipality = $1 AND id = $2 AND revision = $3";
    let [stratum, site] = belonging.values();
    let values: [Value; 12] = [
        course.municipality.to_string().into(),
        course.id.get().into(),
        before.into(),
        course.state.id().into(),
        course.state.is_open().into(),
        course.started_on.into(),
        course.ended_on.into(),
        now.into(),
        course.version.into(),
        stratum,
        site,
        course.opened_on.into(),
    ];
    Ok(sql::execute(tx, CLAIM, values).await? == 1)
}

/// Adds the form's new version to a batch.
pub(super) fn insert_form(batch: &mut Batch, plan: &Plan, request: &Request) -> Result<(), Error> {
    const INSERT: &str = "INSERT INTO form_version (municipality, course_id, form, version, id, definition, \
        answers, submitted_by, submitted_at, reason_sealed, confirmed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
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
        request.reason_sealed.clone().into(),
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
    recount: &Recount,
) {
    let changes = &recount.changes;
    let kept: Vec<_> =
        changes.iter().filter_map(|change| change.after.map(|after| (&change.key, after))).collect();
    if !kept.is_empty() {
        let rows = sql::rows(kept.len(), OUTCOME_WIDTH);
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
    tallies.add(&course.programme, recount);
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
