//! What happens to a course besides its forms: append-only, in the course's own versions.

use chrono::{DateTime, NaiveDate, Utc};
use domain::course::{Course, CourseState, LifeEvent, NewLifeEvent};
use domain::ids::{CourseId, UserId};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::Scoped;
use super::courses::{self, check_version};
use super::transfers::{self, Transfer};
use crate::audit::{self, Ended, Event};
use crate::caller::Identity;
use crate::database::Database;
use crate::engine::{Tx, job};
use crate::error::{Error, conflict};
use crate::key_ring::{Place, TenantKeys};
use crate::moment::storable;
use crate::rights::{ReadCourses, Right, WriteCourses};
use crate::sql;

/// What happens to the courses of the caller's municipality.
#[derive(Debug)]
pub struct CourseEvents<'c, R: Right>(pub(super) Scoped<'c, R>);

/// An event as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvent {
    /// The version of the course that it made.
    pub version: i64,
    /// What happened.
    pub event: LifeEvent,
    /// The day it happened.
    pub on: NaiveDate,
    /// Why.
    pub reason: Option<String>,
    /// Where the course was before.
    pub before: CourseState,
    /// Where it was afterwards.
    pub after: CourseState,
    /// The name of who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// The life of a course besides its forms.
#[derive(Clone, Debug)]
pub struct CourseLife {
    /// What was recorded, oldest first.
    pub events: Vec<StoredEvent>,
    /// Its way to and from other municipalities, oldest first.
    pub transfers: Vec<Transfer>,
}

impl CourseEvents<'_, WriteCourses> {
    /// Moves a course on by something that is not a form: invited, paused, resumed, rejected, closed, reopened.
    ///
    /// # Errors
    /// [`Error::Conflict`] `illegal_transition` when the state does not accept the event, `event_out_of_order` when a
    /// pause would end before it began, `course_already_open` when reopening meets a running course; [`Error::Stale`]
    /// or [`Error::PreconditionRequired`] by `if_match`; [`Error::NotFound`].
    pub async fn record(
        &self,
        id: CourseId,
        new: &NewLifeEvent,
        if_match: Option<i64>,
        now: DateTime<Utc>,
    ) -> Result<Course, Error> {
        let (who, code, keys) = (self.0.who().clone(), self.0.code()?, self.0.keys()?);
        let (database, new, event) = (self.0.database.clone(), new.clone(), new.event());
        let work = job(move |tx| {
            Box::pin(async move {
                let recording = Recording { database: &database, keys: &keys, code: &code, who: &who };
                let moved = recording.advance(tx, id, &new, if_match, storable(now)).await?;
                let logged =
                    Event::new("course.record").object("course", id).criterion(new.event().id().to_owned());
                let course = match moved {
                    Ok(course) => course,
                    Err(error) => return audit::refuse(tx, &who, logged, error).await,
                };
                audit::append(tx, &who, logged.citizen(course.citizen).count(1)).await?;
                Ok(Ok(course))
            })
        });
        let saved = self.0.database.store().save(self.0.tenant()?, work).await;
        if let Err(Error::Conflict(_)) = &saved {
            // The database refused, and took the event back with everything else.
            let logged = Event::new("course.record").object("course", id).criterion(event.id().to_owned());
            self.0.database.log(self.0.who().clone(), logged.ended(Ended::Refused)).await?;
        }
        saved?
    }
}

impl CourseEvents<'_, ReadCourses> {
    /// Everything that happened to a course besides its forms.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a course of another municipality.
    pub async fn of_course(&self, id: CourseId) -> Result<CourseLife, Error> {
        let (code, keys) = (self.0.code()?, self.0.keys()?);
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let course = courses::find(&tx, &code, id).await?;
        let rows = match &course {
            Some(_) => stored(&tx, &code, id).await?,
            None => Vec::new(),
        };
        let transfers = match &course {
            Some(_) => transfers::of_course(&tx, &code, &keys, id).await?,
            None => Vec::new(),
        };
        let event = Event::new("course.events").object("course", id);
        let event = match &course {
            Some(course) => event.citizen(course.course()?.citizen).count(rows.len() + transfers.len()),
            None => event.ended(Ended::NotFound),
        };
        self.0.database.finish(tx, self.0.who(), event).await?;
        course.ok_or(Error::NotFound)?;
        let events = rows.into_iter().map(|row| row.open(&keys)).collect::<Result<_, _>>()?;
        Ok(CourseLife { events, transfers })
    }
}

/// Who records, and with what.
struct Recording<'r> {
    database: &'r Database,
    keys: &'r TenantKeys,
    code: &'r str,
    who: &'r Identity,
}

impl Recording<'_> {
    async fn advance(
        &self,
        tx: &Tx,
        id: CourseId,
        new: &NewLifeEvent,
        if_match: Option<i64>,
        now: DateTime<Utc>,
    ) -> Result<Result<Course, Error>, Error> {
        let Some(row) = courses::find(tx, self.code, id).await? else {
            return Ok(Err(Error::NotFound));
        };
        let mut course = row.course()?;
        if let Err(error) = check_version(if_match, course.version) {
            return Ok(Err(error));
        }
        let interrupted = interruption(tx, self.code, id).await?;
        let locked_in = interrupted.as_ref().filter(|last| last.event == LifeEvent::Closed.id());
        let locked_in = locked_in.map(|last| state(&last.state_before)).transpose()?;
        let Ok(after) = course.state.after_event(new.moves(), locked_in) else {
            return Ok(Err(Error::Conflict("illegal_transition")));
        };
        if interrupted.is_some_and(|last| undoes(new.event()) && new.on() < last.happened_on) {
            return Ok(Err(Error::Conflict("event_out_of_order")));
        }
        let before = std::mem::replace(&mut course.state, after);
        if let Err(error) = self.claim(tx, &course, now).await? {
            return Ok(Err(error));
        }
        course.version += 1;
        let event = StoredEvent {
            version: course.version,
            event: new.event(),
            on: new.on(),
            reason: new.reason().map(str::to_owned),
            before,
            after,
            recorded_by: self.who.display_name.clone(),
            recorded_at: now,
        };
        insert(tx, self.database, self.keys, self.code, (course.id, self.who.user_id, None), event).await?;
        Ok(Ok(course))
    }

    /// Writes the course's new state, if nobody changed it in between.
    async fn claim(&self, tx: &Tx, course: &Course, now: DateTime<Utc>) -> Result<Result<(), Error>, Error> {
        const UPDATE: &str = "UPDATE course SET state = $3, is_open = $4, changed_at = $5, version = version + 1, \
            revision = revision + 1 WHERE municipality = $1 AND id = $2 AND version = $6";
        let values: [Value; 6] = [
            self.code.into(),
            course.id.get().into(),
            course.state.id().into(),
            course.state.is_open().into(),
            now.into(),
            course.version.into(),
        ];
        match sql::execute(tx, UPDATE, values).await.map_err(conflict("course_already_open"))? {
            0 => Ok(Err(Error::Stale { current: course.version + 1 })),
            _ => Ok(Ok(())),
        }
    }
}

/// Events that end what another one began.
const fn undoes(event: LifeEvent) -> bool {
    matches!(event, LifeEvent::Resumed | LifeEvent::Reopened)
}

#[derive(FromQueryResult)]
struct Interruption {
    event: String,
    happened_on: NaiveDate,
    state_before: String,
}

/// The last event that another one can undo.
async fn interruption(tx: &Tx, code: &str, course: CourseId) -> Result<Option<Interruption>, Error> {
    const LAST: &str = "SELECT event, happened_on, state_before FROM course_event WHERE municipality = $1 \
        AND course_id = $2 AND event IN ('paused', 'closed', 'rejected') ORDER BY version DESC LIMIT 1";
    sql::one(tx, LAST, [code.into(), course.get().into()]).await
}

#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct EventRow {
    course_id: Uuid,
    version: i64,
    event: String,
    happened_on: NaiveDate,
    reason_sealed: Option<Vec<u8>>,
    state_before: String,
    state_after: String,
    recorded_name: String,
    recorded_at: DateTime<Utc>,
}

/// The events of a course, oldest first.
pub(super) async fn stored(tx: &Tx, code: &str, course: CourseId) -> Result<Vec<EventRow>, Error> {
    const EVENTS: &str = "SELECT course_id, version, event, happened_on, reason_sealed, state_before, state_after, \
        recorded_name, recorded_at FROM course_event WHERE municipality = $1 AND course_id = $2 ORDER BY version";
    sql::all(tx, EVENTS, [code.into(), course.get().into()]).await
}

impl EventRow {
    /// Decrypts the row.
    pub(super) fn open(self, keys: &TenantKeys) -> Result<StoredEvent, Error> {
        let key = row_key(CourseId::new(self.course_id), self.version);
        let reason = self.reason_sealed.as_deref();
        Ok(StoredEvent {
            version: self.version,
            event: self.event.parse().map_err(|cause| Error::inconsistent("course_event", cause))?,
            on: self.happened_on,
            reason: reason.map(|sealed| keys.open_text(place(&key), sealed)).transpose()?,
            before: state(&self.state_before)?,
            after: state(&self.state_after)?,
            recorded_by: self.recorded_name,
            recorded_at: self.recorded_at,
        })
    }
}

/// Appends an event to a course, by a person; the citizen is the one whose course it was before, if it moved.
pub(super) async fn insert(
    tx: &Tx,
    database: &Database,
    keys: &TenantKeys,
    code: &str,
    (course, by, former): (CourseId, UserId, Option<Uuid>),
    event: StoredEvent,
) -> Result<(), Error> {
    const INSERT: &str = "INSERT INTO course_event (municipality, course_id, version, event, happened_on, \
        reason_sealed, state_before, state_after, former_citizen_id, recorded_by, recorded_name, recorded_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let key = row_key(course, event.version);
    let reason = event.reason.as_deref();
    let sealed =
        reason.map(|text| keys.seal(database.entropy(), place(&key), text.as_bytes())).transpose()?;
    let values: [Value; 12] = [
        code.into(),
        course.get().into(),
        event.version.into(),
        event.event.id().into(),
        event.on.into(),
        sealed.into(),
        event.before.id().into(),
        event.after.id().into(),
        former.into(),
        by.get().into(),
        event.recorded_by.into(),
        event.recorded_at.into(),
    ];
    sql::execute(tx, INSERT, values).await?;
    Ok(())
}

fn state(text: &str) -> Result<CourseState, Error> {
    text.parse().map_err(|cause| Error::inconsistent("course_event", cause))
}

fn row_key(course: CourseId, version: i64) -> [Vec<u8>; 2] {
    [course.get().as_bytes().to_vec(), version.to_be_bytes().to_vec()]
}

fn place(key: &[Vec<u8>; 2]) -> Place<'_> {
    Place { table: "course_event", column: "reason", row: key }
}
