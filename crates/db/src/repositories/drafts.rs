//! Drafts: what somebody has typed and not submitted. Encrypted, and seen by their author only.

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{CitizenId, CourseId};
use sea_orm::{FromQueryResult, Value};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::Scoped;
use super::courses::check_version;
use crate::audit::{self, Ended, Event};
use crate::caller::Identity;
use crate::engine::{Tx, job};
use crate::error::Error;
use crate::key_ring::Place;
use crate::moment::storable;
use crate::rights::{ReadForms, Right, WriteForms};
use crate::sql;
use crate::tenant::Tenant;

/// A draft nobody has touched for this long is deleted (spec/security 4.8).
const KEPT: TimeDelta = TimeDelta::days(7);

/// What the caller has typed and not submitted.
#[derive(Debug)]
pub struct Drafts<'c, R: Right>(pub(super) Scoped<'c, R>);

/// A saved draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The answers as typed, not validated.
    pub answers: Map<String, Json>,
    /// When it was saved.
    pub saved_at: DateTime<Utc>,
    /// Counts the saves, from 1; sent as the ETag.
    pub version: i64,
}

#[derive(FromQueryResult)]
struct Row {
    answers_sealed: Option<Vec<u8>>,
    saved_at: Option<DateTime<Utc>>,
    version: Option<i64>,
    citizen_id: Uuid,
    programme: String,
}

const FIND: &str = "SELECT d.answers_sealed, d.saved_at, d.version, c.citizen_id, c.programme FROM course c \
    LEFT JOIN draft d ON d.municipality = c.municipality AND d.course_id = c.id AND d.form = $3 AND d.author = $4 \
    WHERE c.municipality = $1 AND c.id = $2";

impl Drafts<'_, ReadForms> {
    /// Returns the caller's draft of a form, if there is one.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a course of another municipality or a form the programme does not have.
    pub async fn get(&self, course: CourseId, form: &str) -> Result<Option<Draft>, Error> {
        let who = self.0.who();
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let row = find(&tx, &self.0.code()?, course, form, who).await?;
        let known = row.filter(|row| has_form(&self.0, row, form));
        let mut event = Event::new("draft.read").object("form", format!("{course}/{form}"));
        event = match &known {
            Some(row) => {
                event.citizen(CitizenId::new(row.citizen_id)).count(usize::from(row.version.is_some()))
            }
            None => event.ended(Ended::NotFound),
        };
        self.0.database.finish(tx, who, event).await?;
        let Row { answers_sealed: Some(sealed), saved_at: Some(saved_at), version: Some(version), .. } =
            known.ok_or(Error::NotFound)?
        else {
            return Ok(None);
        };
        let bytes = self.0.keys()?.open(place(&row_key(course, form, who)), &sealed)?;
        let answers = serde_json::from_slice(&bytes)
            .map_err(|_| Error::inconsistent("draft", "answers are no JSON object"))?;
        Ok(Some(Draft { answers, saved_at, version }))
    }
}

impl Drafts<'_, WriteForms> {
    /// Saves the caller's draft of a form and returns its version.
    ///
    /// # Errors
    /// [`Error::Stale`] when another window saved in between, [`Error::PreconditionRequired`] when there is a draft
    /// and `if_match` is missing; [`Error::NotFound`].
    pub async fn put(
        &self,
        course: CourseId,
        form: &str,
        answers: &Map<String, Json>,
        if_match: Option<i64>,
        now: DateTime<Utc>,
    ) -> Result<i64, Error> {
        let (who, code, form) = (self.0.who().clone(), self.0.code()?, form.to_owned());
        let json = serde_json::to_vec(answers).map_err(|cause| Error::inconsistent("draft", cause))?;
        let key = row_key(course, &form, &who);
        let sealed = self.0.keys()?.seal(self.0.database.entropy(), place(&key), &json)?;
        let catalogue = self.0.database.catalogue().clone();
        let work = job(move |tx| {
            Box::pin(async move {
                let event = Event::new("draft.save").object("form", format!("{course}/{form}"));
                let row = find(tx, &code, course, &form, &who).await?;
                let row =
                    row.filter(|row| catalogue.versions(&row.programme).any(|p| p.form(&form).is_some()));
                let Some(row) = row else {
                    audit::append(tx, &who, event.ended(Ended::NotFound)).await?;
                    return Ok(Err(Error::NotFound));
                };
                let event = event.citizen(CitizenId::new(row.citizen_id));
                let current = row.version.unwrap_or(0);
                let key = [code.into(), course.get().into(), form.into(), who.user_id.get().into()];
                let saved = match check_version(if_match, current) {
                    Ok(()) => save(tx, key, sealed, storable(now), current).await?,
                    Err(error) => Err(error),
                };
                let event = if saved.is_ok() { event.count(1) } else { event.ended(Ended::Refused) };
                audit::append(tx, &who, event).await?;
                Ok(saved)
            })
        });
        self.0.database.store().write(self.0.tenant()?, work).await?
    }

    /// Throws the caller's draft of a form away.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn discard(&self, course: CourseId, form: &str) -> Result<(), Error> {
        let (who, code, form) = (self.0.who().clone(), self.0.code()?, form.to_owned());
        self.0
            .database
            .store()
            .write(self.0.tenant()?, move |tx| {
                Box::pin(async move {
                    let event = Event::new("draft.discard").object("form", format!("{course}/{form}"));
                    let deleted = delete(tx, &code, course, &form, &who).await?;
                    audit::append(tx, &who, event.found(deleted > 0)).await
                })
            })
            .await
    }
}

impl crate::Database {
    /// Deletes drafts nobody has touched for seven days, in every municipality. Returns how many.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn purge_drafts(&self, now: DateTime<Utc>) -> Result<u64, Error> {
        let before = storable(now - KEPT);
        let mut purged = 0;
        for municipality in domain::municipality::MunicipalityCode::all() {
            let values = [municipality.to_string().into(), before.into()];
            purged += self
                .store()
                .write(Tenant::from(municipality), move |tx| {
                    Box::pin(async move {
                        let purge = "DELETE FROM draft WHERE municipality = $1 AND saved_at < $2";
                        Ok(sql::execute(tx, purge, values).await?)
                    })
                })
                .await?;
        }
        Ok(purged)
    }
}

fn has_form<R: Right>(scoped: &Scoped<'_, R>, row: &Row, form: &str) -> bool {
    scoped.database.catalogue().versions(&row.programme).any(|programme| programme.form(form).is_some())
}

async fn find(
    tx: &Tx,
    code: &str,
    course: CourseId,
    form: &str,
    who: &Identity,
) -> Result<Option<Row>, Error> {
    let values: [Value; 4] = [code.into(), course.get().into(), form.into(), who.user_id.get().into()];
    sql::one(tx, FIND, values).await
}

/// Saves over the version that was read; the key decides when two first saves race.
async fn save(
    tx: &Tx,
    key: [Value; 4],
    sealed: Vec<u8>,
    now: DateTime<Utc>,
    current: i64,
) -> Result<Result<i64, Error>, Error> {
    const SAVE: &str = "INSERT INTO draft (municipality, course_id, form, author, answers_sealed, saved_at, version) \
        VALUES ($1, $2, $3, $4, $5, $6, 1) ON CONFLICT (municipality, course_id, form, author) DO UPDATE \
        SET answers_sealed = excluded.answers_sealed, saved_at = excluded.saved_at, version = draft.version + 1 \
        WHERE draft.version = $7";
    let mut values = key.to_vec();
    values.extend([sealed.into(), now.into(), current.into()]);
    match sql::execute(tx, SAVE, values).await? {
        0 => Ok(Err(Error::Stale { current: current + 1 })),
        _ => Ok(Ok(current + 1)),
    }
}

const DELETE: &str =
    "DELETE FROM draft WHERE municipality = $1 AND course_id = $2 AND form = $3 AND author = $4";

/// Deletes the caller's draft.
async fn delete(tx: &Tx, code: &str, course: CourseId, form: &str, who: &Identity) -> Result<u64, Error> {
    let values: [Value; 4] = [code.into(), course.get().into(), form.into(), who.user_id.get().into()];
    Ok(sql::execute(tx, DELETE, values).await?)
}

/// Adds deleting the caller's draft to a batch: what submitting the form does to it.
pub(super) fn add_delete(batch: &mut sql::Batch, code: &str, course: CourseId, form: &str, who: &Identity) {
    let values: [Value; 4] = [code.into(), course.get().into(), form.into(), who.user_id.get().into()];
    batch.add(DELETE, values);
}

fn row_key(course: CourseId, form: &str, who: &Identity) -> [Vec<u8>; 3] {
    [course.get().as_bytes().to_vec(), form.as_bytes().to_vec(), who.user_id.get().as_bytes().to_vec()]
}

fn place(key: &[Vec<u8>; 3]) -> Place<'_> {
    Place { table: "draft", column: "answers", row: key }
}
