use db::rights::{ReadCourses, WriteCourses};
use db::{Error, Submission};
use domain::access::Role;
use domain::course::{Course, CourseState, LifeEvent, LifeEventInput, NewLifeEvent};

use crate::fixture::{Fixture, SILKEBORG, VIBORG, end, now, object, start};
use crate::on_both_engines;

/// An event of today.
pub(crate) fn event(event: LifeEvent, reason: Option<&str>) -> NewLifeEvent {
    event_on(event, now().date_naive(), reason)
}

fn event_on(event: LifeEvent, on: chrono::NaiveDate, reason: Option<&str>) -> NewLifeEvent {
    NewLifeEvent::check(&LifeEventInput { event, on, reason }, now().date_naive()).unwrap()
}

/// Records an event of today on a course as it is now.
pub(crate) async fn record(
    fixture: &Fixture,
    course: &Course,
    what: LifeEvent,
    reason: Option<&str>,
) -> Course {
    let municipality = course.municipality.to_string();
    let reader = fixture.caller::<ReadCourses>(Role::Clinician, &municipality).await;
    let current = fixture.db.courses(&reader).find(course.id).await.unwrap().unwrap();
    let caller = fixture.caller::<WriteCourses>(Role::Clinician, &municipality).await;
    let events = fixture.db.course_events(&caller);
    events.record(course.id, &event(what, reason), Some(current.version), now()).await.unwrap()
}

on_both_engines! {
    async fn a_course_is_moved_on_with_its_version_and_by_the_rules(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let events = fixture.db.course_events(&caller);
        let invite = event(LifeEvent::Invited, None);
        let missing = events.record(course.id, &invite, None, now()).await;
        assert!(matches!(missing, Err(Error::PreconditionRequired)));
        let invited = events.record(course.id, &invite, Some(1), now()).await.unwrap();
        assert_eq!((invited.state, invited.version), (CourseState::Invited, 2));
        let stale = events.record(course.id, &invite, Some(1), now()).await;
        assert!(matches!(stale, Err(Error::Stale { current: 2 })));
        let illegal = events.record(course.id, &event(LifeEvent::Closed, None), Some(2), now()).await;
        assert!(matches!(illegal, Err(Error::Conflict("illegal_transition"))));
        let foreign = fixture.caller::<WriteCourses>(Role::Clinician, VIBORG).await;
        let unknown = fixture.db.course_events(&foreign).record(course.id, &invite, Some(2), now()).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
        assert_eq!(fixture.logged(VIBORG).await.last().unwrap(), "course.record not_found");
    }

    async fn what_happened_can_be_read_with_its_reason_by_the_own_municipality_only(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        record(&fixture, &course, LifeEvent::Paused, Some("Indlagt på ortopædkirurgisk")).await;
        record(&fixture, &course, LifeEvent::Resumed, None).await;
        let caller = fixture.caller::<ReadCourses>(Role::Clinician, SILKEBORG).await;
        let life = fixture.db.course_events(&caller).of_course(course.id).await.unwrap();
        let events: Vec<_> = life.events.iter().map(|event| (event.event, event.reason.as_deref(), event.after)).collect();
        assert_eq!(events, [
            (LifeEvent::Paused, Some("Indlagt på ortopædkirurgisk"), CourseState::Paused),
            (LifeEvent::Resumed, None, CourseState::InProgress),
        ]);
        assert!(!life.events[0].recorded_by.is_empty());
        let sealed = fixture.bytes("course_event", "reason_sealed").await;
        assert!(sealed.len() == 1 && !sealed[0].contains(&hex::encode("ortop")), "{sealed:?}");
        let foreign = fixture.caller::<ReadCourses>(Role::Clinician, VIBORG).await;
        let unknown = fixture.db.course_events(&foreign).of_course(course.id).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
        assert_eq!(fixture.logged(VIBORG).await.last().unwrap(), "course.events not_found");
    }

    async fn a_pause_cannot_end_before_it_began(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        let paused = record(&fixture, &course, LifeEvent::Paused, Some("Ferie")).await;
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let before = event_on(LifeEvent::Resumed, "2026-06-14".parse().unwrap(), None);
        let refused = fixture.db.course_events(&caller).record(course.id, &before, Some(paused.version), now()).await;
        assert!(matches!(refused, Err(Error::Conflict("event_out_of_order"))), "{refused:?}");
    }

    async fn a_locked_course_takes_no_form_until_it_is_reopened_where_it_was(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        let dropped = serde_json::json!({
            "end_type": "dropped_out", "end_date": "2026-05-20", "end_reason": "no_show",
        });
        fixture.submit(&course, "end", dropped).await;
        record(&fixture, &course, LifeEvent::Closed, None).await;
        let writer = fixture.caller::<db::rights::WriteForms>(Role::Clinician, SILKEBORG).await;
        let forms = fixture.db.forms(&writer);
        let locked = forms.submit(course.id, "end", &object(end()), None, Some(1), now()).await;
        assert!(matches!(locked, Err(Error::Conflict("illegal_transition"))), "{locked:?}");
        let open = record(&fixture, &course, LifeEvent::Reopened, Some("Borgeren vendte tilbage")).await;
        assert_eq!(open.state, CourseState::DroppedOut);
        let corrected = forms.submit(course.id, "end", &object(end()), Some("Vendte tilbage"), Some(1), now()).await.unwrap();
        assert!(matches!(corrected, Submission::Accepted(submitted) if submitted.course.state == CourseState::Ended));
    }

    async fn a_rejected_course_is_not_reopened_beside_a_running_one(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let rejected = record(&fixture, &course, LifeEvent::Rejected, Some("Uden for målgruppen")).await;
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        fixture.db.courses(&caller).open(course.citizen, crate::fixture::PROGRAMME, now()).await.unwrap();
        let reopen = event(LifeEvent::Reopened, Some("Alligevel"));
        let refused = fixture.db.course_events(&caller).record(course.id, &reopen, Some(rejected.version), now()).await;
        assert!(matches!(refused, Err(Error::Conflict("course_already_open"))), "{refused:?}");
        assert_eq!(fixture.logged(SILKEBORG).await.last().unwrap(), "course.record refused");
    }
}
