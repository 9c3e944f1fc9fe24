//! What cannot be read is refused with what, where and how to mend it; nothing is half written.

use actix_web::http::Method;
use domain::access::Role;
use serde_json::{Value, json};

use crate::support::{Actor, Engine, TestApp, on_both_engines, start};

fn findings(problem: &Value) -> Vec<(String, String)> {
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let findings = problem["findings"].as_array().unwrap().iter();
    findings.map(|finding| (text(finding, "variable"), text(finding, "code"))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(field, code)| ((*field).to_owned(), (*code).to_owned())).collect()
}

async fn clinician() -> Actor {
    TestApp::on(Engine::Sqlite).await.clinician("0740").await
}

#[actix_web::test]
async fn fields_that_are_unknown_missing_or_of_another_type_are_named() {
    let clinician = clinician().await;
    let problem = async |path: &str, body: Value| {
        findings(&clinician.post(path, body).await.problem(422, "validation_failed"))
    };
    let smuggled = json!({"cpr": "710350-1234", "name": "Bo", "municipality": "0751"});
    assert_eq!(problem("/citizens", smuggled).await, pairs(&[("municipality", "unknown_field")]));
    assert_eq!(
        problem("/citizens", json!({"cpr": "710350-1234"})).await,
        pairs(&[("name", "missing_field")])
    );
    assert_eq!(
        problem("/citizens", json!({"cpr": 7103501234_u64, "name": "Bo"})).await,
        pairs(&[("cpr", "wrong_type")])
    );
    let sex = json!({"cpr": "710350-1234", "name": "Bo", "sex": "other"});
    assert_eq!(problem("/citizens", sex).await, pairs(&[("sex", "unknown_value")]));
    assert_eq!(
        problem("/courses", json!({"citizen_id": "42", "programme": "hjertekom"})).await,
        pairs(&[("citizen_id", "wrong_type")])
    );
    assert_eq!(problem("/citizens", json!([])).await, pairs(&[("", "wrong_type")]));
    assert_eq!(problem("/citizens/search", json!({})).await, pairs(&[("", "one_criterion")]));
}

#[actix_web::test]
async fn a_problem_never_repeats_what_was_sent() {
    let clinician = clinician().await;
    for body in [
        json!({"cpr": "710350-9X", "name": "Hemmelig"}),
        json!({"cpr": {"710350-1234": 1}, "name": "Hemmelig"}),
    ] {
        let reply = clinician.post("/citizens", body).await.expect(422);
        assert!(!reply.text().contains("710350") && !reply.text().contains("Hemmelig"), "{}", reply.text());
    }
}

#[actix_web::test]
async fn what_is_no_json_is_400_with_the_place() {
    let clinician = clinician().await;
    let send = async |body: &str| {
        let asking =
            clinician.ask(Method::POST, "/citizens/search").body("application/json", body.to_owned());
        asking.send().await.problem(400, "bad_request")
    };
    let problem = send("{\"name\":\n oops}").await;
    assert_eq!(findings(&problem), pairs(&[("", "invalid_json")]));
    assert!(problem["findings"][0]["message"]["en"].as_str().unwrap().contains("line 2"), "{problem}");
    for body in [
        "",
        "{\"name\": \"a\", \"name\": \"b\"}",
        "{} {}",
        "{\"name\": 1e999}",
        "\u{feff}{}",
        &"[".repeat(5_000),
    ] {
        send(body).await;
    }
}

#[actix_web::test]
async fn another_type_a_compressed_body_and_a_huge_one_are_refused() {
    let clinician = clinician().await;
    let ask = || clinician.ask(Method::POST, "/citizens/search");
    ask().body("text/plain", "{\"name\": \"a\"}").send().await.problem(415, "unsupported_media_type");
    ask().send().await.problem(415, "unsupported_media_type");
    let gzip = ask().body("application/json", "x").header("Content-Encoding", "gzip");
    gzip.send().await.problem(415, "unsupported_media_type");
    let huge = format!("{{\"name\": \"{}\"}}", "a".repeat(256 * 1024));
    ask().body("application/json", huge).send().await.problem(413, "payload_too_large");
}

#[actix_web::test]
async fn query_strings_are_read_as_strictly_as_bodies() {
    let clinician = clinician().await;
    let problem = async |path: &str| findings(&clinician.get(path).await.problem(400, "bad_request"));
    assert_eq!(problem("/courses?filter=mine").await, pairs(&[("filter", "unknown_value")]));
    assert_eq!(problem("/courses?sort=name").await, pairs(&[("sort", "unknown_field")]));
    assert_eq!(problem("/courses?limit=-1").await, pairs(&[("limit", "wrong_type")]));
    assert_eq!(problem("/indicators/overview").await, pairs(&[("programme", "missing_field")]));
    let backwards = "/indicators/overview?programme=hjertekom&from=2026-06-01&to=2026-01-01";
    assert_eq!(problem(backwards).await, pairs(&[("from", "backwards")]));
    assert_eq!(
        problem("/indicators/overview?programme=hjertekom&from=2026-02-30").await,
        pairs(&[("from", "wrong_type")])
    );
    clinician.get("/indicators/overview?programme=nothing").await.problem(404, "not_found");
}

#[actix_web::test]
async fn a_purpose_that_is_none_is_refused() {
    let clinician = clinician().await;
    let reply = clinician.ask(Method::GET, "/courses").header("X-Purpose", "curiosity").send().await;
    assert_eq!(findings(&reply.problem(400, "bad_request")), pairs(&[("X-Purpose", "unknown_value")]));
    clinician.ask(Method::GET, "/courses").header("X-Purpose", "quality").send().await.expect(200);
}

#[actix_web::test]
async fn headers_beyond_16_kib_are_refused() {
    let clinician = clinician().await;
    let ask = |length: usize| clinician.ask(Method::GET, "/me").header("X-Long", &"x".repeat(length));
    ask(15_000).send().await.expect(200);
    ask(17_000).send().await.problem(400, "bad_request");
}

#[actix_web::test]
async fn searching_by_number_is_limited_to_sixty_an_hour_per_person() {
    let clinician = clinician().await;
    let search = async |actor: &Actor| actor.post("/citizens/search", json!({"cpr": "710350-1234"})).await;
    for _ in 0..60 {
        search(&clinician).await.expect(200);
    }
    let refused = search(&clinician).await;
    assert!(refused.header("retry-after").parse::<u64>().unwrap() <= 60);
    refused.problem(429, "too_many_requests");
    search(&clinician.app.clinician("0740").await).await.expect(200);
    clinician.post("/citizens/search", json!({"name": "Bo"})).await.expect(200);
}

on_both_engines! {
    async fn impossible_answers_come_back_as_findings_and_nothing_is_written(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.course("710350-1234").await;
        let mut answers = start();
        answers["six_mwt_m"] = json!(5000);
        answers["initial_meeting_date"] = json!("2026-02-30");
        answers["smoking_status"] = json!("sometimes");
        answers["not_there"] = json!(1);
        let problem = clinician.submit(&course, "start", answers).await.problem(422, "validation_failed");
        let found = findings(&problem);
        for expected in [("six_mwt_m", "out_of_range"), ("smoking_status", "unknown_code"), ("not_there", "unknown_variable")] {
            assert!(found.contains(&(expected.0.into(), expected.1.into())), "{expected:?} in {found:?}");
        }
        assert!(found.iter().any(|(field, _)| field == "initial_meeting_date"), "{found:?}");
        let view = clinician.get(&format!("/courses/{course}")).await.json();
        assert_eq!((&view["version"], &view["state"]), (&json!(1), &json!("referred")));
        clinician.get(&format!("/courses/{course}/forms/start")).await.problem(404, "not_found");
    }

    async fn improbable_answers_are_accepted_and_come_back_to_be_confirmed(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.course("710350-1234").await;
        let mut answers = start();
        answers["six_mwt_m"] = json!(900);
        let submitted = clinician.submit(&course, "start", answers).await.expect(200).json();
        assert_eq!(submitted["findings"][0]["severity"], "soft");
        assert_eq!(submitted["findings"][0]["variable"], "six_mwt_m");
    }

    async fn what_no_database_can_hold_is_no_fault_of_ours(app) {
        let clinician = app.clinician("0740").await;
        let coordinator = app.actor(Role::Coordinator, Some("0740")).await;
        let auditor = app.actor(Role::Auditor, Some("0740")).await;
        let course = clinician.course("710350-1234").await;
        let (long, early) = ("x".repeat(200), "-5000-01-01");
        for path in [
            format!("/courses/{course}/forms/{long}"),
            format!("/courses/{course}/forms/{long}/draft"),
            format!("/courses/{course}/forms/start%00"),
            "/courses?programme=%00".to_owned(),
            "/courses?cursor=%00".to_owned(),
            format!("/group-sessions?from={early}"),
            format!("/indicators/overview?programme=hjertekom&from={early}"),
            format!("/indicators/smokefree/series?programme=hjertekom&from={early}&to={early}"),
            format!("/indicators/smokefree/courses?programme=hjertekom&from={early}"),
            format!("/flow?programme=hjertekom&from={early}&to={early}"),
            format!("/case-mix?programme=hjertekom&from={early}&to={early}"),
        ] {
            let status = coordinator.get(&path).await.status;
            assert!(status.as_u16() < 500, "{path}: {status}");
        }
        let log = auditor.get("/access-log?from=-200000-01-01T00:00:00Z&username=a%00b").await.status;
        assert!(log.as_u16() < 500, "{log}");
        for (path, body) in [
            ("/citizens/search", json!({"birth_date": early})),
            ("/citizens/search", json!({"name": "Bo\u{0}"})),
            ("/indicators/smokefree/comments?programme=hjertekom", json!({"on": early, "text": "Nyt hold"})),
            ("/indicators/smokefree/baselines?programme=hjertekom", json!({"from": early, "reason": "Ny plan"})),
        ] {
            let status = coordinator.post(path, body.clone()).await.status;
            assert!(status.as_u16() < 500, "{path} {body}: {status}");
        }
        let draft = json!({"answers": {}, "definition_version": long});
        clinician.put(&format!("/courses/{course}/forms/start/draft"), draft).await.problem(422, "validation_failed");
        let stranger = app.stranger();
        let nobody = stranger.post("/session", json!({"username": "a\u{0}b", "password": "x"})).await;
        nobody.problem(400, "bad_request");
    }

    async fn hostile_texts_are_kept_as_texts(app) {
        let clinician = app.clinician("0740").await;
        let names = ["Bo'); DROP TABLE citizen; --", "<script>alert(1)</script>", "=HYPERLINK(\"x\")", "Åse \u{202e}øvelse %_\\"];
        for (name, cpr) in names.iter().zip(["710350-1234", "710350-1242", "710350-1250", "710350-1269"]) {
            let reply = clinician.post("/citizens", json!({"cpr": cpr, "name": name})).await;
            if reply.status == 201 {
                assert_eq!(reply.json()["name"], *name);
            } else {
                reply.problem(422, "validation_failed");
            }
        }
        assert_eq!(clinician.post("/citizens/search", json!({"name": "%"})).await.expect(200).json()["total"], 0);
    }
}
