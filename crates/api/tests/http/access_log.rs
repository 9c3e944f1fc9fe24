//! Who looked at whom, and why.

use actix_web::http::Method;
use domain::access::Role;
use serde_json::{Value, json};

use crate::support::{Actor, on_both_engines};

async fn events(auditor: &Actor) -> Vec<Value> {
    let page = auditor.get("/access-log?limit=200").await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

on_both_engines! {
    async fn every_operation_on_citizens_is_one_event_with_its_request_and_purpose(app) {
        let auditor = app.actor(Role::Auditor, Some("0740")).await;
        let clinician = app.clinician("0740").await;
        let course = clinician.started_course("710350-1234").await;
        let operations = [
            clinician.get("/courses").await,
            clinician.get(&format!("/courses/{course}")).await,
            clinician.get(&format!("/courses/{course}/outcomes")).await,
            clinician.get(&format!("/courses/{course}/forms/start")).await,
            clinician.get(&format!("/courses/{course}/forms/start/history")).await,
            clinician.put(&format!("/courses/{course}/forms/end/draft"), json!({"answers": {}})).await,
            clinician.put(&format!("/courses/{course}/forms/end?mode=validate"), json!({"answers": {}})).await,
            clinician.ask(Method::POST, "/citizens/search").header("X-Purpose", "quality").json(&json!({"name": "Bo"})).send().await,
            clinician.submit(&course, "start", json!({})).await,
            clinician.get("/courses/0d9a4a2b-7c11-7000-8000-6f1c2f0e7f0a").await,
        ];
        let log = events(&auditor).await;
        for reply in operations {
            let own: Vec<_> = log.iter().filter(|event| event["request_id"] == reply.header("x-request-id")).collect();
            assert_eq!(own.len(), 1, "{} in {own:?}", reply.status);
        }
        let search = log.iter().find(|event| event["action"] == "citizen.search").unwrap();
        assert_eq!((&search["purpose"], &search["result"], &search["result_count"]), (&json!("quality"), &json!("done"), &json!(1)));
        assert!(!search["criterion"].as_str().unwrap().contains("Bo"), "{search}");
        assert!(log.iter().any(|event| event["result"] == "not_found" && event["action"] == "course.read"));
    }

    async fn a_refused_right_is_an_event_and_the_log_stays_in_its_municipality(app) {
        let auditor = app.actor(Role::Auditor, Some("0740")).await;
        let manager = app.actor(Role::Manager, Some("0740")).await;
        manager.get("/courses").await.problem(403, "forbidden");
        let log = events(&auditor).await;
        let denied = log.iter().find(|event| event["result"] == "denied").unwrap();
        assert_eq!((&denied["action"], &denied["role"]), (&json!("read_courses"), &json!("manager")));
        let foreign = app.actor(Role::Auditor, Some("0751")).await;
        assert!(events(&foreign).await.iter().all(|event| event["role"] == "auditor" || event["action"] == "user.create"));
        // `foreign` has logged in, and that is in the log of Aarhus only.
        assert_eq!(log.iter().filter(|event| event["action"] == "session.log_in").count(), 2);
    }

    async fn pages_of_the_log_follow_one_another(app) {
        let auditor = app.actor(Role::Auditor, Some("0740")).await;
        let clinician = app.clinician("0740").await;
        for _ in 0..5 {
            clinician.get("/courses").await.expect(200);
        }
        let first = auditor.get("/access-log?limit=2&username=clinician.2").await.expect(200).json();
        assert_eq!((&first["total"], first["items"].as_array().unwrap().len()), (&json!(6), 2), "five lists and the log-in");
        let cursor = first["next_cursor"].as_str().unwrap();
        let second = auditor.get(&format!("/access-log?limit=2&username=clinician.2&cursor={cursor}")).await.expect(200).json();
        assert!(second["items"][0]["seq"].as_i64() < first["items"][1]["seq"].as_i64());
        auditor.get("/access-log?cursor=x").await.problem(400, "bad_request");
    }
}
