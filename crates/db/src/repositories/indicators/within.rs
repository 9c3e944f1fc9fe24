//! The tallies of a period: whole months as they are kept, and the courses of the days beside them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::period::Period;
use sea_orm::{FromQueryResult, Value};

use super::{Key, Tally, read_state};
use crate::engine::Tx;
use crate::error::Error;
use crate::moment::month_of;
use crate::sql;

/// One month of one indicator.
#[derive(FromQueryResult)]
pub(super) struct CellRow {
    pub(super) indicator: String,
    pub(super) version: String,
    pub(super) month: NaiveDate,
    #[sea_orm(nested)]
    pub(super) tally: Tally,
}

#[derive(FromQueryResult)]
struct EdgeRow {
    indicator: String,
    version: String,
    state: String,
    courses: i64,
}

/// What one indicator counts in a period: the numbers of its row of the overview.
pub(in crate::repositories) async fn tally_within(
    tx: &Tx,
    of: (&str, &str),
    (indicator, version): (&str, &str),
    period: Period,
) -> Result<Tally, Error> {
    let (whole, edges) = split(period);
    let mut tallies = BTreeMap::new();
    for edge in edges {
        count_days(tx, of, &[indicator], edge, &mut tallies).await?;
    }
    let mut tally = tallies.remove(&(indicator.to_owned(), version.to_owned())).unwrap_or_default();
    if let Some(whole) = whole {
        let cells = cells(tx, of, &[indicator], (whole.from(), whole.to())).await?;
        cells.into_iter().filter(|cell| cell.version == version).for_each(|cell| tally.add(cell.tally));
    }
    Ok(tally)
}

/// The whole months of a period, and the days before and after them.
pub(super) fn split(period: Period) -> (Option<Period>, Vec<Period>) {
    let mut whole: Option<Period> = None;
    let mut edges = Vec::new();
    for month in period.months().map(|month| month.period()) {
        match month.intersection(period) {
            Some(part) if part == month => {
                let from = whole.map_or(month.from(), Period::from);
                whole = Period::new(from, month.to()).ok();
            }
            Some(part) => edges.push(part),
            None => {}
        }
    }
    (whole, edges)
}

/// The months of several indicators, from the month `from` lies in to the one that begins at `to` at the latest.
pub(super) async fn cells(
    tx: &Tx,
    (code, programme): (&str, &str),
    indicators: &[&str],
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<CellRow>, Error> {
    if indicators.is_empty() {
        return Ok(Vec::new());
    }
    let next = indicators.len() + 1;
    // A join, because PostgreSQL would read the months of every indicator to find those of a list.
    let query = format!(
        "WITH wanted (indicator) AS (VALUES {}) \
         SELECT tally.indicator, version, month, fulfilled, not_fulfilled, missing, excluded, pending FROM wanted \
         JOIN tally ON tally.municipality = ${next} AND tally.programme = ${} AND tally.indicator = wanted.indicator \
         WHERE month >= ${} AND month <= ${}",
        sql::rows(indicators.len(), 1),
        next + 1,
        next + 2,
        next + 3,
    );
    let values: [Value; 4] = [code.into(), programme.into(), month_of(from).into(), to.into()];
    sql::all(tx, query, indicators.iter().map(|id| Value::from(*id)).chain(values)).await
}

/// Adds the courses of some days, one by one.
pub(super) async fn count_days(
    tx: &Tx,
    (code, programme): (&str, &str),
    indicators: &[&str],
    days: Period,
    tallies: &mut BTreeMap<Key, Tally>,
) -> Result<(), Error> {
    const COUNT: &str = "SELECT indicator, version, state, count(*) AS courses FROM outcome \
        WHERE municipality = $1 AND programme = $2 AND attributed_on >= $3 AND attributed_on <= $4 \
        GROUP BY indicator, version, state";
    let values: [Value; 4] = [code.into(), programme.into(), days.from().into(), days.to().into()];
    for row in sql::all::<EdgeRow>(tx, COUNT, values).await? {
        if !indicators.contains(&row.indicator.as_str()) {
            continue;
        }
        let state = read_state(&row.state)?;
        tallies.entry((row.indicator, row.version)).or_default().count(state, row.courses);
    }
    Ok(())
}
