//! Sessions that several courses share.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::attendance::{AttendanceStatus, Session, SessionDelivery, SessionDraft, SessionKind, StartTime};
use domain::citizen::Citizen;
use domain::ids::{CourseId, GroupSessionId, SessionId, UserId};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::row::{self, COLUMNS, SessionRow};
use super::{Attendance, Owner, owners, recorded};
use crate::audit::{self, Event};
use crate::engine::{Tx, job};
use crate::error::Error;
use crate::key_ring::TenantKeys;
use crate::moment::storable;
use crate::repositories::citizens::{BESIDE, CitizenRow};
use crate::repositories::courses::check_version;
use crate::rights::{ReadCourses, WriteCourses};
use crate::sql;

/// A session that several courses share.
#[derive(Clone, Debug)]
pub struct GroupSession {
    /// The group session.
    pub id: GroupSessionId,
    /// The day.
    pub held_on: NaiveDate,
    /// When it begins.
    pub starts_at: Option<StartTime>,
    /// What it is for.
    pub kind: SessionKind,
    /// How it is held.
    pub delivery: SessionDelivery,
    /// What it is called.
    pub title: String,
    /// Counts the changes to it and to who came, from 1; sent as the ETag.
    pub version: i64,
    /// Whose session it is, by name.
    pub members: Vec<GroupMember>,
}

/// One citizen of a group session.
#[derive(Clone, Debug)]
pub struct GroupMember {
    /// The citizen.
    pub citizen: Citizen,
    /// The citizen's own session, without its note.
    pub session: Session,
}

#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct GroupRow {
    id: Uuid,
    held_on: NaiveDate,
    starts_at: Option<String>,
    kind: String,
    delivery: String,
    title: String,
    version: i64,
}

#[derive(FromQueryResult)]
struct MemberRow {
    #[sea_orm(nested)]
    session: SessionRow,
    member_of: Uuid,
    #[sea_orm(nested(prefix = "z_"))]
    citizen: CitizenRow,
}

const GROUPS: &str =
    "SELECT g.id, g.held_on, g.starts_at, g.kind, g.delivery, g.title, g.version FROM group_session g";

/// Which group sessions: a condition on `g` and the values of `$2` and `$3`.
type Which = (&'static str, [Value; 2]);

impl Attendance<'_, ReadCourses> {
    /// The group sessions of a period, in the order they are held, with who is in them.
    ///
    /// # Errors
    /// When the database cannot be asked, or the log cannot be written.
    pub async fn groups(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<GroupSession>, Error> {
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let which = ("g.held_on >= $2 AND g.held_on <= $3", [from.into(), to.into()]);
        let groups = load(&tx, &self.0.code()?, self.0.keys()?.as_ref(), which).await?;
        let count = groups.iter().map(|group| group.members.len()).sum();
        let shown = groups.iter().flat_map(|group| &group.members).map(|member| member.citizen.id);
        let event = Event::new("group_session.list").citizens(shown).count(count);
        self.0.database.finish(tx, self.0.who(), event).await?;
        Ok(groups)
    }
}

impl Attendance<'_, WriteCourses> {
    /// Plans a session for several courses.
    ///
    /// # Errors
    /// [`Error::NotFound`] when one of the courses is not the municipality's; [`Error::Conflict`] `course_locked`.
    pub async fn add_group(
        &self,
        draft: SessionDraft,
        courses: Vec<CourseId>,
        now: DateTime<Utc>,
    ) -> Result<GroupSession, Error> {
        let (who, code, now, keys) = (self.0.who().clone(), self.0.code()?, storable(now), self.0.keys()?);
        let id = GroupSessionId::new(self.0.database.new_id(now)?);
        let rows = courses
            .iter()
            .map(|course| {
                let session = self.session(*course, Some(id), draft.clone(), now)?;
                row::values(&keys, self.0.database.entropy(), &code, &session, (who.user_id, now))
            })
            .collect::<Result<Vec<_>, Error>>()?;
        let group = insert_values(&code, id, &draft, (who.user_id, now));
        let status = draft.status;
        let work = job(move |tx| {
            Box::pin(async move {
                let event = Event::new("group_session.add").object("group_session", id);
                let owners = owners(tx, &code, &courses).await?;
                if let Err(error) = all_there(&owners, &courses) {
                    return audit::refuse(tx, &who, event, error).await;
                }
                insert(tx, vec![group]).await?;
                row::insert(tx, rows).await?;
                let mut events: Vec<_> =
                    owners.iter().map(|owner| recorded(id, owner.citizen(), status)).collect();
                events.push(event.count(owners.len()));
                audit::append_all(tx, &who, events).await?;
                Ok(Ok(()))
            })
        });
        self.0.database.store().save(self.0.tenant()?, work).await??;
        self.group(id).await
    }

    /// Says of several citizens at once what became of their session; who is not in it yet comes to it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a group session or a course of another municipality; [`Error::Stale`] or
    /// [`Error::PreconditionRequired`] by `if_match`; [`Error::Conflict`] `course_locked`, or `in_the_future` for
    /// attendance before the day.
    pub async fn record_group(
        &self,
        id: GroupSessionId,
        attendance: BTreeMap<CourseId, AttendanceStatus>,
        if_match: Option<i64>,
        now: DateTime<Utc>,
    ) -> Result<GroupSession, Error> {
        let (who, code, now, keys) = (self.0.who().clone(), self.0.code()?, storable(now), self.0.keys()?);
        let ids = attendance.keys().map(|_| self.0.database.new_id(now)).collect::<Result<Vec<_>, _>>()?;
        let database = self.0.database.clone();
        let work = job(move |tx| {
            Box::pin(async move {
                let event = Event::new("group_session.record").object("group_session", id);
                let Some(group) = find(tx, &code, id).await? else {
                    return audit::refuse(tx, &who, event, Error::NotFound).await;
                };
                let courses: Vec<CourseId> = attendance.keys().copied().collect();
                let owners = owners(tx, &code, &courses).await?;
                if let Err(error) = group.takes(&owners, &attendance, if_match, now) {
                    return audit::refuse(tx, &who, event, error).await;
                }
                let members = members_of(tx, &code, id).await?;
                // The log is written last: its chain stays locked, and new sessions wait for their courses.
                let mut events = Vec::new();
                for ((course, status), new) in attendance.into_iter().zip(ids) {
                    let by = (who.user_id, now);
                    match members.iter().find(|member| member.is_of(course)) {
                        Some(member) => {
                            let before = member.open(&keys)?;
                            if before.status == status {
                                continue;
                            }
                            let note = row::seal_note(&keys, database.entropy(), &before)?;
                            let after = Session { status, version: before.version + 1, ..before };
                            row::update(tx, &code, &after, note, by).await?;
                        }
                        None => {
                            let session = group.session(new, course, status)?;
                            let row = row::values(&keys, database.entropy(), &code, &session, by)?;
                            row::insert(tx, vec![row]).await?;
                        }
                    }
                    let owner = owners.iter().find(|owner| owner.id == course.get());
                    events.extend(owner.map(|owner| recorded(id, owner.citizen(), status)));
                }
                touch(tx, &code, id, (who.user_id, now)).await?;
                events.push(event.count(events.len()));
                audit::append_all(tx, &who, events).await?;
                Ok(Ok(()))
            })
        });
        self.0.database.store().save(self.0.tenant()?, work).await??;
        self.group(id).await
    }

    /// A group session the caller has just changed; the change has been logged.
    async fn group(&self, id: GroupSessionId) -> Result<GroupSession, Error> {
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let which = ("g.id = $2 AND g.id = $3", [id.get().into(), id.get().into()]);
        let mut groups = load(&tx, &self.0.code()?, self.0.keys()?.as_ref(), which).await?;
        tx.commit().await?;
        groups.pop().ok_or(Error::NotFound)
    }
}

/// Whether every course that was named is there and takes sessions.
pub(super) fn all_there(owners: &[Owner], courses: &[CourseId]) -> Result<(), Error> {
    let is_there = |course: &CourseId| owners.iter().any(|owner| owner.id == course.get());
    if !courses.iter().all(is_there) {
        return Err(Error::NotFound);
    }
    owners.iter().try_for_each(Owner::check)
}

async fn find(tx: &Tx, code: &str, id: GroupSessionId) -> Result<Option<GroupRow>, Error> {
    let query = format!("{GROUPS} WHERE g.municipality = $1 AND g.id = $2{}", sql::for_update(tx));
    sql::one(tx, query, [code.into(), id.get().into()]).await
}

/// The same without locking it, for those who only look.
pub(super) async fn look_at(tx: &Tx, code: &str, id: GroupSessionId) -> Result<Option<GroupRow>, Error> {
    let query = format!("{GROUPS} WHERE g.municipality = $1 AND g.id = $2");
    sql::one(tx, query, [code.into(), id.get().into()]).await
}

/// Locks the group session that a session is part of, if there is one.
pub(super) async fn lock_of(tx: &Tx, code: &str, session: SessionId) -> Result<(), Error> {
    let query = format!(
        "{GROUPS} WHERE g.municipality = $1 AND g.id = \
         (SELECT a.group_id FROM attendance a WHERE a.municipality = $1 AND a.id = $2){}",
        sql::for_update(tx)
    );
    sql::one::<GroupRow>(tx, query, [code.into(), session.get().into()]).await?;
    Ok(())
}

async fn members_of(tx: &Tx, code: &str, id: GroupSessionId) -> Result<Vec<SessionRow>, Error> {
    let query = format!("SELECT {COLUMNS} FROM attendance a WHERE a.municipality = $1 AND a.group_id = $2");
    sql::all(tx, query, [code.into(), id.get().into()]).await
}

async fn load(tx: &Tx, code: &str, keys: &TenantKeys, which: Which) -> Result<Vec<GroupSession>, Error> {
    let (condition, [second, third]) = which;
    let values = || [Value::from(code), second.clone(), third.clone()];
    let groups = format!(
        "{GROUPS} WHERE g.municipality = $1 AND {condition} \
         ORDER BY g.held_on, coalesce(g.starts_at, ''), g.id"
    );
    let members = format!(
        "SELECT {COLUMNS}, g.id AS member_of, {BESIDE} FROM attendance a \
         JOIN group_session g ON g.municipality = a.municipality AND g.id = a.group_id \
         JOIN course c ON c.municipality = a.municipality AND c.id = a.course_id \
         JOIN citizen z ON z.municipality = c.municipality AND z.id = c.citizen_id \
         WHERE a.municipality = $1 AND {condition}"
    );
    let mut by_group: BTreeMap<Uuid, Vec<GroupMember>> = BTreeMap::new();
    for row in sql::all::<MemberRow>(tx, members, values()).await? {
        let group = row.member_of;
        by_group.entry(group).or_default().push(row.open(keys)?);
    }
    let rows: Vec<GroupRow> = sql::all(tx, groups, values()).await?;
    let groups = rows.into_iter().map(|row| {
        let mut members = by_group.remove(&row.id).unwrap_or_default();
        members.sort_by(|a, b| {
            (a.citizen.name.as_str(), a.session.id).cmp(&(b.citizen.name.as_str(), b.session.id))
        });
        row.group(members)
    });
    groups.collect()
}

impl GroupRow {
    /// Whether attendance can be recorded: on the version it builds on, for courses that are there, not before the day.
    pub(super) fn takes(
        &self,
        owners: &[Owner],
        attendance: &BTreeMap<CourseId, AttendanceStatus>,
        if_match: Option<i64>,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        check_version(if_match, self.version)?;
        let courses: Vec<CourseId> = attendance.keys().copied().collect();
        all_there(owners, &courses)?;
        let is_ahead = self.held_on > crate::moment::danish_day(now);
        if is_ahead && !attendance.values().all(|status| status.may_lie_ahead()) {
            return Err(Error::Conflict("in_the_future"));
        }
        Ok(())
    }

    fn group(self, members: Vec<GroupMember>) -> Result<GroupSession, Error> {
        let like = self.session(Uuid::nil(), CourseId::new(Uuid::nil()), AttendanceStatus::Planned)?;
        Ok(GroupSession {
            id: GroupSessionId::new(self.id),
            held_on: self.held_on,
            starts_at: like.starts_at,
            kind: like.kind,
            delivery: like.delivery,
            title: self.title,
            version: self.version,
            members,
        })
    }

    /// The session of one of its citizens.
    fn session(&self, id: Uuid, course: CourseId, status: AttendanceStatus) -> Result<Session, Error> {
        let unreadable = |cause: &dyn std::fmt::Display| Error::inconsistent("group_session", cause);
        let starts_at = self.starts_at.as_deref().map(str::parse).transpose();
        Ok(Session {
            id: id.into(),
            course,
            group: Some(GroupSessionId::new(self.id)),
            held_on: self.held_on,
            starts_at: starts_at.map_err(|cause| unreadable(&cause))?,
            kind: self.kind.parse().map_err(|cause| unreadable(&cause))?,
            delivery: self.delivery.parse().map_err(|cause| unreadable(&cause))?,
            title: Some(self.title.clone()),
            status,
            note: None,
            version: 1,
        })
    }
}

impl MemberRow {
    fn open(self, keys: &TenantKeys) -> Result<GroupMember, Error> {
        Ok(GroupMember { citizen: self.citizen.open(keys)?, session: self.session.session()? })
    }
}

const INSERT: &str = "INSERT INTO group_session (municipality, id, held_on, starts_at, kind, delivery, title, \
    recorded_by, recorded_at, version) VALUES ";
const WIDTH: usize = 10;

/// The values of a new group session, in the order of [`INSERT`].
pub(super) fn insert_values(
    code: &str,
    id: GroupSessionId,
    draft: &SessionDraft,
    (by, at): (UserId, DateTime<Utc>),
) -> [Value; WIDTH] {
    [
        code.into(),
        id.get().into(),
        draft.held_on.into(),
        draft.starts_at.map(|time| time.to_string()).into(),
        draft.kind.id().into(),
        draft.delivery.id().into(),
        draft.title.clone().unwrap_or_default().into(),
        by.get().into(),
        at.into(),
        1_i64.into(),
    ]
}

pub(super) async fn insert(tx: &Tx, rows: Vec<[Value; WIDTH]>) -> Result<(), Error> {
    Ok(sql::insert_rows(tx, INSERT, rows).await?)
}

/// Counts a change to who came.
pub(super) async fn touch(
    tx: &Tx,
    code: &str,
    id: GroupSessionId,
    (by, at): (UserId, DateTime<Utc>),
) -> Result<(), Error> {
    const TOUCH: &str = "UPDATE group_session SET version = version + 1, recorded_by = $3, recorded_at = $4 \
        WHERE municipality = $1 AND id = $2";
    sql::execute(tx, TOUCH, [code.into(), id.get().into(), by.get().into(), at.into()]).await?;
    Ok(())
}
