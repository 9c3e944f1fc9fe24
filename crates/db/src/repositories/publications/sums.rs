//! Clusters, regions, instances and all: sums of what is published of their municipalities.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::municipality::MunicipalityCode;
use domain::organisation::{Organisation, UnitId};
use domain::publication::{Level, Part, Sum};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::rows::{self, CELL_WIDTH, part};
use crate::error::Error;
use crate::sql;

/// Programme, indicator, version, period, split and level.
type CellKey = [String; 6];

#[derive(FromQueryResult)]
struct Row {
    programme: String,
    indicator: String,
    version: String,
    period: String,
    split: String,
    level: String,
    unit: String,
    fulfilled: Option<i32>,
    not_fulfilled: Option<i32>,
}

/// The rows of every level above the municipality.
pub(super) async fn of(
    reader: &impl ConnectionTrait,
    snapshot: Uuid,
    organisation: &Organisation,
    as_of: NaiveDate,
) -> Result<Vec<[Value; CELL_WIDTH]>, Error> {
    const CELLS: &str = "SELECT programme, indicator, version, period, split, level, unit, fulfilled, not_fulfilled \
        FROM published_cell WHERE snapshot = $1";
    let mut cells: BTreeMap<CellKey, BTreeMap<MunicipalityCode, Option<Part>>> = BTreeMap::new();
    for row in sql::all::<Row>(reader, CELLS, [snapshot.into()]).await? {
        let wrong = || Error::inconsistent("published_cell", format!("a cell of {:?}", row.unit));
        let Ok(UnitId::Municipality(code)) = row.unit.parse() else { continue };
        let counts = part(row.fulfilled, row.not_fulfilled).ok_or_else(wrong)?;
        let key = [row.programme, row.indicator, row.version, row.period, row.split, row.level];
        cells.entry(key).or_default().insert(code, counts);
    }
    let units = organisation.units(as_of);
    let above =
        units.into_iter().filter(|unit| Level::of(*unit).is_some_and(|level| level != Level::Municipality));
    let above: Vec<_> = above.map(|unit| (unit, organisation.participants(unit, as_of))).collect();
    let mut rows = Vec::new();
    for (key, members) in &cells {
        for (unit, codes) in above.iter().filter(|(_, codes)| !codes.is_empty()) {
            let sum = Sum::of(codes.iter().map(|code| members.get(code).copied().flatten()));
            let counts = (Some(sum.part()), sum.largest(), sum.contributors());
            let place = key.each_ref().map(String::as_str);
            rows.push(rows::values(snapshot, place, &unit.to_string(), counts, as_of));
        }
    }
    Ok(rows)
}
