//! Every error is a problem document.

use actix_web::http::Method;

use crate::support::{Engine, TestApp};

#[actix_web::test]
async fn addresses_and_methods_that_do_not_exist_are_problems_with_the_request_id() {
    let app = TestApp::on(Engine::Sqlite).await;
    let clinician = app.clinician("0740").await;
    clinician.get("/nothing").await.problem(404, "not_found");
    clinician.get("//api/v1").await.problem(404, "not_found");
    clinician.get("//api/v2/courses").await.problem(404, "not_found");
    clinician.get("/courses/not-an-id").await.problem(404, "not_found");
    let reply = clinician.ask(Method::DELETE, "/courses").send().await;
    assert_eq!(reply.header("allow"), "POST, GET");
    reply.problem(405, "method_not_allowed");
    let problem = clinician.get("/nothing").await.problem(404, "not_found");
    assert_eq!(problem["type"], "urn:hjertekom:problem:not_found");
    assert!(
        problem["title"].as_str().unwrap() == problem["message"]["da"]
            && problem["message"]["en"].is_string()
    );
}

#[actix_web::test]
async fn a_server_error_tells_its_id_and_nothing_else() {
    let app = TestApp::on(Engine::Sqlite).await;
    let clinician = app.clinician("0740").await;
    app.app().db.close().await;
    let reply = clinician.get("/courses").await;
    let problem = reply.problem(503, "unavailable");
    let text = problem.to_string().to_lowercase();
    for inside in ["sqlite", "pool", "sqlx", "select", "/tmp"] {
        assert!(!text.contains(inside), "{text}");
    }
    app.stranger().get("//health/ready").await.problem(503, "unavailable");
    app.stranger().get("//health/live").await.expect(200);
}

#[actix_web::test]
async fn a_full_disk_is_507_and_what_cannot_be_logged_is_not_shown() {
    let app = TestApp::on_a_small_disk(160).await;
    let clinician = app.clinician("0740").await;
    let course = clinician.course("710350-1234").await;
    let path = format!("/courses/{course}/forms/start/draft");
    let (mut revision, mut version) = (0, String::new());
    let refused = loop {
        let answers = serde_json::json!({"note": "x".repeat(4_000), "revision": revision + 1});
        let asking = clinician.ask(Method::PUT, &path).json(&serde_json::json!({"answers": answers}));
        let reply = if revision == 0 {
            asking.send().await
        } else {
            asking.header("If-Match", &version).send().await
        };
        if reply.status != 200 {
            break reply;
        }
        version = reply.header("etag").to_owned();
        revision += 1;
        assert!(revision < 5_000, "the disk is never full");
    };
    refused.problem(507, "storage_full");
    assert!(revision > 0);
    // What cannot be logged is not shown; who is logged in stays so.
    clinician.get(&path).await.problem(507, "storage_full");
    clinician.get("/me").await.expect(200);
}
