//! The row of a session.

use chrono::{DateTime, NaiveDate, Utc};
use domain::attendance::Session;
use domain::ids::{CourseId, GroupSessionId, SessionId, UserId};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use crate::engine::Tx;
use crate::entropy::Entropy;
use crate::error::Error;
use crate::key_ring::{Place, TenantKeys};
use crate::sql;

/// The columns of a [`SessionRow`]; the table is called `a`.
pub(super) const COLUMNS: &str = "a.id, a.course_id, a.group_id, a.held_on, a.starts_at, a.kind, a.delivery, a.title, \
    a.status, a.note_sealed, a.version";
/// The order sessions are held in, the same on both engines.
pub(super) const ORDER: &str = "a.held_on, coalesce(a.starts_at, ''), a.id";

const INSERT: &str = "INSERT INTO attendance (municipality, id, course_id, group_id, held_on, starts_at, kind, delivery, \
    title, status, note_sealed, recorded_by, recorded_at, version) VALUES ";
const WIDTH: usize = 14;

/// A session as stored.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct SessionRow {
    pub(super) id: Uuid,
    pub(super) course_id: Uuid,
    group_id: Option<Uuid>,
    pub(super) held_on: NaiveDate,
    starts_at: Option<String>,
    kind: String,
    delivery: String,
    title: Option<String>,
    status: String,
    note_sealed: Option<Vec<u8>>,
    pub(super) version: i64,
}

impl SessionRow {
    pub(super) fn is_of(&self, course: CourseId) -> bool {
        self.course_id == course.get()
    }

    /// The session without its note.
    pub(super) fn session(&self) -> Result<Session, Error> {
        let unreadable = |cause: &dyn std::fmt::Display| Error::inconsistent("attendance", cause);
        let starts_at = self.starts_at.as_deref().map(str::parse).transpose();
        Ok(Session {
            id: SessionId::new(self.id),
            course: CourseId::new(self.course_id),
            group: self.group_id.map(GroupSessionId::new),
            held_on: self.held_on,
            starts_at: starts_at.map_err(|cause| unreadable(&cause))?,
            kind: self.kind.parse().map_err(|cause| unreadable(&cause))?,
            delivery: self.delivery.parse().map_err(|cause| unreadable(&cause))?,
            title: self.title.clone(),
            status: self.status.parse().map_err(|cause| unreadable(&cause))?,
            note: None,
            version: self.version,
        })
    }

    /// The session with its note.
    pub(super) fn open(&self, keys: &TenantKeys) -> Result<Session, Error> {
        let row = &[self.id.as_bytes().to_vec()];
        let note = self.note_sealed.as_ref().map(|sealed| keys.open_text(place(row), sealed)).transpose()?;
        Ok(Session { note, ..self.session()? })
    }
}

fn place(row: &[Vec<u8>]) -> Place<'_> {
    Place { table: "attendance", column: "note", row }
}

/// The note as it is stored.
pub(super) fn seal_note(
    keys: &TenantKeys,
    entropy: &dyn Entropy,
    session: &Session,
) -> Result<Option<Vec<u8>>, Error> {
    let row = &[session.id.get().as_bytes().to_vec()];
    let note = session.note.as_ref();
    note.map(|note| keys.seal(entropy, place(row), note.as_bytes())).transpose()
}

/// The values of a new session, in the order of [`INSERT`].
pub(super) fn values(
    keys: &TenantKeys,
    entropy: &dyn Entropy,
    code: &str,
    session: &Session,
    (by, at): (UserId, DateTime<Utc>),
) -> Result<[Value; WIDTH], Error> {
    Ok([
        code.into(),
        session.id.get().into(),
        session.course.get().into(),
        session.group.map(GroupSessionId::get).into(),
        session.held_on.into(),
        session.starts_at.map(|time| time.to_string()).into(),
        session.kind.id().into(),
        session.delivery.id().into(),
        session.title.clone().into(),
        session.status.id().into(),
        seal_note(keys, entropy, session)?.into(),
        by.get().into(),
        at.into(),
        session.version.into(),
    ])
}

pub(super) async fn insert(tx: &Tx, rows: Vec<[Value; WIDTH]>) -> Result<(), Error> {
    Ok(sql::insert_rows(tx, INSERT, rows).await?)
}

/// Writes a changed session over the version before it. Returns whether that was the current one.
pub(super) async fn update(
    tx: &Tx,
    code: &str,
    session: &Session,
    note: Option<Vec<u8>>,
    (by, at): (UserId, DateTime<Utc>),
) -> Result<u64, Error> {
    const UPDATE: &str = "UPDATE attendance SET held_on = $4, starts_at = $5, kind = $6, delivery = $7, title = $8, \
        status = $9, note_sealed = $10, recorded_by = $11, recorded_at = $12, version = $13 \
        WHERE municipality = $1 AND id = $2 AND version = $3";
    let values: [Value; 13] = [
        code.into(),
        session.id.get().into(),
        (session.version - 1).into(),
        session.held_on.into(),
        session.starts_at.map(|time| time.to_string()).into(),
        session.kind.id().into(),
        session.delivery.id().into(),
        session.title.clone().into(),
        session.status.id().into(),
        note.into(),
        by.get().into(),
        at.into(),
        session.version.into(),
    ];
    Ok(sql::execute(tx, UPDATE, values).await?)
}

pub(super) async fn find(tx: &Tx, code: &str, id: SessionId) -> Result<Option<SessionRow>, Error> {
    let query = format!("SELECT {COLUMNS} FROM attendance a WHERE a.municipality = $1 AND a.id = $2");
    sql::one(tx, query, [code.into(), id.get().into()]).await
}

pub(super) async fn of_course(tx: &Tx, code: &str, course: CourseId) -> Result<Vec<SessionRow>, Error> {
    let query = format!(
        "SELECT {COLUMNS} FROM attendance a WHERE a.municipality = $1 AND a.course_id = $2 ORDER BY {ORDER}"
    );
    sql::all(tx, query, [code.into(), course.get().into()]).await
}
