//! Sessions of courses, who came, and the groups that share one.

mod groups;
mod import;
mod listed;
mod moving;
mod radar;
mod rehearse;
mod row;

use chrono::{DateTime, NaiveDate, Utc};
use domain::attendance::{AttendanceStatus, Session, SessionDraft};
use domain::course::CourseState;
use domain::ids::{CitizenId, CourseId, GroupSessionId, SessionId};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::Scoped;
use super::courses::check_version;
use crate::audit::{self, Ended, Event};
use crate::engine::{Tx, job};
use crate::error::Error;
use crate::moment::storable;
use crate::rights::{ReadCourses, Right, WriteCourses};
use crate::sql;

pub use groups::{GroupMember, GroupSession};
pub use import::{ImportedGroup, ImportedSession};
pub use listed::CourseAttendance;
pub(crate) use listed::attach;
pub(in crate::repositories) use moving::{receive, sessions};
pub(crate) use radar::on_radar;
pub use rehearse::RegisterWrite;
use row::{find, insert, values};

/// How long ago a session can lie whose attendance is still asked for. Default.
pub(crate) const ASKED_FOR_DAYS: u64 = 14;

/// Sessions of the caller's municipality.
#[derive(Debug)]
pub struct Attendance<'c, R: Right>(pub(super) Scoped<'c, R>);

/// What sessions are written for: a course that exists and is not locked.
#[derive(Debug, FromQueryResult)]
struct Owner {
    id: Uuid,
    citizen_id: Uuid,
    state: String,
}

impl Owner {
    fn citizen(&self) -> CitizenId {
        CitizenId::new(self.citizen_id)
    }

    /// A course that was locked or rejected takes no more sessions.
    fn check(&self) -> Result<(), Error> {
        let state: Result<CourseState, _> = self.state.parse();
        match state {
            Ok(CourseState::Closed | CourseState::Rejected) => Err(Error::Conflict("course_locked")),
            Ok(_) => Ok(()),
            Err(cause) => Err(Error::inconsistent("course", cause)),
        }
    }
}

async fn owners(tx: &Tx, code: &str, courses: &[CourseId]) -> Result<Vec<Owner>, Error> {
    let query = format!(
        "SELECT c.id, c.citizen_id, c.state FROM course c WHERE c.municipality = $1 AND c.id IN ({})",
        sql::list(2, courses.len().max(1))
    );
    let mut values: Vec<Value> = vec![code.into()];
    values.extend(courses.iter().map(|course| Value::from(course.get())));
    if courses.is_empty() {
        return Ok(Vec::new());
    }
    sql::all(tx, query, values).await
}

async fn owner(tx: &Tx, code: &str, course: CourseId) -> Result<Option<Owner>, Error> {
    Ok(owners(tx, code, &[course]).await?.pop())
}

impl Attendance<'_, ReadCourses> {
    /// The sessions of a course, in the order they are held.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a course of another municipality.
    pub async fn of_course(&self, course: CourseId) -> Result<Vec<Session>, Error> {
        let (code, keys) = (self.0.code()?, self.0.keys()?);
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let owner = owner(&tx, &code, course).await?;
        let rows = row::of_course(&tx, &code, course).await?;
        let event = Event::new("attendance.list").object("course", course);
        let event = match &owner {
            Some(owner) => event.citizen(owner.citizen()).count(rows.len()),
            None => event.ended(Ended::NotFound),
        };
        self.0.database.finish(tx, self.0.who(), event).await?;
        owner.ok_or(Error::NotFound)?;
        rows.into_iter().map(|row| row.open(&keys)).collect()
    }
}

impl Attendance<'_, WriteCourses> {
    /// Adds sessions to a course: one, or a series. Returns all of the course's, in the order they are held.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a course of another municipality; [`Error::Conflict`] `course_locked`.
    pub async fn add(
        &self,
        course: CourseId,
        drafts: Vec<SessionDraft>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Session>, Error> {
        let (who, code, now) = (self.0.who().clone(), self.0.code()?, storable(now));
        let keys = self.0.keys()?;
        let mut rows = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let session = self.session(course, None, draft, now)?;
            rows.push(values(&keys, self.0.database.entropy(), &code, &session, (who.user_id, now))?);
        }
        let count = rows.len();
        let work = job(move |tx| {
            Box::pin(async move {
                let event = Event::new("attendance.add").object("course", course);
                let Some(owner) = owner(tx, &code, course).await? else {
                    return audit::refuse(tx, &who, event, Error::NotFound).await;
                };
                let event = event.citizen(owner.citizen());
                if let Err(error) = owner.check() {
                    return audit::refuse(tx, &who, event, error).await;
                }
                insert(tx, rows).await?;
                audit::append(tx, &who, event.count(count)).await?;
                Ok(Ok(()))
            })
        });
        self.0.database.store().save(self.0.tenant()?, work).await??;
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let rows = row::of_course(&tx, &self.0.code()?, course).await?;
        tx.commit().await?;
        rows.into_iter().map(|row| row.open(&keys)).collect()
    }

    /// Changes a session: what became of it, or when it is held. One of a group keeps the group's day and kind.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Stale`] or [`Error::PreconditionRequired`] by `if_match`; [`Error::Conflict`]
    /// `course_locked`.
    pub async fn change(
        &self,
        course: CourseId,
        id: SessionId,
        draft: SessionDraft,
        if_match: Option<i64>,
        now: DateTime<Utc>,
    ) -> Result<Session, Error> {
        let (who, code, now, keys) = (self.0.who().clone(), self.0.code()?, storable(now), self.0.keys()?);
        let mut session = self.session(course, None, draft, now)?;
        session.id = id;
        let note = row::seal_note(&keys, self.0.database.entropy(), &session)?;
        let work = job(move |tx| {
            Box::pin(async move {
                let event = Event::new("attendance.record").object("session", id);
                let owner = owner(tx, &code, course).await?;
                // The group before its sessions, as everybody locks them.
                groups::lock_of(tx, &code, id).await?;
                let row = find(tx, &code, id).await?.filter(|row| row.is_of(course));
                let (Some(owner), Some(row)) = (owner, row) else {
                    return audit::refuse(tx, &who, event, Error::NotFound).await;
                };
                let event = event.citizen(owner.citizen()).criterion(session.status.id().to_owned());
                if let Err(error) = owner.check().and_then(|()| check_version(if_match, row.version)) {
                    return audit::refuse(tx, &who, event, error).await;
                }
                let stored = row.session()?;
                if stored.group.is_some() {
                    session = Session { status: session.status, note: session.note.take(), ..stored };
                }
                session.version = row.version + 1;
                let changed = row::update(tx, &code, &session, note, (who.user_id, now)).await?;
                if changed == 0 {
                    let stale = Error::Stale { current: session.version };
                    return audit::refuse(tx, &who, event, stale).await;
                }
                if let Some(group) = session.group {
                    groups::touch(tx, &code, group, (who.user_id, now)).await?;
                }
                audit::append(tx, &who, event.count(1)).await?;
                Ok(Ok(session))
            })
        });
        self.0.database.store().save(self.0.tenant()?, work).await?
    }
}

impl<R: Right> Attendance<'_, R> {
    /// A session that is not stored yet.
    fn session(
        &self,
        course: CourseId,
        group: Option<GroupSessionId>,
        draft: SessionDraft,
        now: DateTime<Utc>,
    ) -> Result<Session, Error> {
        let SessionDraft { held_on, starts_at, kind, delivery, title, status, note } = draft;
        Ok(Session {
            id: SessionId::new(self.0.database.new_id(now)?),
            course,
            group,
            held_on,
            starts_at,
            kind,
            delivery,
            title,
            status,
            note,
            version: 1,
        })
    }
}

/// That a citizen's attendance was written, as part of a change to several.
fn recorded(group: GroupSessionId, citizen: CitizenId, status: AttendanceStatus) -> Event {
    let event = Event::new("attendance.record").object("group_session", group).citizen(citizen);
    event.criterion(status.id().to_owned()).count(1)
}

/// The first day whose attendance is still asked for.
pub(crate) fn asked_for_since(today: NaiveDate) -> NaiveDate {
    today.checked_sub_days(chrono::Days::new(ASKED_FOR_DAYS)).unwrap_or(today)
}
