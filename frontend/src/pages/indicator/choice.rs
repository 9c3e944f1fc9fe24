//! What is looked at, as it stands in the address.

use api_types::{SeriesAsk, SeriesChart, SeriesGrain};
use chrono::{Months, NaiveDate};

use crate::browser::today;
use crate::parts::development::RulesChoice;
use crate::parts::{AsOf, InAddress, Period};
use crate::programmes::HJERTEKOM;
use crate::text::*;

/// How the series can be cut: what stands in the address, and its name.
pub(super) const GRAINS: [(SeriesGrain, &str, Phrase); 4] = [
    (SeriesGrain::Quarter, "kvartal", GRAIN_QUARTER),
    (SeriesGrain::Month, "maaned", GRAIN_MONTH),
    (SeriesGrain::Year, "aar", GRAIN_YEAR),
    (SeriesGrain::GroupsOf10, "ti", GRAIN_TEN),
];

/// How many years back the series goes; without, as far as the server finds sensible.
pub(super) const YEARS: [(Option<u32>, &str, Phrase); 4] =
    [(None, "", YEARS_USUAL), (Some(3), "3", YEARS_3), (Some(5), "5", YEARS_5), (Some(10), "10", YEARS_10)];

/// The control chart in the address; the run chart is what one gets without.
const CONTROL: &str = "kontrol";
/// The axis that does not begin at 0, in the address.
const ZOOMED: &str = "zoom";

/// What is looked at.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    pub(super) grain: InAddress,
    pub(super) years: InAddress,
    pub(super) split: InAddress,
    pub(super) chart: InAddress,
    pub(super) rules: RulesChoice,
    pub(super) axis: InAddress,
    pub(super) as_of: AsOf,
    pub(super) version: InAddress,
}

/// The grain an address names; anything else is the quarter.
fn grain(text: Option<&str>) -> SeriesGrain {
    let known = GRAINS.into_iter().find(|(_, id, _)| Some(*id) == text);
    known.map_or(SeriesGrain::Quarter, |(grain, ..)| grain)
}

/// The years an address names.
fn years(text: Option<&str>) -> Option<u32> {
    YEARS.into_iter().find(|(_, id, _)| Some(*id) == text).and_then(|(years, ..)| years)
}

/// The first and the last day: whole quarters, the running one last.
fn days(years: u32, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let (from, to) = Period::LastTwelve.days(today);
    (from.checked_sub_months(Months::new(12 * years.saturating_sub(3))).unwrap_or(from), to)
}

impl Choice {
    /// Reads the address of the page that is being built.
    pub(super) fn of_address() -> Self {
        Self {
            grain: InAddress::of("trin"),
            years: InAddress::of("aar"),
            split: InAddress::of("fordelt"),
            chart: InAddress::of("diagram"),
            rules: RulesChoice::of_address(),
            axis: InAddress::of("akse"),
            as_of: AsOf::of_address(),
            version: InAddress::of("version"),
        }
    }

    /// What the server is asked for.
    pub(super) fn ask(self) -> SeriesAsk {
        let today = today();
        let days = self.years().map(|years| days(years, today));
        let is_control = self.chart.get().as_deref() == Some(CONTROL);
        SeriesAsk {
            programme: HJERTEKOM.to_owned(),
            version: self.version.get(),
            from: days.map(|(from, _)| from),
            to: days.map(|(_, to)| to),
            grain: Some(self.grain()),
            split: self.split.get(),
            chart: Some(if is_control { SeriesChart::P } else { SeriesChart::Run }),
            rules: is_control.then(|| self.rules.get()),
            as_of: self.as_of.get(),
        }
    }

    pub(super) fn grain(self) -> SeriesGrain {
        grain(self.grain.get().as_deref())
    }

    pub(super) fn years(self) -> Option<u32> {
        years(self.years.get().as_deref())
    }

    pub(super) fn is_zoomed(self) -> bool {
        self.axis.get().as_deref() == Some(ZOOMED)
    }

    /// Shows the axis from 0, or only where the values are.
    pub(super) fn zoom(self, is_zoomed: bool) {
        self.axis.set(is_zoomed.then(|| ZOOMED.to_owned()));
    }

    /// Shows the control chart, or the run chart.
    pub(super) fn show(self, chart: SeriesChart) {
        self.chart.set((chart == SeriesChart::P).then(|| CONTROL.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_an_address_does_not_name_is_the_usual() {
        assert_eq!(grain(Some("maaned")), SeriesGrain::Month);
        assert_eq!(grain(Some("sludder")), SeriesGrain::Quarter);
        assert_eq!((years(Some("10")), years(Some("99")), years(None)), (Some(10), None, None));
    }

    #[test]
    fn the_series_is_of_whole_quarters_with_the_running_one_last() {
        let today = day("2026-11-22");
        assert_eq!(days(3, today), (day("2024-01-01"), day("2026-12-31")));
        assert_eq!(days(10, today), (day("2017-01-01"), day("2026-12-31")));
    }
}
