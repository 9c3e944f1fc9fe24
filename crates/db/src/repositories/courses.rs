//! Courses (*forløb*).

mod list;
mod list_gaps;
mod list_radar;
mod listed;
mod row;

use chrono::{DateTime, NaiveDate, Utc};
use domain::course::{Course, CourseState, ReferralDecision, decide_referral};
use domain::ids::{CitizenId, CourseId};
use sea_orm::FromQueryResult;

use super::Scoped;
use super::forms::Belonging;
use crate::audit::{self, Ended, Event};
use crate::engine::{Tx, job};
use crate::error::Error;
use crate::moment::{danish_day, storable};
use crate::rights::{ReadCourses, Right, WriteCourses};
use crate::sql;

pub use list::{CourseFilter, CoursePage};
pub use list_gaps::Gap;
pub use listed::{FormMark, ListedCourse};
pub(crate) use row::{COLUMNS, CourseRow, INSERT, WIDTH, find, of_citizen, values};

/// Courses of the caller's municipality.
#[derive(Debug)]
pub struct Courses<'c, R: Right>(pub(super) Scoped<'c, R>);

impl Courses<'_, WriteCourses> {
    /// Opens a course for a citizen, in the newest version of a programme.
    ///
    /// # Errors
    /// [`Error::Conflict`] `course_already_open` while another course of the programme is running, `citizen_died` for
    /// somebody who has died; [`Error::NotFound`] for a citizen or a programme that the municipality does not have.
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
        self.0.database.store().save(self.0.tenant()?, work).await?
    }

    /// Does everything [`Courses::open`] does except writing.
    ///
    /// # Errors
    /// As [`Courses::open`].
    pub async fn rehearse(&self, citizen: CitizenId, programme: &str) -> Result<(), Error> {
        self.0.database.catalogue().current(programme).ok_or(Error::NotFound)?;
        let code = self.0.code()?;
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let known = owner(&tx, &code, citizen, "").await?;
        let earlier = row::of_citizen(&tx, &code, citizen).await?;
        let event = Event::new("course.validate").object("citizen", citizen);
        let (answer, event) = match decide_referral(&earlier, programme, None) {
            _ if known.is_none() => (Err(Error::NotFound), event.ended(Ended::NotFound)),
            _ if known.is_some_and(|owner| owner.death_date.is_some()) => {
                (Err(Error::Conflict("citizen_died")), event.citizen(citizen).ended(Ended::Refused))
            }
            ReferralDecision::Join { .. } => {
                (Err(Error::Conflict("course_already_open")), event.citizen(citizen).ended(Ended::Refused))
            }
            ReferralDecision::OpenNew { .. } => (Ok(()), event.citizen(citizen)),
        };
        self.0.database.finish(tx, self.0.who(), event).await?;
        answer
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
    match owner(tx, &code, course.citizen, sql::for_update(tx)).await? {
        None => return Ok(Err(Error::NotFound)),
        Some(owner) if owner.death_date.is_some() => return Ok(Err(Error::Conflict("citizen_died"))),
        Some(_) => {}
    }
    let earlier = row::of_citizen(tx, &code, course.citizen).await?;
    match decide_referral(&earlier, &course.programme, None) {
        ReferralDecision::Join { .. } => return Ok(Err(Error::Conflict("course_already_open"))),
        ReferralDecision::OpenNew { course_no } => course.course_no = course_no,
    }
    let insert = format!("{INSERT}{} ON CONFLICT DO NOTHING", sql::rows(1, WIDTH));
    match sql::execute(tx, insert, values(&course, &Belonging::default(), now)).await? {
        1 => Ok(Ok(course)),
        _ => Ok(Err(Error::Conflict("course_already_open"))),
    }
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

#[derive(Clone, Copy, FromQueryResult)]
struct Owner {
    death_date: Option<NaiveDate>,
}

/// Whose course it is to be; none for a record that another one has taken the place of.
async fn owner(tx: &Tx, code: &str, citizen: CitizenId, lock: &str) -> Result<Option<Owner>, Error> {
    let query = format!(
        "SELECT death_date FROM citizen WHERE municipality = $1 AND id = $2 AND merged_into IS NULL{lock}"
    );
    sql::one(tx, query, [code.into(), citizen.get().into()]).await
}
