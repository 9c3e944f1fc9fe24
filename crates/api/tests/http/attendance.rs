//! Sessions, who came, groups, and what the work list makes of them.

use actix_web::http::Method;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::{Actor, Reply, end, on_both_engines, start};

/// A training session on a day; the clock of the tests stands at 2 November 2026.
fn training(held_on: &str, status: &str) -> Value {
    json!({"held_on": held_on, "starts_at": "10:30", "kind": "training", "delivery": "group", "status": status})
}

async fn add(actor: &Actor, course: &str, sessions: Value) -> Reply {
    actor.post(&format!("/courses/{course}/sessions"), json!({"sessions": sessions})).await
}

async fn put(actor: &Actor, path: &str, version: &str, body: Value) -> Reply {
    let asking = actor.ask(Method::PUT, path).json(&body);
    if version.is_empty() { asking.send().await } else { asking.header("If-Match", version).send().await }
}

/// A course that began on a day.
async fn began(actor: &Actor, cpr: &str, day: &str) -> String {
    let course = actor.course(cpr).await;
    let mut answers = start();
    answers["initial_meeting_date"] = json!(day);
    actor.submit(&course, "start", answers).await.expect(200);
    course
}

async fn listed(actor: &Actor, filter: &str) -> Vec<Value> {
    let page = actor.get(&format!("/courses?filter={filter}")).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

on_both_engines! {
    async fn a_series_is_registered_and_counted_and_one_key_says_who_came(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.started_course("710350-1234").await;
        let path = format!("/courses/{course}/sessions");
        assert_eq!(clinician.get(&path).await.expect(200).json()["counts"], json!({"planned": 0, "attended": 0}));
        let series = json!([
            training("2026-10-28", "attended"), training("2026-10-30", "cancelled_by_municipality"),
            training("2026-11-02", "planned"), training("2026-11-04", "planned"),
        ]);
        let register = add(&clinician, &course, series).await.expect(200).json();
        assert_eq!(register["counts"], json!({"planned": 3, "attended": 1}));
        assert_eq!(clinician.get(&path).await.json(), register);

        let session = &register["sessions"][2];
        let one = format!("{path}/{}", session["id"].as_str().unwrap());
        put(&clinician, &one, "", training("2026-11-02", "attended")).await.problem(428, "precondition_required");
        let saved = put(&clinician, &one, "\"1\"", training("2026-11-02", "attended")).await.expect(200);
        assert_eq!((saved.header("etag"), &saved.json()["status"]), ("\"2\"", &json!("attended")));
        let stale = put(&clinician, &one, "\"1\"", training("2026-11-02", "no_show")).await;
        assert_eq!(stale.problem(412, "stale_version")["current_version"], 2);
        assert_eq!(clinician.get(&path).await.json()["counts"], json!({"planned": 3, "attended": 2}));
    }

    async fn what_cannot_be_is_refused_with_its_place(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.started_course("710350-1234").await;
        let refused = async |sessions: Value| {
            let problem = add(&clinician, &course, sessions).await.problem(422, "validation_failed");
            let finding = &problem["findings"][0];
            format!("{} {}", finding["variable"].as_str().unwrap(), finding["code"].as_str().unwrap())
        };
        let fine = training("2026-11-02", "attended");
        assert_eq!(refused(json!([fine, training("2026-11-03", "attended")])).await, "sessions[1].status in_the_future");
        assert_eq!(refused(json!([training("1926-11-03", "planned")])).await, "sessions[0].held_on out_of_range");
        let mut long = fine.clone();
        long["title"] = json!("x".repeat(81));
        assert_eq!(refused(json!([long])).await, "sessions[0].title too_long");
        assert_eq!(refused(json!([])).await, "sessions out_of_range");
        assert_eq!(refused(Value::Array(vec![fine.clone(); 101])).await, "sessions out_of_range");
        for (field, wrong) in [
            ("starts_at", json!("25:00")), ("starts_at", json!("9.30")), ("kind", json!("yoga")),
            ("status", json!("maybe")), ("held_on", json!("02.11.2026")), ("colour", json!("red")),
        ] {
            let mut session = fine.clone();
            session[field] = wrong.clone();
            let problem = add(&clinician, &course, json!([session])).await.expect(422).json();
            let place = problem["findings"][0]["variable"].as_str().unwrap().to_owned();
            assert!(place.starts_with("sessions[0]") || place == field, "{field} = {wrong}: {place}");
        }
        let path = format!("/courses/{course}/sessions");
        assert_eq!(clinician.get(&path).await.json()["sessions"], json!([]), "nothing is half written");
    }

    async fn a_double_click_with_a_key_adds_a_series_once(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.started_course("710350-1234").await;
        let path = format!("/courses/{course}/sessions");
        let body = json!({"sessions": [training("2026-11-02", "planned")]});
        let send = async || {
            clinician.ask(Method::POST, &path).header("Idempotency-Key", "once").json(&body).send().await.expect(200)
        };
        assert_eq!(send().await.json(), send().await.json());
        assert_eq!(clinician.get(&path).await.json()["sessions"].as_array().unwrap().len(), 1);
    }

    async fn a_group_is_marked_at_once_with_exceptions_and_late_comers(app) {
        let clinician = app.clinician("0740").await;
        let (one, two, late) = (
            clinician.started_course("710350-1234").await,
            clinician.started_course("710350-1242").await,
            clinician.started_course("710350-1250").await,
        );
        let mut plan = json!({"held_on": "2026-11-02", "starts_at": "13:00", "kind": "training", "title": " Hold A ", "course_ids": [one, two]});
        let group = clinician.post("/group-sessions", plan.clone()).await.expect(201);
        let (location, group) = (group.header("location").to_owned(), group.json());
        assert_eq!((&group["title"], group["members"].as_array().unwrap().len()), (&json!("Hold A"), 2));
        let path = format!("/group-sessions/{}", group["id"].as_str().unwrap());
        assert_eq!(location, format!("/api/v1{path}"));
        let came = json!({"attendance": {&one: "attended", &two: "no_show", &late: "attended"}});
        let saved = put(&clinician, &path, "\"1\"", came.clone()).await.expect(200);
        assert_eq!((saved.header("etag"), saved.json()["members"].as_array().unwrap().len()), ("\"2\"", 3));
        put(&clinician, &path, "\"1\"", came).await.problem(412, "stale_version");
        put(&clinician, &path, "\"2\"", json!({"attendance": {}})).await.problem(422, "validation_failed");
        let register = clinician.get(&format!("/courses/{two}/sessions")).await.json();
        assert_eq!((&register["sessions"][0]["status"], &register["sessions"][0]["group_id"]), (&json!("no_show"), &group["id"]));

        let days = clinician.get("/group-sessions?from=2026-11-01&to=2026-11-08").await.expect(200).json();
        assert_eq!(days["items"], json!([saved.json()]));
        assert_eq!(clinician.get("/group-sessions").await.json(), days, "today, when nothing is said");
        clinician.get("/group-sessions?from=2026-11-02&to=2026-11-01").await.problem(400, "bad_request");
        clinician.get("/group-sessions?from=2026-01-01&to=2026-11-01").await.problem(400, "bad_request");

        plan["held_on"] = json!("2026-11-09");
        let next = clinician.post("/group-sessions", plan.clone()).await.expect(201).json();
        let path = format!("/group-sessions/{}", next["id"].as_str().unwrap());
        put(&clinician, &path, "\"1\"", json!({"attendance": {&one: "attended"}})).await.problem(409, "in_the_future");
        put(&clinician, &path, "\"1\"", json!({"attendance": {&one: "cancelled_by_citizen"}})).await.expect(200);
        plan["title"] = json!("  ");
        plan["course_ids"] = json!([]);
        let problem = clinician.post("/group-sessions", plan).await.problem(422, "validation_failed");
        assert_eq!(problem["findings"].as_array().unwrap().len(), 2);
    }

    async fn what_is_only_validated_is_checked_like_a_write_and_not_written(app) {
        let (clinician, foreign) = (app.clinician("0740").await, app.clinician("0751").await);
        let course = clinician.started_course("710350-1234").await;
        let path = format!("/courses/{course}/sessions");
        let validate = format!("{path}?mode=validate");
        let body = json!({"sessions": [training("2026-11-02", "planned")]});
        clinician.post(&validate, body.clone()).await.expect(204);
        foreign.post(&validate, body.clone()).await.problem(404, "not_found");
        let early = json!({"sessions": [training("2026-11-03", "attended")]});
        clinician.post(&validate, early).await.problem(422, "validation_failed");
        assert_eq!(clinician.get(&path).await.json()["sessions"], json!([]), "nothing was written");

        let register = clinician.post(&path, body).await.expect(200).json();
        let one = format!("{path}/{}", register["sessions"][0]["id"].as_str().unwrap());
        let validate = format!("{one}?mode=validate");
        let came = training("2026-11-02", "attended");
        put(&clinician, &validate, "\"1\"", came.clone()).await.expect(204);
        put(&clinician, &validate, "\"2\"", came.clone()).await.problem(412, "stale_version");
        put(&foreign, &validate, "\"1\"", came).await.problem(404, "not_found");
        assert_eq!(clinician.get(&path).await.json(), register);

        let plan = json!({"held_on": "2026-11-09", "kind": "training", "title": "Hold A", "course_ids": [course]});
        clinician.post("/group-sessions?mode=validate", plan.clone()).await.expect(204);
        foreign.post("/group-sessions?mode=validate", plan.clone()).await.problem(404, "not_found");
        assert_eq!(clinician.get("/group-sessions?from=2026-11-09").await.json()["items"], json!([]));
        let group = clinician.post("/group-sessions", plan).await.expect(201).json();
        let validate = format!("/group-sessions/{}?mode=validate", group["id"].as_str().unwrap());
        let said = |status: &str| json!({"attendance": {&course: status}});
        put(&clinician, &validate, "\"1\"", said("cancelled_by_citizen")).await.expect(204);
        put(&clinician, &validate, "\"1\"", said("attended")).await.problem(409, "in_the_future");
        put(&clinician, &validate, "\"2\"", said("planned")).await.problem(412, "stale_version");
        put(&foreign, &validate, "\"1\"", said("planned")).await.problem(404, "not_found");
        assert_eq!(clinician.get("/group-sessions?from=2026-11-09").await.json()["items"], json!([group]));
    }

    async fn nobody_elses_course_gets_into_a_group(app) {
        let (own, foreign) = (app.clinician("0740").await, app.clinician("0751").await);
        let (mine, theirs) = (own.started_course("710350-1234").await, foreign.started_course("710350-1242").await);
        let plan = |courses: Value| json!({"held_on": "2026-11-02", "kind": "training", "title": "Hold A", "course_ids": courses});
        own.post("/group-sessions", plan(json!([mine, theirs]))).await.problem(404, "not_found");
        let group = own.post("/group-sessions", plan(json!([mine]))).await.expect(201).json();
        let path = format!("/group-sessions/{}", group["id"].as_str().unwrap());
        put(&own, &path, "\"1\"", json!({"attendance": {&theirs: "attended"}})).await.problem(404, "not_found");
        put(&foreign, &path, "\"1\"", json!({"attendance": {&theirs: "attended"}})).await.problem(404, "not_found");
        assert_eq!(foreign.get("/group-sessions").await.expect(200).json()["items"], json!([]));
        let session = group["members"][0]["session"]["id"].as_str().unwrap();
        let session = format!("/courses/{mine}/sessions/{session}");
        put(&foreign, &session, "\"1\"", training("2026-11-02", "attended")).await.problem(404, "not_found");
    }

    async fn the_work_list_knows_today_the_radar_gaps_and_follow_ups(app) {
        let clinician = app.clinician("0740").await;
        let near = began(&clinician, "710350-1234", "2026-05-20").await;
        let well = began(&clinician, "710350-1242", "2026-10-20").await;
        add(&clinician, &well, json!([training("2026-10-30", "planned"), training("2026-11-02", "planned"), training("2026-11-04", "planned")])).await.expect(200);
        let today = listed(&clinician, "today").await;
        assert_eq!((today.len(), &today[0]["id"]), (1, &json!(well)));
        let days: Vec<_> = today[0]["sessions_due"].as_array().unwrap().iter().map(|s| s["held_on"].clone()).collect();
        assert_eq!(days, [json!("2026-10-30"), json!("2026-11-02")]);
        assert_eq!(today[0]["next_session"]["held_on"], "2026-11-02");
        assert_eq!(today[0]["training"], json!({"planned": 3, "attended": 0}));

        let radar = listed(&clinician, "radar").await;
        assert_eq!((radar.len(), &radar[0]["id"]), (1, &json!(near)));
        // Begun on 20 May: 14 November is day 179 minus one, 15 November the last one.
        assert_eq!(radar[0]["warnings"][0], json!({"kind": "persistence_window", "days_left": 13}));
        assert_eq!(radar[0]["warnings"][1], json!({"kind": "no_contact", "since": "2026-05-20"}));
        assert_eq!(clinician.get(&format!("/courses/{near}")).await.json()["warnings"], radar[0]["warnings"]);

        let mut answers = end();
        answers["final_meeting_date"] = json!("2026-11-01");
        answers["sessions_attended"] = json!({"missing": "unknown"});
        clinician.submit(&near, "end", answers).await.expect(200);
        assert_eq!(listed(&clinician, "radar").await.len(), 0);
        let gaps = listed(&clinician, "data_gaps").await;
        assert_eq!(gaps[0]["gaps"], json!([{"indicator": "sessions80", "form": "end", "variable": "sessions_attended"}]));

        assert_eq!(listed(&clinician, "followup_due").await.len(), 0);
        app.move_clock(TimeDelta::days(80));
        let later = app.clinician("0740").await;
        let due = listed(&later, "followup_due").await;
        assert_eq!(due[0]["followup_due"], json!({"form": "followup", "due_on": "2027-02-01"}));
    }
}
