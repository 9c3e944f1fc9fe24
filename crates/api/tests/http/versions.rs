//! Who changes something says which version they saw.

use actix_web::http::Method;
use serde_json::json;

use crate::support::{end, on_both_engines, referral, start};

on_both_engines! {
    async fn a_submitted_form_changes_only_on_top_of_its_current_version(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.started_course("710350-1234").await;
        let path = format!("/courses/{course}/forms/start");
        clinician.submit(&course, "start", start()).await.problem(428, "precondition_required");
        let put = async |version: &str| {
            clinician.ask(Method::PUT, &path).header("If-Match", version).json(&json!({"answers": start()})).send().await
        };
        assert_eq!(put("\"2\"").await.problem(412, "stale_version")["current_version"], 1);
        put("1").await.problem(400, "bad_request");
        put("*").await.problem(400, "bad_request");
        put("\"1\"").await.expect(200);
        put("\"1\"").await.problem(412, "stale_version");
    }

    async fn validating_changes_nothing(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.started_course("710350-1234").await;
        let before = clinician.get(&format!("/courses/{course}")).await.json();
        let path = format!("/courses/{course}/forms/end?mode=validate");
        let rehearsed = clinician.put(&path, json!({"answers": end()})).await.expect(200).json();
        assert_eq!((&rehearsed["version"], &rehearsed["course"]), (&json!(0), &before));
        let outcomes = rehearsed["outcomes"].as_array().unwrap().iter();
        let fulfilled = outcomes.filter(|outcome| outcome["state"] == "fulfilled");
        let fulfilled: Vec<_> = fulfilled.map(|outcome| outcome["indicator"].as_str().unwrap()).collect();
        assert_eq!(fulfilled, ["persistence", "sessions80", "capacity10", "smokefree"]);
        clinician.put(&path, json!({"answers": {}})).await.problem(422, "validation_failed");
        clinician.get(&format!("/courses/{course}/forms/end")).await.problem(404, "not_found");
        let citizen = json!({"cpr": "710350-1242", "name": "Bo Prøve"});
        clinician.post("/citizens?mode=validate", citizen).await.expect(204);
        let found = clinician.post("/citizens/search", json!({"cpr": "710350-1242"})).await.json();
        assert_eq!(found["total"], 0);
    }

    async fn a_form_for_another_state_of_the_course_is_refused(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.course("710350-1234").await;
        clinician.submit(&course, "referral", referral()).await.expect(200);
        let followup = json!({"followup_date": "2026-09-01"});
        let refused = clinician.submit(&course, "followup", followup).await;
        refused.problem(409, "wrong_state");
        clinician.submit(&course, "nothing", json!({})).await.problem(404, "not_found");
    }
}
