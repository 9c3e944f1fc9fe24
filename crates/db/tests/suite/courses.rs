use db::rights::{ReadCourses, WriteCourses};
use db::{CourseFilter, Error};
use domain::access::Role;
use domain::course::{CourseState, LifeEvent};

use domain::ids::CitizenId;
use uuid::Uuid;

use crate::course_events::record;
use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, VIBORG, nobody, now, start};
use crate::on_both_engines;

on_both_engines! {
    async fn a_citizen_has_one_running_course_at_a_time(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        assert_eq!((course.course_no, course.state), (1, CourseState::Referred));
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let courses = fixture.db.courses(&caller);
        let second = courses.open(course.citizen, PROGRAMME, now()).await;
        assert!(matches!(second, Err(Error::Conflict("course_already_open"))), "{second:?}");
        record(&fixture, &course, LifeEvent::Rejected, Some("Uden for målgruppen")).await;
        let next = courses.open(course.citizen, PROGRAMME, now()).await.unwrap();
        assert_eq!(next.course_no, 2);
    }

    async fn fifty_parallel_openings_make_one_course(fixture: Fixture) {
        let citizen = fixture.citizen(SILKEBORG, 1).await;
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let courses = fixture.db.courses(&caller);
        let openings = (0..50).map(|_| courses.open(citizen.id, PROGRAMME, now()));
        let results = futures::future::join_all(openings).await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
        assert!(results.iter().all(|r| matches!(r, Ok(_) | Err(Error::Conflict("course_already_open") | Error::Unavailable(_)))));
    }

    async fn a_course_needs_a_citizen_of_the_municipality_and_a_known_programme(fixture: Fixture) {
        let foreign = fixture.citizen(VIBORG, 1).await;
        let own = fixture.citizen(SILKEBORG, 1).await;
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let courses = fixture.db.courses(&caller);
        for (citizen, programme) in
            [(foreign.id, PROGRAMME), (CitizenId::new(Uuid::nil()), PROGRAMME), (own.id, "unheard_of")]
        {
            let refused = courses.open(citizen, programme, now()).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        }
    }

    async fn the_work_list_pages_through_all_courses_of_the_municipality_and_no_others(fixture: Fixture) {
        for number in 0..5 {
            fixture.course(SILKEBORG, number).await;
        }
        fixture.course(VIBORG, 7).await;
        let caller = fixture.caller::<ReadCourses>(Role::Clinician, SILKEBORG).await;
        let courses = fixture.db.courses(&caller);
        let (mut seen, mut cursor) = (Vec::new(), None);
        loop {
            let page = courses.list(&CourseFilter::default(), cursor.as_deref(), 2).await.unwrap();
            assert_eq!(page.total, 5);
            seen.extend(page.courses.iter().map(|listed| listed.citizen.name.as_str().to_owned()));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 5);
        assert!(seen.iter().all(|name| !name.contains("Prøve7")));
    }

    async fn the_work_list_is_filtered_by_state_citizen_and_programme(fixture: Fixture) {
        let started = fixture.course(SILKEBORG, 1).await;
        let waiting = fixture.course(SILKEBORG, 2).await;
        fixture.submit(&started, "start", start()).await;
        let caller = fixture.caller::<ReadCourses>(Role::Clinician, SILKEBORG).await;
        let courses = fixture.db.courses(&caller);
        let by_state = CourseFilter {
            states: vec![CourseState::InProgress, CourseState::Paused],
            ..CourseFilter::default()
        };
        let page = courses.list(&by_state, None, 10).await.unwrap();
        assert_eq!(page.total, 1);
        assert_eq!(page.courses[0].course.id, started.id);
        assert_eq!(page.courses[0].forms["start"].version, 1);
        let by_citizen = CourseFilter { citizen: Some(waiting.citizen), ..CourseFilter::default() };
        let page = courses.list(&by_citizen, None, 10).await.unwrap();
        assert_eq!(page.courses[0].course.id, waiting.id);
        assert!(page.courses[0].forms.is_empty());
        let other = CourseFilter { programme: Some("copd".into()), ..CourseFilter::default() };
        assert_eq!(courses.list(&other, None, 10).await.unwrap().total, 0);
    }

    async fn a_cursor_of_another_municipality_or_an_invented_one_is_refused(fixture: Fixture) {
        for number in 0..3 {
            fixture.course(SILKEBORG, number).await;
            fixture.course(VIBORG, number).await;
        }
        let viborg = fixture.caller::<ReadCourses>(Role::Clinician, VIBORG).await;
        let page = fixture.db.courses(&viborg).list(&CourseFilter::default(), None, 1).await.unwrap();
        let silkeborg = fixture.caller::<ReadCourses>(Role::Clinician, SILKEBORG).await;
        for cursor in [page.next.unwrap().as_str(), "", "zz", "00", &"0".repeat(64)] {
            let refused = fixture.db.courses(&silkeborg).list(&CourseFilter::default(), Some(cursor), 1).await;
            assert!(matches!(refused, Err(Error::Conflict("invalid_cursor"))), "{cursor}");
        }
    }

    async fn a_course_is_read_and_the_reading_logged(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let caller = fixture.caller::<ReadCourses>(Role::Coordinator, SILKEBORG).await;
        let courses = fixture.db.courses(&caller);
        assert_eq!(courses.find(course.id).await.unwrap(), Some(course.clone()));
        assert_eq!(courses.find(nobody()).await.unwrap(), None);
        let foreign = fixture.caller::<ReadCourses>(Role::Clinician, VIBORG).await;
        assert_eq!(fixture.db.courses(&foreign).find(course.id).await.unwrap(), None);
        assert_eq!(fixture.logged(VIBORG).await.last().unwrap(), "course.read not_found");
    }
}
