//! When forms were submitted the first time, and which courses somebody came to.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::CourseId;
use domain::period::Period;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use crate::engine::Tx;
use crate::error::Error;
use crate::moment::danish_day;
use crate::sql;

/// Days after the end of a month in which its forms are still in time. Source: interop 8.6.
pub(super) const GRACE: u64 = 14;

/// The Danish day on which each form of a course was first submitted.
pub(super) type FirstSubmissions = HashMap<(CourseId, String), NaiveDate>;

#[derive(FromQueryResult)]
struct First {
    course_id: Uuid,
    form: String,
    submitted_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Attended {
    course_id: Uuid,
}

pub(super) async fn first_submissions(
    tx: &Tx,
    code: &str,
    programme: &str,
    period: Period,
) -> Result<FirstSubmissions, Error> {
    const FIRST: &str = "SELECT f.course_id, f.form, f.submitted_at FROM form_version f \
        JOIN course c ON c.municipality = f.municipality AND c.id = f.course_id \
        WHERE f.municipality = $1 AND c.programme = $2 AND c.course_key IS NULL AND f.version = 1 \
        AND (c.ended_on IS NULL OR c.ended_on >= $3)";
    let values: [Value; 3] = [code.into(), programme.into(), period.from().into()];
    let rows: Vec<First> = sql::all(tx, FIRST, values).await?;
    let first = |row: First| ((CourseId::new(row.course_id), row.form), danish_day(row.submitted_at));
    Ok(rows.into_iter().map(first).collect())
}

/// The courses with a session somebody came to.
pub(super) async fn attended(tx: &Tx, code: &str, programme: &str) -> Result<HashSet<CourseId>, Error> {
    const ATTENDED: &str = "SELECT DISTINCT a.course_id FROM attendance a \
        JOIN course c ON c.municipality = a.municipality AND c.id = a.course_id \
        WHERE a.municipality = $1 AND c.programme = $2 AND a.status = 'attended'";
    let rows: Vec<Attended> = sql::all(tx, ATTENDED, [code.into(), programme.into()]).await?;
    Ok(rows.into_iter().map(|row| CourseId::new(row.course_id)).collect())
}
