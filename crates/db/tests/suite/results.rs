use db::Error;
use db::rights::ReadIndicators;
use domain::access::Role;
use domain::management::{Measured, Reached};
use serde_json::json;

use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, VIBORG, end, object, start};
use crate::on_both_engines;

async fn walked(fixture: &Fixture, number: u32, metres: Option<u32>, smoker: &str, after: &str) {
    let course = fixture.course(SILKEBORG, number).await;
    let mut answers = object(start());
    answers.insert("smoking_status".into(), json!(smoker));
    fixture.submit(&course, "start", answers.into()).await;
    let mut answers = object(end());
    answers.insert("smoking_status".into(), json!(after));
    if after != "former" || smoker == "former" {
        answers.remove("quit_date");
    }
    if smoker == "former" {
        answers.remove("smoking_intervention");
    }
    match metres {
        Some(metres) => drop(answers.insert("six_mwt_m".into(), json!(metres))),
        None => drop(answers.insert("six_mwt_m".into(), json!({"missing": "not_measured"}))),
    }
    fixture.submit(&course, "end", answers.into()).await;
}

async fn measured(fixture: &Fixture, municipality: &str, measure: &str, period: &str) -> Measured {
    let caller = fixture.caller::<ReadIndicators>(Role::Manager, municipality).await;
    fixture.db.results(&caller).count(PROGRAMME, measure, period.parse().unwrap()).await.unwrap().measured
}

on_both_engines! {
    async fn a_measure_is_paired_by_course_and_a_missing_end_value_is_counted(fixture: Fixture) {
        for (number, metres) in [Some(424), Some(425), Some(440), None].into_iter().enumerate() {
            walked(&fixture, u32::try_from(number).unwrap(), metres, "daily", "former").await;
        }
        let walk = measured(&fixture, SILKEBORG, "walk", "2026-05").await;
        let pairs: Vec<_> = walk.pairs.iter().map(|pair| (pair.start, pair.end, pair.is_reached)).collect();
        assert_eq!(pairs, [(400.0, 424.0, Some(false)), (400.0, 425.0, Some(true)), (400.0, 440.0, Some(true))]);
        assert_eq!((walk.paired(), walk.unpaired), (3, 1));
        assert_eq!(walk.reached, [Reached { among: 3, reached: 2 }, Reached { among: 3, reached: 1 }]);
        assert_eq!(measured(&fixture, SILKEBORG, "walk", "2026-06").await, Measured::default());
        assert_eq!(measured(&fixture, VIBORG, "walk", "2026-05").await, Measured::default());
        let none = measured(&fixture, SILKEBORG, "depression", "2026-05").await;
        assert_eq!(none, Measured { reached: vec![Reached::default()], ..Measured::default() });
        let caller = fixture.caller::<ReadIndicators>(Role::Manager, SILKEBORG).await;
        let unknown = fixture.db.results(&caller).count(PROGRAMME, "height", "2026".parse().unwrap()).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
    }

    async fn pairs_are_shown_to_who_may_see_the_courses_and_that_is_logged(fixture: Fixture) {
        for number in 0..5 {
            walked(&fixture, number, Some(430 + number), "daily", "former").await;
        }
        for (role, shown) in [(Role::Manager, 0), (Role::Clinician, 5), (Role::Coordinator, 5)] {
            let caller = fixture.caller::<ReadIndicators>(role, SILKEBORG).await;
            let walk = fixture.db.results(&caller).count(PROGRAMME, "walk", "2026-05".parse().unwrap()).await.unwrap();
            assert_eq!((walk.shown.len(), walk.measured.paired()), (shown, 5), "{role}");
        }
        let times = async || {
            let log = fixture.logged(SILKEBORG).await;
            log.iter().filter(|event| *event == "results.pairs done").count()
        };
        assert_eq!(times().await, 2);
        let last = "SELECT object_kind || ' ' || object_id || ' ' || result_count FROM access_log \
            WHERE action = 'results.pairs' ORDER BY seq DESC LIMIT 1";
        assert_eq!(fixture.look(last).await, ["measure walk 5"]);
        let caller = fixture.caller::<ReadIndicators>(Role::Clinician, SILKEBORG).await;
        let few = fixture.db.results(&caller).count(PROGRAMME, "depression", "2026-05".parse().unwrap()).await.unwrap();
        assert!(few.shown.is_empty());
        assert_eq!(times().await, 2, "what shows no citizen is not logged");
    }

    async fn a_coded_measure_counts_moves_and_who_of_the_smokers_quit(fixture: Fixture) {
        walked(&fixture, 1, Some(425), "daily", "former").await;
        walked(&fixture, 2, Some(425), "daily", "daily").await;
        walked(&fixture, 3, Some(425), "former", "former").await;
        let smoking = measured(&fixture, SILKEBORG, "smoking", "2026-05").await;
        let moves: Vec<_> =
            smoking.moves.iter().map(|((from, to), count)| (from.as_str(), to.as_str(), *count)).collect();
        assert_eq!(moves, [("daily", "daily", 1), ("daily", "former", 1), ("former", "former", 1)]);
        assert_eq!(smoking.reached, [Reached { among: 2, reached: 1 }]);
        assert!(smoking.pairs.is_empty() && smoking.paired() == 3);
    }

    async fn both_numbers_of_a_measure_are_told_on_the_day_the_course_ended(fixture: Fixture) {
        for (number, metres) in [Some(424), Some(440), None].into_iter().enumerate() {
            walked(&fixture, u32::try_from(number).unwrap(), metres, "daily", "former").await;
        }
        let by_day = async |municipality: &str, measure: &str, period: &str| {
            let caller = fixture.caller::<ReadIndicators>(Role::Manager, municipality).await;
            let found = fixture.db.results(&caller).by_day(PROGRAMME, measure, period.parse().unwrap()).await;
            let mut found = found.unwrap();
            found.sort_by(|a, b| a.1.1.total_cmp(&b.1.1));
            found
        };
        let ended = "2026-05-20".parse().unwrap();
        let expected = [(ended, (400.0, 424.0)), (ended, (400.0, 440.0))];
        assert_eq!(by_day(SILKEBORG, "walk", "2026-Q2").await, expected);
        assert_eq!(by_day(SILKEBORG, "walk", "2026-Q1").await, []);
        assert_eq!(by_day(SILKEBORG, "smoking", "2026-Q2").await, [], "codes are no numbers");
        assert_eq!(by_day(VIBORG, "walk", "2026-Q2").await, []);
    }
}
