//! Nothing typed is lost, and nobody else sees it.

use actix_web::http::Method;
use serde_json::json;

use crate::support::{on_both_engines, start};

on_both_engines! {
    async fn a_draft_keeps_whatever_was_typed_for_its_author_only(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.course("710350-1234").await;
        let path = format!("/courses/{course}/forms/start/draft");
        clinician.get(&path).await.problem(404, "not_found");
        let typed = json!({"smoking_status": "dai", "weight_kg": "82,", "not_there": [1, {"a": null}]});
        let saved = clinician.put(&path, json!({"answers": typed})).await.expect(200);
        assert_eq!(saved.header("etag"), "\"1\"");
        let read = clinician.get(&path).await.expect(200);
        assert_eq!((read.header("etag"), read.json()), ("\"1\"", saved.json()));
        assert_eq!(read.json()["answers"], typed);
        let colleague = app.clinician("0740").await;
        colleague.get(&path).await.problem(404, "not_found");
        colleague.put(&path, json!({"answers": {}})).await.expect(200);
        assert_eq!(clinician.get(&path).await.json()["answers"], typed);
    }

    async fn submitting_a_form_takes_the_place_of_its_draft(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.course("710350-1234").await;
        let path = format!("/courses/{course}/forms/start/draft");
        clinician.put(&path, json!({"answers": start()})).await.expect(200);
        let forms = clinician.get(&format!("/courses/{course}")).await.json()["forms"].clone();
        assert_eq!(forms[1]["state"], "draft");
        clinician.submit(&course, "start", start()).await.expect(200);
        clinician.get(&path).await.problem(404, "not_found");
        let forms = clinician.get(&format!("/courses/{course}")).await.json()["forms"].clone();
        assert_eq!((&forms[1]["state"], &forms[1]["draft_saved_at"]), (&json!("submitted"), &json!(null)));
    }

    async fn two_windows_do_not_overwrite_each_other(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.course("710350-1234").await;
        let path = format!("/courses/{course}/forms/start/draft");
        let save = async |revision: &str, weight: u32| {
            let asking = clinician.ask(Method::PUT, &path).json(&json!({"answers": {"weight_kg": weight}}));
            if revision.is_empty() { asking.send().await } else { asking.header("If-Match", revision).send().await }
        };
        save("", 80).await.expect(200);
        save("", 81).await.problem(428, "precondition_required");
        assert_eq!(save("\"1\"", 82).await.expect(200).header("etag"), "\"2\"");
        let stale = save("\"1\"", 83).await;
        assert_eq!(stale.header("etag"), "\"2\"");
        assert_eq!(stale.problem(412, "stale_version")["current_version"], 2);
        assert_eq!(clinician.get(&path).await.json()["answers"]["weight_kg"], 82);
    }
}
