//! Events, transfers, merges and deaths over HTTP.

use actix_web::http::Method;
use domain::access::Role;
use serde_json::{Value, json};

use crate::support::{Actor, Reply, TestApp, end, on_both_engines};

/// Records an event on a course as it is now.
async fn record(actor: &Actor, course: &str, event: Value) -> Reply {
    let version = actor.get(&format!("/courses/{course}")).await.expect(200).header("etag").to_owned();
    let path = format!("/courses/{course}/events");
    actor.ask(Method::POST, &path).header("If-Match", &version).json(&event).send().await
}

async fn events(actor: &Actor, course: &str) -> Vec<Value> {
    let answer = actor.get(&format!("/courses/{course}/events")).await.expect(200).json();
    answer["items"].as_array().unwrap().clone()
}

/// Offers a course of Silkeborg to Viborg; returns the transfer's id.
async fn offered(sender: &Actor, course: &str) -> String {
    let body = json!({"to": "0791", "reason": "Flytter 1. december"});
    let answer = sender.post(&format!("/courses/{course}/transfer"), body).await.expect(200).json();
    assert_eq!((&answer["direction"], &answer["state"]), (&json!("outgoing"), &json!("offered")));
    answer["id"].as_str().unwrap().to_owned()
}

async fn answer(actor: &Actor, transfer: &str, how: &str) -> Reply {
    actor.post(&format!("/transfers/{transfer}/{how}"), json!({"reason": "Bor her ikke"})).await
}

async fn parties(app: &TestApp) -> (Actor, Actor, Actor) {
    (app.clinician("0740").await, app.clinician("0791").await, app.clinician("0751").await)
}

on_both_engines! {
    async fn a_course_is_paused_and_resumed_with_a_reason_and_the_events_tell_it(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.started_course("710350-1234").await;
        let paused = json!({"event": "paused", "on": "2026-10-20", "reason": "Indlagt"});
        let reply = record(&clinician, &course, paused.clone()).await.expect(200);
        assert_eq!(reply.json()["state"], "paused");
        let problem = record(&clinician, &course, paused).await.problem(409, "wrong_state");
        assert!(problem["title"].as_str().unwrap().contains("forløbet"));
        let early = json!({"event": "resumed", "on": "2026-10-19"});
        record(&clinician, &course, early).await.problem(409, "event_out_of_order");
        record(&clinician, &course, json!({"event": "resumed", "on": "2026-11-02"})).await.expect(200);
        let told: Vec<_> = events(&clinician, &course).await.into_iter().map(|item| (item["event"].clone(), item["reason"].clone())).collect();
        assert_eq!(told, [(json!("paused"), json!("Indlagt")), (json!("resumed"), Value::Null)]);
    }

    async fn everything_wrong_with_an_event_is_said_at_once(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.started_course("710350-1234").await;
        let wrong = json!({"event": "rejected", "on": "2026-11-03", "reason": "  "});
        let problem = record(&clinician, &course, wrong).await.problem(422, "validation_failed");
        let codes: Vec<_> = problem["findings"].as_array().unwrap().iter().map(|finding| finding["code"].clone()).collect();
        assert_eq!(codes, ["date_in_future", "reason_missing"]);
        let derived = json!({"event": "received", "on": "2026-11-02"});
        record(&clinician, &course, derived).await.problem(422, "validation_failed");
        let path = format!("/courses/{course}/events");
        clinician.post(&path, json!({"event": "invited", "on": "2026-11-02"})).await.problem(428, "precondition_required");
        clinician.post(&path, json!({"event": "moved", "on": "2026-11-02"})).await.problem(422, "validation_failed");
    }

    async fn a_locked_course_takes_no_form_and_is_reopened_with_a_reason(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.started_course("710350-1234").await;
        clinician.submit(&course, "end", end()).await.expect(200);
        record(&clinician, &course, json!({"event": "closed", "on": "2026-11-02"})).await.expect(200);
        let path = format!("/courses/{course}/forms/end");
        let correct = || clinician.ask(Method::PUT, &path).header("If-Match", "\"1\"").json(&json!({"answers": end(), "reason": "Rettelse"})).send();
        correct().await.problem(409, "wrong_state");
        record(&clinician, &course, json!({"event": "reopened", "on": "2026-11-02"})).await.problem(422, "validation_failed");
        let reopened = json!({"event": "reopened", "on": "2026-11-02", "reason": "Forkert gangtest"});
        assert_eq!(record(&clinician, &course, reopened).await.expect(200).json()["state"], "ended");
        correct().await.expect(200);
    }

    async fn a_repeated_event_is_recorded_once(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.course("710350-1234").await;
        let path = format!("/courses/{course}/events");
        let invite = || clinician.ask(Method::POST, &path).header("If-Match", "\"1\"").header("Idempotency-Key", "k1")
            .json(&json!({"event": "invited", "on": "2026-11-02"})).send();
        let first = invite().await.expect(200).json();
        assert_eq!(invite().await.expect(200).json(), first);
        assert_eq!(events(&clinician, &course).await.len(), 1);
    }

    async fn a_course_is_handed_over_when_both_sides_confirm(app) {
        let (sender, receiver, _) = parties(&app).await;
        let course = sender.started_course("710350-1234").await;
        let transfer = offered(&sender, &course).await;
        let incoming = receiver.get("/transfers").await.expect(200).json()["items"][0].clone();
        assert_eq!((&incoming["direction"], &incoming["municipality"]["code"]), (&json!("incoming"), &json!("0740")));
        assert_eq!((&incoming["citizen"]["name"], &incoming["course_id"]), (&json!("Bo Prøve"), &Value::Null));
        assert!(!incoming.to_string().contains("7103501234"));

        let accepted = answer(&receiver, &transfer, "accept").await.expect(200).json();
        let received = accepted["course_id"].as_str().unwrap().to_owned();
        let view = receiver.get(&format!("/courses/{received}")).await.expect(200).json();
        assert_eq!((&view["state"], &view["started_on"]), (&json!("in_progress"), &json!("2026-03-01")));
        let history = receiver.get(&format!("/courses/{received}/forms/start/history")).await.expect(200).json();
        assert_eq!(history["versions"].as_array().unwrap().len(), 1);
        assert!(!history["versions"][0]["submitted_by"].as_str().unwrap().is_empty(), "the author follows");
        let took = events(&receiver, &received).await;
        assert_eq!((&took[0]["event"], &took[0]["municipality"]["name"]), (&json!("received"), &json!("Silkeborg")));

        let told: Vec<_> = events(&sender, &course).await.into_iter().map(|item| item["event"].clone()).collect();
        assert_eq!(told, ["transfer_offered", "transfer_accepted"]);
        let state = sender.get(&format!("/courses/{course}")).await.json()["state"].clone();
        assert_eq!(state, "in_progress", "the sender confirms with its end form");
        let ending = json!({"end_type": "transferred", "end_date": "2026-11-02", "end_reason": "event_termination"});
        assert_eq!(sender.submit(&course, "end", ending).await.expect(200).json()["course"]["state"], "transferred");
        receiver.submit(&received, "end", end()).await.expect(200);
        for municipality in ["0740", "0791"] {
            let auditor = app.actor(Role::Auditor, Some(municipality)).await;
            let log = auditor.get("/access-log?limit=200").await.expect(200).json();
            let entries = log["items"].as_array().unwrap();
            assert_eq!(entries.iter().filter(|entry| entry["action"] == "transfer.accept").count(), 1, "{municipality}");
        }
    }

    async fn a_third_municipality_gets_404_for_a_transfer(app) {
        let (sender, receiver, stranger) = parties(&app).await;
        let course = sender.started_course("710350-1234").await;
        let transfer = offered(&sender, &course).await;
        for how in ["accept", "decline", "withdraw"] {
            answer(&stranger, &transfer, how).await.problem(404, "not_found");
        }
        answer(&sender, &transfer, "accept").await.problem(404, "not_found");
        answer(&receiver, &transfer, "withdraw").await.problem(404, "not_found");
        assert_eq!(stranger.get("/transfers").await.expect(200).json()["items"], json!([]));
        answer(&receiver, &transfer, "accept").await.expect(200);
    }

    async fn a_transfer_is_answered_once(app) {
        let (sender, receiver, _) = parties(&app).await;
        let course = sender.started_course("710350-1234").await;
        let transfer = offered(&sender, &course).await;
        answer(&receiver, &transfer, "accept").await.expect(200);
        for how in ["accept", "decline"] {
            answer(&receiver, &transfer, how).await.problem(409, "transfer_answered");
        }
        answer(&sender, &transfer, "withdraw").await.problem(409, "transfer_answered");
        assert_eq!(receiver.get("/courses").await.json()["total"], 1);
    }

    async fn a_citizen_with_a_running_course_here_keeps_that_one(app) {
        let (sender, receiver, _) = parties(&app).await;
        let course = sender.started_course("710350-1234").await;
        receiver.course("710350-1234").await;
        let transfer = offered(&sender, &course).await;
        answer(&receiver, &transfer, "accept").await.problem(409, "course_already_open");
        let declined = answer(&receiver, &transfer, "decline").await.expect(200).json();
        assert_eq!((&declined["state"], &declined["citizen"]), (&json!("declined"), &Value::Null));
        let sent = sender.get("/transfers").await.json()["items"][0].clone();
        assert_eq!((&sent["state"], &sent["answer"]), (&json!("declined"), &json!("Bor her ikke")));
    }

    async fn an_offer_goes_to_another_municipality_one_at_a_time(app) {
        let (sender, ..) = parties(&app).await;
        let course = sender.started_course("710350-1234").await;
        let path = format!("/courses/{course}/transfer");
        let problem = sender.post(&path, json!({"to": "0740", "reason": "x"})).await.problem(422, "validation_failed");
        assert_eq!(problem["findings"][0]["code"], "own_municipality");
        sender.post(&path, json!({"to": "0791", "reason": " "})).await.problem(422, "validation_failed");
        let transfer = offered(&sender, &course).await;
        sender.post(&path, json!({"to": "0751", "reason": "x"})).await.problem(409, "transfer_pending");
        assert_eq!(offered(&sender, &course).await, transfer, "packed anew");
        answer(&sender, &transfer, "withdraw").await.expect(200);
        sender.submit(&course, "end", end()).await.expect(200);
        sender.post(&path, json!({"to": "0791", "reason": "x"})).await.problem(409, "wrong_state");
    }

    async fn a_replacement_number_gives_way_to_a_better_one(app) {
        let clinician = app.clinician("0740").await;
        let body = json!({"cpr": "1103501AB3", "name": "Ada Prøve", "birth_date": "1950-03-11", "sex": "female"});
        let citizen = clinician.post("/citizens", body).await.expect(201).json()["id"].as_str().unwrap().to_owned();
        let course = clinician.post("/courses", json!({"citizen_id": citizen, "programme": "hjertekom"})).await.expect(201).json();
        let other = clinician.citizen("710350-1234", "Ada Prøve").await;
        let merge = async |mode: &str, cpr: &str| {
            let path = format!("/citizens/{citizen}/merge{mode}");
            clinician.ask(Method::POST, &path).header("If-Match", "\"1\"").json(&json!({"cpr": cpr})).send().await
        };
        let problem = merge("", "1103501AB3").await.problem(422, "validation_failed");
        assert_eq!(problem["findings"][0]["code"], "same_number");
        let rehearsed = merge("?mode=validate", "710350-1234").await.expect(200).json();
        assert_eq!((&rehearsed["existed"], &rehearsed["courses"], &rehearsed["is_done"]), (&json!(true), &json!(1), &json!(false)));
        assert_eq!(rehearsed["citizen"]["id"], other.as_str());
        let merged = merge("", "710350-1234").await.expect(200).json();
        assert_eq!((&merged["is_done"], &merged["citizen"]["id"]), (&json!(true), &json!(other)));
        let moved = clinician.get(&format!("/courses/{}", course["id"].as_str().unwrap())).await.expect(200).json();
        assert_eq!(moved["citizen"]["id"], other.as_str());
        let old = clinician.get(&format!("/citizens/{citizen}")).await.expect(200).json();
        assert_eq!(old["id"], other.as_str(), "the old address still leads there");
        let found = clinician.post("/citizens/search", json!({"cpr": "1103501AB3"})).await.expect(200).json();
        assert_eq!(found["items"][0]["id"], other.as_str());
        merge("", "710350-1269").await.problem(404, "not_found");
    }

    async fn two_running_courses_are_not_merged(app) {
        let clinician = app.clinician("0740").await;
        let body = json!({"cpr": "1103501AB3", "name": "Ada Prøve", "birth_date": "1950-03-11"});
        let citizen = clinician.post("/citizens", body).await.expect(201).json()["id"].as_str().unwrap().to_owned();
        clinician.post("/courses", json!({"citizen_id": citizen, "programme": "hjertekom"})).await.expect(201);
        clinician.course("710350-1234").await;
        let path = format!("/citizens/{citizen}/merge");
        let merge = clinician.ask(Method::POST, &path).header("If-Match", "\"1\"").json(&json!({"cpr": "710350-1234"}));
        merge.send().await.problem(409, "two_open_courses");
    }

    async fn who_has_died_gets_no_course_and_no_interview_afterwards(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.started_course("710350-1234").await;
        let citizen = clinician.get(&format!("/courses/{course}")).await.json()["citizen"]["id"].as_str().unwrap().to_owned();
        let path = format!("/citizens/{citizen}/death");
        let die = async |version: &str, on: Value| {
            clinician.ask(Method::PUT, &path).header("If-Match", version).json(&json!({"on": on})).send().await
        };
        clinician.put(&path, json!({"on": "2026-05-01"})).await.problem(428, "precondition_required");
        die("\"1\"", json!("2026-11-03")).await.problem(422, "validation_failed");
        die("\"1\"", json!("1926-05-01")).await.problem(422, "death_before_birth");
        let view = die("\"1\"", json!("2026-05-01")).await.expect(200).json();
        assert_eq!(view["death_date"], "2026-05-01");
        let problem = clinician.submit(&course, "end", end()).await.problem(422, "validation_failed");
        assert!(problem["findings"].to_string().contains("met_after_death"), "{problem}");
        let died = json!({"end_type": "died", "end_date": "2026-05-01", "end_reason": "event_termination"});
        assert_eq!(clinician.submit(&course, "end", died).await.expect(200).json()["course"]["state"], "died");
        let again = json!({"citizen_id": citizen, "programme": "hjertekom"});
        clinician.post("/courses", again.clone()).await.problem(409, "citizen_died");
        clinician.post("/courses?mode=validate", again).await.problem(409, "citizen_died");
    }
}
