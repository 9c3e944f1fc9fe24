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

/// What an import of records did, or would do.
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
    /// Which records, from 0, are about people the municipality does not know: nothing is stored about them.
    pub unknown: Vec<usize>,
    /// Courses that count differently now.
    pub courses: u64,
}

impl HealthRecords<'_, Import> {
    /// What importing would do; nothing is written, and no course is counted.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn rehearse(&self, records: &[ImportedRecord]) -> Result<RecordsReport, Error> {
        let (code, keys) = (self.0.code()?, self.0.keys()?);
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let sorted = store::sort(&tx, &code, &keys, records).await?;
        let event = Event::new("health_record.validate").count(records.len());
        self.0.database.finish(tx, self.0.who(), event).await?;
        Ok(sorted.report)
    }

    /// Stores records in one transaction and computes anew what the courses of their citizens count as.
    ///
    /// A record with a known key takes the place of the one that was there; one that is taken back is deleted. Importing
    /// the same records again changes nothing.
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
                // The chain before the tallies, so that nobody waits in a circle.
                audit::append(tx, &who, Event::new("health_record.import").count(written)).await?;
                let by = (who.user_id, storable(now));
                sorted.write(tx, &code, &records, by, (&catalogue, danish_day(now))).await
            })
        });
        self.0.database.store().save_alone(self.0.tenant()?, work).await
    }
}
