//! Which period of the own municipality is asked about.

use api_types::SignalRules;
use chrono::NaiveDate;
use db::rights::Right;
use domain::municipality::MunicipalityCode;
use domain::period::{Period, last_quarters};
use domain::text::Text;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::error::Error;
use crate::query::refused;

/// The most days a period may have: everything in it is read.
const MOST_DAYS: i64 = 3 * 366;

/// Which numbers are shown.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct InPeriod {
    /// The programme, e.g. `hjertekom`.
    #[param(example = "hjertekom")]
    pub(super) programme: String,
    /// The caller's own municipality, which is also what absent means; any other does not exist here.
    #[serde(default)]
    #[param(value_type = Option<String>, example = "0740")]
    pub(super) municipality: Option<MunicipalityCode>,
    /// The first day; absent: the first of the last four quarters up to today. At most three years before the last.
    #[serde(default)]
    pub(super) from: Option<NaiveDate>,
    /// The last day; absent: today.
    #[serde(default)]
    pub(super) to: Option<NaiveDate>,
}

/// Which numbers are shown, with how they develop.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OverTime {
    /// The programme, e.g. `hjertekom`.
    #[param(example = "hjertekom")]
    pub(super) programme: String,
    /// The caller's own municipality, which is also what absent means; any other does not exist here.
    #[serde(default)]
    #[param(value_type = Option<String>, example = "0740")]
    pub(super) municipality: Option<MunicipalityCode>,
    /// The first day; absent: the first of the last four quarters up to today. At most three years before the last.
    #[serde(default)]
    pub(super) from: Option<NaiveDate>,
    /// The last day; absent: today. The development is that of the twelve quarters up to it.
    #[serde(default)]
    pub(super) to: Option<NaiveDate>,
    /// Which rules look for signals in the development.
    #[serde(default)]
    #[param(inline)]
    pub(super) rules: SignalRules,
}

impl OverTime {
    /// The caller's municipality and the period, as of [`InPeriod::of`].
    pub(super) fn of<R: Right>(
        &self,
        caller: &db::Caller<R>,
        today: NaiveDate,
    ) -> Result<(MunicipalityCode, Period), Error> {
        Ok((own(caller, self.municipality)?, short_period(self.from, self.to, today)?))
    }
}

impl InPeriod {
    /// The caller's municipality and the period.
    ///
    /// # Errors
    /// 404 for another municipality, 400 for a period that ends before it begins or is too long.
    pub(super) fn of<R: Right>(
        &self,
        caller: &db::Caller<R>,
        today: NaiveDate,
    ) -> Result<(MunicipalityCode, Period), Error> {
        Ok((own(caller, self.municipality)?, short_period(self.from, self.to, today)?))
    }
}

/// The caller's municipality; 404 when another is asked about.
pub(super) fn own<R: Right>(
    caller: &db::Caller<R>,
    asked: Option<MunicipalityCode>,
) -> Result<MunicipalityCode, Error> {
    let own = caller.municipality().ok_or(Error::NOT_FOUND)?;
    if asked.is_some_and(|asked| asked != own) { Err(Error::NOT_FOUND) } else { Ok(own) }
}

/// The period between two days of which everything is read; the last four quarters where they are not said.
pub(super) fn short_period(
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Period, Error> {
    let period = period(from, to, today)?;
    if period.days() > MOST_DAYS {
        let words =
            Text::new("Vælg en periode på højst tre år.", "Choose a period of three years at the most.");
        return Err(refused("from", "too_long", words));
    }
    Ok(period)
}

/// The period between two days, however long; the last four quarters where they are not said.
pub(super) fn period(
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Period, Error> {
    let to = to.unwrap_or(today);
    let usual = || last_quarters(to, 4).first().map_or(to, |quarter| quarter.period().from());
    between(from.unwrap_or_else(usual), to)
}

/// The period between two days, refused when it ends before it begins.
pub(super) fn between(from: NaiveDate, to: NaiveDate) -> Result<Period, Error> {
    Period::new(from, to).map_err(|_| {
        let words = Text::new("Perioden begynder, efter den er slut.", "The period begins after it ends.");
        refused("from", "backwards", words)
    })
}

#[cfg(test)]
mod tests {
    use api_types::ProblemCode;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn without_days_it_is_the_last_four_quarters_also_around_new_year() {
        for (today, from) in [("2026-01-01", "2025-04-01"), ("2025-12-31", "2025-01-01")] {
            let period = short_period(None, None, day(today)).unwrap();
            assert_eq!((period.from(), period.to()), (day(from), day(today)));
        }
    }

    #[test]
    fn a_period_backwards_or_without_end_is_refused() {
        let today = day("2026-06-15");
        for (from, to) in [("2026-06-16", "2026-06-15"), ("1900-01-01", "2026-06-15")] {
            let refused = short_period(Some(day(from)), Some(day(to)), today);
            assert!(matches!(refused, Err(Error::Findings(ProblemCode::BadRequest, _))), "{from}");
        }
        assert!(short_period(Some(today), Some(today), today).is_ok());
    }
}
