use db::rights::ReadIndicators;
use db::{CoursesWithin, Tally};
use domain::access::Role;
use domain::period::Period;
use serde_json::json;

use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, VIBORG, end, now, object, start};
use crate::on_both_engines;

on_both_engines! {
    async fn a_period_counts_its_days_whether_it_is_whole_months_or_not(fixture: Fixture) {
        for (number, day) in ["2026-03-31", "2026-04-01", "2026-04-15", "2026-04-30", "2026-05-01"].iter().enumerate() {
            let course = fixture.course(SILKEBORG, u32::try_from(number).unwrap()).await;
            fixture.submit(&course, "start", start()).await;
            let mut answers = object(end());
            answers.insert("final_meeting_date".into(), json!(day));
            fixture.submit(&course, "end", answers.into()).await;
        }
        let caller = fixture.caller::<ReadIndicators>(Role::Manager, SILKEBORG).await;
        for (period, expected) in [
            ("2026", 5),
            ("2026-Q1", 1),
            ("2026-04", 3),
            ("2026-04-01/2026-04-15", 2),
            ("2026-04-15/2026-04-15", 1),
            ("2026-03-31/2026-05-01", 5),
            ("2026-03-31/2026-04-30", 4),
            ("2026-04-02/2026-05-31", 3),
            ("2026-04-16/2026-04-29", 0),
            ("2025", 0),
        ] {
            let period: Period = period.parse().unwrap();
            let overview = fixture.db.indicators(&caller).overview(PROGRAMME, None, period, now().date_naive()).await.unwrap();
            let smokefree = overview.rows.iter().find(|row| row.indicator == "smokefree").unwrap();
            assert_eq!(smokefree.tally, Tally { fulfilled: expected, ..Tally::default() }, "{period:?}");
        }
        let until_may = "2025-06-01/2026-05-31".parse().unwrap();
        let overview = fixture.db.indicators(&caller).overview(PROGRAMME, None, until_may, now().date_naive()).await.unwrap();
        let smokefree = overview.rows.iter().find(|row| row.indicator == "smokefree").unwrap();
        let last: Vec<_> = smokefree.quarters.iter().rev().take(2).map(|(_, tally)| tally.fulfilled).collect();
        assert_eq!(last, [4, 1], "April to June, January to March");
    }

    async fn the_courses_of_a_period_ended_in_it_or_still_run(fixture: Fixture) {
        let caller = fixture.caller::<ReadIndicators>(Role::Manager, SILKEBORG).await;
        // Referred only; running; completed; died.
        fixture.course(SILKEBORG, 1).await;
        let mut completed = object(end());
        completed.insert("final_meeting_date".into(), json!("2026-04-08"));
        let died = json!({"end_type": "died", "end_date": "2026-05-02", "end_reason": "event_termination"});
        for (number, ended) in [(2, None), (3, Some(completed.into())), (4, Some(died))] {
            let course = fixture.course(SILKEBORG, number).await;
            fixture.submit(&course, "start", start()).await;
            if let Some(answers) = ended {
                fixture.submit(&course, "end", answers).await;
            }
        }
        // Begun on 12 January; without an end form it is missing from the day after on.
        for (period, end_due, (ended, running, missing), due) in [
            ("2026", "2026-01-13", (2, 1, 1), 1),
            ("2026", "2026-01-12", (2, 1, 0), 0),
            ("2026-04", "2026-01-13", (1, 1, 1), 1),
            ("2026-04-09/2026-05-02", "2026-01-13", (1, 1, 1), 1),
            ("2025", "2026-01-13", (0, 0, 0), 1),
        ] {
            let (period, end_due) = (period.parse().unwrap(), end_due.parse().unwrap());
            let overview = fixture.db.indicators(&caller).overview(PROGRAMME, None, period, end_due).await.unwrap();
            let expected = CoursesWithin { ended, running, end_due: missing };
            assert_eq!((overview.courses, overview.end_due), (Some(expected), due), "{period:?} {end_due}");
        }
    }

    async fn the_running_courses_are_counted_from_their_index_alone(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        let caller = fixture.caller::<ReadIndicators>(Role::Manager, SILKEBORG).await;
        let (period, today) = ("2026".parse().unwrap(), now().date_naive());
        fixture.db.indicators(&caller).overview(PROGRAMME, None, period, today).await.unwrap();
        let plan = fixture.plan_of("'in_progress', 'paused'").await;
        let steps: Vec<_> = plan.iter().filter(|step| step.contains("course")).collect();
        let is_indexed = |step: &&&String| match fixture.postgres {
            // Whether the rows' visibility is known from the index is a matter of the last vacuum.
            Some(_) => step.contains("using course_running"),
            None => step.contains("COVERING INDEX course_running (municipality=? AND programme=? AND state=? AND started_on"),
        };
        assert_eq!(steps.iter().filter(is_indexed).count(), 2, "{plan:#?}");
        assert_eq!(steps.len(), 2, "{plan:#?}");
    }

    async fn the_overview_from_the_forms_is_the_overview_from_the_tallies(fixture: Fixture) {
        let caller = fixture.caller::<ReadIndicators>(Role::Manager, SILKEBORG).await;
        let indicators = fixture.db.indicators(&caller);
        // Referred only; running; completed; died; of another municipality.
        fixture.course(SILKEBORG, 1).await;
        let died = json!({"end_type": "died", "end_date": "2026-05-02", "end_reason": "event_termination"});
        for (municipality, number, ended) in
            [(SILKEBORG, 2, None), (SILKEBORG, 3, Some(end())), (SILKEBORG, 4, Some(died)), (VIBORG, 5, Some(end()))]
        {
            let course = fixture.course(municipality, number).await;
            fixture.submit(&course, "start", start()).await;
            if let Some(answers) = ended {
                fixture.submit(&course, "end", answers).await;
            }
        }
        let today = now().date_naive();
        for set in ["hjertekom", "product", "dhrd_2023", "dhrd_2015"] {
            for (period, end_due) in [("2026", "2026-01-13"), ("2026-04-02/2026-05-03", "2026-01-12"), ("2025", "2026-01-13")] {
                let (period, end_due) = (period.parse().unwrap(), end_due.parse().unwrap());
                let kept = indicators.overview(PROGRAMME, Some(set), period, end_due).await.unwrap();
                let known = indicators.overview_as_known(PROGRAMME, Some(set), (period, end_due), today).await.unwrap();
                assert_eq!(known, kept, "{set} {period:?}");
            }
        }
        let year = ("2026".parse().unwrap(), "2026-01-13".parse().unwrap());
        let yesterday = today.pred_opt().unwrap();
        let before = indicators.overview_as_known(PROGRAMME, None, year, yesterday).await.unwrap();
        assert_eq!((before.courses, before.end_due), (Some(CoursesWithin { ended: 0, running: 0, end_due: 0 }), 0));
        assert!(before.rows.iter().all(|row| row.tally == Tally::default()), "nothing had been submitted");
    }
}
