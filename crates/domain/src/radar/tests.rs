use AttendanceStatus::{Attended, CancelledByCitizen, CancelledByMunicipality, NoShow, Planned, Replaced};

use super::*;
use crate::wire::check;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A course of so many days that goes well.
fn after(days: u64) -> RadarFacts {
    let started_on = day("2026-01-01");
    let today = started_on.checked_add_days(Days::new(days)).unwrap();
    RadarFacts {
        started_on,
        today,
        is_paused: false,
        register_in_use: true,
        last_contact: Some(today),
        next_appointment: Some(today),
        recent: vec![Attended; 5],
    }
}

fn kinds(facts: &RadarFacts) -> Vec<WarningKind> {
    warnings(facts).into_iter().map(|warning| warning.kind).collect()
}

#[test]
fn ids_serde_and_labels_agree() {
    check::round_trips(WarningKind::ALL, WarningKind::id, WarningKind::label);
}

#[test]
fn the_countdown_begins_on_day_120_and_ends_the_day_before_180() {
    assert_eq!(warnings(&after(119)), []);
    for (days, left) in [(120, 59), (179, 0), (180, -1), (400, -221)] {
        let [warning] = warnings(&after(days))[..] else { panic!("day {days}") };
        assert_eq!(
            (warning.kind, warning.days_left),
            (WarningKind::PersistenceWindow, Some(left)),
            "day {days}"
        );
    }
    // The worked example of the domain specification: 2024-01-10 to 2024-07-08 is 180 days and too late.
    assert_eq!(last_day(day("2024-01-10")), day("2024-07-07"));
}

#[test]
fn forty_five_days_without_contact_are_too_long() {
    let silent = |days: u64| {
        let mut facts = after(60);
        facts.last_contact = facts.today.checked_sub_days(Days::new(days));
        facts
    };
    assert_eq!(warnings(&silent(44)), []);
    let [warning] = warnings(&silent(45))[..] else { panic!() };
    assert_eq!((warning.kind, warning.since), (WarningKind::NoContact, silent(45).last_contact));
}

#[test]
fn without_any_session_the_initial_meeting_is_the_last_contact() {
    let unseen = |days| RadarFacts { last_contact: None, recent: vec![], ..after(days) };
    assert_eq!(kinds(&unseen(44)), []);
    assert_eq!(kinds(&unseen(45)), [WarningKind::NoContact]);
    // A session before the initial meeting is no contact in the course.
    let before = RadarFacts { last_contact: Some(day("2025-11-01")), ..unseen(44) };
    assert_eq!(kinds(&before), []);
}

#[test]
fn two_missed_in_a_row_or_three_of_five_are_sliding() {
    let cases: &[(&[AttendanceStatus], bool)] = &[
        (&[], false),
        (&[NoShow], false),
        (&[NoShow, NoShow], true),
        (&[CancelledByCitizen, NoShow], true),
        (&[NoShow, Attended, NoShow, Attended, Attended], false),
        (&[NoShow, Attended, NoShow, Attended, NoShow], true),
        (&[Attended, NoShow, NoShow, NoShow], true),
        (&[Attended, Attended, Attended, NoShow, NoShow, NoShow], false),
        (&[CancelledByMunicipality, NoShow, CancelledByMunicipality, NoShow], true),
        (&[CancelledByMunicipality, CancelledByMunicipality, Replaced], false),
        (&[Planned, NoShow, Planned, NoShow], true),
    ];
    for (recent, sliding) in cases {
        let facts = RadarFacts { recent: recent.to_vec(), ..after(30) };
        let expected: &[WarningKind] = if *sliding { &[WarningKind::AttendanceSliding] } else { &[] };
        assert_eq!(kinds(&facts), expected, "{recent:?}");
    }
}

#[test]
fn a_course_without_a_next_appointment_is_named_and_with_silence_dropping_out_is_suggested() {
    let nothing_planned = RadarFacts { next_appointment: None, ..after(30) };
    assert_eq!(kinds(&nothing_planned), [WarningKind::NoNextAppointment]);
    assert!(!suggests_drop_out(&warnings(&nothing_planned)));
    let silent = RadarFacts { next_appointment: None, last_contact: None, recent: vec![], ..after(60) };
    assert!(suggests_drop_out(&warnings(&silent)));
}

#[test]
fn a_pause_or_a_register_that_is_not_used_leaves_only_the_window() {
    let worst =
        RadarFacts { next_appointment: None, last_contact: None, recent: vec![NoShow; 5], ..after(150) };
    assert_eq!(kinds(&worst), WarningKind::ALL);
    let paused = RadarFacts { is_paused: true, ..worst.clone() };
    let unused = RadarFacts { register_in_use: false, ..worst };
    for facts in [paused, unused] {
        assert_eq!(kinds(&facts), [WarningKind::PersistenceWindow]);
    }
}

#[test]
fn the_radar_shows_what_can_still_be_kept_the_fewest_days_first() {
    let near = warnings(&after(170));
    let past = warnings(&after(180));
    let silent = warnings(&RadarFacts { next_appointment: None, last_contact: None, ..after(60) });
    let untold = warnings(&RadarFacts { next_appointment: None, ..after(30) });
    assert!(is_on_radar(&near) && is_on_radar(&silent) && !is_on_radar(&past) && !is_on_radar(&[]));
    let mut all = [&untold, &silent, &near];
    all.sort_by_key(|warnings| urgency(warnings));
    assert_eq!(all, [&near, &silent, &untold]);
}
