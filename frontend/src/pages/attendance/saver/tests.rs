use domain::attendance::{SessionDelivery, SessionKind};
use domain::ids::{CourseId, SessionId};
use uuid::Uuid;

use super::*;

fn planned() -> SessionView {
    SessionView {
        id: SessionId::new(Uuid::from_u128(1)),
        course_id: CourseId::new(Uuid::from_u128(2)),
        group_id: None,
        held_on: "2026-11-24".parse().unwrap(),
        starts_at: None,
        kind: SessionKind::Training,
        delivery: SessionDelivery::Individual,
        title: None,
        status: AttendanceStatus::Planned,
        note: None,
        version: 1,
    }
}

fn attended(known: &SessionView) -> SessionView {
    SessionView { status: AttendanceStatus::Attended, ..known.clone() }
}

#[test]
fn recording_who_came_keeps_the_day_and_the_remark_somebody_else_gave_the_session() {
    let known = planned();
    let theirs = SessionView {
        held_on: "2026-11-26".parse().unwrap(),
        starts_at: "10:30".parse().ok(),
        note: Some("Med rollator".to_owned()),
        version: 4,
        ..planned()
    };
    let wanted = attended(&known);
    assert!(!clashes(&wanted, &known, &theirs));
    assert_eq!(merged(&wanted, &known, &theirs), SessionView { status: wanted.status, ..theirs });
}

#[test]
fn a_remark_does_not_take_back_what_somebody_else_recorded() {
    let known = planned();
    let wanted = SessionView { note: Some("Ringer i morgen".to_owned()), ..planned() };
    let theirs = SessionView { version: 2, ..attended(&known) };
    assert!(!clashes(&wanted, &known, &theirs));
    assert_eq!(merged(&wanted, &known, &theirs), SessionView { note: wanted.note, ..theirs });
}

#[test]
fn only_two_different_records_of_one_session_clash() {
    let known = planned();
    let theirs = SessionView { status: AttendanceStatus::NoShow, version: 2, ..planned() };
    assert!(clashes(&attended(&known), &known, &theirs));
    assert!(!clashes(&theirs, &known, &theirs), "the same");
    assert!(!clashes(&attended(&known), &known, &known), "theirs is what was seen");
}

#[test]
fn a_key_pressed_during_a_save_stays_whatever_comes_of_the_save() {
    let owner = Owner::new();
    owner.set();
    let row = RwSignal::new(planned());
    let sent = Change { wanted: attended(&planned()), known: planned(), row };
    let absent = SessionView { status: AttendanceStatus::NoShow, ..planned() };
    let waiting = || vec![Change { wanted: absent.clone(), known: sent.wanted.clone(), row }];

    let mut after = waiting();
    let moved = SessionView { held_on: "2026-11-26".parse().unwrap(), version: 5, ..sent.wanted.clone() };
    let newer = on_top_of(&Ok(Sent::Saved(moved.clone())), &sent, &mut after).unwrap();
    assert_eq!(newer, SessionView { status: AttendanceStatus::NoShow, ..moved.clone() });
    assert_eq!(after[0].known, moved);

    let mut after = waiting();
    let failed = Err(ClientError::Network);
    assert_eq!(on_top_of(&failed, &sent, &mut after), Some(absent.clone()));
    assert_eq!(after[0].known, sent.known, "the server never had what was sent");

    let mut after = waiting();
    assert_eq!(on_top_of(&Ok(Sent::Clash(moved)), &sent, &mut after), None);
    assert!(after.is_empty());
}
