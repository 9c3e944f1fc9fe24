//! The fixed cube: levels and periods that can be asked for. There are no other filters on others' numbers.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use crate::municipality::MunicipalityCode;
use crate::organisation::{Organisation, UnitId};
use crate::period::{Period, Year};
use crate::text::Text;
use crate::wire::wire_enum;

/// Whole calendar years that are published beside the last twelve months.
pub const CALENDAR_YEARS: usize = 3;

wire_enum! {
    /// The levels, from the nearest to the furthest.
    pub enum Level ("level") {
        /// Single municipalities.
        Municipality = "municipality", "Kommune", "Municipality";
        /// Clusters around a hospital.
        Cluster = "cluster", "Klynge", "Cluster";
        /// Regions.
        Region = "region", "Region", "Region";
        /// Instances of HjerteKom.
        Instance = "instance", "HjerteKom-instans", "HjerteKom instance";
        /// All of HjerteKom.
        All = "all", "Hele HjerteKom", "All of HjerteKom";
    }
}

/// A period that is published, as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeriodId {
    /// The twelve months that end with the snapshot.
    Rolling,
    /// A whole calendar year.
    Year(Year),
}

/// A text that is not a period of the cube.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a published period is `rolling` or a calendar year")]
pub struct ParsePeriodIdError;

impl Level {
    /// The level of a unit; none of the country, which is not compared with.
    #[must_use]
    pub const fn of(unit: UnitId) -> Option<Self> {
        match unit {
            UnitId::Municipality(_) => Some(Self::Municipality),
            UnitId::Cluster(_) => Some(Self::Cluster),
            UnitId::Region(_) => Some(Self::Region),
            UnitId::Instance(_) => Some(Self::Instance),
            UnitId::All => Some(Self::All),
            UnitId::Country => None,
        }
    }
}

impl PeriodId {
    /// The words shown to people.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Rolling => Text::new("Seneste 12 måneder", "Last 12 months"),
            Self::Year(year) => year.label(),
        }
    }
}

impl fmt::Display for PeriodId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rolling => formatter.write_str("rolling"),
            Self::Year(year) => year.fmt(formatter),
        }
    }
}

impl FromStr for PeriodId {
    type Err = ParsePeriodIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "rolling" {
            return Ok(Self::Rolling);
        }
        text.parse().map(Self::Year).map_err(|_| ParsePeriodIdError)
    }
}

/// The last day of a snapshot made on a day: the last of the month before, so that every month in it is over.
#[must_use]
pub fn as_of(today: NaiveDate) -> NaiveDate {
    today.with_day(1).and_then(|first| first.pred_opt()).unwrap_or(today)
}

/// The periods of a snapshot: twelve months and the last whole calendar years, newest first.
#[must_use]
pub fn periods(as_of: NaiveDate) -> Vec<(PeriodId, Period)> {
    let this = Year::of(as_of);
    let newest = if this.period().to() <= as_of { this } else { this.previous() };
    let years = std::iter::successors(Some(newest), |year| Some(year.previous())).take(CALENDAR_YEARS);
    let rolling = (PeriodId::Rolling, Period::rolling_year(as_of));
    std::iter::once(rolling).chain(years.map(|year| (PeriodId::Year(year), year.period()))).collect()
}

/// Whether a municipality belonged to another cluster or region at the beginning of a period than at the end of it.
///
/// All its courses of the period count where it belongs when the snapshot is made.
#[must_use]
pub fn cluster_changed(organisation: &Organisation, code: MunicipalityCode, period: Period) -> bool {
    let place = |date| (organisation.cluster(code, date), organisation.region(code, date));
    organisation.participates(code, period.from()) && place(period.from()) != place(period.to())
}
