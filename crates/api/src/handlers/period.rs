//! Which period of the own municipality is asked about.

use chrono::NaiveDate;
use db::rights::Right;
use domain::municipality::MunicipalityCode;
use domain::period::{Period, last_quarters};
use domain::text::Text;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::error::{Error, field_finding};
use api_types::ProblemCode;

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
        let own = caller.municipality().ok_or(Error::NOT_FOUND)?;
        if self.municipality.is_some_and(|asked| asked != own) {
            return Err(Error::NOT_FOUND);
        }
        Ok((own, period(self.from, self.to, today)?))
    }
}

/// The period between two days; the last four quarters where they are not said.
pub(super) fn period(
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Period, Error> {
    let to = to.unwrap_or(today);
    let quarters = last_quarters(to, 4);
    let from = from.or(quarters.first().map(|quarter| quarter.period().from())).unwrap_or(to);
    let refuse = |code: &'static str, message: Text| {
        let finding = field_finding(Some("from".into()), code, message);
        Error::Findings(ProblemCode::BadRequest, vec![finding])
    };
    let period = Period::new(from, to).map_err(|_| {
        let words = Text::new("Perioden begynder, efter den er slut.", "The period begins after it ends.");
        refuse("backwards", words)
    })?;
    if period.days() > MOST_DAYS {
        let words =
            Text::new("Vælg en periode på højst tre år.", "Choose a period of three years at the most.");
        return Err(refuse("too_long", words));
    }
    Ok(period)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn without_days_it_is_the_last_four_quarters_also_around_new_year() {
        for (today, from) in [("2026-01-01", "2025-04-01"), ("2025-12-31", "2025-01-01")] {
            let period = period(None, None, day(today)).unwrap();
            assert_eq!((period.from(), period.to()), (day(from), day(today)));
        }
    }

    #[test]
    fn a_period_backwards_or_without_end_is_refused() {
        let today = day("2026-06-15");
        for (from, to) in [("2026-06-16", "2026-06-15"), ("1900-01-01", "2026-06-15")] {
            let refused = period(Some(day(from)), Some(day(to)), today);
            assert!(matches!(refused, Err(Error::Findings(ProblemCode::BadRequest, _))), "{from}");
        }
        assert!(period(Some(today), Some(today), today).is_ok());
    }
}
