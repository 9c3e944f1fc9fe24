//! The overview: every indicator of a set in a period, from tallies or from the forms of an earlier day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::outcome::{OutcomeState, outcome};
use domain::period::{Period, Quarter, last_quarters};
use domain::programme::{Catalogue, Indicator, Programme};

use super::known::each_known;
use super::running::{Running, running};
use super::within::{CellRow, cells, count_days, split};
use super::{Indicators, Key, Tally};
use crate::error::Error;
use crate::repositories::forms::running_since;
use crate::repositories::indicator_notes::{self, Baseline};
use crate::rights::ReadIndicators;

/// How many quarters the series of an overview has: what is shown, and what comes before it for the baseline.
const QUARTERS: usize = 24;

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
        let wanted = Wanted::read(self.0.database.catalogue(), programme, set, period)?;
        let indicators = wanted.ids();
        let (whole, edges) = split(period);
        let code = self.0.code()?;
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let cells = cells(&tx, (&code, programme), &indicators, wanted.days()).await?;
        let mut counts = Counts::default();
        for edge in edges {
            count_days(&tx, (&code, programme), &indicators, edge, &mut counts.within).await?;
        }
        let baselines = indicator_notes::baselines_of(&tx, &code, programme).await?;
        let running = running(&tx, (&code, programme), period, end_due).await?;
        tx.commit().await?;
        for CellRow { indicator, version, month, tally } in cells {
            let key = (indicator, version);
            if whole.is_some_and(|whole| whole.contains(month)) {
                counts.within.entry(key.clone()).or_default().add(tally);
            }
            counts.quarters.entry((key, Quarter::of(month))).or_default().add(tally);
        }
        Ok(wanted.overview(counts, running, baselines))
    }

    /// The same as it was known at the end of a day: every course is read again, as in [`Self::as_known`]. Where new
    /// baselines begin is of today.
    ///
    /// # Errors
    /// Those of [`Self::overview`]; [`Error::Conflict`] `too_many_courses` in a municipality with more than 20,000.
    pub async fn overview_as_known(
        &self,
        programme: &str,
        set: Option<&str>,
        (period, end_due): (Period, NaiveDate),
        at_end_of: NaiveDate,
    ) -> Result<Overview, Error> {
        let wanted = Wanted::read(self.0.database.catalogue(), programme, set, period)?;
        let (mut counts, mut running) = (Counts::default(), Running::default());
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        each_known(&self.0, &tx, programme, at_end_of, |facts| {
            if let Some(started_on) = running_since(wanted.current, facts) {
                running.count(started_on, period, end_due);
            }
            for programme in &wanted.versions {
                let seen = facts.seen_by(programme);
                for indicator in wanted.indicators(programme) {
                    let outcome = outcome(programme, indicator, &seen);
                    if let Some(on) = outcome.attributed_on {
                        counts.count((outcome.indicator, outcome.version), (on, outcome.state), period);
                    }
                }
            }
        })
        .await?;
        let baselines = indicator_notes::baselines_of(&tx, &self.0.code()?, programme).await?;
        tx.commit().await?;
        Ok(wanted.overview(counts, running, baselines))
    }
}

/// What is shown.
struct Wanted<'w> {
    current: &'w Programme,
    /// Every version, newest first.
    versions: Vec<&'w Programme>,
    set: &'w str,
    /// The indicator that counts every course that ended.
    ended: Option<&'w str>,
    period: Period,
    quarters: Vec<Quarter>,
}

/// How many courses count as what.
#[derive(Default)]
struct Counts {
    /// In the period.
    within: BTreeMap<Key, Tally>,
    /// In every quarter there is.
    quarters: BTreeMap<(Key, Quarter), Tally>,
}

impl Counts {
    fn count(&mut self, key: Key, (on, state): (NaiveDate, OutcomeState), period: Period) {
        if period.contains(on) {
            self.within.entry(key.clone()).or_default().count(state, 1);
        }
        self.quarters.entry((key, Quarter::of(on))).or_default().count(state, 1);
    }
}

impl<'w> Wanted<'w> {
    fn read(
        catalogue: &'w Catalogue,
        programme: &str,
        set: Option<&str>,
        period: Period,
    ) -> Result<Self, Error> {
        let current = catalogue.current(programme).ok_or(Error::NotFound)?;
        let set = match set {
            Some(set) => Some(current.set(set).ok_or(Error::NotFound)?),
            None => current.sets.first(),
        };
        let mut versions: Vec<&Programme> = catalogue.versions(programme).map(|version| &**version).collect();
        versions.reverse();
        Ok(Self {
            current,
            versions,
            set: set.map_or("", |set| &set.id),
            ended: current.management.ended.as_deref(),
            period,
            quarters: last_quarters(period.to(), QUARTERS),
        })
    }

    /// The indicators of a version that are counted.
    fn indicators(&self, programme: &'w Programme) -> impl Iterator<Item = &'w Indicator> {
        let (set, ended) = (self.set, self.ended);
        programme.indicators.iter().filter(move |one| one.set == set || Some(one.id.as_str()) == ended)
    }

    /// Their ids in all versions, each once.
    fn ids(&self) -> Vec<&'w str> {
        let all = self.versions.iter().flat_map(|programme| self.indicators(programme));
        all.map(|indicator| indicator.id.as_str()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The days that the period and the quarters cover together.
    fn days(&self) -> (NaiveDate, NaiveDate) {
        let (first, last) = (self.quarters.first(), self.quarters.last());
        let from = first.map_or(self.period.from(), |first| first.period().from().min(self.period.from()));
        (from, last.map_or(self.period.to(), |last| last.period().to()))
    }

    fn overview(
        &self,
        mut counts: Counts,
        running: Running,
        baselines: BTreeMap<String, Vec<Baseline>>,
    ) -> Overview {
        let courses = self.ended.map(|indicator| {
            let ended = counts.within.get(&(indicator.to_owned(), self.current.version.clone()));
            CoursesWithin {
                ended: ended.map_or(0, Tally::courses),
                running: running.begun,
                end_due: running.begun_end_due,
            }
        });
        let mut rows = Vec::new();
        for programme in &self.versions {
            for indicator in programme.indicators_of(self.set) {
                let key = (indicator.id.clone(), programme.version.clone());
                let of = |quarter: &Quarter| {
                    counts.quarters.get(&(key.clone(), *quarter)).copied().unwrap_or_default()
                };
                rows.push(IndicatorNumbers {
                    quarters: self.quarters.iter().map(|quarter| (*quarter, of(quarter))).collect(),
                    tally: counts.within.remove(&key).unwrap_or_default(),
                    indicator: key.0,
                    version: key.1,
                });
            }
        }
        Overview { rows, baselines, end_due: running.end_due, courses }
    }
}
