use api_types::{Development, DevelopmentPoint, NumberKind, PointTone, SignalRules, Variation};
use chrono::NaiveDate;
use domain::period::{Period, Quarter, last_quarters};
use domain::programme::Direction;
use domain::text::Text;
use statistics::Bounds;

use super::*;

/// The values of `spec/ux.md` 3.4.
const VECTOR: [f64; 12] = [31.0, 28.0, 35.0, 40.0, 29.0, 33.0, 30.0, 36.0, 27.0, 34.0, 32.0, 38.0];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn waiting() -> Number {
    Number {
        label: Text::new("Median ventetid", "Median wait"),
        kind: NumberKind::Amount,
        unit: Some(Text::new("dage", "days")),
        decimals: 1,
        direction: Some(Direction::Down),
        bounds: Bounds { low: Some(0.0), high: None },
        basis: Text::default(),
        counted: Text::new("forløb", "courses"),
        fewest: FEWEST,
    }
}

/// The quarters up to the last of 2025, each of so many courses.
fn quarters(values: &[(f64, u64)]) -> Vec<(Quarter, Option<Of>)> {
    let quarters = last_quarters(day("2025-12-31"), values.len());
    let of = |(value, n): (f64, u64)| (n > 0).then_some(Of { value, n });
    quarters.into_iter().zip(values).map(|(quarter, value)| (quarter, of(*value))).collect()
}

fn of(values: &[f64]) -> Vec<(f64, u64)> {
    values.iter().map(|value| (*value, 20)).collect()
}

fn judged(values: &[(f64, u64)], today: &str, rules: SignalRules) -> Development {
    development(waiting(), &quarters(values), (day(today), rules))
}

fn anhoej(values: &[(f64, u64)]) -> Development {
    judged(values, "2026-02-01", SignalRules::Anhoej)
}

fn near(found: Option<f64>, expected: f64, by: f64) {
    assert!(found.is_some_and(|found| (found - expected).abs() <= by), "{found:?}, not {expected}");
}

fn tones(development: &Development) -> Vec<PointTone> {
    development.points.iter().map(|point| point.tone).collect()
}

#[test]
fn the_published_vector_comes_out_with_its_limits_and_its_moving_ranges() {
    let found = anhoej(&of(&VECTOR));
    near(found.centre, 32.75, 1e-12);
    near(found.lower, 17.52, 5e-3);
    near(found.upper, 47.98, 5e-3);
    near(found.ranges.mean, 5.7273, 5e-5);
    near(found.ranges.limit, 18.71, 5e-3);
    assert_eq!((found.is_trial, found.is_signal, found.variation), (false, false, Variation::Random));
    assert_eq!((found.points[0].range, found.points[1].range), (None, Some(3.0)));
    assert!(found.points.iter().all(|point| point.is_complete && !point.is_range_large));
    assert_eq!(
        found.finding.da,
        "Median ventetid: 38,0\u{a0}dage i 4. kvartal 2025 – kun tilfældig variation omkring 32,8\u{a0}dage"
    );
    assert_eq!(
        found.finding.en,
        "Median wait: 38.0\u{a0}days in Q4 2025 – random variation only around 32.8\u{a0}days"
    );
    let said: Vec<&str> = found.summary.iter().map(|line| line.da.as_str()).collect();
    let expected = [
        "12 kvartaler svinger tilfældigt omkring midtlinjen på 32,8\u{a0}dage.",
        "Tilfældig variation ligger mellem 17,5\u{a0}dage og 48,0\u{a0}dage.",
    ];
    assert_eq!(said, expected);
    assert_eq!(
        found.ranges.finding.da,
        "Fra kvartal til kvartal: i gennemsnit 5,7\u{a0}dage; intet udsving er større end grænsen på 18,7\u{a0}dage"
    );
}

#[test]
fn the_running_quarter_is_shown_and_neither_tested_nor_counted_in_the_limits() {
    let mut values = of(&VECTOR);
    values[11].0 = 400.0;
    let found = judged(&values, "2025-12-20", SignalRules::Anhoej);
    let last = &found.points[11];
    assert_eq!(
        (last.value, last.is_complete, last.tone, last.range),
        (Some(400.0), false, PointTone::None, None)
    );
    assert!(found.is_trial && !found.is_signal);
    assert!(found.upper.is_some_and(|upper| upper < 60.0));
    assert!(found.summary[1].da.contains("foreløbige: de bygger på 11 kvartaler"), "{:?}", found.summary);
    assert!(found.finding.da.contains("32,0\u{a0}dage i 3. kvartal 2025"), "{}", found.finding.da);
}

#[test]
fn a_quarter_counts_two_weeks_after_its_end_also_at_the_turn_of_the_year() {
    for (today, is_complete) in [("2025-12-31", false), ("2026-01-14", false), ("2026-01-15", true)] {
        let found = judged(&of(&VECTOR), today, SignalRules::Anhoej);
        assert_eq!(found.points[11].is_complete, is_complete, "{today}");
    }
    let period = |from, to| Period::new(day(from), day(to)).unwrap();
    for (to, today, first, last) in [
        ("2026-12-31", "2025-12-31", "2023-01-01", "2025-12-31"),
        ("2026-12-31", "2026-01-01", "2023-04-01", "2026-03-31"),
        ("2025-05-15", "2026-01-01", "2022-07-01", "2025-06-30"),
    ] {
        let shown = twelve_quarters(period("2025-01-01", to), day(today));
        assert_eq!(shown, period(first, last), "to {to} on {today}");
        assert_eq!(shown.quarters().count(), 12);
    }
}

#[test]
fn a_quarter_of_too_few_courses_is_a_gap_and_not_a_zero() {
    let mut values = of(&VECTOR);
    (values[4], values[7]) = ((0.0, 4), (0.0, 0));
    let found = anhoej(&values);
    assert_eq!((found.points[4].value, found.points[4].n, found.points[7].n), (None, 4, 0));
    near(found.centre, 33.3, 0.5);
    assert_eq!(found.points[5].range, Some(7.0), "to the number before the gap");
    assert!(found.is_trial);
    assert_eq!(found.summary[2].da, "2 kvartaler uden tal: færre end 5 forløb.");
    assert_eq!(found.variation, Variation::Random, "ten are enough");
}

#[test]
fn below_ten_finished_quarters_there_are_words_instead_of_a_test() {
    let mut values = of(&VECTOR);
    values[..3].fill((0.0, 0));
    values[11].0 = 400.0;
    for rules in [SignalRules::Anhoej, SignalRules::Nhs] {
        let found = judged(&values, "2026-02-01", rules);
        assert_eq!((found.variation, found.lower, found.ranges.limit), (Variation::TooFew, None, None));
        assert!(!found.is_signal && tones(&found) == [PointTone::None; 12]);
        let why = found.why_not.unwrap();
        assert_eq!(why.da, "For få målinger: 9 kvartaler kan bruges, og der skal mindst 10 kvartaler til.");
        assert_eq!(
            found.finding.da,
            "Median ventetid: 400,0\u{a0}dage i 4. kvartal 2025 – for få målinger til at vurdere udviklingen"
        );
    }
}

#[test]
fn what_cannot_be_said_in_numbers_is_said_in_words() {
    let nothing = anhoej(&[(0.0, 0); 12]);
    assert_eq!(nothing.finding.da, "Median ventetid: ingen forløb at vurdere");
    assert_eq!((nothing.centre, nothing.ranges.mean, nothing.summary.len()), (None, None, 1));
    let one = anhoej(&[(12.0, 1)]);
    assert_eq!(one.finding.da, "Median ventetid: for få forløb pr. kvartal (mindst 5)");
    let running = judged(&[(12.0, 8)], "2025-12-31", SignalRules::Anhoej);
    assert_eq!(running.finding.en, "Median wait: so far 12.0\u{a0}days in Q4 2025 – no finished quarter yet");
    let same = anhoej(&of(&[14.0; 12]));
    assert!(same.why_not.unwrap().da.starts_with("Alle målinger er ens"));
    assert_eq!(same.variation, Variation::TooFew);
}

#[test]
fn a_shorter_wait_is_an_improvement_and_a_longer_one_a_concern() {
    let mut values = of(&VECTOR);
    values[11].0 = 2.0;
    let found = anhoej(&values);
    assert_eq!((found.variation, found.points[11].tone), (Variation::Improvement, PointTone::Improvement));
    assert_eq!(found.signals[0].da, "Signal: 4. kvartal 2025 ligger under kontrolgrænsen");
    assert!(found.finding.da.contains("– forbedring: ikke-tilfældig variation"), "{}", found.finding.da);
    values[11].0 = 90.0;
    let found = anhoej(&values);
    assert_eq!((found.variation, found.points[11].tone), (Variation::Concern, PointTone::Concern));
    assert!(found.points[11].is_range_large);
    assert!(found.ranges.finding.da.contains("; 1 udsving er større end grænsen"), "{:?}", found.ranges);
    let number = Number { direction: None, ..waiting() };
    let undirected = development(number, &quarters(&values), (day("2026-02-01"), SignalRules::Anhoej));
    assert_eq!(
        (undirected.variation, undirected.points[11].tone),
        (Variation::Undirected, PointTone::Signal)
    );
}

#[test]
fn anhoejs_rules_and_the_nhs_set_look_for_different_things() {
    // Seven below and then five above: a run of seven is none of Anhøj's signals among twelve, two crossings too few are.
    let values = of(&[10.0, 16.0, 9.0, 15.0, 10.0, 16.0, 9.0, 20.0, 26.0, 19.0, 25.0, 20.0]);
    let found = anhoej(&values);
    assert!(
        found.signals[0].da.starts_with("Signal: linjen krydser midtlinjen 1 gang;"),
        "{:?}",
        found.signals
    );
    assert!(found.points[0].signal.is_none());
    let nhs = judged(&values, "2026-02-01", SignalRules::Nhs);
    assert!(
        nhs.signals.iter().any(|signal| signal.da == "Signal: 7 kvartaler i træk under midtlinjen"),
        "{:?}",
        nhs.signals
    );
    assert_eq!((nhs.points[0].tone, nhs.rules), (PointTone::Improvement, SignalRules::Nhs));
    let rising = of(&[20.0, 14.0, 22.0, 15.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0, 19.0, 20.0]);
    let nhs = judged(&rising, "2026-02-01", SignalRules::Nhs);
    assert!(
        nhs.signals.iter().any(|signal| signal.en == "Signal: 8 quarters in a row rising"),
        "{:?}",
        nhs.signals
    );
    assert_eq!(nhs.variation, Variation::Concern, "the wait rises until now");
    assert!(!anhoej(&rising).is_signal);
}

#[test]
fn nothing_is_ever_not_a_number_and_shares_stay_within_0_and_1() {
    let number = || Number {
        kind: NumberKind::Share,
        unit: None,
        bounds: Bounds { low: Some(0.0), high: Some(1.0) },
        direction: Some(Direction::Up),
        ..waiting()
    };
    for values in [[0.0; 12], [1.0; 12], [0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, f64::NAN]] {
        for n in [0, 1, 5, 100] {
            for rules in [SignalRules::Anhoej, SignalRules::Nhs] {
                let values: Vec<(f64, u64)> = values.iter().map(|value| (*value, n)).collect();
                let found = development(number(), &quarters(&values), (day("2026-02-01"), rules));
                let numbers = |point: &DevelopmentPoint| [point.value, point.range];
                let lines = [found.centre, found.lower, found.upper];
                let drawn = found.points.iter().flat_map(numbers).chain(lines).flatten();
                assert!(drawn.clone().all(|number| (0.0..=1.0).contains(&number)), "{values:?}");
                let texts = found.summary.iter().chain([&found.finding, &found.ranges.finding]);
                for text in texts.chain(&found.signals) {
                    assert!(!text.da.contains("NaN") && !text.en.contains("NaN"), "{text:?}");
                }
            }
        }
    }
}
