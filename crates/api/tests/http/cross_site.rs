//! Another site's page cannot make the browser act.

use actix_web::http::Method;
use serde_json::json;

use crate::support::{Engine, TestApp};

#[actix_web::test]
async fn an_unsafe_request_that_does_not_come_from_the_application_changes_nothing() {
    let app = TestApp::on(Engine::Sqlite).await;
    let clinician = app.clinician("0740").await;
    let ask =
        || clinician.ask(Method::POST, "/citizens").json(&json!({"cpr": "710350-1234", "name": "Bo Prøve"}));
    for (name, value) in [
        ("X-Requested-With", ""),
        ("X-Requested-With", "XMLHttpRequest"),
        ("Origin", "https://elsewhere.example"),
        ("Origin", "null"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
    ] {
        ask().header(name, value).send().await.problem(403, "cross_site");
    }
    assert_eq!(clinician.post("/citizens/search", json!({"name": "prøve"})).await.json()["total"], 0);
    let own = ask().header("Origin", "http://localhost:8080").header("Sec-Fetch-Site", "same-origin");
    own.send().await.expect(201);
}

#[actix_web::test]
async fn logging_in_and_out_are_protected_too() {
    let app = TestApp::on(Engine::Sqlite).await;
    let clinician = app.clinician("0740").await;
    let out = clinician.ask(Method::DELETE, "/session").header("Sec-Fetch-Site", "cross-site");
    out.send().await.problem(403, "cross_site");
    clinician.get("/me").await.expect(200);
    let body = json!({"username": "a", "password": "b"});
    let log_in = app
        .stranger()
        .ask(Method::POST, "/session")
        .json(&body)
        .header("Origin", "https://elsewhere.example");
    log_in.send().await.problem(403, "cross_site");
}

#[actix_web::test]
async fn nothing_changes_by_reading() {
    let app = TestApp::on(Engine::Sqlite).await;
    let clinician = app.clinician("0740").await;
    let read = clinician.ask(Method::GET, "/me").header("Sec-Fetch-Site", "cross-site");
    assert_eq!(read.send().await.expect(200).header("cross-origin-resource-policy"), "same-origin");
    for header in ["X-HTTP-Method-Override", "X-Method-Override"] {
        clinician
            .ask(Method::GET, "/session")
            .header(header, "DELETE")
            .send()
            .await
            .problem(405, "method_not_allowed");
    }
    clinician.get("/me").await.expect(200);
}
