use db::Error;
use db::rights::ReadIndicators;
use domain::access::Role;
use domain::course::Course;
use domain::management::{CourseEnd, FlowCounts};
use serde_json::{Value as Json, json};

use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, VIBORG, end, object, start};
use crate::on_both_engines;

fn referral(day: &str) -> Json {
    json!({
        "referral_date": day, "referral_source": "hospital", "index_event": "nstemi",
        "referral_diagnosis": "DI214",
    })
}

fn stopped(how: &str, reason: &str) -> Json {
    json!({"end_type": how, "end_date": "2026-03-01", "end_reason": reason})
}

/// A course referred on a day and, with a start form, met on 12 January 2026.
async fn referred(fixture: &Fixture, number: u32, day: &str, met: bool) -> Course {
    let course = fixture.course(SILKEBORG, number).await;
    fixture.submit(&course, "referral", referral(day)).await;
    if met {
        fixture.submit(&course, "start", start()).await;
    }
    course
}

async fn counted(fixture: &Fixture, municipality: &str, period: &str) -> FlowCounts {
    let caller = fixture.caller::<ReadIndicators>(Role::Manager, municipality).await;
    fixture.db.flow(&caller).count(PROGRAMME, period.parse().unwrap()).await.unwrap()
}

fn ended(counts: &FlowCounts) -> Vec<(String, Option<String>, u64)> {
    let told = |(end, count): (&CourseEnd, &u64)| {
        (end.group.clone(), end.reason.as_ref().map(|reason| reason.variable.clone()), *count)
    };
    counts.endings.iter().map(told).collect()
}

on_both_engines! {
    async fn an_empty_registry_has_no_flow_and_no_wait(fixture: Fixture) {
        let counts = counted(&fixture, SILKEBORG, "2026").await;
        assert_eq!(counts, FlowCounts { steps: vec![0; 4], ..FlowCounts::default() });
        let caller = fixture.caller::<ReadIndicators>(Role::Manager, SILKEBORG).await;
        let unknown = fixture.db.flow(&caller).count("nothing", "2026".parse().unwrap()).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
    }

    async fn courses_are_followed_from_referral_to_end_and_waits_are_counted(fixture: Fixture) {
        // Finished; under way; waits; dropped out for the bus; was met, but never began; died.
        let finished = referred(&fixture, 1, "2026-01-02", true).await;
        fixture.submit(&finished, "end", end()).await;
        referred(&fixture, 2, "2026-01-05", true).await;
        referred(&fixture, 3, "2026-01-08", false).await;
        let bus = referred(&fixture, 4, "2025-12-31", true).await;
        fixture.submit(&bus, "end", stopped("dropped_out", "optout_transport_logistics")).await;
        let died = referred(&fixture, 5, "2026-01-10", true).await;
        fixture.submit(&died, "end", stopped("died", "event_termination")).await;
        let never = referred(&fixture, 6, "2026-01-11", false).await;
        let mut answers = object(stopped("not_started", "no_show"));
        answers.insert("end_reason_detail".into(), json!(["logistics_work", "personal_family"]));
        fixture.submit(&never, "end", answers.into()).await;

        let year = counted(&fixture, SILKEBORG, "2026").await;
        assert_eq!(year.steps, [5, 3, 3, 1]);
        assert_eq!(year.under_way, 2);
        let expected = [
            ("elsewhere".to_owned(), Some("event_termination".to_owned()), 1),
            ("logistics".to_owned(), Some("logistics_work".to_owned()), 1),
        ];
        assert_eq!(ended(&year), expected);
        assert_eq!(year.waits.days, [2, 7, 10], "from referral to 12 January, shortest first");
        assert_eq!((year.waits.still, year.waits.unknown), (1, 0));

        // At year end the day of the referral decides, not that of the interview.
        let december = counted(&fixture, SILKEBORG, "2025-12").await;
        assert_eq!((december.steps.clone(), december.waits.days.clone()), (vec![1, 1, 1, 0], vec![12]));
        assert_eq!(ended(&december), [("logistics".into(), Some("optout_transport_logistics".into()), 1)]);
        assert_eq!(counted(&fixture, VIBORG, "2026").await.steps, [0; 4], "another municipality sees nothing");
    }

    async fn a_course_without_a_referral_form_counts_on_the_day_it_was_opened(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        assert_eq!(counted(&fixture, SILKEBORG, "2026-06").await.steps, [1, 0, 0, 0]);
        fixture.submit(&course, "start", start()).await;
        let counts = counted(&fixture, SILKEBORG, "2026-06").await;
        assert_eq!(counts.steps, [1, 1, 1, 0]);
        assert_eq!(counts.waits.unknown, 1, "a wait without a beginning is not a number");
        // An interview before the referral is no wait of minus some days.
        fixture.submit(&course, "referral", referral("2026-02-01")).await;
        let counts = counted(&fixture, SILKEBORG, "2026-02").await;
        assert_eq!((counts.waits.days.len(), counts.waits.unknown), (0, 1));
    }
}
