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
        let etag = format!("\"{}\"", saved.json()["revision"]);
        assert_eq!(saved.header("etag"), etag);
        let read = clinician.get(&path).await.expect(200);
        assert_eq!((read.header("etag"), read.json()), (etag.as_str(), saved.json()));
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
        let first = save("", 80).await.expect(200).header("etag").to_owned();
        save("", 81).await.problem(428, "precondition_required");
        let second = save(&first, 82).await.expect(200).header("etag").to_owned();
        assert_ne!(first, second);
        let stale = save(&first, 83).await;
        assert_eq!(stale.header("etag"), second);
        assert_eq!(format!("\"{}\"", stale.problem(412, "stale_version")["current_version"]), second);
        assert_eq!(clinician.get(&path).await.json()["answers"]["weight_kg"], 82);
    }

    async fn a_window_that_never_heard_of_its_save_saves_again(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.course("710350-1234").await;
        let path = format!("/courses/{course}/forms/start/draft");
        let writer = |window: u32, sequence: u32| {
            json!({"window": format!("00000000-0000-4000-8000-00000000000{window}"), "sequence": sequence})
        };
        let save = async |weight: u32, writer: serde_json::Value| {
            clinician.put(&path, json!({"answers": {"weight_kg": weight}, "writer": writer})).await
        };
        save(8, writer(1, 1)).await.expect(200);
        let saved = save(82, writer(1, 2)).await.expect(200).json();
        assert_eq!(saved["writer"], writer(1, 2));
        save(8, writer(1, 1)).await.problem(428, "precondition_required");
        save(8, writer(2, 3)).await.problem(428, "precondition_required");
        assert_eq!(clinician.get(&path).await.json(), saved);
    }

    async fn a_draft_is_thrown_away_by_the_revision_one_has_seen(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.course("710350-1234").await;
        let path = format!("/courses/{course}/forms/start/draft");
        clinician.delete(&path).await.expect(204);
        let etag = clinician.put(&path, json!({"answers": {"weight_kg": 80}})).await.expect(200);
        let etag = etag.header("etag").to_owned();
        clinician.delete(&path).await.problem(428, "precondition_required");
        let discard = async |revision: &str| {
            clinician.ask(Method::DELETE, &path).header("If-Match", revision).send().await
        };
        discard("\"1\"").await.problem(412, "stale_version");
        app.clinician("0740").await.ask(Method::DELETE, &path).header("If-Match", &etag).send().await.expect(204);
        assert_eq!(clinician.get(&path).await.json()["answers"]["weight_kg"], 80, "a colleague's is another");
        discard(&etag).await.expect(204);
        discard(&etag).await.expect(204);
        clinician.get(&path).await.problem(404, "not_found");
    }

    async fn a_draft_hears_that_somebody_submitted_the_form(app) {
        let (anna, bo) = (app.clinician("0740").await, app.clinician("0740").await);
        let course = anna.course("710350-1234").await;
        let path = format!("/courses/{course}/forms/start/draft");
        let saved = anna.put(&path, json!({"answers": {"weight_kg": 80}})).await.expect(200);
        assert_eq!(saved.json()["form_version"], json!(null));
        bo.submit(&course, "start", start()).await.expect(200);
        let body = json!({"answers": {"weight_kg": 81}, "reason": "ny vægt", "clashes": {"height_cm": null}});
        let asking = anna.ask(Method::PUT, &path).header("If-Match", saved.header("etag")).json(&body);
        let heard = asking.send().await.expect(200).json();
        assert_eq!((&heard["form_version"], &heard["based_on"]), (&json!(1), &json!(null)));
        assert_eq!((&heard["reason"], &heard["clashes"]), (&json!("ny vægt"), &json!({"height_cm": null})));
        assert_eq!(anna.get(&path).await.json(), heard);
        anna.submit(&course, "start", start()).await.problem(428, "precondition_required");
        // Submitting with an older draft than the one that is kept leaves it be.
        let submit = json!({"answers": start(), "draft": 1});
        let asking = anna.ask(Method::PUT, &format!("/courses/{course}/forms/start"));
        asking.header("If-Match", "\"1\"").json(&submit).send().await.expect(200);
        anna.get(&path).await.expect(200);
    }
}
