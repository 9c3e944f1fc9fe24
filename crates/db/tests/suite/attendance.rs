use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use db::rights::{Import, ReadCourses, WriteCourses};
use db::{CourseFilter, Error, ImportedGroup, ImportedSession};
use domain::access::Role;
use domain::attendance::{AttendanceStatus, SessionDelivery, SessionDraft, SessionKind};
use domain::course::Course;
use domain::ids::{CourseId, GroupSessionId, SessionId};
use domain::radar::WarningKind;
use serde_json::json;
use uuid::Uuid;

use crate::fixture::{Fixture, SILKEBORG, VIBORG, minutes, nobody, now, start};
use crate::on_both_engines;

use AttendanceStatus::{Attended, CancelledByCitizen, CancelledByMunicipality, NoShow, Planned};

fn today() -> NaiveDate {
    now().date_naive()
}

fn ago(days: u64) -> NaiveDate {
    today().checked_sub_days(Days::new(days)).unwrap()
}

fn ahead(days: u64) -> NaiveDate {
    today().checked_add_days(Days::new(days)).unwrap()
}

fn training(held_on: NaiveDate, status: AttendanceStatus) -> SessionDraft {
    SessionDraft {
        held_on,
        starts_at: "10:30".parse().ok(),
        kind: SessionKind::Training,
        delivery: SessionDelivery::Group,
        title: Some("Hold A".into()),
        status,
        note: Some("kom for sent".into()),
    }
}

/// Plans a group session with one citizen.
pub(crate) async fn group(fixture: &Fixture, course: &Course) {
    let caller = fixture.caller::<WriteCourses>(Role::Clinician, &course.municipality.to_string()).await;
    let draft = training(today(), Planned);
    fixture.db.attendance(&caller).add_group(draft, vec![course.id], now()).await.unwrap();
}

impl Fixture {
    async fn sessions(&self, course: &Course, drafts: Vec<SessionDraft>) -> Vec<domain::attendance::Session> {
        let caller = self.caller::<WriteCourses>(Role::Clinician, &course.municipality.to_string()).await;
        self.db.attendance(&caller).add(course.id, drafts, now()).await.unwrap()
    }

    /// A course that began so many days ago.
    async fn running(&self, municipality: &str, number: u32, days: u64) -> Course {
        let course = self.course(municipality, number).await;
        let mut answers = start();
        answers["initial_meeting_date"] = json!(ago(days));
        self.submit(&course, "start", answers).await;
        course
    }

    async fn listed(&self, filter: CourseFilter) -> Vec<db::ListedCourse> {
        let caller = self.caller::<ReadCourses>(Role::Clinician, SILKEBORG).await;
        self.db.courses(&caller).list(&filter, None, 50).await.unwrap().courses
    }
}

fn ids(listed: &[db::ListedCourse]) -> Vec<CourseId> {
    listed.iter().map(|listed| listed.course.id).collect()
}

on_both_engines! {
    async fn a_series_is_added_and_read_in_the_order_it_is_held(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let drafts = vec![training(ahead(7), Planned), training(ago(1), Attended), training(today(), Planned)];
        let added = fixture.sessions(&course, drafts).await;
        let days: Vec<_> = added.iter().map(|session| session.held_on).collect();
        assert_eq!(days, [ago(1), today(), ahead(7)]);
        assert_eq!(added[0].note.as_deref(), Some("kom for sent"));
        assert_eq!(added[0].starts_at.unwrap().to_string(), "10:30");
        let reader = fixture.caller::<ReadCourses>(Role::Coordinator, SILKEBORG).await;
        assert_eq!(fixture.db.attendance(&reader).of_course(course.id).await.unwrap(), added);
        let sealed = fixture.look("SELECT title FROM attendance WHERE note_sealed IS NOT NULL").await;
        assert_eq!(sealed.len(), 3);
        let log = fixture.logged(SILKEBORG).await;
        let told: Vec<_> = log.iter().filter(|line| line.starts_with("attendance")).collect();
        assert_eq!(told, ["attendance.add done", "attendance.list done"]);
    }

    async fn a_session_is_changed_with_the_version_it_was_seen_in(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let session = fixture.sessions(&course, vec![training(today(), Planned)]).await.remove(0);
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let attendance = fixture.db.attendance(&caller);
        let came = || SessionDraft { note: None, ..training(today(), Attended) };
        let missing = attendance.change(course.id, session.id, came(), None, now()).await;
        assert!(matches!(missing, Err(Error::PreconditionRequired)), "{missing:?}");
        let changed = attendance.change(course.id, session.id, came(), Some(1), now()).await.unwrap();
        assert_eq!((changed.status, changed.note, changed.version), (Attended, None, 2));
        let stale = attendance.change(course.id, session.id, came(), Some(1), now()).await;
        assert!(matches!(stale, Err(Error::Stale { current: 2 })), "{stale:?}");
        let told = fixture.look("SELECT criterion FROM access_log WHERE action = 'attendance.record' AND result = 'done'").await;
        assert_eq!(told, ["attended"]);
    }

    async fn fifty_parallel_changes_over_one_version_let_one_through(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let session = fixture.sessions(&course, vec![training(today(), Planned)]).await.remove(0);
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let attendance = fixture.db.attendance(&caller);
        let changes = (0..50).map(|_| attendance.change(course.id, session.id, training(today(), Attended), Some(1), now()));
        let results = futures::future::join_all(changes).await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
    }

    async fn what_belongs_to_another_municipality_or_course_is_not_there(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let other = fixture.course(SILKEBORG, 2).await;
        let session = fixture.sessions(&course, vec![training(today(), Planned)]).await.remove(0);
        let own = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let foreign = fixture.caller::<WriteCourses>(Role::Clinician, VIBORG).await;
        let reader = fixture.caller::<ReadCourses>(Role::Clinician, VIBORG).await;
        for (caller, course, id) in [
            (&foreign, course.id, session.id),
            (&own, other.id, session.id),
            (&own, nobody(), session.id),
            (&own, course.id, SessionId::new(Uuid::from_u128(7))),
        ] {
            let refused = fixture.db.attendance(caller).change(course, id, training(today(), Attended), Some(1), now()).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        }
        let refused = fixture.db.attendance(&foreign).add(course.id, vec![training(today(), Planned)], now()).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        assert!(matches!(fixture.db.attendance(&reader).of_course(course.id).await, Err(Error::NotFound)));
        let group = fixture.db.attendance(&foreign).add_group(training(today(), Planned), vec![course.id], now()).await;
        assert!(matches!(group, Err(Error::NotFound)));
        assert!(fixture.look("SELECT title FROM group_session").await.is_empty());
    }

    async fn a_locked_course_takes_no_sessions(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        fixture.tamper("UPDATE course SET state = 'rejected'").await;
        let attendance = fixture.db.attendance(&caller);
        let refused = attendance.add(course.id, vec![training(today(), Planned)], now()).await;
        assert!(matches!(refused, Err(Error::Conflict("course_locked"))), "{refused:?}");
        let refused = attendance.add_group(training(today(), Planned), vec![course.id], now()).await;
        assert!(matches!(refused, Err(Error::Conflict("course_locked"))), "{refused:?}");
    }

    async fn a_group_is_planned_and_recorded_for_all_its_citizens_at_once(fixture: Fixture) {
        let courses = [fixture.course(SILKEBORG, 1).await, fixture.course(SILKEBORG, 2).await, fixture.course(SILKEBORG, 3).await];
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let attendance = fixture.db.attendance(&caller);
        let two = vec![courses[1].id, courses[0].id];
        let group = attendance.add_group(training(today(), Planned), two, now()).await.unwrap();
        assert_eq!((group.title.as_str(), group.version, group.members.len()), ("Hold A", 1, 2));
        assert!(group.members[0].citizen.name.as_str() < group.members[1].citizen.name.as_str(), "by name");

        // Everybody came, and somebody who was not in the group yet.
        let everybody: BTreeMap<_, _> = courses.iter().map(|course| (course.id, Attended)).collect();
        assert!(matches!(attendance.record_group(group.id, everybody.clone(), None, now()).await, Err(Error::PreconditionRequired)));
        let recorded = attendance.record_group(group.id, everybody.clone(), Some(1), now()).await.unwrap();
        assert_eq!((recorded.version, recorded.members.len()), (2, 3));
        assert!(recorded.members.iter().all(|member| member.session.status == Attended));
        assert!(matches!(attendance.record_group(group.id, everybody.clone(), Some(1), now()).await, Err(Error::Stale { current: 2 })));

        // One exception, recorded in the citizen's own register: the group hears of it.
        let session = recorded.members[0].session.clone();
        let moved = SessionDraft { held_on: ahead(3), title: Some("Andet".into()), ..training(today(), CancelledByCitizen) };
        let changed = attendance.change(session.course, session.id, moved, Some(session.version), now()).await.unwrap();
        assert_eq!((changed.held_on, changed.title.as_deref(), changed.status), (today(), Some("Hold A"), CancelledByCitizen));
        let reader = fixture.caller::<ReadCourses>(Role::Clinician, SILKEBORG).await;
        let groups = fixture.db.attendance(&reader).groups(today(), today()).await.unwrap();
        assert_eq!((groups.len(), groups[0].version, groups[0].members[0].session.status), (1, 3, CancelledByCitizen));
        assert!(fixture.db.attendance(&reader).groups(ahead(1), ahead(9)).await.unwrap().is_empty());
        let foreign = fixture.caller::<ReadCourses>(Role::Clinician, VIBORG).await;
        assert!(fixture.db.attendance(&foreign).groups(today(), today()).await.unwrap().is_empty());

        // Every citizen's own line is in the log.
        let told = fixture.look("SELECT action FROM access_log WHERE action = 'attendance.record' AND result = 'done'").await;
        assert_eq!(told.len(), 2 + 3 + 1);
    }

    async fn a_group_is_not_recorded_before_its_day_nor_with_somebody_else_s_course(fixture: Fixture) {
        let (own, foreign) = (fixture.course(SILKEBORG, 1).await, fixture.course(VIBORG, 2).await);
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let attendance = fixture.db.attendance(&caller);
        let group = attendance.add_group(training(ahead(1), Planned), vec![own.id], now()).await.unwrap();
        let record = async |course, status| {
            attendance.record_group(group.id, BTreeMap::from([(course, status)]), Some(group.version), now()).await
        };
        assert!(matches!(record(own.id, Attended).await, Err(Error::Conflict("in_the_future"))));
        assert!(matches!(record(foreign.id, Planned).await, Err(Error::NotFound)));
        let unknown = GroupSessionId::new(Uuid::from_u128(9));
        let lost = attendance.record_group(unknown, BTreeMap::from([(own.id, Planned)]), Some(1), now()).await;
        assert!(matches!(lost, Err(Error::NotFound)));
        let ended = fixture.look("SELECT result FROM access_log WHERE action = 'group_session.record' ORDER BY seq").await;
        assert_eq!(ended, ["refused", "not_found", "not_found"], "what is not there is not called refused");
        assert_eq!(record(own.id, CancelledByMunicipality).await.unwrap().version, 2);
    }

    async fn the_list_of_today_has_sessions_of_today_and_forgotten_ones(fixture: Fixture) {
        let [now_due, forgotten, recorded, later] = [
            fixture.running(SILKEBORG, 1, 30).await,
            fixture.running(SILKEBORG, 2, 30).await,
            fixture.running(SILKEBORG, 3, 30).await,
            fixture.running(SILKEBORG, 4, 30).await,
        ];
        fixture.sessions(&now_due, vec![training(ago(20), NoShow), training(today(), Attended), training(ahead(2), Planned)]).await;
        fixture.sessions(&forgotten, vec![training(ago(14), Planned), training(ago(15), Planned)]).await;
        fixture.sessions(&recorded, vec![training(ago(1), Attended)]).await;
        fixture.sessions(&later, vec![training(ahead(1), Planned)]).await;
        let filter = CourseFilter { session_due: Some(today()), ..CourseFilter::default() };
        let listed = fixture.listed(filter).await;
        let mut found = ids(&listed);
        found.sort();
        let mut expected = [now_due.id, forgotten.id];
        expected.sort();
        assert_eq!(found, expected);
        let of = |course: &Course| listed.iter().find(|listed| listed.course.id == course.id).unwrap();
        let due = &of(&now_due).attendance;
        assert_eq!((due.training.planned, due.training.attended), (3, 1));
        assert_eq!(due.due.iter().map(|session| session.held_on).collect::<Vec<_>>(), [today()]);
        assert_eq!(due.next.as_ref().unwrap().held_on, ahead(2));
        assert_eq!(of(&forgotten).attendance.due.iter().map(|s| s.held_on).collect::<Vec<_>>(), [ago(14)]);
    }

    async fn the_radar_shows_what_can_still_be_kept_the_most_pressing_first(fixture: Fixture) {
        let near = fixture.running(SILKEBORG, 1, 170).await;
        let silent = fixture.running(SILKEBORG, 2, 60).await;
        let sliding = fixture.running(SILKEBORG, 3, 30).await;
        let well = fixture.running(SILKEBORG, 4, 30).await;
        let past = fixture.running(SILKEBORG, 5, 200).await;
        let waiting = fixture.course(SILKEBORG, 6).await;
        fixture.running(VIBORG, 7, 170).await;
        fixture.sessions(&near, vec![training(ago(1), Attended), training(ahead(1), Planned)]).await;
        fixture.sessions(&sliding, vec![training(ago(2), NoShow), training(ago(4), CancelledByCitizen), training(ahead(1), Planned)]).await;
        fixture.sessions(&well, vec![training(ago(2), Attended), training(ahead(1), Planned)]).await;
        let filter = CourseFilter { radar: Some(today()), ..CourseFilter::default() };
        let listed = fixture.listed(filter.clone()).await;
        assert_eq!(ids(&listed), [near.id, silent.id, sliding.id]);
        let kinds = |listed: &db::ListedCourse| listed.attendance.warnings.iter().map(|w| w.kind).collect::<Vec<_>>();
        assert_eq!(kinds(&listed[0]), [WarningKind::PersistenceWindow]);
        assert_eq!(listed[0].attendance.warnings[0].days_left, Some(9));
        assert_eq!(kinds(&listed[1]), [WarningKind::NoContact, WarningKind::NoNextAppointment]);
        assert_eq!(kinds(&listed[2]), [WarningKind::AttendanceSliding]);

        let caller = fixture.caller::<ReadCourses>(Role::Clinician, SILKEBORG).await;
        let courses = fixture.db.courses(&caller);
        let first = courses.list(&filter, None, 2).await.unwrap();
        assert_eq!((ids(&first.courses), first.total), (vec![near.id, silent.id], 3));
        let second = courses.list(&filter, first.next.as_deref(), 2).await.unwrap();
        assert_eq!((ids(&second.courses), second.next), (vec![sliding.id], None));
        for cursor in [past.id.to_string(), waiting.id.to_string(), "nonsense".into()] {
            let refused = courses.list(&filter, Some(&cursor), 2).await;
            assert!(matches!(refused, Err(Error::Conflict("invalid_cursor"))), "{cursor}");
        }
        let shown = courses.show(past.id).await.unwrap().unwrap();
        assert_eq!(shown.attendance.warnings[0].days_left, Some(-21));
    }

    async fn without_any_session_in_the_municipality_only_the_days_warn(fixture: Fixture) {
        let near = fixture.running(SILKEBORG, 1, 130).await;
        fixture.running(SILKEBORG, 2, 100).await;
        let elsewhere = fixture.running(VIBORG, 3, 10).await;
        fixture.sessions(&elsewhere, vec![training(today(), Planned)]).await;
        let listed = fixture.listed(CourseFilter { radar: Some(today()), ..CourseFilter::default() }).await;
        assert_eq!(ids(&listed), [near.id]);
    }

    async fn missing_answers_are_named_with_their_indicator(fixture: Fixture) {
        let course = fixture.running(SILKEBORG, 1, 120).await;
        let mut answers = crate::fixture::end();
        answers["sessions_attended"] = json!({"missing": "unknown"});
        answers["final_meeting_date"] = json!(ago(5));
        fixture.submit(&course, "end", answers).await;
        let listed = fixture.listed(CourseFilter { with_missing: true, ..CourseFilter::default() }).await;
        assert_eq!(ids(&listed), [course.id]);
        let gaps: Vec<_> = listed[0].gaps.iter().map(|gap| format!("{} {}.{}", gap.indicator, gap.form, gap.variable)).collect();
        assert_eq!(gaps, ["sessions80 end.sessions_attended"]);
        assert!(fixture.listed(CourseFilter::default()).await[0].gaps.is_empty());
        fixture.tamper("UPDATE outcome SET version = '2025.1'").await;
        let filter = CourseFilter { with_missing: true, ..CourseFilter::default() };
        assert!(fixture.listed(filter).await.is_empty(), "nobody waits for what only an old definition asks");
    }

    async fn a_follow_up_is_listed_when_it_is_due(fixture: Fixture) {
        let course = fixture.running(SILKEBORG, 1, 120).await;
        let mut answers = crate::fixture::end();
        answers["final_meeting_date"] = json!(ago(5));
        fixture.submit(&course, "end", answers).await;
        let on = async |day: NaiveDate| {
            let listed = fixture.listed(CourseFilter { followup_due: Some(day), ..CourseFilter::default() }).await;
            ids(&listed)
        };
        assert_eq!(on(today()).await, []);
        assert_eq!(on(ahead(85)).await, [course.id]);
        assert_eq!(on(ahead(360)).await, [course.id]);
        assert_eq!(on(ahead(500)).await, []);
    }

    async fn sessions_of_imported_courses_are_imported(fixture: Fixture) {
        let at: DateTime<Utc> = now() + minutes(1);
        let importer = fixture.caller::<Import>(Role::Coordinator, SILKEBORG).await;
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.tamper("UPDATE course SET course_key = 'T-1'").await;
        let session = |key: &str, group| ImportedSession { course_key: key.into(), group, draft: training(today(), Attended) };
        let groups = [ImportedGroup { draft: training(today(), Planned) }];
        let sessions = vec![session("T-1", Some(0)), session("T-1", None), session("T-2", Some(0))];
        let attendance = fixture.db.attendance(&importer);
        assert_eq!(attendance.import(&groups, sessions, at).await.unwrap(), 2);
        assert!(attendance.import(&[], vec![session("T-1", Some(0))], at).await.is_err());
        let reader = fixture.caller::<ReadCourses>(Role::Clinician, SILKEBORG).await;
        assert_eq!(fixture.db.attendance(&reader).of_course(course.id).await.unwrap().len(), 2);
        assert_eq!(fixture.db.attendance(&reader).groups(today(), today()).await.unwrap()[0].members.len(), 1);
    }
}
