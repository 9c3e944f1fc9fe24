//! What stands beside a municipality's own numbers: the newest published shares of others.

use std::collections::{BTreeMap, BTreeSet};

use domain::organisation::{Organisation, UnitId};
use domain::publication::Tier;
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

#[derive(FromQueryResult)]
struct ComparedRow {
    indicator: String,
    version: String,
    #[sea_orm(nested)]
    cell: CellRow,
}

impl Publications<'_, ReadIndicators> {
    /// The last twelve months of the caller's cluster, region and all, by indicator and version, with the snapshot they
    /// are from. `None` before the first publication.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn compared(
        &self,
        programme: &str,
    ) -> Result<Option<(Snapshot, BTreeMap<(String, String), ComparedShares>)>, Error> {
        let own = self.0.municipality()?;
        let published = Published { database: self.0.database.clone(), tier: Tier::Professional };
        let Some(snapshot) = published.snapshots(1).await?.pop() else { return Ok(None) };
        let organisation = Organisation::denmark();
        let cluster = organisation.cluster(own, snapshot.as_of).map(UnitId::Cluster);
        let region = organisation.region(own, snapshot.as_of).map(UnitId::Region);
        let name = |unit: Option<UnitId>| unit.map(|unit| unit.to_string()).unwrap_or_default();
        let (catalogue, mut values) = (self.0.database.catalogue(), Vec::<Value>::new());
        values.extend([snapshot.id.into(), programme.into()]);
        values.extend([name(cluster), name(region), UnitId::All.to_string()].map(Value::from));
        let versions: Vec<_> = catalogue.versions(programme).collect();
        let indicators: BTreeSet<&str> = versions
            .iter()
            .flat_map(|version| version.indicators.iter().map(|indicator| indicator.id.as_str()))
            .collect();
        // One question for all of them: a row of the overview each.
        let query = format!(
            "SELECT indicator, version, level, unit, fulfilled, not_fulfilled, largest, contributors, as_of \
             FROM published_cell WHERE snapshot = $1 AND programme = $2 AND unit IN ($3, $4, $5) \
             AND period = 'rolling' AND split = '' AND level = '' AND version IN ({}) AND indicator IN ({})",
            sql::list(6, versions.len()),
            sql::list(6 + versions.len(), indicators.len())
        );
        values.extend(versions.iter().map(|version| Value::from(version.version.as_str())));
        values.extend(indicators.into_iter().map(Value::from));
        let mut shares: BTreeMap<(String, String), ComparedShares> = BTreeMap::new();
        for row in sql::all::<ComparedRow>(self.0.database.store().reader(), query, values).await? {
            let cell = row.cell.read(Tier::Professional)?;
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
