//! The exact numbers of one municipality, from tallies.

mod behind;
mod history;
mod in_order;
mod known;
mod running;
mod within;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::outcome::OutcomeState;
use domain::period::{Period, Quarter, last_quarters};
use domain::programme::Catalogue;
use sea_orm::FromQueryResult;

use super::Scoped;
use super::indicator_notes::{self, Baseline};
use crate::error::Error;
use crate::rights::{ReadIndicators, Right};

pub use behind::{BehindLevel, BehindNumber, CourseBehind, CoursesBehind};
pub use history::{IndicatorHistory, LevelMonths};
pub use in_order::Counted;
pub(super) use running::running;
pub(super) use within::tally_within;
use within::{CellRow, cells, count_days, split};

/// How many quarters the series of an overview has: what is shown, and what comes before it for the baseline.
const QUARTERS: usize = 24;

/// The exact numbers of the caller's municipality.
#[derive(Debug)]
pub struct Indicators<'c, R: Right>(pub(super) Scoped<'c, R>);

/// How many courses are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
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
    /// The courses of the period, whatever they count in; nothing where the definition names no indicator that counts
    /// every course that ended.
    pub courses: Option<CoursesWithin>,
}

/// The courses of a period: those that ended in it, and those that run since then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoursesWithin {
    /// Ended in the period.
    pub ended: i64,
    /// Begun by its end, and still running.
    pub running: i64,
    /// Of those, the ones that began before the day that was asked for.
    pub end_due: i64,
}

type Key = (String, String);

impl Tally {
    /// Columns that add tallies up, as whole numbers on both engines; nothing where there are none.
    pub(super) const SUMS: &str = "CAST(coalesce(sum(fulfilled), 0) AS bigint) AS fulfilled, \
        CAST(coalesce(sum(not_fulfilled), 0) AS bigint) AS not_fulfilled, \
        CAST(coalesce(sum(missing), 0) AS bigint) AS missing, \
        CAST(coalesce(sum(excluded), 0) AS bigint) AS excluded, \
        CAST(coalesce(sum(pending), 0) AS bigint) AS pending";

    /// The courses in any state.
    #[must_use]
    pub const fn courses(&self) -> i64 {
        self.denominator() + self.missing + self.excluded + self.pending
    }

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
        let ended = current.management.ended.as_deref();
        let indicators: BTreeSet<&str> =
            wanted.iter().map(|(indicator, _)| indicator.as_str()).chain(ended).collect();
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
        let running = running(&tx, (&code, programme), period, end_due).await?;
        tx.commit().await?;
        let mut series: BTreeMap<Key, BTreeMap<Quarter, Tally>> = BTreeMap::new();
        for CellRow { indicator, version, month, tally } in cells {
            let key = (indicator, version);
            if whole.is_some_and(|whole| whole.contains(month)) {
                tallies.entry(key.clone()).or_default().add(tally);
            }
            series.entry(key).or_default().entry(Quarter::of(month)).or_default().add(tally);
        }
        let courses = ended.map(|indicator| {
            let ended = tallies.get(&(indicator.to_owned(), current.version.clone()));
            CoursesWithin {
                ended: ended.map_or(0, Tally::courses),
                running: running.begun,
                end_due: running.begun_end_due,
            }
        });
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
        Ok(Overview { rows: rows.collect(), baselines, end_due: running.end_due, courses })
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

/// Reads the state of a stored outcome.
fn read_state(state: &str) -> Result<OutcomeState, Error> {
    OutcomeState::from_id(state).ok_or_else(|| Error::inconsistent("outcome", format!("state {state:?}")))
}
