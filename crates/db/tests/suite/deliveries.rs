use db::Deliveries;
use db::rights::{ReadIndicators, WriteForms};
use domain::access::Role;
use serde_json::json;

use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, VIBORG, end, now, object, start};
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

on_both_engines! {
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
