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

/// A queue with one session on its way, recorded as attended.
fn sending() -> (Queue, Change, RwSignal<SessionView>) {
    let row = RwSignal::new(planned());
    let mut queue = Queue::default();
    let (starts, said) = queue.add(planned(), attended(&planned()), row);
    assert!(starts && matches!(said, Said::Saving));
    let change = queue.take().unwrap();
    (queue, change, row)
}

fn absent(known: &SessionView) -> SessionView {
    SessionView { status: AttendanceStatus::NoShow, ..known.clone() }
}

fn network() -> Answer<Sent> {
    Err(ClientError::Network)
}

#[test]
fn a_key_pressed_during_a_save_stays_whatever_comes_of_the_save() {
    let owner = Owner::new();
    owner.set();
    let moved = SessionView { held_on: "2026-11-26".parse().unwrap(), version: 5, ..attended(&planned()) };

    let (mut queue, sent, row) = sending();
    queue.add(sent.wanted.clone(), absent(&planned()), row);
    let (newer, said) = queue.answered(&Ok(Sent::Saved(moved.clone())), &sent);
    assert_eq!(newer, Some(absent(&moved)));
    assert_eq!(queue.waiting[0].known, moved);
    assert!(matches!(said, Said::Saving), "not all is saved: {said:?}");

    let (mut queue, sent, row) = sending();
    queue.add(sent.wanted.clone(), absent(&planned()), row);
    let (newer, _) = queue.answered(&network(), &sent);
    assert_eq!(newer, Some(absent(&planned())));
    assert_eq!(queue.waiting[0].known, sent.known, "the server never had what was sent");

    let (mut queue, sent, row) = sending();
    queue.add(sent.wanted.clone(), absent(&planned()), row);
    assert_eq!(queue.answered(&Ok(Sent::Clash(moved)), &sent).0, None);
    assert!(queue.waiting.is_empty());
}

#[test]
fn what_could_not_be_sent_waits_to_be_sent_again() {
    let owner = Owner::new();
    owner.set();
    let (mut queue, sent, row) = sending();
    queue.put_back(sent.clone(), false);
    assert_eq!(queue.on_screen(planned()), sent.wanted, "it stays on the screen when the list is drawn anew");
    queue.add(sent.wanted.clone(), absent(&planned()), row);
    let again = queue.take().unwrap();
    assert_eq!((again.wanted.clone(), again.known.clone()), (absent(&planned()), planned()));
    assert!(queue.waiting.is_empty(), "one request for one session");
    let saved = SessionView { version: 2, ..again.wanted.clone() };
    let (_, said) = queue.answered(&Ok(Sent::Saved(saved.clone())), &again);
    assert!(matches!(said, Said::Saved(_)), "{said:?}");
    assert_eq!(queue.on_screen(planned()), saved, "a list that was asked for before it was saved is older");
}

#[test]
fn what_arrived_although_its_answer_was_lost_is_nobody_elses() {
    let owner = Owner::new();
    owner.set();
    let (mut queue, sent, row) = sending();
    queue.put_back(sent.clone(), true);
    queue.add(sent.wanted.clone(), absent(&planned()), row);
    let again = queue.take().unwrap();
    let remark = Some("Med rollator".to_owned());
    let theirs = SessionView { version: 2, note: remark.clone(), ..attended(&planned()) };
    let known = again.knowing(&theirs).known;
    assert!(!clashes(&again.wanted, &known, &theirs));
    assert_eq!(merged(&again.wanted, &known, &theirs).note, remark);
    let others = SessionView { version: 2, status: AttendanceStatus::CancelledByCitizen, ..planned() };
    assert!(clashes(&again.wanted, &again.knowing(&others).known, &others));
}

#[test]
fn a_failure_is_not_hidden_by_what_is_saved_after_it() {
    let owner = Owner::new();
    owner.set();
    let (mut queue, sent, _) = sending();
    let second = SessionView { id: SessionId::new(Uuid::from_u128(3)), ..planned() };
    let row = RwSignal::new(second.clone());
    queue.add(second.clone(), attended(&second), row);
    let refused = Err(ClientError::Unexpected { status: 413 });
    assert!(matches!(queue.answered(&refused, &sent).1, Said::Failed(_)));
    let next = queue.take().unwrap();
    let (_, said) = queue.answered(&Ok(Sent::Saved(next.wanted.clone())), &next);
    assert!(matches!(said, Said::Failed(_)), "{said:?}");
    assert!(queue.take().is_none());
    let (_, said) = queue.add(second.clone(), attended(&second), row);
    assert!(matches!(said, Said::Saving), "the next key begins anew: {said:?}");
}
