//! The order in which writes take their locks on PostgreSQL: courses, the chain of the access log, tallies.

use std::time::Duration;

use db::rights::{Import, WriteCitizens, WriteCourses, WriteForms};
use db::{ImportedRecord, Submission};
use domain::access::Role;
use domain::attendance::{AttendanceStatus, SessionDelivery, SessionDraft, SessionKind};
use domain::course::Course;
use domain::health_record::{HealthRecord, Provider, Sector};
use sqlx::{Connection, PgConnection, Row};

use crate::fixture::{Fixture, SILKEBORG, VIBORG, end, invented, now, object, start};

/// A course that counts in the tallies.
async fn counted(municipality: &str) -> (Fixture, Course) {
    let fixture = Fixture::postgres().await;
    let course = fixture.course(municipality, 1).await;
    fixture.submit(&course, "start", start()).await;
    fixture.submit(&course, "end", end()).await;
    (fixture, course)
}

/// Runs a write while somebody else holds the chain, and says of the courses (if it should have any) and of the tallies
/// whether the write holds them while it waits.
async fn held_while_waiting<T>(
    fixture: &Fixture,
    municipality: &str,
    write: impl Future<Output = T>,
) -> (T, [bool; 2]) {
    let admin = &fixture.postgres.as_ref().unwrap().admin_url;
    let mut chain = PgConnection::connect(admin).await.unwrap();
    let mut probe = PgConnection::connect(admin).await.unwrap();
    let hold =
        format!("BEGIN; SELECT seq FROM access_chain WHERE municipality = '{municipality}' FOR UPDATE");
    sqlx::raw_sql(sqlx::AssertSqlSafe(hold)).execute(&mut chain).await.unwrap();
    let look = async {
        waiting(&mut probe).await;
        let mut held = [false; 2];
        for (held, table) in held.iter_mut().zip(["course", "tally"]) {
            let rows =
                format!("SELECT 1 FROM {table} WHERE municipality = '{municipality}' FOR UPDATE NOWAIT");
            *held = sqlx::raw_sql(sqlx::AssertSqlSafe(rows)).execute(&mut probe).await.is_err();
        }
        sqlx::raw_sql("COMMIT").execute(&mut chain).await.unwrap();
        held
    };
    tokio::join!(write, look)
}

/// Waits until somebody in this database waits for a lock.
async fn waiting(probe: &mut PgConnection) {
    const BLOCKED: &str = "SELECT count(*) FROM pg_stat_activity \
        WHERE datname = current_database() AND wait_event_type = 'Lock'";
    for _ in 0..500 {
        let blocked: i64 = sqlx::query(BLOCKED).fetch_one(&mut *probe).await.unwrap().get(0);
        if blocked > 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("nobody waits for the chain");
}

/// The course is held, the tallies are not yet.
const IN_ORDER: [bool; 2] = [true, false];

#[tokio::test]
async fn a_form_is_submitted_in_order() {
    let (fixture, course) = counted(SILKEBORG).await;
    let caller = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
    let (forms, mut answers) = (fixture.db.forms(&caller), object(end()));
    answers.insert("six_mwt_m".into(), 401.into());
    let submit = forms.submit(course.id, "end", &answers, Some("Rettet"), Some(1), now());
    let (submitted, held) = held_while_waiting(&fixture, SILKEBORG, submit).await;
    assert!(matches!(submitted.unwrap(), Submission::Accepted(_)));
    assert_eq!(held, IN_ORDER);
}

#[tokio::test]
async fn a_death_is_recorded_in_order() {
    let (fixture, course) = counted(SILKEBORG).await;
    let caller = fixture.caller::<WriteCitizens>(Role::Clinician, SILKEBORG).await;
    let citizens = fixture.db.citizens(&caller);
    let record = citizens.record_death(course.citizen, Some(now().date_naive()), Some(1), now());
    let (recorded, held) = held_while_waiting(&fixture, SILKEBORG, record).await;
    recorded.unwrap();
    assert_eq!(held, IN_ORDER);
}

#[tokio::test]
async fn the_night_moves_courses_in_order() {
    let fixture = Fixture::postgres().await;
    let course = fixture.course(SILKEBORG, 1).await;
    fixture.submit(&course, "start", start()).await;
    // Pending for 180 days.
    let later = now() + chrono::Duration::days(26);
    let (moved, held) =
        held_while_waiting(&fixture, SILKEBORG, fixture.db.recompute_due(later, |_| {})).await;
    assert_eq!(moved.unwrap().changed, 1);
    assert_eq!(held, IN_ORDER);
}

#[tokio::test]
async fn records_are_imported_in_order() {
    let (fixture, _) = counted(SILKEBORG).await;
    let caller = fixture.caller::<Import>(Role::Coordinator, SILKEBORG).await;
    let record = HealthRecord {
        key: "L1".into(),
        sector: Sector::Laboratory,
        provider: Provider::Public,
        code: "NPU01568".into(),
        diagnosis: None,
        on: "2026-05-01".parse().unwrap(),
        value: Some("1.3".parse().unwrap()),
        unit: Some("mmol/L".into()),
    };
    let records = vec![ImportedRecord { cpr: invented(1).cpr().clone(), record, is_withdrawn: false }];
    let health_records = fixture.db.health_records(&caller);
    let (imported, held) =
        held_while_waiting(&fixture, SILKEBORG, health_records.import(records, now())).await;
    assert_eq!(imported.unwrap().added, 1);
    assert_eq!(held, IN_ORDER);
}

#[tokio::test]
async fn a_course_is_received_in_order() {
    let (fixture, _) = counted(VIBORG).await;
    let course = fixture.course(SILKEBORG, 2).await;
    fixture.submit(&course, "start", start()).await;
    let sender = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
    let offered = fixture
        .db
        .transfers(&sender)
        .offer(course.id, VIBORG.parse().unwrap(), "Flytter", now())
        .await
        .unwrap();
    let receiver = fixture.caller::<WriteCourses>(Role::Clinician, VIBORG).await;
    let transfers = fixture.db.transfers(&receiver);
    let (accepted, [_, tallies]) =
        held_while_waiting(&fixture, VIBORG, transfers.accept(offered, now())).await;
    accepted.unwrap();
    assert!(!tallies, "the chain comes before the tallies");
}

#[tokio::test]
async fn attendance_of_a_group_is_recorded_in_order() {
    let (fixture, first) = counted(SILKEBORG).await;
    let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
    let attendance = fixture.db.attendance(&caller);
    let draft = SessionDraft {
        held_on: now().date_naive(),
        starts_at: None,
        kind: SessionKind::Training,
        delivery: SessionDelivery::Group,
        title: Some("Hold A".into()),
        status: AttendanceStatus::Planned,
        note: None,
    };
    let group = attendance.add_group(draft, vec![first.id], now()).await.unwrap();
    let others = [fixture.course(SILKEBORG, 2).await, fixture.course(SILKEBORG, 3).await];
    let came = others.iter().map(|course| (course.id, AttendanceStatus::Attended)).collect();
    let admin = &fixture.postgres.as_ref().unwrap().admin_url;
    let mut chain = PgConnection::connect(admin).await.unwrap();
    let mut probe = PgConnection::connect(admin).await.unwrap();
    sqlx::raw_sql("BEGIN; SELECT seq FROM access_chain FOR UPDATE").execute(&mut chain).await.unwrap();
    let look = async {
        waiting(&mut probe).await;
        // A session holds its course: all of them do before anything is logged.
        let free = "SELECT count(*) FROM (SELECT id FROM course FOR UPDATE SKIP LOCKED) AS free";
        let free: i64 = sqlx::query(free).fetch_one(&mut probe).await.unwrap().get(0);
        sqlx::raw_sql("COMMIT").execute(&mut chain).await.unwrap();
        free
    };
    let (recorded, free) = tokio::join!(attendance.record_group(group.id, came, Some(1), now()), look);
    assert_eq!(recorded.unwrap().members.len(), 3);
    assert_eq!(free, 1, "only the course nothing was said of");
}
