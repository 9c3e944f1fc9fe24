use proptest::prelude::*;

use super::*;
use crate::wire::check::round_trips;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

/// Something the municipality did on a day.
fn own(on: &str, arrived: Option<&str>) -> Activity {
    let (on, arrived) = (on.parse().unwrap(), arrived.map(at));
    Activity { delivered_by: DeliveredBy::Municipality, on, arrived }
}

#[test]
fn who_delivered_travels_by_its_id() {
    round_trips(DeliveredBy::ALL, DeliveredBy::id, DeliveredBy::label);
}

#[test]
fn f1_only_what_the_municipality_delivered_itself_is_handed_over() {
    let now = at("2026-06-10T12:00:00");
    for delivered_by in DeliveredBy::ALL.iter().copied().filter(|by| *by != DeliveredBy::Municipality) {
        for arrived in [Some("2026-05-20T08:00:00"), None] {
            let activity = Activity { delivered_by, ..own("2026-05-19", arrived) };
            assert_eq!(handed_over(activity, now), HandedOver::ByItsProvider, "{delivered_by:?}");
            let of_may = HandOver::of(month("2026-05"), now, [activity]);
            assert_eq!((of_may.included(), of_may.awaited, of_may.by_others), (0, 0, 1));
        }
    }
    let of_may = HandOver::of(month("2026-05"), now, [own("2026-05-19", Some("2026-05-20T08:00:00"))]);
    assert_eq!((of_may.included(), of_may.by_others), (1, 0));
}

#[test]
fn f1_a_record_is_delivered_by_its_sector_unless_it_was_paid_privately() {
    for sector in Sector::ALL {
        assert_eq!(DeliveredBy::of(*sector, Provider::Public).id(), sector.id());
        assert_eq!(DeliveredBy::of(*sector, Provider::Private), DeliveredBy::Private);
    }
}

#[test]
fn f15_a_month_is_made_up_on_the_fifth_at_six_and_waits_until_the_twentieth() {
    let may = month("2026-05");
    assert_eq!(
        (made_up_at(may), waits_until(may)),
        (at("2026-06-05T06:00:00"), at("2026-06-20T00:00:00").date())
    );
    assert_eq!(made_up_at(month("2025-12")), at("2026-01-05T06:00:00"), "across the year");
    let stages = [
        ("2026-05-31T23:59:59", Stage::Open),
        ("2026-06-05T05:59:59", Stage::Open),
        ("2026-06-05T06:00:00", Stage::Waiting),
        ("2026-06-20T23:59:59", Stage::Waiting),
        ("2026-06-21T00:00:00", Stage::Closed),
    ];
    for (now, expected) in stages {
        assert_eq!(stage(may, at(now)), expected, "{now}");
    }
}

#[test]
fn f15_what_is_late_goes_with_its_own_month_until_the_deadline_and_with_the_next_after_it() {
    let now = at("2026-08-01T12:00:00");
    let place = |arrived| handed_over(own("2026-05-19", Some(arrived)), now);
    assert_eq!(place("2026-06-05T05:59:59"), HandedOver::InTime(month("2026-05")));
    assert_eq!(place("2026-06-05T06:00:00"), HandedOver::Late(month("2026-05")));
    assert_eq!(place("2026-06-20T23:59:59"), HandedOver::Late(month("2026-05")));
    assert_eq!(place("2026-06-21T00:00:00"), HandedOver::WithLater(month("2026-06")));
    assert_eq!(place("2026-07-05T05:59:59"), HandedOver::WithLater(month("2026-06")));
    assert_eq!(
        place("2026-07-05T06:00:00"),
        HandedOver::WithLater(month("2026-07")),
        "June has been made up"
    );
}

#[test]
fn f15_what_has_not_arrived_is_waited_for_until_the_deadline_and_then_by_the_next_month() {
    let waiting = own("2026-05-19", None);
    let place = |now| handed_over(waiting, at(now));
    assert_eq!(place("2026-06-20T23:59:59"), HandedOver::Awaited(month("2026-05")));
    assert_eq!(place("2026-06-21T00:00:00"), HandedOver::Awaited(month("2026-06")));
    assert_eq!(place("2026-08-01T00:00:00"), HandedOver::Awaited(month("2026-07")));
}

#[test]
fn f15_a_month_tells_what_is_in_it_what_came_late_and_what_it_waits_for() {
    let activities = [
        own("2026-05-02", Some("2026-05-02T10:00:00")),
        own("2026-05-28", Some("2026-06-10T10:00:00")),
        own("2026-05-29", None),
        own("2026-04-03", Some("2026-06-01T10:00:00")),
        own("2026-06-02", Some("2026-06-02T10:00:00")),
    ];
    let of = |now| HandOver::of(month("2026-05"), at(now), activities);
    let waiting = of("2026-06-12T09:00:00");
    assert_eq!(
        (waiting.stage, waiting.in_time, waiting.late, waiting.of_earlier, waiting.awaited),
        (Stage::Waiting, 1, 1, 1, 1)
    );
    let closed = of("2026-06-21T00:00:00");
    assert_eq!(
        (closed.stage, closed.included(), closed.awaited),
        (Stage::Closed, 3, 0),
        "June waits for it now"
    );
}

proptest! {
    /// Nothing is lost and nothing is handed over twice, whenever it comes.
    #[test]
    fn f15_whatever_arrives_belongs_to_exactly_one_month_not_made_up_and_closed_before(
        on in 0_u64..1500, after in 0_i64..(400 * 24 * 60),
    ) {
        let on = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(on);
        let arrived = on.and_time(NaiveTime::MIN) + chrono::TimeDelta::minutes(after);
        let activity = Activity { delivered_by: DeliveredBy::Municipality, on, arrived: Some(arrived) };
        let with: Vec<Month> = (0..20)
            .scan(Month::of(on), |month, _| Some(std::mem::replace(month, month.next())))
            .filter(|month| HandOver::of(*month, arrived, [activity]).included() == 1)
            .collect();
        prop_assert_eq!(with.len(), 1);
        prop_assert_ne!(stage(with[0], arrived), Stage::Closed);
    }
}
