use proptest::prelude::*;

use super::*;
use crate::wire::check;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

#[test]
fn ids_labels_and_serde_agree() {
    check::round_trips(Grain::ALL, Grain::id, Grain::label);
}

#[test]
fn a_period_is_read_as_year_quarter_month_or_two_dates() {
    for (text, from, to) in [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2026-01-15/2026-01-15", "2026-01-15", "2026-01-15"),
    ] {
        let read = period(text);
        assert_eq!((read.from(), read.to()), (date(from), date(to)), "{text}");
        assert_eq!(period(&read.to_string()), read);
    }
}

#[test]
fn what_is_no_period_is_rejected() {
    for text in [
        "",
        "26",
        "0999",
        "2026-Q0",
        "2026-Q5",
        "2026-Q",
        "2026-13",
        "2026-1",
        "2026-00",
        "2026/2027",
        "2026-01-01/",
        "2026-02-30/2026-03-01",
        "+2026-1-1/2026-03-01",
        "2026-01-01",
        "２０２６",
        "20260-Q1",
    ] {
        assert_eq!(text.parse::<Period>(), Err(PeriodError::Format), "{text:?}");
    }
    assert_eq!("2026-01-02/2026-01-01".parse::<Period>(), Err(PeriodError::Backwards));
}

#[test]
fn a_period_travels_as_two_dates() {
    let json = serde_json::json!({ "from": "2026-01-01", "to": "2026-03-31" });
    assert_eq!(serde_json::to_value(period("2026-Q1")).unwrap(), json);
    assert_eq!(serde_json::from_value::<Period>(json).unwrap(), period("2026-Q1"));
    let backwards = serde_json::json!({ "from": "2026-01-02", "to": "2026-01-01" });
    assert!(serde_json::from_value::<Period>(backwards).is_err());
}

#[test]
fn both_ends_belong_to_the_period() {
    let quarter = period("2026-Q1");
    assert!(quarter.contains(date("2026-01-01")) && quarter.contains(date("2026-03-31")));
    assert!(!quarter.contains(date("2025-12-31")) && !quarter.contains(date("2026-04-01")));
    assert_eq!(quarter.days(), 90);
    assert_eq!(quarter.dates().count(), 90);
}

#[test]
fn the_last_twelve_quarters_end_with_the_running_one() {
    let quarters = last_quarters(date("2026-03-31"), 12);
    let texts: Vec<_> = quarters.iter().map(ToString::to_string).collect();
    assert_eq!(texts.len(), 12);
    assert_eq!((texts[0].as_str(), texts[11].as_str()), ("2023-Q2", "2026-Q1"));
    assert!(quarters.is_sorted());
    assert!(last_quarters(date("2026-03-31"), 0).is_empty());
}

#[test]
fn the_rolling_year_ends_today_and_has_no_day_twice() {
    let year = Period::rolling_year(date("2026-03-01"));
    assert_eq!(year, period("2025-03-02/2026-03-01"));
    assert_eq!(year.days(), 365);
    assert_eq!(Period::rolling_year(date("2024-02-29")), period("2023-03-01/2024-02-29"));
    assert_eq!(Period::rolling_year(date("2024-02-28")), period("2023-03-01/2024-02-28"));
    assert_eq!(Period::rolling_year(date("2025-02-28")), period("2024-03-01/2025-02-28"));
    assert_eq!(Period::rolling_year(date("2025-12-31")), period("2025"));
}

#[test]
fn a_period_is_cut_into_whole_parts() {
    let cut = |grain: Grain, text: &str| -> Vec<_> {
        grain.cut(period(text)).iter().map(|part| part.label().en).collect()
    };
    assert_eq!(cut(Grain::Quarter, "2025-11-15/2026-04-01"), ["Q4 2025", "Q1 2026", "Q2 2026"]);
    assert_eq!(cut(Grain::Month, "2025-12-31/2026-01-01"), ["December 2025", "January 2026"]);
    assert_eq!(cut(Grain::Year, "2024-12-31/2026-01-01"), ["2024", "2025", "2026"]);
}

#[test]
fn labels_name_the_calendar_where_they_can() {
    assert_eq!(period("2026-Q1").label(), Text::new("1. kvartal 2026", "Q1 2026"));
    assert_eq!(period("2026").label(), Text::new("2026", "2026"));
    assert_eq!(period("2026-03").label(), Text::new("marts 2026", "March 2026"));
    assert_eq!(
        period("2026-03-02/2026-11-10").label(),
        Text::new("02.03.2026 – 10.11.2026", "2 Mar 2026 – 10 Nov 2026")
    );
}

#[test]
fn the_calendar_stops_at_its_ends_instead_of_overflowing() {
    let (first, last): (Quarter, Quarter) = ("1000-Q1".parse().unwrap(), "9999-Q4".parse().unwrap());
    assert_eq!((first.previous(), last.next()), (first, last));
    assert_eq!(last.period().to(), date("9999-12-31"));
    assert_eq!(Year::of(NaiveDate::MAX).next().number(), 9999);
    assert_eq!(Period::rolling_year(NaiveDate::MIN).to(), NaiveDate::MIN);
}

#[test]
fn the_preceding_period_is_as_long_and_ends_the_day_before() {
    assert_eq!(period("2026-01-11/2026-01-20").preceding(), period("2026-01-01/2026-01-10"));
}

#[test]
fn two_periods_share_what_lies_in_both() {
    let shared = period("2026-Q1").intersection(period("2026-03"));
    assert_eq!(shared, Some(period("2026-03")));
    assert_eq!(period("2026-Q1").intersection(period("2026-Q2")), None);
}

#[test]
fn a_period_at_the_end_of_the_calendar_ends() {
    let last = Period::new(date("9999-10-01"), NaiveDate::MAX).unwrap();
    assert_eq!((last.quarters().count(), last.months().count()), (1, 3));
}

proptest! {
    #[test]
    fn every_date_lies_in_its_own_month_quarter_and_year(days in 0i64..300_000) {
        let day = date("1400-01-01") + chrono::TimeDelta::days(days);
        let (month, quarter, year) = (Month::of(day), Quarter::of(day), Year::of(day));
        prop_assert!(month.period().contains(day));
        prop_assert!(quarter.period().contains(day));
        prop_assert!(year.period().contains(day));
        prop_assert_eq!(quarter.next().previous(), quarter);
        prop_assert_eq!(month.previous().next(), month);
        prop_assert_eq!(quarter.next().period().from(), quarter.period().to() + chrono::TimeDelta::days(1));
        prop_assert_eq!(quarter.to_string().parse::<Quarter>().unwrap(), quarter);
        prop_assert_eq!(month.to_string().parse::<Month>().unwrap(), month);
    }

    #[test]
    fn reading_never_panics(text in "\\PC{0,24}") {
        if let Ok(read) = text.parse::<Period>() {
            prop_assert!(read.days() >= 1);
        }
    }
}
