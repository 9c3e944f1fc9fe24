//! A request that is repeated with its key does its work once.

use actix_web::http::Method;
use chrono::TimeDelta;
use futures::future::join_all;
use serde_json::json;

use crate::support::{Actor, Reply, on_both_engines};

async fn register(actor: &Actor, key: &str, cpr: &str) -> Reply {
    let body = json!({"cpr": cpr, "name": "Bo Prøve"});
    actor.ask(Method::POST, "/citizens").header("Idempotency-Key", key).json(&body).send().await
}

on_both_engines! {
    async fn a_repeated_request_gets_the_first_answer(app) {
        let clinician = app.clinician("0740").await;
        let first = register(&clinician, "a-1", "710350-1234").await.expect(201);
        let again = register(&clinician, "a-1", "710350-1234").await.expect(201);
        assert_eq!(first.bytes, again.bytes);
        for header in ["etag", "location", "content-type"] {
            assert_eq!(first.header(header), again.header(header), "{header}");
        }
        register(&clinician, "a-1", "710350-1242").await.problem(422, "idempotency_key_reused");
        register(&clinician, "a-2", "710350-1234").await.problem(409, "citizen_exists");
    }

    async fn a_refused_request_gives_its_key_back(app) {
        let clinician = app.clinician("0740").await;
        register(&clinician, "b-1", "nonsense").await.problem(422, "validation_failed");
        register(&clinician, "b-1", "710350-1234").await.expect(201);
    }

    async fn a_key_belongs_to_the_person_who_used_it(app) {
        let (one, other) = (app.clinician("0740").await, app.clinician("0751").await);
        let first = register(&one, "c-1", "710350-1234").await.expect(201).json();
        let second = register(&other, "c-1", "710350-1234").await.expect(201).json();
        assert_ne!(first["id"], second["id"]);
    }

    async fn a_key_that_is_no_key_is_refused(app) {
        let clinician = app.clinician("0740").await;
        register(&clinician, "", "710350-1234").await.problem(400, "bad_request");
        register(&clinician, &"x".repeat(256), "710350-1234").await.problem(400, "bad_request");
        register(&clinician, "a b", "710350-1234").await.problem(400, "bad_request");
    }

    async fn fifty_identical_requests_at_once_make_one_citizen(app) {
        let clinician = app.clinician("0740").await;
        let replies = join_all((0..50).map(|_| register(&clinician, "d-1", "710350-1234"))).await;
        let made = replies.iter().filter(|reply| reply.status == 201).map(Reply::json);
        let ids: std::collections::BTreeSet<String> = made.map(|citizen| citizen["id"].to_string()).collect();
        assert_eq!(ids.len(), 1);
        for reply in replies.into_iter().filter(|reply| reply.status != 201) {
            reply.problem(409, "request_in_progress");
        }
        let found = clinician.post("/citizens/search", json!({"name": "prøve"})).await.json();
        assert_eq!(found["total"], 1);
    }

    async fn a_request_whose_answer_was_lost_is_not_carried_out_again(app) {
        let clinician = app.clinician("0740").await;
        let citizen = register(&clinician, "e-0", "710350-1234").await.expect(201).json();
        let body = json!({"citizen_id": citizen["id"], "programme": "hjertekom"});
        let open = async || {
            clinician.ask(Method::POST, "/courses").header("Idempotency-Key", "e-1").json(&body).send().await
        };
        open().await.expect(201);
        // What a server that is killed before it keeps the answer leaves behind.
        app.tamper("UPDATE idempotency SET answer_sealed = NULL").await;
        open().await.problem(409, "request_in_progress");
        app.move_clock(TimeDelta::minutes(2));
        open().await.problem(409, "request_done");
        assert_eq!(clinician.get("/courses").await.json()["total"], 1);
    }
}
