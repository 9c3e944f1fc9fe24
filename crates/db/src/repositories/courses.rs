//! Courses (*forløb*).

mod list;
mod listed;
mod row;

use chrono::{DateTime, Utc};
use domain::course::{Course, CourseEvent, CourseState, ReferralDecision, decide_referral};
use domain::ids::{CitizenId, CourseId};
use sea_orm::Value;

use super::Scoped;
use crate::audit::{self, Ended, Event};
use crate::engine::{Tx, job};
use crate::error::Error;
use crate::moment::{danish_day, storable};
use crate::rights::{ReadCourses, Right, WriteCourses};
use crate::sql;

pub use list::{CourseFilter, CoursePage};
pub use listed::{FormMark, ListedCourse};
pub(crate) use row::{COLUMNS, CourseRow, INSERT, WIDTH, values};

/// Courses of the caller's municipality.
#[derive(Debug)]
pub struct Courses<'c, R: Right>(pub(super) Scoped<'c, R>);

impl Courses<'_, WriteCourses> {
    /// Opens a course for a citizen, in the newest version of a programme.
    ///
    /// # Errors
    /// [`Error::Conflict`] `course_already_open` while another course of the programme is running;
    /// [`Error::NotFound`] for a citizen or a programme that the municipality does not have.
    pub async fn open(
        &self,
        citizen: CitizenId,
        programme: &str,
        now: DateTime<Utc>,
    ) -> Result<Course, Error> {
        let definition = self.0.database.catalogue().current(programme).ok_or(Error::NotFound)?;
        let course = Course {
            id: CourseId::new(self.0.database.new_id(now)?),
            municipality: self.0.municipality()?,
            citizen,
            programme: programme.to_owned(),
            programme_version: definition.version.clone(),
            course_no: 1,
            state: CourseState::FIRST,
            key: None,
            opened_on: danish_day(now),
            started_on: None,
            ended_on: None,
            version: 1,
        };
        let who = self.0.who().clone();
        let work = job(move |tx| {
            Box::pin(async move {
                let event = Event::new("course.open").object("course", course.id).citizen(citizen);
                let opened = insert(tx, course, storable(now)).await?;
                let event = match &opened {
                    Ok(_) => event.count(1),
                    Err(Error::NotFound) => {
                        Event::new("course.open").object("citizen", citizen).ended(Ended::NotFound)
                    }
                    Err(_) => event.ended(Ended::Refused),
                };
                audit::append(tx, &who, event).await?;
                Ok(opened)
            })
        });
        self.0.database.store().write(self.0.tenant()?, work).await?
    }

    /// Does everything [`Courses::open`] does except writing.
    ///
    /// # Errors
    /// As [`Courses::open`].
    pub async fn rehearse(&self, citizen: CitizenId, programme: &str) -> Result<(), Error> {
        const KNOWN: &str = "SELECT id FROM citizen WHERE municipality = $1 AND id = $2";
        self.0.database.catalogue().current(programme).ok_or(Error::NotFound)?;
        let code = self.0.code()?;
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let known = tx_one(&tx, KNOWN.to_owned(), [code.as_str().into(), citizen.get().into()]).await?;
        let earlier = row::of_citizen(&tx, &code, citizen).await?;
        let event = Event::new("course.validate").object("citizen", citizen);
        let (answer, event) = match decide_referral(&earlier, programme, None) {
            _ if !known => (Err(Error::NotFound), event.ended(Ended::NotFound)),
            ReferralDecision::Join { .. } => {
                (Err(Error::Conflict("course_already_open")), event.citizen(citizen).ended(Ended::Refused))
            }
            ReferralDecision::OpenNew { .. } => (Ok(()), event.citizen(citizen)),
        };
        self.0.database.finish(tx, self.0.who(), event).await?;
        answer
    }

    /// Moves a course on by something that is not a form: invited, paused, resumed, closed …
    ///
    /// # Errors
    /// [`Error::Conflict`] `illegal_transition` when the state does not accept the event; [`Error::Stale`] or
    /// [`Error::PreconditionRequired`] by `if_match`; [`Error::NotFound`].
    pub async fn record(
        &self,
        id: CourseId,
        event: CourseEvent,
        if_match: Option<i64>,
        now: DateTime<Utc>,
    ) -> Result<Course, Error> {
        let (who, code) = (self.0.who().clone(), self.0.code()?);
        let work = job(move |tx| {
            Box::pin(async move {
                let moved = advance(tx, &code, id, event, if_match, storable(now)).await?;
                let logged =
                    Event::new("course.record").object("course", id).criterion(event.id().to_owned());
                let logged = match &moved {
                    Ok(course) => logged.citizen(course.citizen).count(1),
                    Err(Error::NotFound) => logged.ended(Ended::NotFound),
                    Err(_) => logged.ended(Ended::Refused),
                };
                audit::append(tx, &who, logged).await?;
                Ok(moved)
            })
        });
        self.0.database.store().write(self.0.tenant()?, work).await?
    }
}

impl Courses<'_, ReadCourses> {
    /// Returns a course, or `None` if there is none *or it belongs to another municipality*.
    ///
    /// # Errors
    /// When the database cannot be asked, or the log cannot be written.
    pub async fn find(&self, id: CourseId) -> Result<Option<Course>, Error> {
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let course = row::find(&tx, &self.0.code()?, id).await?.map(|row| row.course()).transpose()?;
        let mut event = Event::new("course.read").object("course", id).found(course.is_some());
        if let Some(course) = &course {
            event = event.citizen(course.citizen);
        }
        self.0.database.finish(tx, self.0.who(), event).await?;
        Ok(course)
    }
}

/// Inserts the course if the rules let it be opened.
async fn insert(tx: &Tx, mut course: Course, now: DateTime<Utc>) -> Result<Result<Course, Error>, Error> {
    let code = course.municipality.to_string();
    let lock = sql::for_update(tx);
    let citizen = format!("SELECT id FROM citizen WHERE municipality = $1 AND id = $2{lock}");
    let known = tx_one(tx, citizen, [code.as_str().into(), course.citizen.get().into()]).await?;
    if !known {
        return Ok(Err(Error::NotFound));
    }
    let earlier = row::of_citizen(tx, &code, course.citizen).await?;
    match decide_referral(&earlier, &course.programme, None) {
        ReferralDecision::Join { .. } => return Ok(Err(Error::Conflict("course_already_open"))),
        ReferralDecision::OpenNew { course_no } => course.course_no = course_no,
    }
    let insert = format!("{INSERT}{} ON CONFLICT DO NOTHING", sql::placeholders(tx, 1, WIDTH));
    match sql::execute(tx, insert, values(&course, now)).await? {
        1 => Ok(Ok(course)),
        _ => Ok(Err(Error::Conflict("course_already_open"))),
    }
}

async fn advance(
    tx: &Tx,
    code: &str,
    id: CourseId,
    event: CourseEvent,
    if_match: Option<i64>,
    now: DateTime<Utc>,
) -> Result<Result<Course, Error>, Error> {
    const UPDATE: &str = "UPDATE course SET state = $3, is_open = $4, changed_at = $5, version = version + 1, \
        revision = revision + 1 WHERE municipality = $1 AND id = $2 AND version = $6";
    let Some(row) = row::find(tx, code, id).await? else {
        return Ok(Err(Error::NotFound));
    };
    let mut course = row.course()?;
    if let Err(error) = check_version(if_match, course.version) {
        return Ok(Err(error));
    }
    let Ok(state) = course.state.after(event) else {
        return Ok(Err(Error::Conflict("illegal_transition")));
    };
    let values: [Value; 6] = [
        code.into(),
        id.get().into(),
        state.id().into(),
        state.is_open().into(),
        now.into(),
        course.version.into(),
    ];
    let changed =
        sql::execute(tx, UPDATE, values).await.map_err(crate::error::conflict("course_already_open"))?;
    if changed == 0 {
        return Ok(Err(Error::Stale { current: course.version + 1 }));
    }
    course.state = state;
    course.version += 1;
    Ok(Ok(course))
}

/// What `If-Match` must be to change something that has a version.
pub(crate) fn check_version(if_match: Option<i64>, current: i64) -> Result<(), Error> {
    match if_match {
        Some(version) if version == current => Ok(()),
        Some(_) => Err(Error::Stale { current }),
        None if current == 0 => Ok(()),
        None => Err(Error::PreconditionRequired),
    }
}

async fn tx_one<const N: usize>(tx: &Tx, query: String, values: [Value; N]) -> Result<bool, Error> {
    use sea_orm::ConnectionTrait;
    Ok(tx.query_one_raw(sql::statement(tx, query, values)).await?.is_some())
}
