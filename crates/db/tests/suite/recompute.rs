use std::ops::ControlFlow;

use db::rights::ReadIndicators;
use db::{Error, RecomputePlace, Recomputed, Tally};
use domain::access::Role;

use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, VIBORG, minutes, now, start};
use crate::on_both_engines;

on_both_engines! {
    async fn an_open_course_becomes_not_fulfilled_180_days_after_its_start(fixture: Fixture) {
        // Started on 12 January 2026: pending until 10 July, judged from 11 July.
        for municipality in [SILKEBORG, VIBORG] {
            let course = fixture.course(municipality, 1).await;
            fixture.submit(&course, "start", start()).await;
        }
        let day = minutes(24 * 60);
        let persistence = async || {
            let caller = fixture.caller::<ReadIndicators>(Role::Manager, SILKEBORG).await;
            let year = "2026".parse().unwrap();
            let overview = fixture.db.indicators(&caller).overview(PROGRAMME, None, year, now().date_naive()).await.unwrap();
            overview.rows.iter().find(|row| row.indicator == "persistence").unwrap().tally
        };
        assert_eq!(persistence().await, Tally { pending: 1, ..Tally::default() });
        let early = fixture.db.recompute_due(now() + day * 25, |_| {}).await.unwrap();
        assert_eq!(early, Recomputed { courses: 2, changed: 0 });
        let mut told = Vec::new();
        let due = fixture.db.recompute_due(now() + day * 26, |done| told.push(done.courses)).await.unwrap();
        assert_eq!((due, told), (Recomputed { courses: 2, changed: 2 }, vec![1, 2]));
        assert_eq!(persistence().await, Tally { not_fulfilled: 1, ..Tally::default() });
        let again = fixture.db.recompute_due(now() + day * 26, |_| {}).await.unwrap();
        assert_eq!(again, Recomputed::default());
        let mut places = Vec::new();
        let keep = |_, place| { places.push(place); ControlFlow::Continue(()) };
        let all = fixture.db.recompute_all(now() + day * 26, None, keep).await.unwrap();
        assert_eq!(all, Recomputed { courses: 2, changed: 0 });
        assert_eq!((places.len(), fixture.db.count_courses().await.unwrap()), (2, 2));

        // Interrupted after the first municipality, and gone on with from there.
        let stopped = fixture.db.recompute_all(now() + day * 26, None, |_, _| ControlFlow::Break(())).await.unwrap();
        assert_eq!(stopped.courses, 1);
        let from = places[0].to_string().parse().unwrap();
        assert_eq!(from, places[0]);
        let rest = fixture.db.recompute_all(now() + day * 26, Some(from), |_, _| ControlFlow::Continue(())).await.unwrap();
        assert_eq!(rest.courses, 1);
        assert!("0740".parse::<RecomputePlace>().is_err());
    }

    async fn at_night_a_row_that_cannot_be_read_keeps_no_other_municipality_from_its_numbers(fixture: Fixture) {
        for municipality in [SILKEBORG, VIBORG] {
            let course = fixture.course(municipality, 1).await;
            fixture.submit(&course, "start", start()).await;
        }
        if fixture.postgres.is_none() {
            fixture.tamper("DROP TRIGGER form_version_no_update").await;
        }
        fixture.tamper("UPDATE form_version SET answers = '{\"smoking_status\": \"?\"}' WHERE municipality = '0740'").await;
        let due = fixture.db.recompute_due(now() + minutes(24 * 60) * 26, |_| {}).await;
        assert!(matches!(due, Err(Error::Inconsistent { table: "form_version", .. })), "{due:?}");
        let states = "SELECT municipality || ' ' || state FROM outcome WHERE indicator = 'persistence' ORDER BY 1";
        assert_eq!(fixture.look(states).await, ["0740 pending", "0791 not_fulfilled"]);
    }
}
