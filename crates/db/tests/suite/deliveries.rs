use db::rights::{Import, ReadIndicators, WriteCourses, WriteForms};
use db::{Deliveries, ImportedRecord};
use domain::access::Role;
use domain::course::Course;
use domain::handover::{HandOver, Stage};
use domain::health_record::{HealthRecord, Provider, Sector};
use serde_json::json;

use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, VIBORG, context, end, invented, now, object, start};
use crate::on_both_engines;

async fn delivered(fixture: &Fixture, municipality: &str, period: &str) -> Deliveries {
    let caller = fixture.caller::<ReadIndicators>(Role::Manager, municipality).await;
    fixture.db.data_quality(&caller).deliveries(PROGRAMME, period.parse().unwrap()).await.unwrap()
}

/// The months with forms of one kind, and how many.
fn months(deliveries: &Deliveries, form: &str) -> Vec<(String, u64)> {
    let form = deliveries.forms.iter().find(|delivered| delivered.form == form).unwrap();
    let months = deliveries.months.iter().zip(&form.months).filter(|(_, count)| **count > 0);
    months.map(|(month, count)| (month.to_string(), *count)).collect()
}

fn of(month: &str, count: u64) -> Vec<(String, u64)> {
    vec![(month.to_owned(), count)]
}

/// The hand-over of a month, looked at some time.
async fn handed_over(fixture: &Fixture, municipality: &str, month: &str, at: &str) -> HandOver {
    let (code, at) = (municipality.parse().unwrap(), at.parse().unwrap());
    let caller =
        fixture.db.console::<ReadIndicators>("test", Role::Manager, Some(code), context(), at).unwrap();
    fixture.db.data_quality(&caller).hand_over(PROGRAMME, month.parse().unwrap()).await.unwrap()
}

/// In time, late, of earlier months, awaited, by others.
fn parts(sum: HandOver) -> [u64; 5] {
    [sum.in_time, sum.late, sum.of_earlier, sum.awaited, sum.by_others]
}

on_both_engines! {
    async fn f1_a_month_hands_over_what_the_municipality_delivered_and_nothing_else(fixture: Fixture) {
        let at = "2026-06-15T12:00:00Z";
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        fixture.submit(&course, "end", end()).await;
        let caller = fixture.caller::<Import>(Role::Coordinator, SILKEBORG).await;
        let record = HealthRecord {
            key: "H1".into(),
            sector: Sector::Laboratory,
            provider: Provider::Public,
            code: "NPU01568".into(),
            diagnosis: None,
            on: "2026-05-22".parse().unwrap(),
            value: Some("1.3".parse().unwrap()),
            unit: Some("mmol/L".into()),
        };
        let record = ImportedRecord { cpr: invented(1).cpr().clone(), record, is_withdrawn: false };
        assert_eq!(fixture.db.health_records(&caller).import(vec![record], now()).await.unwrap().added, 1);
        let of_may = handed_over(&fixture, SILKEBORG, "2026-05", at).await;
        assert_eq!((of_may.stage, parts(of_may)), (Stage::Waiting, [0, 1, 0, 0, 1]), "the result is the laboratory's");

        // A course that goes on in another municipality: each hands over its own forms.
        let moved = fixture.course(SILKEBORG, 2).await;
        fixture.submit(&moved, "start", start()).await;
        let sender = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let to = VIBORG.parse().unwrap();
        let offered = fixture.db.transfers(&sender).offer(moved.id, to, "Flytter", now()).await.unwrap();
        let receiver = fixture.caller::<WriteCourses>(Role::Clinician, VIBORG).await;
        fixture.db.transfers(&receiver).accept(offered, now()).await.unwrap();
        assert_eq!(parts(handed_over(&fixture, VIBORG, "2026-01", at).await), [0, 0, 0, 0, 1]);
        assert_eq!(parts(handed_over(&fixture, VIBORG, "2026-06", at).await), [0; 5]);
        assert_eq!(parts(handed_over(&fixture, SILKEBORG, "2026-06", at).await), [0, 0, 2, 0, 0]);
    }

    async fn f15_what_is_late_is_waited_for_and_what_is_too_late_comes_with_the_next(fixture: Fixture) {
        let courses = [fixture.course(SILKEBORG, 1).await, fixture.course(SILKEBORG, 2).await];
        let writer = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let drafts = fixture.db.drafts(&writer);
        for course in &courses {
            fixture.submit(course, "start", start()).await;
            drafts.put(course.id, "end", &object(end()), None, now()).await.unwrap();
        }
        let of = async |month, at| parts(handed_over(&fixture, SILKEBORG, month, at).await);
        // Dated 20 May; the Danish clock is two hours ahead.
        let last = "2026-06-20T21:59:59Z";
        assert_eq!(of("2026-05", last).await, [0, 0, 0, 2, 0]);
        assert_eq!(of("2026-06", last).await, [0, 0, 2, 0, 0], "the start forms of January came in June");
        assert_eq!(of("2026-05", "2026-06-20T22:00:00Z").await, [0; 5]);
        assert_eq!(of("2026-06", "2026-06-20T22:00:00Z").await, [0, 0, 2, 2, 0]);

        let submit = async |course: &Course, at: &str| {
            let (answers, at) = (object(end()), at.parse().unwrap());
            fixture.db.forms(&writer).submit(course.id, "end", &answers, None, None, at).await.unwrap();
        };
        submit(&courses[0], last).await;
        submit(&courses[1], "2026-06-20T22:00:00Z").await;
        let after = "2026-07-10T10:00:00Z";
        assert_eq!(of("2026-05", after).await, [0, 1, 0, 0, 0]);
        assert_eq!(of("2026-06", after).await, [0, 0, 3, 0, 0]);
        assert_eq!(of("2026-07", after).await, [0; 5], "nothing is handed over twice");

        // A correction changes what a form says, not which hand-over it belongs to.
        let corrected = object(end());
        let forms = fixture.db.forms(&writer);
        let at = "2026-07-09T10:00:00Z".parse().unwrap();
        forms.submit(courses[0].id, "end", &corrected, Some("Rettet"), Some(1), at).await.unwrap();
        assert_eq!(of("2026-05", after).await, [0, 1, 0, 0, 0]);
    }

    async fn where_nothing_was_saved_twelve_months_are_empty(fixture: Fixture) {
        let nothing = delivered(&fixture, SILKEBORG, "2026").await;
        let ends: Vec<String> = nothing.months.iter().map(ToString::to_string).collect();
        assert_eq!((ends.len(), ends[0].as_str(), ends[11].as_str()), (12, "2025-07", "2026-06"), "the running month is the last");
        assert_eq!((nothing.forms.len(), nothing.courses), (6, 0));
        assert!(nothing.forms.iter().all(|form| form.last_saved_on.is_none() && form.months == [0; 12]));
        let past = delivered(&fixture, SILKEBORG, "2025-11-05/2025-12-15").await;
        assert_eq!(past.months.last().unwrap().to_string(), "2025-12");
    }

    async fn a_form_counts_once_in_the_month_it_is_dated_in_and_is_saved_when_it_was_submitted(fixture: Fixture) {
        let corrected = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&corrected, "start", start()).await;
        fixture.submit(&corrected, "end", end()).await;
        let other = fixture.course(SILKEBORG, 2).await;
        fixture.submit(&other, "start", start()).await;
        let all = delivered(&fixture, SILKEBORG, "2026").await;
        assert_eq!((months(&all, "start"), months(&all, "end")), (of("2026-01", 2), of("2026-05", 1)));
        assert_eq!(all.forms[1].last_saved_on, Some(now().date_naive()));
        assert_eq!((all.forms[0].last_saved_on, all.courses, all.current), (None, 2, 2));

        // A correction moves it.
        let caller = fixture.caller::<WriteForms>(Role::Clinician, SILKEBORG).await;
        let mut answers = object(start());
        answers.insert("initial_meeting_date".into(), json!("2025-12-30"));
        let forms = fixture.db.forms(&caller);
        forms.submit(other.id, "start", &answers, Some("Forkert dato"), Some(1), now()).await.unwrap();
        let all = delivered(&fixture, SILKEBORG, "2026").await;
        assert_eq!(months(&all, "start"), [("2025-12".to_owned(), 1), ("2026-01".to_owned(), 1)]);
        assert!(!all.forms[1].had_begun);
        let later = delivered(&fixture, SILKEBORG, "2026-12").await;
        assert_eq!(later.months.last().unwrap().to_string(), "2026-06", "the running month");
        let spring = delivered(&fixture, SILKEBORG, "2026-05").await;
        assert_eq!((spring.months[0].to_string().as_str(), spring.courses), ("2025-06", 1));
        assert_eq!(all.courses, 1, "the other has no form in the period any more");
        assert_eq!(delivered(&fixture, VIBORG, "2026").await.courses, 0, "another municipality sees nothing");
    }

    async fn a_course_with_a_form_of_an_older_version_does_not_follow_the_current_one(fixture: Fixture) {
        let old = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&old, "start", start()).await;
        fixture.submit(&old, "end", end()).await;
        let new = fixture.course(SILKEBORG, 2).await;
        fixture.submit(&new, "start", start()).await;
        if fixture.postgres.is_none() {
            fixture.tamper("DROP TRIGGER form_version_no_update").await;
        }
        fixture.tamper("UPDATE form_version SET definition = '2025.1' WHERE form = 'end'").await;
        let year = delivered(&fixture, SILKEBORG, "2026").await;
        assert_eq!((year.courses, year.current), (2, 1));
        let winter = delivered(&fixture, SILKEBORG, "2026-Q1").await;
        assert_eq!((winter.courses, winter.current), (2, 2), "what is dated later does not count");
    }
}
