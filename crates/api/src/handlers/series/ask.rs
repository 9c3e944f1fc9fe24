//! What is asked about an indicator, read and checked.

use api_types::{SeriesChart, SeriesGrain, SignalRules};
use chrono::NaiveDate;
use domain::outcome::OutcomeState;
use domain::period::{Grain, Period, Year, last_quarters};
use domain::programme::{Division, Programme};
use domain::text::Text;
use serde::Deserialize;
use utoipa::IntoParams;

use super::division;
use crate::error::Error;
use crate::handlers::as_of;
use crate::handlers::period::between;
use crate::query::refused;

/// The most points of a series: more cannot be told apart.
const MAX_POINTS: usize = 240;
/// Quarters of a series when nothing is said; those before the first course are left out.
const USUAL_QUARTERS: usize = 24;

/// Which series is wanted.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct SeriesQuery {
    /// The programme, e.g. `hjertekom`.
    #[param(example = "hjertekom")]
    pub(super) programme: String,
    /// The definition version; absent: the newest.
    #[serde(default)]
    pub(super) version: Option<String>,
    /// The first day; the period it lies in is shown as a whole. Absent: up to six years back, from the first course.
    #[serde(default)]
    from: Option<NaiveDate>,
    /// The last day; the period it lies in is shown as a whole. Absent: today.
    #[serde(default)]
    to: Option<NaiveDate>,
    /// How it is cut into points.
    #[serde(default)]
    #[param(inline)]
    grain: SeriesGrain,
    /// What it is split by, e.g. `sex`, or `site` for the municipality's units; absent: one line for all.
    #[serde(default)]
    split: Option<String>,
    /// Which lines are drawn; `p` only where the numbers are large enough for it.
    #[serde(default)]
    #[param(inline)]
    chart: SeriesChart,
    /// Which rules say that a control chart signals; a run chart has Anhøj's.
    #[serde(default)]
    #[param(inline)]
    rules: SignalRules,
    /// The day the numbers are wanted as known at the end of; absent: now.
    #[serde(default)]
    as_of: Option<NaiveDate>,
}

/// Which courses behind a number are wanted.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CoursesQuery {
    /// The programme, e.g. `hjertekom`.
    #[param(example = "hjertekom")]
    pub(super) programme: String,
    /// The definition version; absent: the newest.
    #[serde(default)]
    pub(super) version: Option<String>,
    /// What the courses count as; absent: anything.
    #[serde(default)]
    #[param(inline)]
    pub(super) state: Option<OutcomeState>,
    /// The first day; absent: the first of the last four quarters up to today.
    #[serde(default)]
    pub(super) from: Option<NaiveDate>,
    /// The last day; absent: today.
    #[serde(default)]
    pub(super) to: Option<NaiveDate>,
    /// The split whose level is wanted; `site` for a unit.
    #[serde(default)]
    pub(super) split: Option<String>,
    /// The level, or the SOR number of a unit; `unknown` for courses of none.
    #[serde(default)]
    pub(super) level: Option<String>,
    /// Where the page begins, as the page before said.
    #[serde(default)]
    pub(super) cursor: Option<String>,
    /// How many are wanted, 1–100; 50 if absent.
    #[serde(default)]
    #[param(minimum = 1, maximum = 100)]
    pub(super) limit: Option<u32>,
}

/// What is asked, checked.
#[derive(Clone, Debug)]
pub(super) struct Asked<'p> {
    pub(super) grain: SeriesGrain,
    pub(super) chart: SeriesChart,
    pub(super) rules: SignalRules,
    pub(super) split: Option<Division<'p>>,
    /// Whole months, quarters or years.
    pub(super) period: Period,
    /// Whether points before the first course are left out.
    pub(super) is_trimmed: bool,
    pub(super) as_of: Option<NaiveDate>,
    /// The day the numbers are looked at.
    pub(super) today: NaiveDate,
}

impl<'p> Asked<'p> {
    pub(super) fn read(
        query: &SeriesQuery,
        programme: &'p Programme,
        today: NaiveDate,
    ) -> Result<Self, Error> {
        let today = as_of::day(query.as_of, today)?;
        let to = query.to.unwrap_or(today);
        let days = between(query.from.unwrap_or_else(|| usual(query.grain, to)), to)?;
        Ok(Self {
            grain: query.grain,
            chart: query.chart,
            rules: query.rules,
            split: query.split.as_deref().map(|id| division(programme, id)).transpose()?,
            period: whole(query.grain, days)?,
            is_trimmed: query.from.is_none(),
            as_of: query.as_of,
            today,
        })
    }

    /// The calendar's grain; groups have none.
    pub(super) const fn calendar(&self) -> Option<Grain> {
        match self.grain {
            SeriesGrain::Month => Some(Grain::Month),
            SeriesGrain::Quarter => Some(Grain::Quarter),
            SeriesGrain::Year => Some(Grain::Year),
            SeriesGrain::GroupsOf10 => None,
        }
    }
}

/// Where a series begins when nothing is said.
fn usual(grain: SeriesGrain, to: NaiveDate) -> NaiveDate {
    let quarters = if grain == SeriesGrain::Month { USUAL_QUARTERS / 3 } else { USUAL_QUARTERS };
    let first = last_quarters(to, quarters).first().map(|quarter| quarter.period().from());
    let first = first.unwrap_or(to);
    if grain == SeriesGrain::Year { Year::of(first).period().from() } else { first }
}

/// The months, quarters or years that the days touch, refused when there are too many.
fn whole(grain: SeriesGrain, days: Period) -> Result<Period, Error> {
    let grain = match grain {
        SeriesGrain::Month | SeriesGrain::GroupsOf10 => Grain::Month,
        SeriesGrain::Quarter => Grain::Quarter,
        SeriesGrain::Year => Grain::Year,
    };
    let months = days.days() / 28 + 2;
    let too_many = || {
        let message = Text::new(
            format!("Perioden har for mange punkter. Vælg højst {MAX_POINTS}."),
            format!("The period has too many points. Choose at most {MAX_POINTS}."),
        );
        refused("from", "too_many_points", message)
    };
    // Looked at before it is cut: somebody may ask for a million months.
    if months > i64::try_from(MAX_POINTS * 12).unwrap_or(i64::MAX) {
        return Err(too_many());
    }
    let parts = grain.cut(days);
    match (parts.first(), parts.last()) {
        (Some(first), Some(last)) if parts.len() <= MAX_POINTS => {
            Ok(Period::new(first.from(), last.to()).unwrap_or(days))
        }
        _ => Err(too_many()),
    }
}
