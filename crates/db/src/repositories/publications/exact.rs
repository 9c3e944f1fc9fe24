//! The exact counts a municipality's cells are made from, read inside the municipality.

use std::collections::BTreeMap;

use domain::period::Period;
use domain::programme::{Catalogue, Programme, Stratum};
use domain::publication::{Change, Exact, Split, SplitLevel};
use sea_orm::{FromQueryResult, Value};

use crate::engine::Tx;
use crate::error::Error;
use crate::sql;

/// The level of courses that no level of a split holds for.
const UNKNOWN: &str = domain::programme::UNKNOWN;

/// Programme, indicator and version.
pub(super) type IndicatorKey = (String, String, String);

#[derive(FromQueryResult)]
struct WholeRow {
    programme: String,
    indicator: String,
    version: String,
    fulfilled: i64,
    not_fulfilled: i64,
}

#[derive(FromQueryResult)]
struct StratumRow {
    #[sea_orm(nested)]
    whole: WholeRow,
    stratum: String,
}

/// Every indicator that is loaded, also those without courses, in a period of whole months.
pub(super) async fn exact(
    tx: &Tx,
    code: &str,
    catalogue: &Catalogue,
    period: Period,
) -> Result<BTreeMap<IndicatorKey, Change>, Error> {
    const WHOLES: &str = "SELECT programme, indicator, version, CAST(sum(fulfilled) AS bigint) AS fulfilled, \
        CAST(sum(not_fulfilled) AS bigint) AS not_fulfilled FROM tally \
        WHERE municipality = $1 AND month >= $2 AND month <= $3 GROUP BY programme, indicator, version";
    const STRATA: &str = "SELECT programme, indicator, version, stratum, \
        CAST(sum(fulfilled) AS bigint) AS fulfilled, CAST(sum(not_fulfilled) AS bigint) AS not_fulfilled \
        FROM stratum_tally WHERE municipality = $1 AND month >= $2 AND month <= $3 \
        GROUP BY programme, indicator, version, stratum";
    let values: [Value; 3] = [code.into(), period.from().into(), period.to().into()];
    let mut wholes: BTreeMap<IndicatorKey, Exact> = BTreeMap::new();
    for row in sql::all::<WholeRow>(tx, WHOLES, values.clone()).await? {
        let (key, counts) = row.read("tally")?;
        wholes.insert(key, counts);
    }
    let mut strata: BTreeMap<IndicatorKey, Vec<(Stratum, Exact)>> = BTreeMap::new();
    for row in sql::all::<StratumRow>(tx, STRATA, values).await? {
        let (key, counts) = row.whole.read("stratum_tally")?;
        strata.entry(key).or_default().push((Stratum::stored(row.stratum), counts));
    }
    let mut all = BTreeMap::new();
    for programme in catalogue.all() {
        for indicator in &programme.indicators {
            let key = (programme.id.clone(), indicator.id.clone(), programme.version.clone());
            let whole = wholes.get(&key).copied().unwrap_or_default();
            let strata = strata.get(&key).map(Vec::as_slice).unwrap_or_default();
            all.insert(key, Change { whole, splits: splits(programme, whole, strata) });
        }
    }
    Ok(all)
}

/// The published splits. Courses that are in no stratum yet are of unknown level.
fn splits(programme: &Programme, whole: Exact, strata: &[(Stratum, Exact)]) -> Vec<Split> {
    let published = programme.splits.iter().filter(|split| split.published);
    let split = |split: &domain::programme::Split| {
        let mut levels: Vec<SplitLevel> = split
            .levels
            .iter()
            .map(|level| level.id.as_str())
            .chain([UNKNOWN])
            .map(|id| SplitLevel { id: id.to_owned(), exact: Exact::default() })
            .collect();
        for (stratum, counts) in strata {
            let id = stratum.level(programme, &split.id);
            let known = levels.iter().position(|level| level.id == id);
            let unknown = levels.len() - 1;
            if let Some(level) = levels.get_mut(known.unwrap_or(unknown)) {
                level.exact = level.exact.plus(*counts);
            }
        }
        let sum = levels.iter().fold(Exact::default(), |sum, level| sum.plus(level.exact));
        let rest = Exact {
            fulfilled: whole.fulfilled.checked_sub(sum.fulfilled)?,
            not_fulfilled: whole.not_fulfilled.checked_sub(sum.not_fulfilled)?,
        };
        if let Some(unknown) = levels.last_mut() {
            unknown.exact = unknown.exact.plus(rest);
        }
        Some(Split { id: split.id.clone(), levels })
    };
    published.filter_map(split).collect()
}

impl WholeRow {
    fn read(self, table: &'static str) -> Result<(IndicatorKey, Exact), Error> {
        let count = |number: i64| u32::try_from(number).map_err(|_| Error::inconsistent(table, "a count"));
        let exact = Exact { fulfilled: count(self.fulfilled)?, not_fulfilled: count(self.not_fulfilled)? };
        Ok(((self.programme, self.indicator, self.version), exact))
    }
}
