use db::Error;
use db::rights::ReadIndicators;
use domain::access::Role;
use domain::course::Course;
use domain::management::{CourseEnd, FlowCounts};
use domain::period::Period;
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
    fixture.db.flow(&caller).count(PROGRAMME, period.parse().unwrap()).await.unwrap().counts
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

    async fn how_many_waited_no_longer_is_what_the_overview_counts_and_includes_those_who_still_wait(fixture: Fixture) {
        // Met after 10 days and after 19; waits since the autumn; ended without having been met.
        referred(&fixture, 1, "2026-01-02", true).await;
        referred(&fixture, 2, "2025-12-24", true).await;
        referred(&fixture, 3, "2026-01-20", false).await;
        let never = referred(&fixture, 4, "2026-01-21", false).await;
        fixture.submit(&never, "end", stopped("not_started", "no_show")).await;
        let caller = fixture.caller::<ReadIndicators>(Role::Manager, SILKEBORG).await;
        let mut found = Vec::new();
        for period in ["2026", "2026-01", "2026-01-12/2026-02-02", "2026-01-13/2026-02-03", "2025"] {
            let period: Period = period.parse().unwrap();
            let flow = fixture.db.flow(&caller).count(PROGRAMME, period).await.unwrap();
            let overview = fixture.db.indicators(&caller);
            let overview = overview.overview(PROGRAMME, Some("product"), period, period.to()).await.unwrap();
            let row = overview.rows.iter().find(|row| row.indicator == "waiting_14d").unwrap();
            assert_eq!(flow.in_time, row.tally, "{period}");
            found.push((row.tally.fulfilled, row.tally.denominator(), flow.counts.waits.days.len()));
        }
        // Of the three who count one was met in time, one too late, and one has not been met.
        assert_eq!(found, [(1, 3, 1), (1, 2, 1), (1, 2, 0), (0, 1, 0), (0, 0, 1)]);
    }

    async fn a_wait_is_told_on_the_day_it_ended_and_one_without_both_dates_is_not(fixture: Fixture) {
        let waits = async |municipality: &str, period: &str| {
            let caller = fixture.caller::<ReadIndicators>(Role::Manager, municipality).await;
            fixture.db.flow(&caller).waits(PROGRAMME, period.parse().unwrap()).await.unwrap()
        };
        assert_eq!(waits(SILKEBORG, "2026").await, []);
        referred(&fixture, 1, "2025-12-31", true).await;
        referred(&fixture, 2, "2026-01-05", false).await;
        // No referral at all, and one after the interview.
        let course = fixture.course(SILKEBORG, 3).await;
        fixture.submit(&course, "start", start()).await;
        assert_eq!(waits(SILKEBORG, "2026-Q1").await.len(), 1);
        fixture.submit(&course, "referral", referral("2026-02-01")).await;
        let met = "2026-01-12".parse().unwrap();
        assert_eq!(waits(SILKEBORG, "2026-Q1").await, [(met, 12)], "not in the quarter of the referral");
        assert_eq!(waits(SILKEBORG, "2025-Q4").await, []);
        assert_eq!(waits(VIBORG, "2026-Q1").await, []);
    }
}
