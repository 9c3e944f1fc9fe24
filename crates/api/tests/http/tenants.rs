//! What belongs to another municipality does not exist.

use actix_web::http::Method;
use domain::access::{Permission, Role};
use serde_json::{Value, json};

use crate::support::{NOBODY, body, concrete, document, on_both_engines, start};

on_both_engines! {
    async fn every_operation_answers_every_role_about_a_foreign_id_as_about_an_unknown_one(app) {
        let own = app.clinician("0740").await;
        let course = own.started_course("710350-1234").await;
        let view = own.get(&format!("/courses/{course}")).await.json();
        let citizen = view["citizen"]["id"].as_str().unwrap().to_owned();
        let before = own.get(&format!("/courses/{course}/forms/start/history")).await.json();

        let mut tried = 0;
        for &role in Role::ALL {
            let foreign = app.actor(role, role.belongs_to_municipality().then_some("0751")).await;
            for (method, path, permission) in with_an_id() {
                let id = if path.contains("/citizens/") { &citizen } else { &course };
                let ask = async |id: &str| {
                    let asking = foreign.ask(method.clone(), &concrete(&path, id, "end"));
                    let asking = if method == Method::GET { asking } else { asking.json(&body(&path)) };
                    asking.send().await
                };
                let expected = if role.may(permission) { (404, "not_found") } else { (403, "forbidden") };
                let foreign = ask(id).await.problem(expected.0, expected.1);
                let unknown = ask(NOBODY).await.problem(expected.0, expected.1);
                assert_eq!(without_request(&foreign), without_request(&unknown), "{role} {method} {path}");
                tried += 1;
            }
        }
        assert!(tried >= 7 * 8, "only {tried} pairs were tried");
        assert_eq!(own.get(&format!("/courses/{course}/forms/start/history")).await.json(), before);
    }

    async fn nothing_of_a_foreign_citizen_is_in_any_answer(app) {
        let own = app.clinician("0740").await;
        let citizen = own.citizen("710350-1234", "Kanarie Gulfugl").await;
        let body = json!({"citizen_id": citizen, "programme": "hjertekom"});
        let course = own.post("/courses", body).await.expect(201).json()["id"].as_str().unwrap().to_owned();
        own.submit(&course, "start", start()).await.expect(200);
        own.citizen("710350-1242", "Bo Prøve").await;
        let canaries = ["Kanarie", "Gulfugl", "7103501234", "710350-1234", &citizen, &course];
        for role in [Role::Clinician, Role::Coordinator, Role::Manager, Role::Auditor, Role::MunicipalAdmin] {
            let foreign = app.actor(role, Some("0751")).await;
            let asked = [
                foreign.get("/courses?limit=200").await,
                foreign.get("/indicators/overview?programme=hjertekom").await,
                foreign.get("/access-log?limit=200").await,
                foreign.get(&format!("/access-log?citizen_id={citizen}")).await,
                foreign.post("/citizens/search", json!({"name": "Gulfugl"})).await,
                foreign.post("/citizens/search", json!({"cpr": "710350-1234"})).await,
                foreign.post("/citizens/search", json!({"birth_date": "1950-03-11"})).await,
                foreign.get(&format!("/citizens/{citizen}")).await,
                foreign.get(&format!("/courses/{course}/outcomes")).await,
                foreign.submit(&course, "start", start()).await,
            ];
            for reply in asked {
                let heard = reply.text() + &format!("{:?}", reply.headers);
                // The auditor sees which ids the own users asked for in vain.
                let told = if role == Role::Auditor { 4 } else { canaries.len() };
                let found = canaries[..told].iter().find(|canary| heard.contains(**canary));
                assert_eq!(found, None, "{role}: {heard}");
            }
        }
    }

    async fn a_foreign_citizen_in_a_body_is_not_found_and_gets_no_course(app) {
        let own = app.clinician("0740").await;
        let citizen = own.citizen("710350-1234", "Bo Prøve").await;
        let foreign = app.clinician("0751").await;
        let body = json!({"citizen_id": citizen, "programme": "hjertekom"});
        foreign.post("/courses", body.clone()).await.problem(404, "not_found");
        foreign.post("/courses?mode=validate", body).await.problem(404, "not_found");
        assert_eq!(own.get("/courses").await.json()["total"], 0);
    }

    async fn the_same_citizen_can_be_registered_in_two_municipalities_and_neither_learns_of_the_other(app) {
        let (one, other) = (app.clinician("0740").await, app.clinician("0751").await);
        one.citizen("710350-1234", "Bo Prøve").await;
        let found = other.post("/citizens/search", json!({"cpr": "710350-1234"})).await.expect(200).json();
        assert_eq!(found["total"], 0);
        other.citizen("710350-1234", "Bo Prøve").await;
        one.post("/citizens", json!({"cpr": "7103501234", "name": "Bo Prøve"})).await.problem(409, "citizen_exists");
    }

    async fn lists_numbers_and_cursors_stay_inside_the_municipality(app) {
        let (one, other) = (app.clinician("0740").await, app.clinician("0751").await);
        for cpr in ["710350-1234", "710350-1242"] {
            one.course(cpr).await;
        }
        other.course("710350-1250").await;
        let page = one.get("/courses?limit=1").await.expect(200).json();
        assert_eq!(page["total"], 2);
        let cursor = page["next_cursor"].as_str().unwrap();
        other.get(&format!("/courses?cursor={cursor}")).await.problem(400, "bad_request");
        other.get("/courses?cursor=00").await.problem(400, "bad_request");
        other.get("/indicators/overview?programme=hjertekom&municipality=0740").await.problem(404, "not_found");
        other.get("/indicators/overview?programme=hjertekom&municipality=0751").await.expect(200);
    }
}

/// Every operation on one thing of a municipality, with the right it needs; paths are below `/api/v1`.
fn with_an_id() -> Vec<(Method, String, Permission)> {
    let mut found = Vec::new();
    for (path, item) in document()["paths"].as_object().unwrap() {
        if !path.contains("{id}") || path.contains("/programmes/") {
            continue;
        }
        for (method, operation) in item.as_object().unwrap() {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let permission = operation["x-permission"].as_str().unwrap().parse().unwrap();
            found.push((method, path.trim_start_matches("/api/v1").to_owned(), permission));
        }
    }
    found
}

fn without_request(problem: &Value) -> Value {
    let mut problem = problem.clone();
    problem["request_id"] = Value::Null;
    problem
}
