//! Sorting records by what is to be done with them, and doing it.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::decimal::Decimal;
use domain::health_record::HealthRecord;
use domain::ids::{CitizenId, CourseId, UserId};
use domain::programme::Catalogue;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::{ImportedRecord, RecordsReport};
use crate::audit::Event;
use crate::engine::Tx;
use crate::error::Error;
use crate::key_ring::TenantKeys;
use crate::repositories::recompute::{lock, recompute_within};
use crate::sql;

/// Records looked up and written together.
const CHUNK: usize = 256;
const WIDTH: usize = 12;
const INSERT: &str = "INSERT INTO health_record (municipality, sector, record_key, citizen_id, provider, code, \
    diagnosis, recorded_on, value, unit, imported_by, imported_at) VALUES ";
const UPSERT: &str = " ON CONFLICT (municipality, sector, record_key) DO UPDATE SET citizen_id = excluded.citizen_id, \
    provider = excluded.provider, code = excluded.code, diagnosis = excluded.diagnosis, \
    recorded_on = excluded.recorded_on, value = excluded.value, unit = excluded.unit, \
    imported_by = excluded.imported_by, imported_at = excluded.imported_at";

/// What is to be done with the records of an import.
#[derive(Default)]
pub(super) struct Sorted {
    pub(super) report: RecordsReport,
    /// Which records are written, and whose they are.
    pub(super) upserts: Vec<(usize, Uuid)>,
    /// Which records are deleted.
    pub(super) deletes: Vec<usize>,
    /// Whose records were looked at, and how many of them change: then their courses may count differently.
    citizens: BTreeMap<Uuid, usize>,
}

#[derive(FromQueryResult)]
struct CitizenRow {
    cpr_index: Vec<u8>,
    id: Uuid,
}

#[derive(FromQueryResult)]
struct IdRow {
    id: Uuid,
}

#[derive(FromQueryResult)]
struct KnownRow {
    sector: String,
    record_key: String,
    citizen_id: Uuid,
    provider: String,
    code: String,
    diagnosis: Option<String>,
    recorded_on: NaiveDate,
    value: Option<i64>,
    unit: Option<String>,
}

impl KnownRow {
    fn is(&self, citizen: Uuid, record: &HealthRecord) -> bool {
        self.citizen_id == citizen
            && self.provider == record.provider.id()
            && self.code == record.code
            && self.diagnosis == record.diagnosis
            && self.recorded_on == record.on
            && self.value == record.value.map(Decimal::millionths)
            && self.unit == record.unit
    }
}

/// Sorts records by what is stored already.
pub(super) async fn sort(
    tx: &Tx,
    code: &str,
    keys: &TenantKeys,
    records: &[ImportedRecord],
) -> Result<Sorted, Error> {
    let mut sorted = Sorted::default();
    for (chunk, start) in records.chunks(CHUNK).zip((0..).step_by(CHUNK)) {
        let indexes: Vec<Vec<u8>> =
            chunk.iter().map(|record| keys.index("cpr", record.cpr.reveal().as_bytes()).to_vec()).collect();
        let citizens = citizens(tx, code, &indexes).await?;
        let known = known(tx, code, chunk).await?;
        for ((record, index), position) in chunk.iter().zip(&indexes).zip(start..) {
            let there = known.get(&(record.record.sector.id(), record.record.key.as_str()));
            sorted.add(position, record, citizens.get(index).copied(), there);
        }
    }
    Ok(sorted)
}

impl Sorted {
    fn add(
        &mut self,
        position: usize,
        record: &ImportedRecord,
        citizen: Option<Uuid>,
        there: Option<&KnownRow>,
    ) {
        let Some(citizen) = citizen else {
            self.report.unknown += 1;
            return;
        };
        self.citizens.entry(citizen).or_default();
        match there {
            Some(there) if record.is_withdrawn && there.citizen_id == citizen => {
                self.report.withdrawn += 1;
                self.changes(there.citizen_id);
                self.deletes.push(position);
            }
            // Nothing of this citizen's has that key; what another one has stays.
            _ if record.is_withdrawn => self.report.unchanged += 1,
            Some(there) if there.is(citizen, &record.record) => self.report.unchanged += 1,
            _ => {
                match there {
                    Some(there) => {
                        self.report.replaced += 1;
                        if there.citizen_id != citizen {
                            self.changes(there.citizen_id);
                        }
                    }
                    None => self.report.added += 1,
                }
                self.changes(citizen);
                self.upserts.push((position, citizen));
            }
        }
    }

    fn changes(&mut self, citizen: Uuid) {
        *self.citizens.entry(citizen).or_default() += 1;
    }

    /// An event for every citizen the file is about, also where nothing changes: that they are known was seen.
    pub(super) fn events(&self) -> impl Iterator<Item = Event> {
        let event = |(citizen, records): (&Uuid, &usize)| {
            Event::new("health_record.import").citizen(CitizenId::new(*citizen)).count(*records)
        };
        self.citizens.iter().map(event)
    }

    /// Locks the courses that may count differently.
    pub(super) async fn lock(&self, tx: &Tx, code: &str) -> Result<(), Error> {
        let mut all = Vec::new();
        for chunk in self.changed().chunks(CHUNK) {
            all.extend(courses(tx, code, chunk).await?);
        }
        lock(tx, code, all).await
    }

    /// Whose records change.
    fn changed(&self) -> Vec<Uuid> {
        let changed = self.citizens.iter().filter(|(_, records)| **records > 0);
        changed.map(|(citizen, _)| *citizen).collect()
    }

    /// Writes what was sorted, and counts the courses concerned anew.
    pub(super) async fn write(
        self,
        tx: &Tx,
        code: &str,
        records: &[ImportedRecord],
        (author, now): (UserId, DateTime<Utc>),
        (catalogue, today): (&Catalogue, NaiveDate),
    ) -> Result<RecordsReport, Error> {
        let citizens = self.changed();
        let Self { mut report, upserts, deletes, .. } = self;
        for chunk in upserts.chunks(CHUNK) {
            let rows =
                chunk.iter().filter_map(|(position, citizen)| Some((records.get(*position)?, *citizen)));
            let rows: Vec<_> =
                rows.map(|(record, citizen)| values(code, citizen, &record.record, (author, now))).collect();
            let places = sql::rows(rows.len(), WIDTH);
            let values: Vec<Value> = rows.into_iter().flatten().collect();
            sql::execute(tx, format!("{INSERT}{places}{UPSERT}"), values).await?;
        }
        for record in deletes.into_iter().filter_map(|position| records.get(position)) {
            const DELETE: &str =
                "DELETE FROM health_record WHERE municipality = $1 AND sector = $2 AND record_key = $3";
            let key = [code.into(), record.record.sector.id().into(), record.record.key.as_str().into()];
            sql::execute(tx, DELETE, key).await?;
        }
        for chunk in citizens.chunks(CHUNK) {
            let courses = courses(tx, code, chunk).await?;
            report.courses += recompute_within(tx, code, catalogue, courses, today).await?;
        }
        Ok(report)
    }
}

fn values(
    code: &str,
    citizen: Uuid,
    record: &HealthRecord,
    (author, now): (UserId, DateTime<Utc>),
) -> [Value; WIDTH] {
    [
        code.into(),
        record.sector.id().into(),
        record.key.as_str().into(),
        citizen.into(),
        record.provider.id().into(),
        record.code.as_str().into(),
        record.diagnosis.clone().into(),
        record.on.into(),
        record.value.map(Decimal::millionths).into(),
        record.unit.clone().into(),
        author.get().into(),
        now.into(),
    ]
}

/// The citizens with these CPR indexes, or those that have taken their place.
async fn citizens(tx: &Tx, code: &str, indexes: &[Vec<u8>]) -> Result<HashMap<Vec<u8>, Uuid>, Error> {
    let query = format!(
        "SELECT z.cpr_index, coalesce(z.merged_into, z.id) AS id FROM citizen z \
         WHERE z.municipality = $1 AND z.cpr_index IN ({})",
        sql::list(2, indexes.len())
    );
    let values = std::iter::once(Value::from(code)).chain(indexes.iter().map(|index| index.clone().into()));
    let rows: Vec<CitizenRow> = sql::all(tx, query, values.collect::<Vec<_>>()).await?;
    Ok(rows.into_iter().map(|row| (row.cpr_index, row.id)).collect())
}

/// What is stored under the keys of these records.
async fn known<'r>(
    tx: &Tx,
    code: &str,
    records: &'r [ImportedRecord],
) -> Result<HashMap<(&'r str, &'r str), KnownRow>, Error> {
    let query = format!(
        "SELECT h.sector, h.record_key, h.citizen_id, h.provider, h.code, h.diagnosis, h.recorded_on, h.value, h.unit \
         FROM health_record h WHERE h.municipality = $1 AND h.record_key IN ({})",
        sql::list(2, records.len())
    );
    let keys = records.iter().map(|record| record.record.key.as_str().into());
    let values = std::iter::once(Value::from(code)).chain(keys);
    let rows: Vec<KnownRow> = sql::all(tx, query, values.collect::<Vec<_>>()).await?;
    let mut stored: HashMap<_, _> =
        rows.into_iter().map(|row| ((row.sector.clone(), row.record_key.clone()), row)).collect();
    let own = records.iter().map(|record| (record.record.sector.id(), record.record.key.as_str()));
    let found = own.filter_map(|(sector, key)| {
        Some(((sector, key), stored.remove(&(sector.to_owned(), key.to_owned()))?))
    });
    Ok(found.collect())
}

async fn courses(tx: &Tx, code: &str, citizens: &[Uuid]) -> Result<Vec<CourseId>, Error> {
    let query = format!(
        "SELECT c.id FROM course c WHERE c.municipality = $1 AND c.citizen_id IN ({}) ORDER BY c.id",
        sql::list(2, citizens.len())
    );
    let values = std::iter::once(Value::from(code)).chain(citizens.iter().map(|id| Value::from(*id)));
    let rows: Vec<IdRow> = sql::all(tx, query, values.collect::<Vec<_>>()).await?;
    Ok(rows.into_iter().map(|row| CourseId::new(row.id)).collect())
}

/// Which of these courses are of citizens about whom something was imported.
pub(crate) async fn courses_with_records(
    tx: &Tx,
    code: &str,
    courses: &[CourseId],
) -> Result<Vec<CourseId>, Error> {
    let mut found = Vec::new();
    for chunk in courses.chunks(CHUNK) {
        let query = format!(
            "SELECT DISTINCT c.id FROM course c JOIN health_record h ON h.municipality = c.municipality \
             AND h.citizen_id = c.citizen_id WHERE c.municipality = $1 AND c.id IN ({})",
            sql::list(2, chunk.len())
        );
        let values = std::iter::once(Value::from(code)).chain(chunk.iter().map(|id| id.get().into()));
        let rows: Vec<IdRow> = sql::all(tx, query, values.collect::<Vec<_>>()).await?;
        found.extend(rows.into_iter().map(|row| CourseId::new(row.id)));
    }
    Ok(found)
}

/// Moves a citizen's records to the one that takes their place.
pub(crate) async fn move_records(
    tx: &Tx,
    code: &str,
    (from, to): (CitizenId, CitizenId),
) -> Result<(), Error> {
    const MOVE: &str = "UPDATE health_record SET citizen_id = $3 WHERE municipality = $1 AND citizen_id = $2";
    sql::execute(tx, MOVE, [code.into(), from.get().into(), to.get().into()]).await?;
    Ok(())
}
