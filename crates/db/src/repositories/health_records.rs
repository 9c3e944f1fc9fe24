//! Records that hospital, laboratory and general practice have made about citizens of the municipality.
//!
//! They come in files and are known by their sender's key. What they change about how courses count is worked out in the
//! transaction that stores them.

mod row;
mod store;

use chrono::{DateTime, Utc};
use domain::cpr::Cpr;
use domain::health_record::HealthRecord;

use super::Scoped;
use crate::audit::{self, Event};
use crate::engine::job;
use crate::error::Error;
use crate::moment::{danish_day, storable};
use crate::rights::{Import, Right};

pub(crate) use row::{OF_COURSE, read_all, records_of};
pub(crate) use store::{courses_with_records, move_records};

/// Records of the caller's municipality.
#[derive(Debug)]
pub struct HealthRecords<'c, R: Right>(pub(super) Scoped<'c, R>);

/// A record to import, and about whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedRecord {
    /// The number the citizen is found by.
    pub cpr: Cpr,
    /// The record.
    pub record: HealthRecord,
    /// Whether the sender takes it back.
    pub is_withdrawn: bool,
}

/// What an import of records did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordsReport {
    /// Records that were not known before.
    pub added: u64,
    /// Records that took the place of another one with the same key.
    pub replaced: u64,
    /// Records that are there already just like this.
    pub unchanged: u64,
    /// Records that were taken back.
    pub withdrawn: u64,
    /// Records about people the municipality does not know: nothing is stored about them. How many, never which: whoever
    /// imports may not look citizens up.
    pub unknown: u64,
    /// Courses that count differently now.
    pub courses: u64,
}

impl HealthRecords<'_, Import> {
    /// Stores records in one transaction and computes anew what the courses of their citizens count as.
    ///
    /// A record with a known key takes the place of the one that was there; one that is taken back is deleted. Importing
    /// the same records again changes nothing. The log has one event for the import, and one for every citizen of the
    /// municipality it is about.
    ///
    /// # Errors
    /// When the database cannot be asked; nothing is stored then.
    pub async fn import(
        &self,
        records: Vec<ImportedRecord>,
        now: DateTime<Utc>,
    ) -> Result<RecordsReport, Error> {
        let (who, code, keys) = (self.0.who().clone(), self.0.code()?, self.0.keys()?);
        let catalogue = self.0.database.catalogue().clone();
        let work = job(move |tx| {
            Box::pin(async move {
                let sorted = store::sort(tx, &code, &keys, &records).await?;
                let written = sorted.upserts.len() + sorted.deletes.len();
                sorted.lock(tx, &code).await?;
                let whole = Event::new("health_record.import").count(written);
                audit::append_all(tx, &who, std::iter::once(whole).chain(sorted.events())).await?;
                let by = (who.user_id, storable(now));
                sorted.write(tx, &code, &records, by, (&catalogue, danish_day(now))).await
            })
        });
        self.0.database.store().save_alone(self.0.tenant()?, work).await
    }
}
