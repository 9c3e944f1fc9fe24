//! What belongs to another municipality does not exist.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{document, end, on_both_engines};

on_both_engines! {
    async fn every_operation_answers_a_foreign_id_as_an_unknown_one(app) {
        let own = app.clinician("0740").await;
        let course = own.started_course("710350-1234").await;
        let view = own.get(&format!("/courses/{course}")).await.json();
        let citizen = view["citizen"]["id"].as_str().unwrap().to_owned();
        let before = own.get(&format!("/courses/{course}/forms/start/history")).await.json();

        let foreign = app.clinician("0751").await;
        let mut tried = 0;
        for (path, item) in document()["paths"].as_object().unwrap() {
            if !path.contains("{id}") || path.contains("/programmes/") {
                continue;
            }
            let id = if path.contains("/citizens/") { &citizen } else { &course };
            let concrete = |id: &str| path.trim_start_matches("/api/v1").replace("{id}", id).replace("{form}", "end");
            for method in item.as_object().unwrap().keys() {
                let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
                let body = json!({"answers": end()});
                let ask = |id: &str| {
                    let asking = foreign.ask(method.clone(), &concrete(id));
                    if method == Method::GET { asking } else { asking.json(&body) }
                };
                let reply = ask(id).send().await;
                let unknown = ask("0d9a4a2b-7c11-7000-8000-6f1c2f0e7f0a").send().await;
                assert_eq!(without_request(&reply.problem(404, "not_found")), without_request(&unknown.problem(404, "not_found")), "{method} {path}");
                tried += 1;
            }
        }
        assert!(tried >= 8, "only {tried} operations were tried");
        assert_eq!(own.get(&format!("/courses/{course}/forms/start/history")).await.json(), before);
    }

    async fn a_foreign_citizen_in_a_body_is_not_found_and_gets_no_course(app) {
        let own = app.clinician("0740").await;
        let citizen = own.citizen("710350-1234", "Bo Prøve").await;
        let foreign = app.clinician("0751").await;
        let body = json!({"citizen_id": citizen, "programme": "hjertekom"});
        foreign.post("/courses", body).await.problem(404, "not_found");
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

fn without_request(problem: &Value) -> Value {
    let mut problem = problem.clone();
    problem["request_id"] = Value::Null;
    problem
}
