use db::Tally;
use db::rights::ReadIndicators;
use domain::access::Role;
use domain::period::Period;
use serde_json::json;

use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, end, now, object, start};
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
}
