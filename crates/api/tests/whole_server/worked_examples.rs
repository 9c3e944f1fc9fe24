//! The worked examples of the indicators and scores, typed in through the API on both engines.
//!
//! The expectations are written here from the domain specification, not read from the definitions.

use chrono::{Days, NaiveDate, Utc};
use serde_json::{Value, json};
use testkit::server::Engine;

use crate::registry::Registry;

/// What is changed in the start form, what in the end form, and what the indicator then says.
struct Example {
    indicator: &'static str,
    start: Value,
    end: Option<Value>,
    expected: &'static str,
}

fn example(indicator: &'static str, start: Value, end: Value, expected: &'static str) -> Example {
    Example { indicator, start, end: Some(end), expected }
}

fn watt(watt: f64) -> Value {
    json!({ "training_offered": "yes", "capacity_test_type": "watt_max", "watt_max": watt })
}

fn walk(metres: i64) -> Value {
    json!({ "capacity_test_type": "six_mwt", "six_mwt_m": metres })
}

fn both(watt: f64, metres: i64) -> Value {
    json!({ "training_offered": "yes", "capacity_test_type": "both", "watt_max": watt, "six_mwt_m": metres })
}

fn without(mut answers: Value, id: &str) -> Value {
    answers.as_object_mut().unwrap().remove(id);
    answers
}

fn sessions(planned: Value, attended: Value) -> Value {
    json!({ "sessions_planned": planned, "sessions_attended": attended })
}

fn today() -> NaiveDate {
    #[expect(clippy::disallowed_methods, reason = "the server under test has the real clock")]
    db::danish_day(Utc::now())
}

fn examples() -> Vec<Example> {
    let nothing = || json!({});
    let january = || json!({ "initial_meeting_date": "2024-01-10" });
    let smoker = |status: &str| json!({ "smoking_status": status });
    let diet = |given: &str| json!({ "diet_treatment": given });
    let diet_by = |given: &str, by: &str| json!({ "diet_treatment": given, "diet_by_profession": by });
    let trained = || json!({ "training_offered": "yes", "capacity_test_type": "not_done", "test_not_done_reason": "declined" });
    let open_since = today() - Days::new(143);
    let pending = Example {
        indicator: "persistence",
        start: json!({ "initial_meeting_date": open_since }),
        end: None,
        expected: "pending",
    };
    let died = json!({ "end_type": "died", "end_date": "2024-03-01", "end_reason": "event_termination" });
    vec![
        example("persistence", january(), json!({ "final_meeting_date": "2024-07-07" }), "fulfilled"),
        example("persistence", january(), json!({ "final_meeting_date": "2024-07-08" }), "not_fulfilled"),
        pending,
        example("persistence", january(), died, "excluded"),
        example("sessions80", trained(), sessions(json!(24), json!(20)), "fulfilled"),
        example("sessions80", trained(), sessions(json!(24), json!(19)), "not_fulfilled"),
        example("sessions80", trained(), sessions(json!(10), json!(8)), "fulfilled"),
        example("sessions80", trained(), sessions(json!(24), json!({ "missing": "unknown" })), "missing"),
        example("capacity10", watt(100.0), without(watt(110.0), "training_offered"), "fulfilled"),
        example("capacity10", watt(100.0), without(watt(109.0), "training_offered"), "not_fulfilled"),
        example("capacity10", watt(120.0), walk(500), "missing"),
        example("capacity10", both(100.0, 400), without(both(105.0, 445), "training_offered"), "fulfilled"),
        example("smokefree", smoker("daily"), smoker("former"), "fulfilled"),
        example("smokefree", smoker("occasional"), smoker("daily"), "not_fulfilled"),
        example("smokefree", smoker("former"), smoker("former"), "outside"),
        example("diet", nothing(), diet_by("yes_group", "clinical_dietitian"), "fulfilled"),
        example("diet", nothing(), diet_by("yes_individual", "other"), "not_fulfilled"),
        example("diet", nothing(), diet("declined"), "not_fulfilled"),
        example("depression_end", nothing(), json!({ "hads_d": 6 }), "fulfilled"),
        example("depression_end", nothing(), json!({ "hads_a": 6 }), "not_fulfilled"),
        example("depression_end", nothing(), json!({ "depression_screened": "no" }), "not_fulfilled"),
    ]
}

async fn check_indicators(engine: Engine) {
    let mut registry = Registry::start(engine, "silkeborg").await;
    for Example { indicator, start, end, expected } in examples() {
        let course = registry.open_course().await;
        registry.submit_start(&course, &start).await;
        if let Some(end) = &end {
            registry.submit_end(&course, &start, end).await;
        }
        let outcome = registry.outcome(&course, indicator).await;
        assert_eq!(outcome["state"], expected, "{indicator}: {start} → {end:?}: {outcome:#}");
        assert!(!outcome["trace"].as_array().unwrap().is_empty(), "every outcome explains itself");
    }
}

#[tokio::test]
async fn every_worked_example_of_the_indicators_holds_on_sqlite() {
    check_indicators(Engine::Sqlite).await;
}

#[tokio::test]
async fn every_worked_example_of_the_indicators_holds_on_postgresql() {
    check_indicators(Engine::Postgres).await;
}

fn items(prefix: &str, scores: &[(usize, i64)]) -> Value {
    let items = scores.iter().map(|(item, score)| (format!("{prefix}_{item}"), json!(score)));
    let entry = std::iter::once((format!("{prefix}_entry"), json!("items")));
    Value::Object(entry.chain(items).collect())
}

fn eq5d(levels: [i64; 5]) -> Value {
    let dimensions = ["mo", "sc", "ua", "pd", "ad"].map(|dimension| format!("eq5d_{dimension}"));
    Value::Object(dimensions.into_iter().zip(levels.map(|level| json!(level))).collect())
}

async fn check_scores(engine: Engine) {
    let mut registry = Registry::start(engine, "silkeborg").await;
    // HADS-D is the even items: 1, 1, 0, 2, 1, -, 1 gives round_half_up(7 * 6 / 6) = 7.
    let hads = items("hads", &[(2, 1), (4, 1), (6, 0), (8, 2), (10, 1), (14, 1)]);
    // Ten physical items sum to 22, four emotional (9–12) to 10.
    let physical = [1, 2, 3, 4, 5, 6, 7, 8, 13, 14].into_iter().zip([3, 3, 2, 2, 2, 2, 2, 2, 2, 2]);
    let emotional = [9, 10, 11, 12].into_iter().zip([3, 3, 2, 2]);
    let heartqol = items("heartqol", &physical.chain(emotional).collect::<Vec<_>>());
    let cases = [
        (hads, json!({ "hads_d": 7, "hads_a": null })),
        (heartqol, json!({ "heartqol_physical": 2.2, "heartqol_emotional": 2.5, "heartqol_global": 2.29 })),
        (
            json!({ "heartdiet_fat_pct": 80, "heartdiet_ffv_pct": 70 }),
            json!({ "heart_healthy": false, "diet_need": true }),
        ),
        (eq5d([1, 1, 1, 1, 1]), json!({ "eq5d_index": 1.0 })),
        (eq5d([2, 1, 1, 1, 1]), json!({ "eq5d_index": 0.959 })),
        (eq5d([3, 3, 3, 3, 3]), json!({ "eq5d_index": 0.571 })),
        (eq5d([5, 5, 5, 5, 5]), json!({ "eq5d_index": -0.758 })),
        (without(eq5d([1, 1, 1, 1, 1]), "eq5d_ad"), json!({ "eq5d_index": null })),
        (json!({ "height_cm": 172, "weight_kg": 94.5 }), json!({ "bmi": 31.9 })),
    ];
    for (answers, expected) in cases {
        let course = registry.open_course().await;
        let stored = registry.submit_start(&course, &answers).await;
        for (id, expected) in expected.as_object().unwrap() {
            let found = &stored["answers"][id];
            let same = match (found.as_f64(), expected.as_f64()) {
                (Some(found), Some(expected)) => (found - expected).abs() < 1e-9,
                _ => found == expected,
            };
            assert!(same, "{answers}: {id} is {found}, not {expected}");
        }
    }
}

#[tokio::test]
async fn every_worked_example_of_the_scores_holds_on_sqlite() {
    check_scores(Engine::Sqlite).await;
}

#[tokio::test]
async fn every_worked_example_of_the_scores_holds_on_postgresql() {
    check_scores(Engine::Postgres).await;
}
