//! What stands beside a municipality's own numbers: the newest published shares of others.

use std::collections::BTreeMap;

use domain::organisation::{Organisation, UnitId};
use sea_orm::{FromQueryResult, Value};

use super::rows::CellRow;
use super::{Publications, Published, Snapshot};
use crate::error::Error;
use crate::rights::ReadIndicators;
use crate::sql;

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

#[derive(FromQueryResult)]
struct ComparedRow {
    indicator: String,
    version: String,
    #[sea_orm(nested)]
    cell: CellRow,
}

impl Publications<'_, ReadIndicators> {
    /// The last twelve months of the caller's cluster, region and all for some indicators and their versions, with the
    /// snapshot they are from. `None` before the first publication.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn compared(
        &self,
        programme: &str,
        wanted: &[Key],
    ) -> Result<Option<(Snapshot, BTreeMap<Key, ComparedShares>)>, Error> {
        let own = self.0.municipality()?;
        let published = Published::to_staff(self.0.database.clone());
        let Some(snapshot) = published.snapshots(1).await?.pop() else { return Ok(None) };
        let organisation = Organisation::denmark();
        let cluster = organisation.cluster(own, snapshot.as_of).map(UnitId::Cluster);
        let region = organisation.region(own, snapshot.as_of).map(UnitId::Region);
        let units: Vec<UnitId> = cluster.into_iter().chain(region).chain([UnitId::All]).collect();
        let asked = wanted.iter().flat_map(|key| units.iter().map(move |unit| (key, unit)));
        let mut values: Vec<Value> = asked
            .flat_map(|((indicator, version), unit)| {
                [indicator.as_str().into(), version.as_str().into(), unit.to_string().into()]
            })
            .collect();
        if values.is_empty() {
            return Ok(Some((snapshot, BTreeMap::new())));
        }
        // The whole key of every cell: a snapshot has tens of thousands, and these are few.
        let query = format!(
            "WITH wanted (indicator, version, unit) AS (VALUES {}) \
             SELECT c.indicator, c.version, c.level, c.unit, c.fulfilled, c.not_fulfilled, c.largest, c.contributors, c.as_of \
             FROM wanted JOIN published_cell c ON c.snapshot = ${} AND c.programme = ${} AND c.indicator = wanted.indicator \
             AND c.version = wanted.version AND c.period = 'rolling' AND c.split = '' AND c.level = '' \
             AND c.unit = wanted.unit",
            sql::rows(values.len() / 3, 3),
            values.len() + 1,
            values.len() + 2
        );
        values.extend([snapshot.id.into(), programme.into()]);
        let mut shares: BTreeMap<Key, ComparedShares> = BTreeMap::new();
        for row in sql::all::<ComparedRow>(self.0.database.store().reader(), query, values).await? {
            let cell = row.cell.read(published.tier)?;
            let share = shares.entry((row.indicator, row.version)).or_default();
            match cell.unit {
                UnitId::Cluster(_) => share.cluster = cell.cell.percent(),
                UnitId::Region(_) => share.region = cell.cell.percent(),
                _ => share.all = cell.cell.percent(),
            }
        }
        Ok(Some((snapshot, shares)))
    }
}
