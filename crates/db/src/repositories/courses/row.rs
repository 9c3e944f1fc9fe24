//! The row of a course.

use chrono::{DateTime, NaiveDate, Utc};
use domain::course::Course;
use domain::ids::{CitizenId, CourseId};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use crate::engine::Tx;
use crate::error::Error;
use crate::repositories::forms::Belonging;
use crate::sql;

/// The columns a course is read from; the table is called `c`.
pub(crate) const COLUMNS: &str = "c.municipality, c.id, c.citizen_id, c.programme, c.definition, c.course_no, \
    c.course_key, c.state, c.opened_on, c.started_on, c.ended_on, c.changed_at, c.version, c.revision";

pub(crate) const INSERT: &str = "INSERT INTO course (municipality, id, citizen_id, programme, definition, course_no, \
    course_key, state, is_open, opened_on, started_on, ended_on, changed_at, version, revision, stratum, site) VALUES ";
pub(crate) const WIDTH: usize = 17;

#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct CourseRow {
    municipality: String,
    id: Uuid,
    citizen_id: Uuid,
    programme: String,
    definition: String,
    course_no: i32,
    course_key: Option<String>,
    state: String,
    opened_on: NaiveDate,
    started_on: Option<NaiveDate>,
    ended_on: Option<NaiveDate>,
    pub(crate) changed_at: DateTime<Utc>,
    version: i64,
    pub(crate) revision: i64,
}

impl CourseRow {
    pub(crate) fn course(&self) -> Result<Course, Error> {
        let unreadable = |cause: String| Error::inconsistent("course", cause);
        Ok(Course {
            id: CourseId::new(self.id),
            municipality: self.municipality.parse().map_err(
                |cause: domain::municipality::ParseMunicipalityError| unreadable(cause.to_string()),
            )?,
            citizen: CitizenId::new(self.citizen_id),
            programme: self.programme.clone(),
            programme_version: self.definition.clone(),
            course_no: self.course_no,
            state: self
                .state
                .parse()
                .map_err(|cause: domain::wire::UnknownWireId| unreadable(cause.to_string()))?,
            key: self.course_key.clone(),
            opened_on: self.opened_on,
            started_on: self.started_on,
            ended_on: self.ended_on,
            version: self.version,
        })
    }
}

/// The values of a new course, in the order of [`INSERT`].
pub(crate) fn values(course: &Course, belonging: &Belonging, now: DateTime<Utc>) -> [Value; WIDTH] {
    let [stratum, site] = belonging.values();
    [
        course.municipality.to_string().into(),
        course.id.get().into(),
        course.citizen.get().into(),
        course.programme.as_str().into(),
        course.programme_version.as_str().into(),
        course.course_no.into(),
        course.key.clone().into(),
        course.state.id().into(),
        course.state.is_open().into(),
        course.opened_on.into(),
        course.started_on.into(),
        course.ended_on.into(),
        now.into(),
        course.version.into(),
        1_i64.into(),
        stratum,
        site,
    ]
}

pub(crate) async fn find(tx: &Tx, code: &str, id: CourseId) -> Result<Option<CourseRow>, Error> {
    let query = format!("SELECT {COLUMNS} FROM course c WHERE c.municipality = $1 AND c.id = $2");
    sql::one(tx, query, [code.into(), id.get().into()]).await
}

pub(crate) async fn of_citizen(tx: &Tx, code: &str, citizen: CitizenId) -> Result<Vec<Course>, Error> {
    let query = format!("SELECT {COLUMNS} FROM course c WHERE c.municipality = $1 AND c.citizen_id = $2");
    let rows: Vec<CourseRow> = sql::all(tx, query, [code.into(), citizen.get().into()]).await?;
    rows.iter().map(CourseRow::course).collect()
}
