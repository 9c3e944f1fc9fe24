//! The exact numbers of one municipality, from tallies.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::outcome::OutcomeState;
use domain::period::{Period, Quarter, last_quarters};
use sea_orm::{FromQueryResult, Value};

use super::Scoped;
use crate::engine::Tx;
use crate::error::Error;
use crate::rights::{ReadIndicators, Right};
use crate::sql;

/// How many quarters the series of an overview has.
const QUARTERS: usize = 12;

/// The exact numbers of the caller's municipality.
#[derive(Debug)]
pub struct Indicators<'c, R: Right>(pub(super) Scoped<'c, R>);

/// How many courses are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// In the numerator.
    pub fulfilled: i64,
    /// In the denominator only.
    pub not_fulfilled: i64,
    /// Not decided for lack of an answer.
    pub missing: i64,
    /// Left out by a rule.
    pub excluded: i64,
    /// Too early to judge.
    pub pending: i64,
}

/// One indicator in one version of its definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorNumbers {
    /// The indicator's id.
    pub indicator: String,
    /// The version of the definition.
    pub version: String,
    /// The courses of the period.
    pub tally: Tally,
    /// The last twelve quarters up to the one in which the period ends, oldest first.
    pub quarters: Vec<(Quarter, Tally)>,
}

/// Every indicator of a programme in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// One row per indicator and version, in the order of the definitions, newest version first.
    pub rows: Vec<IndicatorNumbers>,
}

#[derive(FromQueryResult)]
struct CellRow {
    indicator: String,
    version: String,
    month: NaiveDate,
    fulfilled: i64,
    not_fulfilled: i64,
    missing: i64,
    excluded: i64,
    pending: i64,
}

#[derive(FromQueryResult)]
struct EdgeRow {
    indicator: String,
    version: String,
    state: String,
    courses: i64,
}

type Key = (String, String);

impl Tally {
    /// The courses that could be judged.
    #[must_use]
    pub const fn denominator(&self) -> i64 {
        self.fulfilled + self.not_fulfilled
    }

    fn add(&mut self, other: Self) {
        self.fulfilled += other.fulfilled;
        self.not_fulfilled += other.not_fulfilled;
        self.missing += other.missing;
        self.excluded += other.excluded;
        self.pending += other.pending;
    }
}

impl Indicators<'_, ReadIndicators> {
    /// Every indicator of a programme in a period, with twelve quarters behind it.
    ///
    /// Whole months are read from tallies, so the cost does not depend on the number of courses; a period that begins
    /// or ends within a month also counts the courses of those days.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a programme that is not loaded.
    pub async fn overview(&self, programme: &str, period: Period) -> Result<Overview, Error> {
        let catalogue = self.0.database.catalogue();
        let quarters = last_quarters(period.to(), QUARTERS);
        let first = quarters.first().map_or(period.from(), |quarter| quarter.period().from());
        let last = quarters.last().map_or(period.to(), |quarter| quarter.period().to());
        let (whole, edges) = split(period);
        let code = self.0.code()?;
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let cells = cells(&tx, &code, programme, first.min(period.from()), last).await?;
        let mut tallies: BTreeMap<Key, Tally> = BTreeMap::new();
        for edge in edges {
            count_days(&tx, &code, programme, edge, &mut tallies).await?;
        }
        tx.commit().await?;
        if catalogue.current(programme).is_none() {
            return Err(Error::NotFound);
        }
        let mut series: BTreeMap<Key, BTreeMap<Quarter, Tally>> = BTreeMap::new();
        for cell in cells {
            let (key, month, tally) = cell.split();
            if whole.is_some_and(|whole| whole.contains(month)) {
                tallies.entry(key.clone()).or_default().add(tally);
            }
            series.entry(key).or_default().entry(Quarter::of(month)).or_default().add(tally);
        }
        let versions: Vec<_> = catalogue.versions(programme).collect();
        let rows = versions.iter().rev().flat_map(|programme| {
            programme
                .indicators
                .iter()
                .map(|indicator| {
                    let key = (indicator.id.clone(), programme.version.clone());
                    let series = series.remove(&key).unwrap_or_default();
                    IndicatorNumbers {
                        tally: tallies.remove(&key).unwrap_or_default(),
                        quarters: quarters
                            .iter()
                            .map(|quarter| (*quarter, series.get(quarter).copied().unwrap_or_default()))
                            .collect(),
                        indicator: key.0,
                        version: key.1,
                    }
                })
                .collect::<Vec<_>>()
        });
        Ok(Overview { rows: rows.collect() })
    }
}

/// The whole months of a period, and the days before and after them.
fn split(period: Period) -> (Option<Period>, Vec<Period>) {
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

async fn cells(
    tx: &Tx,
    code: &str,
    programme: &str,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<CellRow>, Error> {
    const CELLS: &str = "SELECT indicator, version, month, fulfilled, not_fulfilled, missing, excluded, pending \
        FROM tally WHERE municipality = $1 AND programme = $2 AND month >= $3 AND month <= $4";
    let from = crate::moment::month_of(from);
    sql::all(tx, CELLS, [code.into(), programme.into(), from.into(), to.into()]).await
}

async fn count_days(
    tx: &Tx,
    code: &str,
    programme: &str,
    days: Period,
    tallies: &mut BTreeMap<Key, Tally>,
) -> Result<(), Error> {
    const COUNT: &str = "SELECT indicator, version, state, count(*) AS courses FROM outcome \
        WHERE municipality = $1 AND programme = $2 AND attributed_on >= $3 AND attributed_on <= $4 \
        GROUP BY indicator, version, state";
    let values: [Value; 4] = [code.into(), programme.into(), days.from().into(), days.to().into()];
    for row in sql::all::<EdgeRow>(tx, COUNT, values).await? {
        let state = OutcomeState::from_id(&row.state)
            .ok_or_else(|| Error::inconsistent("outcome", format!("state {:?}", row.state)))?;
        let tally = tallies.entry((row.indicator, row.version)).or_default();
        match state {
            OutcomeState::Fulfilled => tally.fulfilled += row.courses,
            OutcomeState::NotFulfilled => tally.not_fulfilled += row.courses,
            OutcomeState::Missing => tally.missing += row.courses,
            OutcomeState::Excluded => tally.excluded += row.courses,
            OutcomeState::Pending => tally.pending += row.courses,
            OutcomeState::Outside => {}
        }
    }
    Ok(())
}

impl CellRow {
    fn split(self) -> (Key, NaiveDate, Tally) {
        let tally = Tally {
            fulfilled: self.fulfilled,
            not_fulfilled: self.not_fulfilled,
            missing: self.missing,
            excluded: self.excluded,
            pending: self.pending,
        };
        ((self.indicator, self.version), self.month, tally)
    }
}
