//! The exact numbers of one municipality, from tallies.

mod behind;
mod history;
mod in_order;
mod known;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::outcome::OutcomeState;
use domain::period::{Period, Quarter, last_quarters};
use domain::programme::Catalogue;
use sea_orm::{FromQueryResult, Value};

use super::Scoped;
use super::indicator_notes::{self, Baseline};
use crate::engine::Tx;
use crate::error::Error;
use crate::moment::month_of;
use crate::rights::{ReadIndicators, Right};
use crate::sql;

pub use behind::{BehindLevel, BehindNumber, CourseBehind, CoursesBehind};
pub use history::{IndicatorHistory, LevelMonths};
pub use in_order::Counted;

/// How many quarters the series of an overview has: what is shown, and what comes before it for the baseline.
const QUARTERS: usize = 24;

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
    /// The last 24 quarters up to the one in which the period ends, oldest first.
    pub quarters: Vec<(Quarter, Tally)>,
}

/// Every indicator of a programme in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// One row per indicator and version, in the order of the definitions, newest version first.
    pub rows: Vec<IndicatorNumbers>,
    /// Where new baselines begin, by indicator.
    pub baselines: BTreeMap<String, Vec<Baseline>>,
    /// Running courses that began before the day that was asked for.
    pub end_due: i64,
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

#[derive(FromQueryResult)]
struct Count {
    courses: i64,
}

type Key = (String, String);

impl Tally {
    /// The courses that could be judged.
    #[must_use]
    pub const fn denominator(&self) -> i64 {
        self.fulfilled + self.not_fulfilled
    }

    /// Counts one more course; `outside` is counted nowhere.
    pub const fn count(&mut self, state: OutcomeState, courses: i64) {
        match state {
            OutcomeState::Fulfilled => self.fulfilled += courses,
            OutcomeState::NotFulfilled => self.not_fulfilled += courses,
            OutcomeState::Missing => self.missing += courses,
            OutcomeState::Excluded => self.excluded += courses,
            OutcomeState::Pending => self.pending += courses,
            OutcomeState::Outside => {}
        }
    }

    /// Takes the courses of another away.
    const fn subtract(&mut self, other: Self) {
        self.fulfilled -= other.fulfilled;
        self.not_fulfilled -= other.not_fulfilled;
        self.missing -= other.missing;
        self.excluded -= other.excluded;
        self.pending -= other.pending;
    }

    /// Adds the courses of another.
    pub const fn add(&mut self, other: Self) {
        self.fulfilled += other.fulfilled;
        self.not_fulfilled += other.not_fulfilled;
        self.missing += other.missing;
        self.excluded += other.excluded;
        self.pending += other.pending;
    }
}

impl Indicators<'_, ReadIndicators> {
    /// Every indicator of a set of a programme in a period, with 24 quarters behind it; of its first set if none is
    /// named. `end_due` is the day before which a running course should have begun to be missing its end form.
    ///
    /// Whole months are read from tallies, so the cost does not depend on the number of courses; a period that begins
    /// or ends within a month also counts the courses of those days.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a programme that is not loaded, or a set it does not have.
    pub async fn overview(
        &self,
        programme: &str,
        set: Option<&str>,
        period: Period,
        end_due: NaiveDate,
    ) -> Result<Overview, Error> {
        let catalogue = self.0.database.catalogue();
        let current = catalogue.current(programme).ok_or(Error::NotFound)?;
        let set = match set {
            Some(set) => current.set(set).map(|set| set.id.as_str()).ok_or(Error::NotFound)?,
            None => current.sets.first().map_or("", |set| set.id.as_str()),
        };
        let wanted = wanted(catalogue, programme, set);
        let indicators: BTreeSet<&str> = wanted.iter().map(|(indicator, _)| indicator.as_str()).collect();
        let indicators: Vec<&str> = indicators.into_iter().collect();
        let quarters = last_quarters(period.to(), QUARTERS);
        let first = quarters.first().map_or(period.from(), |quarter| quarter.period().from());
        let last = quarters.last().map_or(period.to(), |quarter| quarter.period().to());
        let (whole, edges) = split(period);
        let code = self.0.code()?;
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let from = first.min(period.from());
        let cells = cells(&tx, (&code, programme), &indicators, (from, last)).await?;
        let mut tallies: BTreeMap<Key, Tally> = BTreeMap::new();
        for edge in edges {
            count_days(&tx, (&code, programme), &indicators, edge, &mut tallies).await?;
        }
        let baselines = indicator_notes::baselines_of(&tx, &code, programme).await?;
        let end_due = count_begun(&tx, &code, programme, end_due).await?;
        tx.commit().await?;
        let mut series: BTreeMap<Key, BTreeMap<Quarter, Tally>> = BTreeMap::new();
        for cell in cells {
            let (key, month, tally) = cell.split();
            if whole.is_some_and(|whole| whole.contains(month)) {
                tallies.entry(key.clone()).or_default().add(tally);
            }
            series.entry(key).or_default().entry(Quarter::of(month)).or_default().add(tally);
        }
        let rows = wanted.into_iter().map(|key| {
            let series = series.remove(&key).unwrap_or_default();
            let tally_of = |quarter: &Quarter| series.get(quarter).copied().unwrap_or_default();
            IndicatorNumbers {
                tally: tallies.remove(&key).unwrap_or_default(),
                quarters: quarters.iter().map(|quarter| (*quarter, tally_of(quarter))).collect(),
                indicator: key.0,
                version: key.1,
            }
        });
        Ok(Overview { rows: rows.collect(), baselines, end_due })
    }
}

/// The indicators of a set in every version, newest version first.
fn wanted(catalogue: &Catalogue, programme: &str, set: &str) -> Vec<Key> {
    let versions: Vec<_> = catalogue.versions(programme).collect();
    let keys = versions.iter().rev().flat_map(|programme| {
        let of_set = programme.indicators_of(set);
        of_set.map(|indicator| (indicator.id.clone(), programme.version.clone())).collect::<Vec<_>>()
    });
    keys.collect()
}

/// Courses that began before a day and have not ended: those of the work list that miss their end form.
async fn count_begun(tx: &Tx, code: &str, programme: &str, before: NaiveDate) -> Result<i64, Error> {
    // Written out, so that the index over the few open courses can be used.
    const COUNT: &str = "SELECT count(*) AS courses FROM course WHERE municipality = $1 AND is_open = TRUE \
        AND programme = $2 AND state IN ('in_progress', 'paused') AND started_on < $3";
    let values: [Value; 3] = [code.into(), programme.into(), before.into()];
    Ok(sql::one::<Count>(tx, COUNT, values).await?.map_or(0, |count| count.courses))
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
    (code, programme): (&str, &str),
    indicators: &[&str],
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<CellRow>, Error> {
    let query = format!(
        "SELECT indicator, version, month, fulfilled, not_fulfilled, missing, excluded, pending FROM tally \
         WHERE municipality = $1 AND programme = $2 AND month >= $3 AND month <= $4 AND indicator IN ({})",
        sql::list(5, indicators.len())
    );
    if indicators.is_empty() {
        return Ok(Vec::new());
    }
    let values: [Value; 4] = [code.into(), programme.into(), month_of(from).into(), to.into()];
    sql::all(tx, query, values.into_iter().chain(indicators.iter().map(|id| Value::from(*id)))).await
}

async fn count_days(
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
        let state = OutcomeState::from_id(&row.state)
            .ok_or_else(|| Error::inconsistent("outcome", format!("state {:?}", row.state)))?;
        let tally = tallies.entry((row.indicator, row.version)).or_default();
        tally.count(state, row.courses);
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
