use std::collections::BTreeSet;

use uuid::Uuid;

use super::transitions::TRANSITIONS;
use super::*;
use crate::wire::check;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn course(course_no: i32, state: CourseState) -> Course {
    Course {
        id: CourseId::new(Uuid::from_u128(u128::try_from(course_no).unwrap())),
        municipality: "0740".parse().unwrap(),
        citizen: CitizenId::new(Uuid::from_u128(7)),
        programme: "hjertekom".to_owned(),
        programme_version: "2026.1".to_owned(),
        course_no,
        state,
        key: None,
        opened_on: date("2024-01-02"),
        started_on: None,
        ended_on: None,
        version: 1,
    }
}

#[test]
fn ids_labels_and_serde_agree() {
    check::round_trips(CourseState::ALL, CourseState::id, CourseState::label);
    check::round_trips(CourseEvent::ALL, CourseEvent::id, CourseEvent::label);
}

#[test]
fn the_table_has_every_state_once_and_no_event_twice() {
    let states: Vec<_> = TRANSITIONS.iter().map(|(state, _)| *state).collect();
    assert_eq!(states, CourseState::ALL);
    for (state, accepted) in TRANSITIONS {
        let events: BTreeSet<_> = accepted.iter().map(|(event, _)| *event).collect();
        assert_eq!(events.len(), accepted.len(), "{state} accepts an event twice");
    }
}

#[test]
fn every_state_is_reachable_and_every_event_is_used() {
    let mut reached = BTreeSet::from([CourseState::FIRST]);
    let mut used = BTreeSet::new();
    loop {
        let before = reached.len();
        for state in reached.clone() {
            for (event, next) in state.transitions() {
                used.insert(event);
                reached.insert(next);
            }
        }
        if reached.len() == before {
            break;
        }
    }
    assert_eq!(reached.len(), CourseState::ALL.len());
    assert_eq!(used.len(), CourseEvent::ALL.len());
}

#[test]
fn the_main_road_leads_from_referral_to_lock() {
    use CourseEvent as E;
    use CourseState as S;
    let steps = [
        (E::Invited, S::Invited),
        (E::Started, S::InProgress),
        (E::Paused, S::Paused),
        (E::Resumed, S::InProgress),
        (E::Completed, S::Ended),
        (E::FollowedUp, S::Followup),
        (E::Closed, S::Closed),
    ];
    let mut state = CourseState::FIRST;
    for (event, expected) in steps {
        state = state.after(event).unwrap();
        assert_eq!(state, expected);
    }
}

#[test]
fn a_locked_course_accepts_nothing_but_being_reopened() {
    for &event in CourseEvent::ALL {
        let result = CourseState::Closed.after(event);
        if event == CourseEvent::Reopened {
            assert_eq!(result, Ok(CourseState::Ended));
        } else {
            let refused = result.unwrap_err();
            assert_eq!(refused, IllegalTransition { state: CourseState::Closed, event });
            assert!(refused.message().da.contains("Lukket"));
            assert!(refused.message().en.contains("Closed"));
        }
    }
}

#[test]
fn a_citizen_who_has_been_met_cannot_become_not_started() {
    assert!(CourseState::InProgress.after(CourseEvent::NotStarted).is_err());
    assert!(CourseState::Paused.after(CourseEvent::NotStarted).is_err());
    assert_eq!(CourseState::Invited.after(CourseEvent::NotStarted), Ok(CourseState::NotStarted));
}

#[test]
fn a_corrected_form_keeps_the_state_and_a_corrected_end_type_moves_it() {
    assert_eq!(CourseState::Ended.after(CourseEvent::Started), Ok(CourseState::Ended));
    assert_eq!(CourseState::Followup.after(CourseEvent::Completed), Ok(CourseState::Followup));
    assert_eq!(CourseState::DroppedOut.after(CourseEvent::Completed), Ok(CourseState::Ended));
    assert_eq!(CourseState::Ended.after(CourseEvent::DroppedOut), Ok(CourseState::DroppedOut));
}

#[test]
fn no_form_opens_a_course_that_has_ended() {
    for (form, end_type, event) in super::transitions::FORM_EVENTS {
        for state in CourseState::ALL.iter().filter(|state| !state.is_open()) {
            let after = state.after(*event);
            assert!(
                after.is_err() || after.is_ok_and(|after| !after.is_open()),
                "{state:?} {form} {end_type:?}"
            );
        }
    }
}

#[test]
fn a_follow_up_needs_an_end() {
    for state in [CourseState::Referred, CourseState::InProgress, CourseState::Rejected] {
        assert!(!state.accepts_form("followup"), "{state}");
    }
    assert!(CourseState::Ended.accepts_form("followup"));
    assert!(CourseState::Referred.accepts_form("end"));
    assert!(!CourseState::Closed.accepts_form("start"));
    assert!(!CourseState::Ended.accepts_form("unheard_of"));
}

#[test]
fn a_submitted_form_is_an_event() {
    assert_eq!(CourseEvent::from_form("start", None), Ok(CourseEvent::Started));
    assert_eq!(CourseEvent::from_form("start", Some("died")), Ok(CourseEvent::Started));
    assert_eq!(CourseEvent::from_form("end", Some("died")), Ok(CourseEvent::Died));
    assert!(CourseEvent::from_form("end", None).is_err());
    assert!(CourseEvent::from_form("end", Some("bored")).is_err());
    assert!(CourseEvent::from_form("plan", None).is_err());
}

#[test]
fn a_state_is_never_both_open_and_final() {
    assert!(CourseState::ALL.iter().all(|state| !(state.is_open() && state.is_final())));
}

#[test]
fn the_first_referral_opens_course_number_one() {
    assert_eq!(decide_referral([], "hjertekom", None), ReferralDecision::OpenNew { course_no: 1 });
}

#[test]
fn a_referral_joins_the_course_that_is_running_even_after_a_new_event() {
    for state in [CourseState::Referred, CourseState::Invited, CourseState::InProgress, CourseState::Paused] {
        let running = course(2, state);
        let courses = [running.clone(), course(1, CourseState::Closed)];
        for event in [None, Some(date("2026-01-01"))] {
            let decision = decide_referral(&courses, "hjertekom", event);
            assert_eq!(decision, ReferralDecision::Join { course: running.id });
        }
    }
}

#[test]
fn a_readmission_opens_the_next_course_and_an_old_event_joins_the_ended_one() {
    let mut ended = course(1, CourseState::Ended);
    ended.ended_on = Some(date("2024-06-01"));
    let decide = |event: Option<&str>| decide_referral([&ended], "hjertekom", event.map(date));
    assert_eq!(decide(Some("2024-06-02")), ReferralDecision::OpenNew { course_no: 2 });
    assert_eq!(decide(Some("2024-06-01")), ReferralDecision::Join { course: ended.id });
    assert_eq!(decide(None), ReferralDecision::OpenNew { course_no: 2 });
}

#[test]
fn a_course_that_left_the_workflow_is_never_joined() {
    for &state in CourseState::ALL.iter().filter(|state| state.is_final()) {
        let mut last = course(3, state);
        last.ended_on = Some(date("2024-06-01"));
        let decision = decide_referral([&last], "hjertekom", Some(date("2024-05-01")));
        assert_eq!(decision, ReferralDecision::OpenNew { course_no: 4 }, "{state}");
    }
}

#[test]
fn a_course_of_another_programme_does_not_matter() {
    let mut other = course(5, CourseState::InProgress);
    other.programme = "copd".to_owned();
    assert_eq!(decide_referral([&other], "hjertekom", None), ReferralDecision::OpenNew { course_no: 1 });
}
