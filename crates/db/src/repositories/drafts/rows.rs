//! The rows of drafts.

use chrono::{DateTime, Utc};
use domain::ids::CourseId;
use domain::programme::Catalogue;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::content::{NewDraft, Writer, opened};
use crate::caller::Identity;
use crate::engine::Tx;
use crate::error::Error;
use crate::key_ring::{Place, TenantKeys};
use crate::repositories::confirmed::{self, Confirmed};
use crate::sql;

/// A course, and the caller's draft of one of its forms if there is one.
#[derive(FromQueryResult)]
pub(super) struct Row {
    pub(super) answers_sealed: Option<Vec<u8>>,
    pub(super) confirmed_sealed: Option<Vec<u8>>,
    pub(super) saved_at: Option<DateTime<Utc>>,
    pub(super) version: Option<i64>,
    pub(super) based_on: Option<i64>,
    pub(super) definition: Option<String>,
    writer: Option<Uuid>,
    sequence: Option<i64>,
    pub(super) form_version: Option<i64>,
    pub(super) citizen_id: Uuid,
    programme: String,
}

const FIND: &str = "SELECT d.answers_sealed, d.confirmed_sealed, d.saved_at, d.version, d.based_on, d.definition, \
    d.writer, d.sequence, c.citizen_id, c.programme, (SELECT max(f.version) FROM form_version f \
    WHERE f.municipality = c.municipality AND f.course_id = c.id AND f.form = $3) AS form_version FROM course c \
    LEFT JOIN draft d ON d.municipality = c.municipality AND d.course_id = c.id AND d.form = $3 AND d.author = $4 \
    WHERE c.municipality = $1 AND c.id = $2";

impl Row {
    /// The window that saved the draft.
    pub(super) fn writer(&self) -> Option<Writer> {
        Some(Writer { id: self.writer?, sequence: self.sequence? })
    }

    /// Whether a window replaces its own earlier save.
    pub(super) fn is_overtaken_by(&self, writer: Option<Writer>) -> bool {
        let pair = self.writer().zip(writer);
        pair.is_some_and(|(before, now)| before.id == now.id && before.sequence < now.sequence)
    }
}

/// The course with the caller's draft of a form; `None` too when the course's programme has never had the form.
pub(super) async fn find(
    tx: &Tx,
    code: &str,
    course: CourseId,
    form: &str,
    who: &Identity,
    catalogue: &Catalogue,
) -> Result<Option<Row>, Error> {
    let row: Option<Row> = sql::one(tx, FIND, key(code, course, form, who)).await?;
    let has_form = |row: &Row| catalogue.versions(&row.programme).any(|version| version.form(form).is_some());
    Ok(row.filter(has_form))
}

/// The columns of a draft, in the order of the statement that saves it.
pub(super) struct Columns {
    answers: Vec<u8>,
    confirmed: Option<Vec<u8>>,
    now: DateTime<Utc>,
    based_on: Option<i64>,
    definition: Option<String>,
    writer: Option<Writer>,
}

impl Columns {
    pub(super) fn new(
        draft: &NewDraft<'_>,
        (answers, confirmed): (Vec<u8>, Option<Vec<u8>>),
        now: DateTime<Utc>,
    ) -> Self {
        let definition = draft.definition.map(str::to_owned);
        Self { answers, confirmed, now, based_on: draft.based_on, definition, writer: draft.writer }
    }
}

/// Saves over the version that was read, or over an earlier save of the same window; the key decides when two first
/// saves race.
///
/// A first version is the time in milliseconds, so that none is used twice: a window that still has a version of a
/// draft that was thrown away never meets it again.
pub(super) async fn save(
    tx: &Tx,
    key: [Value; 4],
    columns: Columns,
    current: i64,
) -> Result<Result<i64, Error>, Error> {
    const SAVE: &str = "INSERT INTO draft (municipality, course_id, form, author, answers_sealed, confirmed_sealed, \
        saved_at, version, based_on, definition, writer, sequence) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, \
        $11, $12) ON CONFLICT (municipality, course_id, form, author) DO UPDATE \
        SET answers_sealed = excluded.answers_sealed, confirmed_sealed = excluded.confirmed_sealed, \
        saved_at = excluded.saved_at, version = draft.version + 1, based_on = excluded.based_on, \
        definition = excluded.definition, writer = excluded.writer, sequence = excluded.sequence \
        WHERE draft.version = $13 OR (draft.writer = excluded.writer AND draft.sequence < excluded.sequence) \
        RETURNING version";
    #[derive(FromQueryResult)]
    struct Saved {
        version: i64,
    }
    let first = columns.now.timestamp_millis();
    let mut values = key.to_vec();
    values.extend([
        columns.answers.into(),
        columns.confirmed.into(),
        columns.now.into(),
        first.into(),
        columns.based_on.into(),
        columns.definition.into(),
        columns.writer.map(|writer| writer.id).into(),
        columns.writer.map(|writer| writer.sequence).into(),
        current.into(),
    ]);
    let saved: Option<Saved> = sql::one(tx, SAVE, values).await?;
    Ok(saved.map(|saved| saved.version).ok_or(Error::Stale { current: current + 1 }))
}

const DELETE: &str = "DELETE FROM draft WHERE municipality = $1 AND course_id = $2 AND form = $3 AND author = $4 \
    AND version <= coalesce(CAST($5 AS bigint), version)";

/// Deletes the caller's draft.
pub(super) async fn delete(tx: &Tx, key: [Value; 4]) -> Result<u64, Error> {
    let values = key.into_iter().chain([Value::BigInt(None)]);
    Ok(sql::execute(tx, DELETE, values).await?)
}

/// Adds deleting the caller's draft to a batch: what submitting the form does to it. A draft saved after `included`
/// stays: it holds something that was not submitted.
pub(crate) fn add_delete(
    batch: &mut sql::Batch,
    code: &str,
    course: CourseId,
    form: &str,
    who: &Identity,
    included: Option<i64>,
) {
    batch.add(DELETE, key(code, course, form, who).into_iter().chain([included.into()]));
}

/// The primary key of a draft.
pub(super) fn key(code: &str, course: CourseId, form: &str, who: &Identity) -> [Value; 4] {
    [code.into(), course.get().into(), form.into(), who.user_id.get().into()]
}

/// The key of a draft as sealing binds it.
pub(super) fn row_key(course: CourseId, form: &str, who: &Identity) -> [Vec<u8>; 3] {
    key_of(course.get(), form, who.user_id.get())
}

fn key_of(course: Uuid, form: &str, author: Uuid) -> [Vec<u8>; 3] {
    [course.as_bytes().to_vec(), form.as_bytes().to_vec(), author.as_bytes().to_vec()]
}

pub(super) const ANSWERS: &str = "answers";
pub(super) const CONFIRMED: &str = "confirmed";

pub(super) fn place<'k>(key: &'k [Vec<u8>; 3], column: &'static str) -> Place<'k> {
    Place { table: "draft", column, row: key }
}

/// The forms of a programme that somebody has begun and nobody has submitted, each once: its id and what is typed.
pub(in crate::repositories) async fn begun(
    tx: &Tx,
    keys: &TenantKeys,
    (code, programme): (&str, &str),
) -> Result<Vec<(String, Map<String, Json>)>, Error> {
    const BEGUN: &str = "SELECT d.course_id, d.form, d.author, d.answers_sealed FROM draft d \
        JOIN course c ON c.municipality = d.municipality AND c.id = d.course_id \
        WHERE d.municipality = $1 AND c.programme = $2 AND NOT EXISTS (SELECT 1 FROM form_version f \
        WHERE f.municipality = d.municipality AND f.course_id = d.course_id AND f.form = d.form) \
        ORDER BY d.course_id, d.form, d.saved_at DESC";
    #[derive(FromQueryResult)]
    struct Begun {
        course_id: Uuid,
        form: String,
        author: Uuid,
        answers_sealed: Vec<u8>,
    }
    let mut rows: Vec<Begun> = sql::all(tx, BEGUN, [code.into(), programme.into()]).await?;
    // Of several people's drafts the newest.
    rows.dedup_by(|later, first| (later.course_id, &later.form) == (first.course_id, &first.form));
    let open = |row: Begun| {
        let key = key_of(row.course_id, &row.form, row.author);
        let typed = opened(&keys.open(place(&key, ANSWERS), &row.answers_sealed)?)?;
        Ok((row.form, typed.answers))
    };
    rows.into_iter().map(open).collect()
}

/// What the caller's draft of a form says was confirmed.
pub(crate) async fn confirmed_in(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    code: &str,
    course: CourseId,
    form: &str,
    who: &Identity,
) -> Result<Vec<Confirmed>, Error> {
    const FIND: &str = "SELECT confirmed_sealed FROM draft \
        WHERE municipality = $1 AND course_id = $2 AND form = $3 AND author = $4";
    #[derive(FromQueryResult)]
    struct Row {
        confirmed_sealed: Option<Vec<u8>>,
    }
    let row: Option<Row> = sql::one(connection, FIND, key(code, course, form, who)).await?;
    let sealed = row.and_then(|row| row.confirmed_sealed);
    open_confirmed(keys, &row_key(course, form, who), sealed.as_deref())
}

pub(super) fn open_confirmed(
    keys: &TenantKeys,
    key: &[Vec<u8>; 3],
    sealed: Option<&[u8]>,
) -> Result<Vec<Confirmed>, Error> {
    let json = sealed.map(|sealed| keys.open(place(key, CONFIRMED), sealed)).transpose()?;
    confirmed::read("draft", json.as_ref().map(|json| json.as_ref()))
}
