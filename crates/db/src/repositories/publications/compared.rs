//! What stands beside a municipality's own numbers: the newest published shares of others.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use domain::municipality::MunicipalityCode;
use domain::organisation::{Organisation, UnitId};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::rows::CellRow;
use super::{Publications, Published, Snapshot};
use crate::error::Error;
use crate::rights::ReadIndicators;
use crate::sql;
use domain::publication::Tier;

/// The newest published shares that one municipality is compared with, in whole per cent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ComparedShares {
    /// Its cluster.
    pub cluster: Option<u8>,
    /// Its region.
    pub region: Option<u8>,
    /// All of HjerteKom.
    pub all: Option<u8>,
}

/// An indicator and the version of its definition.
type Key = (String, String);

/// The shares of every indicator of a programme.
type Shares = Arc<BTreeMap<Key, ComparedShares>>;

/// What has been read of the newest snapshot. A snapshot never changes, and every look at an overview asks for the same.
#[derive(Debug, Default)]
pub(crate) struct KeptShares(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    snapshot: Option<Uuid>,
    shares: HashMap<(String, MunicipalityCode), Shares>,
}

impl KeptShares {
    fn find(&self, snapshot: Uuid, programme: &str, own: MunicipalityCode) -> Option<Shares> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_newest = kept.snapshot == Some(snapshot);
        kept.shares.get(&(programme.to_owned(), own)).filter(|_| is_newest).map(Arc::clone)
    }

    fn keep(&self, snapshot: Uuid, programme: &str, own: MunicipalityCode, shares: &Shares) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.snapshot != Some(snapshot) {
            *kept = Kept { snapshot: Some(snapshot), shares: HashMap::new() };
        }
        kept.shares.insert((programme.to_owned(), own), Arc::clone(shares));
    }
}

#[derive(FromQueryResult)]
struct ComparedRow {
    indicator: String,
    version: String,
    #[sea_orm(nested)]
    cell: CellRow,
}

impl Publications<'_, ReadIndicators> {
    /// The last twelve months of the caller's cluster, region and all, by indicator and version, with the snapshot they
    /// are from: the newest, or that of the end of a day. `None` before the first publication.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn compared(
        &self,
        programme: &str,
        at_end_of: Option<NaiveDate>,
    ) -> Result<Option<(Snapshot, Shares)>, Error> {
        let own = self.0.municipality()?;
        let published = Published::to_staff(self.0.database.clone());
        let snapshot = match at_end_of {
            None => published.snapshots(1).await?.pop(),
            Some(day) => published.newest_of(day).await?,
        };
        let Some(snapshot) = snapshot else { return Ok(None) };
        let kept = self.0.database.kept_shares();
        if let Some(shares) = kept.find(snapshot.id, programme, own) {
            return Ok(Some((snapshot, shares)));
        }
        let shares = Arc::new(self.read_compared(programme, own, (&snapshot, published.tier)).await?);
        if at_end_of.is_none() {
            kept.keep(snapshot.id, programme, own, &shares);
        }
        Ok(Some((snapshot, shares)))
    }

    async fn read_compared(
        &self,
        programme: &str,
        own: MunicipalityCode,
        (snapshot, tier): (&Snapshot, Tier),
    ) -> Result<BTreeMap<Key, ComparedShares>, Error> {
        const CELLS: &str = "SELECT indicator, version, level, unit, fulfilled, not_fulfilled, largest, contributors, as_of \
            FROM published_cell WHERE snapshot = $1 AND programme = $2 AND period = 'rolling' AND split = '' \
            AND level = '' AND unit IN ($3, $4, $5)";
        let organisation = Organisation::denmark();
        let cluster = organisation.cluster(own, snapshot.as_of).map(UnitId::Cluster);
        let region = organisation.region(own, snapshot.as_of).map(UnitId::Region);
        let name = |unit: Option<UnitId>| unit.map(|unit| unit.to_string()).unwrap_or_default();
        let units = [name(cluster), name(region), UnitId::All.to_string()];
        let values = [snapshot.id.into(), programme.into()].into_iter().chain(units.map(Value::from));
        let values: Vec<Value> = values.collect();
        let mut shares: BTreeMap<Key, ComparedShares> = BTreeMap::new();
        for row in sql::all::<ComparedRow>(self.0.database.store().reader(), CELLS, values).await? {
            let cell = row.cell.read(tier)?;
            let share = shares.entry((row.indicator, row.version)).or_default();
            match cell.unit {
                UnitId::Cluster(_) => share.cluster = cell.cell.percent(),
                UnitId::Region(_) => share.region = cell.cell.percent(),
                _ => share.all = cell.cell.percent(),
            }
        }
        Ok(shares)
    }
}
