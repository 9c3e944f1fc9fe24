use db::CaseMixCounts;
use db::rights::ReadIndicators;
use domain::access::Role;

use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, VIBORG, start};
use crate::on_both_engines;

async fn counted(fixture: &Fixture, municipality: &str, period: &str) -> CaseMixCounts {
    let caller = fixture.caller::<ReadIndicators>(Role::Manager, municipality).await;
    fixture.db.case_mix(&caller).count(PROGRAMME, period.parse().unwrap()).await.unwrap()
}

on_both_engines! {
    async fn citizens_are_counted_by_split_and_age_on_the_day_their_course_started(fixture: Fixture) {
        for number in 0..3 {
            let course = fixture.course(SILKEBORG, number).await;
            if number < 2 {
                fixture.submit(&course, "start", start()).await;
            }
        }
        let counts = counted(&fixture, SILKEBORG, "2026-01").await;
        assert_eq!(counts.courses, 2, "who has not been met has not started");
        // Born in January and February 1950: 76 only from the birthday on, which is the first of the month.
        assert_eq!(counts.ages.values().sum::<u64>(), 2);
        assert!(counts.ages.keys().all(|age| (75..=76).contains(age)), "{:?}", counts.ages);
        let programme = fixture.db.catalogue().current(PROGRAMME).unwrap();
        assert_eq!(counts.splits.len(), programme.splits.len());
        assert!(counts.splits.iter().all(|levels| levels.values().sum::<u64>() == 2));
        let sex = programme.splits.iter().position(|split| split.id == "sex").unwrap();
        assert_eq!(counts.splits[sex].get("unknown"), None, "the number tells the sex");
        assert_eq!(counted(&fixture, SILKEBORG, "2025").await.courses, 0);
        assert_eq!(counted(&fixture, VIBORG, "2026").await.courses, 0);
    }
}
