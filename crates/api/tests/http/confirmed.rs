//! What is improbable is asked about once.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{on_both_engines, start};

fn walks(metres: u32) -> Value {
    let mut answers = start();
    answers["capacity_test_type"] = "six_mwt".into();
    answers["six_mwt_m"] = metres.into();
    answers
}

fn confirmed(metres: u32) -> Value {
    json!([{"code": "improbable", "variable": "six_mwt_m", "value": metres}])
}

on_both_engines! {
    async fn a_confirmed_value_is_not_asked_about_again_and_is_kept_with_who_and_when(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.course("710350-1234").await;
        let path = format!("/courses/{course}/forms/start");
        let draft = format!("{path}/draft");
        let body = json!({"answers": walks(900), "confirmed": confirmed(900)});
        let saved = clinician.put(&draft, body.clone()).await.expect(200).json();
        assert_eq!(saved["confirmed"], confirmed(900));
        assert_eq!(clinician.get(&draft).await.expect(200).json()["confirmed"], confirmed(900));
        let submitted = clinician.put(&path, body).await.expect(200).json();
        assert_eq!(submitted["findings"], json!([]));
        let kept = clinician.get(&path).await.expect(200).json()["confirmed"].clone();
        assert_eq!((&kept[0]["code"], &kept[0]["value"]), (&json!("improbable"), &json!(900)));
        assert!(!kept[0]["confirmed_by"].as_str().unwrap().is_empty());
        assert!(kept[0]["confirmed_at"].is_string());

        let again = clinician.ask(Method::PUT, &path).json(&json!({"answers": walks(900)})).header("If-Match", "\"1\"").send().await;
        assert_eq!(again.expect(200).json()["findings"], json!([]));
        let other = clinician.ask(Method::PUT, &path).json(&json!({"answers": walks(901)})).header("If-Match", "\"2\"").send().await;
        assert_eq!(other.expect(200).json()["findings"][0]["code"], "improbable");
        let history = clinician.get(&format!("{path}/history")).await.expect(200).json();
        assert_eq!(history["versions"][0]["confirmed"], kept);
    }

    async fn a_confirmation_with_unknown_fields_is_refused_and_one_of_nothing_is_not_kept(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.course("710350-1234").await;
        let path = format!("/courses/{course}/forms/start");
        let wrong = json!({"answers": walks(900), "confirmed": [{"code": "improbable", "by": "me"}]});
        clinician.put(&path, wrong).await.problem(422, "validation_failed");
        let nothing = json!({"answers": walks(400), "confirmed": confirmed(400)});
        clinician.put(&path, nothing).await.expect(200);
        assert_eq!(clinician.get(&path).await.expect(200).json().get("confirmed"), None);
    }
}
