//! What is planned on a course, and what is suggested.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{on_both_engines, start};

fn smoker() -> Value {
    json!({
        "conditions": [{"code": "tobacco", "focus": true, "active": true}],
        "interventions": [
            {"no": 1, "code": "smoking_cessation", "delivery": "group", "status": "planned", "conditions": ["tobacco"]}
        ],
        "goals": [{"no": 1, "text": "Røgfri inden sommerferien", "condition": "tobacco", "evaluation": "none"}],
        "decisions": [{"suggestion": "daily_smoker", "decision": "accepted"}],
    })
}

on_both_engines! {
    async fn a_plan_is_saved_as_a_whole_and_keeps_its_versions(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.course("710350-1234").await;
        let path = format!("/courses/{course}/plan");
        let empty = clinician.get(&path).await.expect(200);
        assert_eq!((empty.header("etag"), &empty.json()["version"]), ("\"0\"", &json!(0)));
        let saved = clinician.put(&path, smoker()).await.expect(200);
        assert_eq!(saved.header("etag"), "\"1\"");
        assert_eq!(saved.json()["plan"]["goals"], smoker()["goals"]);
        assert_eq!(clinician.get(&path).await.expect(200).json(), saved.json());
        clinician.put(&path, smoker()).await.problem(428, "precondition_required");
        let mut done = smoker();
        done["goals"][0]["evaluation"] = "reached".into();
        let again = clinician.ask(Method::PUT, &path).json(&done).header("If-Match", "\"1\"").send().await;
        assert_eq!(again.expect(200).header("etag"), "\"2\"");
        let stale = clinician.ask(Method::PUT, &path).json(&smoker()).header("If-Match", "\"1\"").send().await;
        assert_eq!(stale.problem(412, "stale_version")["current_version"], 2);
        let history = clinician.get(&format!("{path}/history")).await.expect(200).json();
        let versions: Vec<_> = history["versions"].as_array().unwrap().iter().map(|v| v["version"].clone()).collect();
        assert_eq!(versions, [2, 1]);
    }

    async fn the_answers_call_for_interventions_and_say_why(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.course("710350-1234").await;
        let suggestions = format!("/courses/{course}/suggestions");
        assert_eq!(clinician.get(&suggestions).await.expect(200).json(), json!({"items": []}));
        let mut answers = start();
        answers["smoking_status"] = "daily".into();
        answers["alcohol_units_week"] = 14.into();
        clinician.submit(&course, "start", answers).await.expect(200);
        let found = clinician.get(&suggestions).await.expect(200).json();
        let find = |found: &Value, id: &str| {
            found["items"].as_array().unwrap().iter().find(|item| item["suggestion"] == id).unwrap().clone()
        };
        let alcohol = find(&found, "alcohol");
        assert_eq!(alcohol["because"], json!([{"variable": "start.alcohol_units_week", "value": 14}]));
        assert_eq!((&alcohol["intervention"], &alcohol["standing"]), (&json!("alcohol_talk"), &json!("open")));
        let saved = clinician.put(&format!("/courses/{course}/plan"), smoker()).await.expect(200).json();
        let because = json!([{"variable": "start.smoking_status", "value": "daily"}]);
        assert_eq!(saved["plan"]["decisions"][0]["because"], because);
        assert_eq!(saved["decided"][0]["suggestion"], "daily_smoker");
        let found = clinician.get(&suggestions).await.expect(200).json();
        assert_eq!(find(&found, "daily_smoker")["standing"], "accepted");
    }

    async fn a_plan_that_lacks_a_word_is_saved_and_one_with_unknown_codes_is_not(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.course("710350-1234").await;
        let path = format!("/courses/{course}/plan");
        let mut stopped = smoker();
        stopped["interventions"][0]["status"] = "stopped".into();
        let saved = clinician.put(&path, stopped).await.expect(200).json();
        assert_eq!(saved["findings"][0]["variable"], "interventions.1.reason");
        let mut unknown = smoker();
        unknown["interventions"][0]["delivery"] = "post".into();
        let put = clinician.ask(Method::PUT, &path).json(&unknown).header("If-Match", "\"1\"").send().await;
        let problem = put.problem(422, "validation_failed");
        assert_eq!(problem["findings"][0]["variable"], "interventions.1.delivery");
        for wrong in [json!({"goal": []}), json!({"goals": [{"no": 1}]}), json!({"goals": [{"no": 1, "text": "a", "x": 1}]})] {
            let put = clinician.ask(Method::PUT, &path).json(&wrong).header("If-Match", "\"1\"").send().await;
            put.problem(422, "validation_failed");
        }
        assert_eq!(clinician.get(&path).await.json()["version"], 1);
    }
}
