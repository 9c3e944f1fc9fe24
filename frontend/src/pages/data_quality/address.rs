//! Addresses of the lists behind the page, and what they say.

use api_types::CourseFilter;
use chrono::NaiveDate;
use domain::period::Quarter;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::parts::{PERIOD_IN_ADDRESS, Period};
use crate::text::*;

/// Where the lists are.
const PAGE: &str = "/datakvalitet/forloeb";
/// A work list, by its name.
const LIST: &str = "liste";
/// A form.
const FORM: &str = "skema";
/// A field of it.
const FIELD: &str = "felt";
/// A unit of the municipality.
const UNIT: &str = "enhed";
/// A link of the chain.
const LINK: &str = "led";
/// The list of improbable answers that nobody has confirmed.
const UNUSUAL: &str = "usaedvanlige";
/// A quarter, e.g. `2026-Q2`.
const QUARTER: &str = "kvartal";

/// The work lists by their name in the address.
const LISTS: [(CourseFilter, &str, Phrase); 6] = [
    (CourseFilter::Waiting, "venter", LIST_OF_WAITING),
    (CourseFilter::Open, "i-gang", LIST_OF_OPEN),
    (CourseFilter::MissingEnd, "mangler-slutskema", LIST_OF_OVERDUE),
    (CourseFilter::DataGaps, "datamangler", LIST_OF_GAPS),
    (CourseFilter::Drafts, "kladder", LIST_OF_DRAFTS),
    (CourseFilter::FollowupDue, "opfoelgning", LIST_OF_FOLLOWUPS),
];

/// The address of a work list.
pub(crate) fn list_address(filter: CourseFilter) -> String {
    let name = LISTS.into_iter().find(|(known, ..)| *known == filter).map_or("i-gang", |(_, name, _)| name);
    format!("{PAGE}?{LIST}={name}")
}

/// The name of a work list.
pub(super) fn list_name(filter: CourseFilter) -> Phrase {
    LISTS.into_iter().find(|(known, ..)| *known == filter).map_or(LIST_OF_OPEN, |(.., words)| words)
}

/// The work list the address names.
pub(super) fn filter_of_address() -> Option<CourseFilter> {
    let name = use_query_map().with_untracked(|query| query.get(LIST))?;
    LISTS.into_iter().find(|(_, known, _)| *known == name).map(|(filter, ..)| filter)
}

/// The address of the courses that lack an answer, in a quarter or in the whole period.
pub(super) fn lacking_address(form: &str, field: &str, quarter: Option<&str>, period: Period) -> String {
    let quarter = quarter.map(|quarter| format!("&{QUARTER}={quarter}")).unwrap_or_default();
    format!("{PAGE}?{PERIOD_IN_ADDRESS}={}&{FORM}={form}&{FIELD}={field}{quarter}", period.write())
}

/// The address of the courses of a unit that lack any answer.
pub(super) fn unit_address(unit: &str, period: Period) -> String {
    format!("{PAGE}?{PERIOD_IN_ADDRESS}={}&{UNIT}={unit}", period.write())
}

/// The address of the courses that lack a link of the chain.
pub(super) fn link_address(link: &str, period: Period) -> String {
    format!("{PAGE}?{PERIOD_IN_ADDRESS}={}&{LINK}={link}", period.write())
}

/// The address of the courses with an improbable answer that nobody has confirmed.
pub(super) fn unusual_address(period: Period) -> String {
    format!("{PAGE}?{PERIOD_IN_ADDRESS}={}&{LIST}={UNUSUAL}", period.write())
}

/// Which courses are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Looked {
    /// What they lack.
    pub(super) sought: Sought,
    /// Only those of this unit.
    pub(super) unit: Option<String>,
    /// The first day.
    pub(super) from: NaiveDate,
    /// The last day.
    pub(super) to: NaiveDate,
}

/// What a course lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sought {
    /// A value of a field of a form.
    Field(String, String),
    /// A value of any field.
    AnyField,
    /// The confirmation of an improbable answer.
    Confirmation,
    /// A link of the chain.
    Link(String),
}

/// What the address looks for, if anything.
pub(super) fn looked_for(today: NaiveDate) -> Option<Looked> {
    use_query_map().with_untracked(|query| {
        let unit = query.get(UNIT);
        let sought = match (query.get(FORM).zip(query.get(FIELD)), query.get(LINK)) {
            (Some((form, field)), _) => Sought::Field(form, field),
            (None, Some(link)) => Sought::Link(link),
            (None, None) if query.get(LIST).as_deref() == Some(UNUSUAL) => Sought::Confirmation,
            (None, None) => unit.is_some().then_some(Sought::AnyField)?,
        };
        let period = Period::read(&query.get(PERIOD_IN_ADDRESS).unwrap_or_default()).days(today);
        let quarter = query.get(QUARTER).and_then(|quarter| days_of(&quarter));
        let (from, to) = within(period, quarter);
        Some(Looked { sought, unit, from, to })
    })
}

/// The first and last day of a quarter written `2026-Q2`.
fn days_of(quarter: &str) -> Option<(NaiveDate, NaiveDate)> {
    let period = quarter.parse::<Quarter>().ok()?.period();
    Some((period.from(), period.to()))
}

/// The part of a quarter that lies in the period, as the number in the cell is counted.
fn within(period: (NaiveDate, NaiveDate), quarter: Option<(NaiveDate, NaiveDate)>) -> (NaiveDate, NaiveDate) {
    match quarter {
        Some((from, to)) if from <= period.1 && to >= period.0 => (from.max(period.0), to.min(period.1)),
        _ => period,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_quarter_is_cut_to_the_period_as_the_cell_is() {
        let period = (day("2026-05-01"), day("2026-12-31"));
        assert_eq!(within(period, days_of("2026-Q2")), (day("2026-05-01"), day("2026-06-30")));
        assert_eq!(within(period, days_of("2026-Q4")), (day("2026-10-01"), day("2026-12-31")));
        assert_eq!(within(period, days_of("2020-Q1")), period, "not of this period");
        for nonsense in ["2026-Q0", "2026-Q5", "2026", "x-Q1", "2026-Q99999999999"] {
            assert_eq!(days_of(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn every_list_has_an_address_of_its_own() {
        let addresses: std::collections::BTreeSet<_> =
            LISTS.into_iter().map(|(filter, ..)| list_address(filter)).collect();
        assert_eq!(addresses.len(), LISTS.len());
        assert_eq!(list_address(CourseFilter::MissingEnd), "/datakvalitet/forloeb?liste=mangler-slutskema");
        let address = lacking_address("end", "smoking_status", Some("2026-Q2"), Period::LastFour);
        let expected =
            "/datakvalitet/forloeb?periode=seneste-4&skema=end&felt=smoking_status&kvartal=2026-Q2";
        assert_eq!(address, expected);
        assert!(LISTS.into_iter().all(|(_, name, _)| name != UNUSUAL), "that list is another");
    }
}
