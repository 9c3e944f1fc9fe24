//! Published, protected numbers: the only numbers that cross a municipality's border.

mod basis;
mod begin;
mod compared;
mod exact;
mod names;
mod publish;
mod rows;
mod sums;

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Permission;
use domain::municipality::MunicipalityCode;
use domain::organisation::UnitId;
use domain::publication::{self, PeriodId, PublishedCell, Tier};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::{Scoped, Tally};
use crate::database::Database;
use crate::error::Error;
use crate::moment::end_of;
use crate::rights::{ReadBenchmarks, Right};
use crate::sql;

pub use compared::ComparedShares;
pub(crate) use compared::KeptShares;
pub use names::NameDecision;
pub use publish::{Publication, PublicationProgress, PublicationResult};
use rows::CellRow;

/// The published numbers, as staff sees them.
#[derive(Debug)]
pub struct Publications<'c, R: Right>(pub(super) Scoped<'c, R>);

/// The published numbers as one tier sees them.
#[derive(Clone, Debug)]
pub struct Published {
    database: Database,
    tier: Tier,
}

/// A published snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Its id.
    pub id: Uuid,
    /// The last day of the courses in it.
    pub as_of: NaiveDate,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// The version of the rules it was made by.
    pub rules_version: u32,
}

/// What is asked for, all of it inside the cube.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedKey {
    /// The programme.
    pub programme: String,
    /// The indicator.
    pub indicator: String,
    /// The version of the definition.
    pub version: String,
    /// The period.
    pub period: PeriodId,
    /// The split, or empty.
    pub split: String,
}

/// A published cell with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedRow {
    /// The unit.
    pub unit: UnitId,
    /// The level of the split, or empty.
    pub level: String,
    /// What may be seen of it.
    pub cell: PublishedCell,
    /// The last day of the courses in it; earlier than the snapshot's where it stayed.
    pub as_of: NaiveDate,
}

/// A municipality of a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublishedUnit {
    /// Which.
    pub municipality: MunicipalityCode,
    /// The number it is shown under, unless it is named.
    pub number: u32,
    /// Whether it has agreed to be named.
    pub is_named: bool,
}

#[derive(FromQueryResult)]
struct SnapshotRow {
    id: Uuid,
    as_of: NaiveDate,
    rules_version: i32,
    published_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct UnitRow {
    unit: String,
    number: i32,
    named: bool,
}

impl Database {
    /// The published numbers that everybody may see.
    #[must_use]
    pub fn open_publications(&self) -> Published {
        Published { database: self.clone(), tier: Tier::Public }
    }
}

impl Publications<'_, ReadBenchmarks> {
    /// The published numbers that staff may see.
    #[must_use]
    pub fn published(&self) -> Published {
        Published::to_staff(self.0.database.clone())
    }

    /// The caller's own exact numbers beside the published ones; `None` for who may not read exact numbers.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn own_exact(&self, key: &PublishedKey, as_of: NaiveDate) -> Result<Option<Tally>, Error> {
        let own = format!(
            "SELECT {} FROM tally WHERE municipality = $1 AND programme = $2 AND indicator = $3 AND version = $4 \
             AND month >= $5 AND month <= $6",
            Tally::SUMS
        );
        let who = self.0.who();
        if !who.role.may(Permission::ReadIndicators) || who.municipality.is_none() {
            return Ok(None);
        }
        let periods = publication::periods(as_of);
        let Some((_, period)) = periods.into_iter().find(|(id, _)| *id == key.period) else {
            return Ok(None);
        };
        let values: [Value; 6] = [
            self.0.code()?.into(),
            key.programme.as_str().into(),
            key.indicator.as_str().into(),
            key.version.as_str().into(),
            period.from().into(),
            period.to().into(),
        ];
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let tally = sql::one(&tx, own, values).await?;
        tx.commit().await?;
        Ok(tally)
    }
}

impl Published {
    /// What staff sees, for a repository that shows it beside its own numbers.
    pub(super) const fn to_staff(database: Database) -> Self {
        Self { database, tier: Tier::Professional }
    }

    /// Who sees them.
    #[must_use]
    pub const fn tier(&self) -> Tier {
        self.tier
    }

    /// The newest snapshots, newest first.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn snapshots(&self, most: u32) -> Result<Vec<Snapshot>, Error> {
        const NEWEST: &str = "SELECT id, as_of, rules_version, published_at FROM published_snapshot \
            WHERE published_at IS NOT NULL ORDER BY as_of DESC, attempt DESC LIMIT $1";
        let reader = self.database.store().reader();
        let rows: Vec<SnapshotRow> = sql::all(reader, NEWEST, [i64::from(most).into()]).await?;
        rows.into_iter().map(SnapshotRow::read).collect()
    }

    /// The newest snapshot at the end of a day; `None` before the first publication.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn newest_of(&self, day: NaiveDate) -> Result<Option<Snapshot>, Error> {
        const NEWEST: &str = "SELECT id, as_of, rules_version, published_at FROM published_snapshot \
            WHERE published_at < $1 ORDER BY as_of DESC, attempt DESC LIMIT 1";
        let reader = self.database.store().reader();
        sql::one::<SnapshotRow>(reader, NEWEST, [end_of(day).into()])
            .await?
            .map(SnapshotRow::read)
            .transpose()
    }

    /// One snapshot; `None` if there is none or it is not published yet.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn snapshot(&self, id: Uuid) -> Result<Option<Snapshot>, Error> {
        const ONE: &str = "SELECT id, as_of, rules_version, published_at FROM published_snapshot \
            WHERE id = $1 AND published_at IS NOT NULL";
        let reader = self.database.store().reader();
        sql::one::<SnapshotRow>(reader, ONE, [id.into()]).await?.map(SnapshotRow::read).transpose()
    }

    /// The cells of one question: every unit, and with a split every level of it.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn cells(&self, snapshot: Uuid, key: &PublishedKey) -> Result<Vec<PublishedRow>, Error> {
        const CELLS: &str = "SELECT level, unit, fulfilled, not_fulfilled, largest, contributors, \
            as_of FROM published_cell WHERE snapshot = $1 AND programme = $2 AND indicator = $3 AND version = $4 \
            AND period = $5 AND split = $6";
        let values: [Value; 6] = [
            snapshot.into(),
            key.programme.as_str().into(),
            key.indicator.as_str().into(),
            key.version.as_str().into(),
            key.period.to_string().into(),
            key.split.as_str().into(),
        ];
        let rows: Vec<CellRow> = sql::all(self.database.store().reader(), CELLS, values).await?;
        rows.into_iter().map(|row| row.read(self.tier)).collect()
    }

    /// The municipalities of a snapshot.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn units(&self, snapshot: Uuid) -> Result<Vec<PublishedUnit>, Error> {
        const UNITS: &str = "SELECT unit, number, named FROM published_unit WHERE snapshot = $1";
        let rows: Vec<UnitRow> = sql::all(self.database.store().reader(), UNITS, [snapshot.into()]).await?;
        rows.into_iter().map(UnitRow::read).collect()
    }
}

impl SnapshotRow {
    fn read(self) -> Result<Snapshot, Error> {
        let rules_version = u32::try_from(self.rules_version);
        Ok(Snapshot {
            id: self.id,
            as_of: self.as_of,
            published_at: self.published_at,
            rules_version: rules_version
                .map_err(|_| Error::inconsistent("published_snapshot", "rules_version"))?,
        })
    }
}

impl UnitRow {
    fn read(self) -> Result<PublishedUnit, Error> {
        let wrong = || Error::inconsistent("published_unit", format!("unit {:?}", self.unit));
        match self.unit.parse() {
            Ok(UnitId::Municipality(municipality)) => Ok(PublishedUnit {
                municipality,
                number: u32::try_from(self.number).map_err(|_| wrong())?,
                is_named: self.named,
            }),
            _ => Err(wrong()),
        }
    }
}
