//! Courses that move from Silkeborg to Viborg, and Aarhus, which has nothing to do with it.

use db::rights::{ReadCourses, ReadForms, WriteCourses};
use db::{Error, Transfer};
use domain::access::Role;
use domain::course::{Course, CourseState, LifeEvent, TransferState};
use domain::ids::{CourseId, TransferId};
use sqlx::{Connection, PgConnection, Row};

use crate::course_events::record;
use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, VIBORG, end, minutes, now, object, start};
use crate::on_both_engines;

const AARHUS: &str = "0751";
const NOTE: &str = "Flytter 1. juli";

async fn offer(fixture: &Fixture, course: &Course, to: &str) -> Result<TransferId, Error> {
    let caller = fixture.caller::<WriteCourses>(Role::Clinician, &course.municipality.to_string()).await;
    fixture.db.transfers(&caller).offer(course.id, to.parse().unwrap(), NOTE, now()).await
}

async fn accept(fixture: &Fixture, municipality: &str, id: TransferId) -> Result<CourseId, Error> {
    let caller = fixture.caller::<WriteCourses>(Role::Clinician, municipality).await;
    fixture.db.transfers(&caller).accept(id, now()).await
}

async fn list(fixture: &Fixture, municipality: &str) -> Vec<Transfer> {
    let caller = fixture.caller::<ReadCourses>(Role::Clinician, municipality).await;
    fixture.db.transfers(&caller).list().await.unwrap()
}

/// A course with two versions of its start form, a pause and a resumption.
async fn lived(fixture: &Fixture) -> Course {
    let course = fixture.course(SILKEBORG, 1).await;
    fixture.submit(&course, "start", start()).await;
    record(fixture, &course, LifeEvent::Paused, Some("Indlagt")).await;
    record(fixture, &course, LifeEvent::Resumed, None).await;
    let mut corrected = start();
    corrected["six_mwt_m"] = 410.into();
    let caller = fixture.caller::<db::rights::WriteForms>(Role::Clinician, SILKEBORG).await;
    let forms = fixture.db.forms(&caller);
    forms.submit(course.id, "start", &object(corrected), Some("Målt om"), Some(1), now()).await.unwrap();
    course
}

on_both_engines! {
    async fn a_course_moves_with_its_history_and_is_counted_where_it_goes_on(fixture: Fixture) {
        let course = lived(&fixture).await;
        let id = offer(&fixture, &course, VIBORG).await.unwrap();
        let (sent, offered) = (list(&fixture, SILKEBORG).await, list(&fixture, VIBORG).await);
        assert_eq!((sent.len(), sent[0].is_incoming, sent[0].course), (1, false, Some(course.id)));
        assert_eq!((offered.len(), offered[0].is_incoming, offered[0].course), (1, true, None));
        assert_eq!((sent[0].note.as_deref(), offered[0].note.as_deref()), (Some(NOTE), Some(NOTE)));
        assert_eq!(sent[0].citizen, offered[0].citizen);
        assert!(offered[0].citizen.as_ref().unwrap().cpr_masked.ends_with("••••"));

        let received = accept(&fixture, VIBORG, id).await.unwrap();
        assert_ne!(received, course.id);
        let reader = fixture.caller::<ReadCourses>(Role::Clinician, VIBORG).await;
        let taken = fixture.db.courses(&reader).find(received).await.unwrap().unwrap();
        assert_eq!((taken.state, taken.course_no), (CourseState::InProgress, 1));
        assert_eq!(taken.started_on, Some("2026-01-12".parse().unwrap()));
        let life = fixture.db.course_events(&reader).of_course(received).await.unwrap();
        let events: Vec<_> = life.events.iter().map(|event| (event.event, event.reason.as_deref())).collect();
        assert_eq!(events, [(LifeEvent::Paused, Some("Indlagt")), (LifeEvent::Resumed, None)]);
        assert_eq!(life.transfers[0].state, TransferState::Accepted);
        let forms = fixture.caller::<ReadForms>(Role::Clinician, VIBORG).await;
        let history = fixture.db.forms(&forms).history(received, "start").await.unwrap();
        assert_eq!(history.len(), 2);
        assert_eq!((history[0].reason.as_deref(), history[0].author.is_some()), (Some("Målt om"), true));
        let clear = fixture.look("SELECT reason FROM form_version WHERE reason IS NOT NULL").await;
        assert_eq!((clear.len(), fixture.bytes("form_version", "reason_sealed").await.len()), (0, 2), "sealed for each");

        // It goes on: the end form is submitted in Viborg and counts there.
        fixture.submit(&taken, "end", end()).await;
        let tallied = "SELECT DISTINCT municipality || ' ' || indicator FROM tally WHERE fulfilled > 0 ORDER BY 1";
        assert!(fixture.look(tallied).await.contains(&"0791 smokefree".to_owned()));
        // The sender confirms with its own end form.
        let moved = serde_json::json!({
            "end_type": "transferred", "end_date": "2026-06-15", "end_reason": "event_termination",
        });
        assert_eq!(fixture.submit(&course, "end", moved).await.course.state, CourseState::Transferred);
        assert_eq!(list(&fixture, SILKEBORG).await[0].course_state, Some(CourseState::Transferred));
        for municipality in [SILKEBORG, VIBORG] {
            let logged = fixture.logged(municipality).await;
            assert_eq!(logged.iter().filter(|event| *event == "transfer.accept done").count(), 1, "{municipality}: {logged:?}");
        }
        assert!(fixture.bytes("transfer", "package_sealed").await.is_empty(), "what has been received is not kept");
        for municipality in [SILKEBORG, VIBORG] {
            let auditor = fixture.caller::<db::rights::ReadAccessLog>(Role::Auditor, municipality).await;
            assert!(fixture.db.access_log(&auditor).verify().await.unwrap().faults.is_empty());
        }
    }

    async fn a_third_municipality_sees_and_answers_nothing(fixture: Fixture) {
        let course = lived(&fixture).await;
        let id = offer(&fixture, &course, VIBORG).await.unwrap();
        assert!(list(&fixture, AARHUS).await.is_empty());
        let stranger = fixture.caller::<WriteCourses>(Role::Clinician, AARHUS).await;
        let transfers = fixture.db.transfers(&stranger);
        assert!(matches!(transfers.accept(id, now()).await, Err(Error::NotFound)));
        assert!(matches!(transfers.decline(id, "Nej", now()).await, Err(Error::NotFound)));
        assert!(matches!(transfers.withdraw(id, now()).await, Err(Error::NotFound)));
        assert!(matches!(transfers.changed(id).await, Err(Error::NotFound)));
        assert!(matches!(transfers.offer(course.id, VIBORG.parse().unwrap(), NOTE, now()).await, Err(Error::NotFound)));
        // The sender cannot accept its own offer, nor the receiver withdraw it.
        assert!(matches!(accept(&fixture, SILKEBORG, id).await, Err(Error::NotFound)));
        let receiver = fixture.caller::<WriteCourses>(Role::Clinician, VIBORG).await;
        assert!(matches!(fixture.db.transfers(&receiver).withdraw(id, now()).await, Err(Error::NotFound)));
        assert_eq!(list(&fixture, VIBORG).await[0].state, TransferState::Offered);
    }

    async fn an_offer_is_answered_once(fixture: Fixture) {
        let course = lived(&fixture).await;
        let id = offer(&fixture, &course, VIBORG).await.unwrap();
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, VIBORG).await;
        let transfers = fixture.db.transfers(&caller);
        let both = futures::future::join(transfers.accept(id, now()), transfers.accept(id, now())).await;
        let refused = [both.0, both.1].into_iter().filter(|answer| answer.is_err()).collect::<Vec<_>>();
        assert!(matches!(refused.as_slice(), [Err(Error::Conflict("transfer_answered"))]), "{refused:?}");
        assert!(matches!(transfers.decline(id, "Nej", now()).await, Err(Error::Conflict("transfer_answered"))));
        let sender = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let late = fixture.db.transfers(&sender).withdraw(id, now()).await;
        assert!(matches!(late, Err(Error::Conflict("transfer_answered"))));
        let taken = fixture.look("SELECT CAST(count(*) AS text) FROM course WHERE municipality = '0791'").await;
        assert_eq!(taken, ["1"]);
    }

    async fn a_citizen_with_a_running_course_does_not_get_a_second_one(fixture: Fixture) {
        let course = lived(&fixture).await;
        let known = fixture.course(VIBORG, 1).await;
        let id = offer(&fixture, &course, VIBORG).await.unwrap();
        let refused = accept(&fixture, VIBORG, id).await;
        assert!(matches!(refused, Err(Error::Conflict("course_already_open"))), "{refused:?}");
        assert_eq!(list(&fixture, VIBORG).await[0].state, TransferState::Offered, "it can still be accepted");
        record(&fixture, &known, LifeEvent::Rejected, Some("Overtages fra Silkeborg")).await;
        let received = accept(&fixture, VIBORG, id).await.unwrap();
        let reader = fixture.caller::<ReadCourses>(Role::Clinician, VIBORG).await;
        let taken = fixture.db.courses(&reader).find(received).await.unwrap().unwrap();
        assert_eq!((taken.citizen, taken.course_no), (known.citizen, 2), "the citizen Viborg knew");
    }

    async fn an_offer_can_be_declined_withdrawn_and_packed_anew(fixture: Fixture) {
        let course = lived(&fixture).await;
        let first = offer(&fixture, &course, VIBORG).await.unwrap();
        assert!(matches!(offer(&fixture, &course, AARHUS).await, Err(Error::Conflict("transfer_pending"))));
        record(&fixture, &course, LifeEvent::Paused, Some("Ferie")).await;
        assert!(list(&fixture, SILKEBORG).await[0].is_outdated);
        assert_eq!(offer(&fixture, &course, VIBORG).await.unwrap(), first, "the same offer, packed anew");
        assert!(!list(&fixture, SILKEBORG).await[0].is_outdated);
        let receiver = fixture.caller::<WriteCourses>(Role::Clinician, VIBORG).await;
        fixture.db.transfers(&receiver).decline(first, "Borgeren bor her ikke", now()).await.unwrap();
        let (sent, offered) = (list(&fixture, SILKEBORG).await, list(&fixture, VIBORG).await);
        assert_eq!(sent[0].answer.as_deref(), Some("Borgeren bor her ikke"));
        assert_eq!((offered[0].state, offered[0].citizen.clone()), (TransferState::Declined, None));
        let second = offer(&fixture, &course, AARHUS).await.unwrap();
        let sender = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        fixture.db.transfers(&sender).withdraw(second, now()).await.unwrap();
        assert!(matches!(accept(&fixture, AARHUS, second).await, Err(Error::Conflict("transfer_answered"))));
        fixture.submit(&course, "end", end()).await;
        let ended = offer(&fixture, &course, VIBORG).await;
        assert!(matches!(ended, Err(Error::Conflict("illegal_transition"))), "{ended:?}");
    }

    async fn an_offer_is_outdated_by_sessions_and_plans_that_came_after_it(fixture: Fixture) {
        let course = lived(&fixture).await;
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let (transfers, to) = (fixture.db.transfers(&caller), VIBORG.parse().unwrap());
        crate::attendance::group(&fixture, &course).await;
        transfers.offer(course.id, to, NOTE, now() + minutes(1)).await.unwrap();
        let is_outdated = async || list(&fixture, SILKEBORG).await[0].is_outdated;
        assert!(!is_outdated().await, "what had been recorded by then is packed");
        let held = domain::attendance::SessionDraft {
            held_on: now().date_naive(),
            starts_at: None,
            kind: domain::attendance::SessionKind::Training,
            delivery: domain::attendance::SessionDelivery::Group,
            title: None,
            status: domain::attendance::AttendanceStatus::Attended,
            note: None,
        };
        fixture.db.attendance(&caller).add(course.id, vec![held], now() + minutes(2)).await.unwrap();
        assert!(is_outdated().await, "a session that was held is not in the package");
        transfers.offer(course.id, to, NOTE, now() + minutes(3)).await.unwrap();
        assert!(!is_outdated().await);
        let writer = fixture.caller::<db::rights::WriteForms>(Role::Clinician, SILKEBORG).await;
        let plan = crate::plans::read(crate::plans::smoker());
        fixture.db.plans(&writer).put(course.id, &plan, None, now() + minutes(4)).await.unwrap();
        assert!(is_outdated().await, "nor is a plan");
        assert!(!list(&fixture, VIBORG).await[0].is_outdated, "the receiver is not told");
    }

    async fn a_package_holds_nothing_that_can_be_read_without_the_receivers_key(fixture: Fixture) {
        let course = lived(&fixture).await;
        offer(&fixture, &course, VIBORG).await.unwrap();
        for column in ["summary_sealed", "package_sealed", "note_sealed"] {
            let stored = fixture.bytes("transfer", column).await;
            for told in ["Testesen", "Indlagt", "smoking_status", "Flytter"] {
                assert!(!stored[0].contains(&hex::encode(told)), "{column} tells {told}");
            }
        }
    }
}

async fn rows(connection: &mut PgConnection, municipality: &str, statement: &str) -> Result<u64, String> {
    let mut tx = connection.begin().await.unwrap();
    let scope = "SELECT set_config('app.municipality', $1, true)";
    sqlx::query(scope).bind(municipality).execute(&mut *tx).await.unwrap();
    let done = sqlx::raw_sql(sqlx::AssertSqlSafe(statement.to_owned())).execute(&mut *tx).await;
    tx.rollback().await.unwrap();
    done.map(|done| done.rows_affected()).map_err(|refused| refused.to_string())
}

#[tokio::test]
async fn postgresql_shows_a_transfer_to_its_parties_only_and_lets_nobody_turn_it() {
    let fixture = Fixture::postgres().await;
    let course = lived(&fixture).await;
    offer(&fixture, &course, VIBORG).await.unwrap();
    let mut app = PgConnection::connect(&fixture.postgres.as_ref().unwrap().app_url).await.unwrap();
    for (municipality, seen) in [(SILKEBORG, 1), (VIBORG, 1), (AARHUS, 0)] {
        let count = rows(&mut app, municipality, "SELECT id FROM transfer").await.unwrap();
        assert_eq!(count, seen, "{municipality}");
        let changed = rows(&mut app, municipality, "UPDATE transfer SET state = 'withdrawn'").await.unwrap();
        assert_eq!(changed, seen, "{municipality}");
    }
    let turned = rows(&mut app, VIBORG, "UPDATE transfer SET receiver = '0751'").await.unwrap_err();
    assert!(turned.contains("permission denied"), "{turned}");
    let forged = "INSERT INTO transfer (id, sender, receiver, programme, course_id, citizen_id, course_version, state, \
        offered_name, offered_at) SELECT gen_random_uuid(), sender, receiver, programme, course_id, citizen_id, 1, \
        'declined', 'x', offered_at FROM transfer";
    let refused = rows(&mut app, VIBORG, forged).await.unwrap_err();
    assert!(refused.contains("row-level security"), "{refused}");
    let count: i64 = sqlx::query("SELECT count(*) FROM transfer").fetch_one(&mut app).await.unwrap().get(0);
    assert_eq!(count, 0, "without a municipality there is nothing");
    app.close().await.unwrap();
}

#[tokio::test]
async fn a_number_known_by_an_older_one_is_recognised_when_a_course_arrives() {
    let fixture = Fixture::sqlite().await;
    let course = lived(&fixture).await;
    let known = fixture.citizen(VIBORG, 1).await;
    let id = offer(&fixture, &course, VIBORG).await.unwrap();
    accept(&fixture, VIBORG, id).await.unwrap();
    let opener = fixture.caller::<WriteCourses>(Role::Clinician, VIBORG).await;
    let second = fixture.db.courses(&opener).open(known.id, PROGRAMME, now()).await;
    assert!(matches!(second, Err(Error::Conflict("course_already_open"))), "{second:?}");
}
