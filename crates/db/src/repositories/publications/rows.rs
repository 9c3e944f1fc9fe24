//! Rows of the published table, and what they become.

use chrono::NaiveDate;
use domain::organisation::UnitId;
use domain::publication::{Part, Protected, PublishedCell, Sum, Tier};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::PublishedRow;
use crate::error::Error;

/// How many columns [`CELL_INSERT`] names.
pub(super) const CELL_WIDTH: usize = 13;
pub(super) const CELL_INSERT: &str = "INSERT INTO published_cell (snapshot, programme, indicator, version, period, \
    split, level, unit, fulfilled, not_fulfilled, largest, contributors, as_of) VALUES ";

/// A row of the published table, without the parts of its key that were asked for.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct CellRow {
    pub(super) level: String,
    pub(super) unit: String,
    pub(super) fulfilled: Option<i32>,
    pub(super) not_fulfilled: Option<i32>,
    pub(super) largest: i32,
    pub(super) contributors: i32,
    pub(super) as_of: NaiveDate,
}

impl CellRow {
    /// What a tier may see of it. This is the only way from a row to an answer.
    pub(super) fn read(self, tier: Tier) -> Result<PublishedRow, Error> {
        let unit: UnitId = self.unit.parse().map_err(|_| wrong(&self.unit))?;
        let part = self.part()?;
        let is_split = !self.level.is_empty();
        let cell = match unit {
            UnitId::Municipality(_) if is_split => PublishedCell::of_part(part, tier),
            UnitId::Municipality(_) => {
                PublishedCell::of_whole(part.map_or(Protected::Few, Protected::Counts), tier)
            }
            _ => {
                let count = |number: i32| u32::try_from(number).map_err(|_| wrong(&self.unit));
                let sum =
                    Sum::stored(part.unwrap_or_default(), count(self.largest)?, count(self.contributors)?);
                PublishedCell::of_sum(sum, tier)
            }
        };
        Ok(PublishedRow { unit, level: self.level, cell, as_of: self.as_of })
    }

    /// The protected counts; `None` where they are too few.
    pub(super) fn part(&self) -> Result<Option<Part>, Error> {
        part(self.fulfilled, self.not_fulfilled).ok_or_else(|| wrong(&self.unit))
    }
}

/// Counts as they were stored: outer `None` for what cannot be, inner `None` for too few.
pub(super) fn part(fulfilled: Option<i32>, not_fulfilled: Option<i32>) -> Option<Option<Part>> {
    match (fulfilled, not_fulfilled) {
        (None, None) => Some(None),
        (Some(fulfilled), Some(not_fulfilled)) => {
            let counts = (u32::try_from(fulfilled).ok()?, u32::try_from(not_fulfilled).ok()?);
            Part::stored(counts.0, counts.1).map(Some)
        }
        _ => None,
    }
}

/// The values of a cell, in the order of [`CELL_INSERT`]. Its place is programme, indicator, version, period, split and
/// level.
pub(super) fn values(
    snapshot: Uuid,
    place: [&str; 6],
    unit: &str,
    (part, largest, contributors): (Option<Part>, u32, u32),
    as_of: NaiveDate,
) -> [Value; CELL_WIDTH] {
    let [programme, indicator, version, period, split, level] = place;
    let (fulfilled, not_fulfilled) = counts(part);
    [
        snapshot.into(),
        programme.into(),
        indicator.into(),
        version.into(),
        period.into(),
        split.into(),
        level.into(),
        unit.into(),
        fulfilled.into(),
        not_fulfilled.into(),
        stored(largest).into(),
        stored(contributors).into(),
        as_of.into(),
    ]
}

/// A count as it is stored.
pub(super) fn stored(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// Counts as they are stored.
pub(super) fn counts(part: Option<Part>) -> (Option<i32>, Option<i32>) {
    (part.map(|part| stored(part.fulfilled())), part.map(|part| stored(part.not_fulfilled())))
}

fn wrong(unit: &str) -> Error {
    Error::inconsistent("published_cell", format!("a cell of {unit:?}"))
}
