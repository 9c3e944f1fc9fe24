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
    fixture.db.results(&caller).count(PROGRAMME, measure, period.parse().unwrap()).await.unwrap()
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
}
