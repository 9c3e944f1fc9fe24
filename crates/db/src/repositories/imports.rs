//! Import: many courses at once, all of them or none.

mod known;
mod prepare;
mod store;

use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDate, Utc};
use domain::answers::Answers;
use domain::citizen::{Name, Sex};
use domain::cpr::Cpr;
use tokio::sync::mpsc;

use super::Scoped;
use crate::audit::{self, Ended, Event};
use crate::engine::job;
use crate::error::Error;
use crate::moment::{danish_day, storable};
use crate::rights::{Import, Right};
use crate::sql::Batch;

/// Courses worked out and stored together.
const CHUNK: usize = 256;

/// Import of many courses at once.
#[derive(Debug)]
pub struct Imports<'c, R: Right>(pub(super) Scoped<'c, R>);

/// A citizen of an imported course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedCitizen {
    /// The number the citizen is found by, or registered with.
    pub cpr: Cpr,
    /// The name, where the file has one; a name that is already known is kept.
    pub name: Option<Name>,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Sex.
    pub sex: Sex,
}

/// One course of an import, validated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRecord {
    /// Whose course it is.
    pub citizen: ImportedCitizen,
    /// The sender's own id of the course.
    pub course_key: String,
    /// The answers of every form that was filled in, by form id, in the order of the workflow.
    pub forms: Vec<(String, Answers)>,
}

/// What a source of records says when it has none to give after all, e.g. because the file turned out to be broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AbandonImport;

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Courses stored.
    pub courses: u64,
    /// Forms stored.
    pub forms: u64,
    /// Citizens who were not known before.
    pub new_citizens: u64,
}

/// Why nothing was imported.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ImportError {
    /// The record at this index (from 0) cannot be stored: `course_key_exists`, `duplicate_course_key`,
    /// `course_already_open`, `illegal_transition`.
    #[error("record {index}: {code}")]
    Record {
        /// Which record, from 0.
        index: u64,
        /// Why.
        code: &'static str,
    },
    /// The source of the records gave up.
    #[error("the import was abandoned")]
    Abandoned,
    /// The database.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl Imports<'_, Import> {
    /// Which of these course keys the municipality has already.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn known_keys(&self, keys: &[String]) -> Result<Vec<String>, Error> {
        let code = self.0.code()?;
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let mut known = Vec::new();
        for chunk in keys.chunks(CHUNK) {
            known.extend(known::keys(&tx, &code, chunk.iter().map(String::as_str)).await?);
        }
        tx.commit().await?;
        Ok(known)
    }

    /// Stores records in one transaction: all of them, or none.
    ///
    /// Records are taken from the iterator a chunk at a time, so memory does not grow with their number; an `Err` in it
    /// abandons the import. `progress` is told the number of courses stored so far.
    ///
    /// # Errors
    /// The first record that cannot be stored, and why.
    pub async fn commit<I>(
        &self,
        programme: &str,
        records: I,
        now: DateTime<Utc>,
        mut progress: impl FnMut(u64) + Send + 'static,
    ) -> Result<ImportReport, ImportError>
    where
        I: Iterator<Item = Result<ImportRecord, AbandonImport>> + Send + 'static,
    {
        let who = self.0.who().clone();
        let context = prepare::Context {
            municipality: self.0.municipality()?,
            programme: Arc::clone(self.0.database.catalogue().current(programme).ok_or(Error::NotFound)?),
            catalogue: self.0.database.catalogue().clone(),
            keys: self.0.keys()?,
            database: self.0.database.clone(),
            author: who.user_id,
            now: storable(now),
            today: danish_day(now),
        };
        let (all, today) = (Arc::clone(&context.catalogue), context.today);
        let code = self.0.code()?;
        let name = programme.to_owned();
        let (sender, mut chunks) = mpsc::channel(2);
        // Working out what to store takes a processor of its own; the transaction only stores.
        let preparing = tokio::task::spawn_blocking(move || prepare::run(&context, records, &sender));
        let fault = Arc::new(Mutex::new(None));
        let (seen, event) = (Arc::clone(&fault), Event::new("import.commit").object("programme", programme));
        let logged = event.clone();
        let (logger, at) = (who.clone(), storable(now));
        let work = job(move |tx| {
            Box::pin(async move {
                let mut store = store::Store::new(tx, code, name, at).await?;
                while let Some(chunk) = chunks.recv().await {
                    let stored = match chunk {
                        Ok(chunk) => store.chunk(chunk).await,
                        Err(error) => Err(error),
                    };
                    if let Err(error) = stored {
                        return Err(keep(&seen, error));
                    }
                    progress(store.report().courses);
                }
                let courses = usize::try_from(store.report().courses).unwrap_or(usize::MAX);
                let mut batch = Batch::default();
                audit::append_to(&mut batch, tx, &logger, logged.count(courses)).await?;
                store.finish(batch, (&all, today)).await
            })
        });
        let result = self.0.database.store().save_alone(self.0.tenant()?, work).await;
        preparing.await.map_err(|_| ImportError::Failed(Error::Abandoned))?;
        match result {
            Ok(report) => Ok(report),
            Err(error) => {
                let fault = fault.lock().ok().and_then(|mut fault| fault.take());
                self.0.database.log(who, event.ended(Ended::Refused)).await?;
                Err(fault.unwrap_or(ImportError::Failed(error)))
            }
        }
    }
}

/// Keeps the reason for the caller and ends the transaction.
fn keep(fault: &Mutex<Option<ImportError>>, error: ImportError) -> Error {
    let ends = match &error {
        ImportError::Failed(error) => error.clone(),
        ImportError::Record { code, .. } => Error::Conflict(code),
        ImportError::Abandoned => Error::Abandoned,
    };
    if let Ok(mut fault) = fault.lock() {
        *fault = Some(error);
    }
    ends
}
