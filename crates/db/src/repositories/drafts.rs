//! Drafts: what somebody has typed and not submitted. Encrypted, and seen by their author only.

mod content;
mod rows;

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{CitizenId, CourseId};
use domain::validation::Confirmation;
use uuid::Uuid;

pub use self::content::{Draft, NewDraft, SavedDraft, Writer};
use self::rows::{ANSWERS, CONFIRMED, Columns, Row, delete, find, key, open_confirmed, place, row_key, save};
pub(super) use self::rows::{add_delete, begun, confirmed_in};
use super::Scoped;
use super::confirmed::{self, Confirmed};
use super::courses::check_version;
use crate::audit::{self, Ended, Event};
use crate::engine::job;
use crate::error::Error;
use crate::moment::storable;
use crate::rights::{ReadForms, Right, WriteForms};
use crate::sql;
use crate::tenant::Tenant;

/// A draft nobody has touched for this long is deleted (spec/security 4.8).
const KEPT: TimeDelta = TimeDelta::days(7);

/// What the caller has typed and not submitted.
#[derive(Debug)]
pub struct Drafts<'c, R: Right>(pub(super) Scoped<'c, R>);

impl Drafts<'_, ReadForms> {
    /// Returns the caller's draft of a form, if there is one.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a course of another municipality or a form the programme does not have.
    pub async fn get(&self, course: CourseId, form: &str) -> Result<Option<Draft>, Error> {
        let who = self.0.who();
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let row = find(&tx, &self.0.code()?, course, form, who, self.0.database.catalogue()).await?;
        let mut event = Event::new("draft.read").object("form", format!("{course}/{form}"));
        event = match &row {
            Some(row) => {
                event.citizen(CitizenId::new(row.citizen_id)).count(usize::from(row.version.is_some()))
            }
            None => event.ended(Ended::NotFound),
        };
        self.0.database.finish(tx, who, event).await?;
        let row = row.ok_or(Error::NotFound)?;
        let (keys, row_key) = (self.0.keys()?, row_key(course, form, who));
        let writer = row.writer();
        let confirmed = open_confirmed(&keys, &row_key, row.confirmed_sealed.as_deref())?;
        let Row { answers_sealed: Some(sealed), saved_at: Some(saved_at), version: Some(version), .. } = row
        else {
            return Ok(None);
        };
        let content::Opened { answers, reason, clashes } =
            content::opened(&keys.open(place(&row_key, ANSWERS), &sealed)?)?;
        let Row { based_on, definition, form_version, .. } = row;
        Ok(Some(Draft {
            answers,
            confirmed,
            reason,
            clashes,
            based_on,
            definition,
            writer,
            form_version,
            saved_at,
            version,
        }))
    }
}

impl Drafts<'_, WriteForms> {
    /// Saves the caller's draft of a form. Who confirmed what is kept from save to save.
    ///
    /// # Errors
    /// [`Error::Stale`] when another window saved in between, [`Error::PreconditionRequired`] when there is a draft
    /// and `if_match` is missing; a later save of the window that saved last needs neither. [`Error::NotFound`].
    pub async fn put(
        &self,
        course: CourseId,
        form: &str,
        draft: impl Into<NewDraft<'_>>,
        if_match: Option<i64>,
        now: DateTime<Utc>,
    ) -> Result<SavedDraft, Error> {
        let (who, code, form) = (self.0.who().clone(), self.0.code()?, form.to_owned());
        let draft = draft.into();
        let confirmed = self.stamped(course, &form, draft.answered.confirmed, now).await?;
        let confirmed = confirmed::write("draft", &confirmed)?;
        let (row_key, keys, entropy) =
            (row_key(course, &form, &who), self.0.keys()?, self.0.database.entropy());
        let sealed = keys.seal(entropy, place(&row_key, ANSWERS), &content::typed(&draft)?)?;
        let confirmed = confirmed
            .map(|json| keys.seal(entropy, place(&row_key, CONFIRMED), json.as_bytes()))
            .transpose()?;
        let columns = Columns::new(&draft, (sealed, confirmed), storable(now));
        let (writer, catalogue) = (draft.writer, self.0.database.catalogue().clone());
        let work = job(move |tx| {
            Box::pin(async move {
                let event = Event::new("draft.save").object("form", format!("{course}/{form}"));
                let Some(row) = find(tx, &code, course, &form, &who, &catalogue).await? else {
                    return audit::refuse(tx, &who, event, Error::NotFound).await;
                };
                let event = event.citizen(CitizenId::new(row.citizen_id));
                let current = row.version.unwrap_or(0);
                let key = key(&code, course, &form, &who);
                let saved = match check_version(if_match, current) {
                    Err(error) if !row.is_overtaken_by(writer) => Err(error),
                    _ => save(tx, key, columns, current).await?,
                };
                let version = match saved {
                    Ok(version) => version,
                    Err(error) => return audit::refuse(tx, &who, event, error).await,
                };
                audit::append(tx, &who, event.count(1)).await?;
                Ok(Ok(SavedDraft { version, form_version: row.form_version }))
            })
        });
        self.0.database.store().write(self.0.tenant()?, work).await?
    }

    /// The key of the caller's journal on a device: what seals drafts there until the server has them.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub async fn journal_key(&self, device: Uuid) -> Result<[u8; 32], Error> {
        let tenant = self.0.tenant()?;
        let key = self.0.database.key_ring().journal(tenant, self.0.who().user_id, device);
        let tx = self.0.database.store().snapshot(tenant).await?;
        let event = Event::new("journal.key").object("device", device);
        self.0.database.finish(tx, self.0.who(), event).await?;
        Ok(*key)
    }

    /// The confirmations of a new save. If the draft is saved by another window in between, this save is refused.
    async fn stamped(
        &self,
        course: CourseId,
        form: &str,
        confirmed: &[Confirmation],
        now: DateTime<Utc>,
    ) -> Result<Vec<Confirmed>, Error> {
        if confirmed.is_empty() {
            return Ok(Vec::new());
        }
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let known = confirmed_in(&tx, &*self.0.keys()?, &self.0.code()?, course, form, self.0.who()).await?;
        tx.commit().await?;
        Ok(confirmed::stamp(&known, confirmed, self.0.who(), storable(now)))
    }

    /// Throws the caller's draft of a form away; there being none is as good.
    ///
    /// # Errors
    /// [`Error::Stale`] when it is another than `if_match` says, [`Error::PreconditionRequired`] without;
    /// [`Error::NotFound`] for a course of another municipality or a form the programme does not have.
    pub async fn discard(&self, course: CourseId, form: &str, if_match: Option<i64>) -> Result<(), Error> {
        let (who, code, form) = (self.0.who().clone(), self.0.code()?, form.to_owned());
        let catalogue = self.0.database.catalogue().clone();
        let work = job(move |tx| {
            Box::pin(async move {
                let event = Event::new("draft.discard").object("form", format!("{course}/{form}"));
                let Some(row) = find(tx, &code, course, &form, &who, &catalogue).await? else {
                    return audit::refuse(tx, &who, event, Error::NotFound).await;
                };
                let event = event.citizen(CitizenId::new(row.citizen_id));
                let deleted = match row.version {
                    None => 0,
                    Some(current) => match check_version(if_match, current) {
                        Ok(()) => delete(tx, key(&code, course, &form, &who)).await?,
                        Err(error) => return audit::refuse(tx, &who, event, error).await,
                    },
                };
                audit::append(tx, &who, event.found(deleted > 0)).await?;
                Ok(Ok(()))
            })
        });
        self.0.database.store().write(self.0.tenant()?, work).await?
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
