//! Logging in and out, and what a session is worth.

use std::sync::Arc;

use actix_web::http::Method;
use api::app::Site;
use api::totp;
use chrono::TimeDelta;
use db::RequestContext;
use db::entropy::SystemEntropy;
use db::rights::ManageUsers;
use domain::access::Role;
use serde_json::json;
use uuid::Uuid;

use crate::support::{Actor, Engine, Reply, TestApp, on_both_engines};

const PASSWORD: &str = "rigtig hest batteri";

async fn with_account(app: &TestApp) {
    let hash = app.app().passwords.hash(PASSWORD.into(), Arc::new(SystemEntropy)).await.unwrap();
    app.account("Anna.Test", Role::Clinician, Some("0740"), Some(hash)).await;
}

async fn set_second_factor(app: &TestApp, secret: Option<&[u8]>) {
    let context =
        RequestContext { request_id: Uuid::nil(), purpose: None, address: None, is_background: false };
    let (db, now) = (&app.app().db, app.app().clock.now());
    let account = db.accounts().for_login("anna.test").await.unwrap().unwrap();
    let municipality = account.municipality;
    let admin = db.console::<ManageUsers>("test", Role::MunicipalAdmin, municipality, context, now).unwrap();
    db.users(&admin).set_second_factor(account.user_id, secret, now).await.unwrap();
}

async fn log_in(app: &TestApp, username: &str, password: &str) -> Reply {
    app.stranger().post("/session", json!({"username": username, "password": password})).await
}

fn with_cookie_of(app: &TestApp, reply: &Reply) -> Actor {
    let cookie = reply.header("set-cookie").split(';').next().unwrap().to_owned();
    Actor::new(app.clone(), Some(cookie))
}

on_both_engines! {
    async fn logging_in_gives_a_cookie_out_of_reach_and_logging_out_makes_it_worthless(app) {
        with_account(&app).await;
        let reply = log_in(&app, " anna.test", PASSWORD).await.expect(200);
        let cookie = reply.header("set-cookie");
        assert!(cookie.starts_with("hjertekom=") && cookie.ends_with("; HttpOnly; SameSite=Strict; Path=/"), "{cookie}");
        let me = reply.json();
        assert_eq!((&me["username"], &me["municipality"]["name"]), (&json!("anna.test"), &json!("Silkeborg")));
        assert_eq!((&me["expires_at"], &me["idle_seconds"]), (&json!("2026-11-02T19:00:00Z"), &json!(1800)));

        let anna = with_cookie_of(&app, &reply);
        assert_eq!(anna.get("/me").await.expect(200).json(), me);
        let out = anna.delete("/session").await.expect(204);
        assert_eq!(out.header("clear-site-data"), "\"cache\", \"cookies\", \"storage\"");
        anna.get("/me").await.problem(401, "not_logged_in");
        anna.delete("/session").await.expect(204);
    }

    async fn log_ins_refused_ones_and_log_outs_are_in_the_access_log_with_their_request(app) {
        with_account(&app).await;
        let wrong = log_in(&app, "anna.test", "forkert").await;
        let right = log_in(&app, "Anna.Test", PASSWORD).await.expect(200);
        let out = with_cookie_of(&app, &right).delete("/session").await.expect(204);
        let auditor = app.actor(Role::Auditor, Some("0740")).await;
        let log = auditor.get("/access-log?limit=200&username=anna.test").await.expect(200).json();
        let told: Vec<_> = log["items"].as_array().unwrap().iter().rev().map(|event| {
            let part = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
            [part("action"), part("result"), part("criterion"), part("request_id")]
        }).collect();
        let expected = [
            ["session.log_in", "refused", "password", wrong.header("x-request-id")],
            ["session.log_in", "done", "", right.header("x-request-id")],
            ["session.log_out", "done", "", out.header("x-request-id")],
        ];
        assert_eq!(told, expected.map(|event| event.map(str::to_owned)));
    }

    async fn a_wrong_password_and_an_unknown_user_are_answered_alike(app) {
        with_account(&app).await;
        let wrong = log_in(&app, "anna.test", "forkert").await;
        let unknown = log_in(&app, "ingen", PASSWORD).await;
        assert_eq!(wrong.header("set-cookie"), "");
        let (wrong, unknown) = (wrong.problem(401, "login_failed"), unknown.problem(401, "login_failed"));
        assert_eq!((&wrong["title"], &wrong["message"]), (&unknown["title"], &unknown["message"]));
    }

    async fn a_session_ends_after_30_minutes_without_use_and_after_10_hours_in_any_case(app) {
        let idle = app.clinician("0740").await;
        app.move_clock(TimeDelta::minutes(29));
        idle.get("/me").await.expect(200);
        app.move_clock(TimeDelta::minutes(31));
        idle.get("/me").await.problem(401, "not_logged_in");

        let busy = app.clinician("0740").await;
        for _ in 0..23 {
            app.move_clock(TimeDelta::minutes(25));
            busy.get("/me").await.expect(200);
        }
        app.move_clock(TimeDelta::minutes(25));
        busy.get("/me").await.problem(401, "not_logged_in");
    }

    async fn an_account_with_a_second_factor_needs_a_fresh_code_too_and_each_only_once(app) {
        with_account(&app).await;
        let secret = b"12345678901234567890";
        set_second_factor(&app, Some(secret)).await;
        let try_with = async |password: &str, code: Option<String>| {
            let body = json!({"username": "anna.test", "password": password, "code": code});
            app.stranger().post("/session", body).await
        };
        let code = |away: i64| Some(totp::code(secret, totp::step(app.app().clock.now()) + away));

        try_with(PASSWORD, None).await.problem(401, "code_required");
        try_with(PASSWORD, Some(" ".into())).await.problem(401, "code_required");
        try_with("forkert", code(0)).await.problem(401, "login_failed");
        for wrong in [code(-1), code(1), Some("000000".into()), Some("x".into())] {
            let reply = try_with(PASSWORD, wrong).await;
            assert_eq!(reply.header("set-cookie"), "");
            reply.problem(401, "code_wrong");
        }
        let me = try_with(PASSWORD, code(0)).await.expect(200);
        try_with(PASSWORD, code(0)).await.problem(401, "code_wrong");
        app.move_clock(TimeDelta::seconds(30));
        try_with(PASSWORD, code(0)).await.expect(200);

        // Recovery: an administrator takes the factor away, which ends every session.
        set_second_factor(&app, None).await;
        with_cookie_of(&app, &me).get("/me").await.problem(401, "not_logged_in");
        log_in(&app, "anna.test", PASSWORD).await.expect(200);
        let auditor = app.actor(Role::Auditor, Some("0740")).await;
        let log = auditor.get("/access-log?limit=200&username=anna.test").await.expect(200).json();
        let refused = log["items"].as_array().unwrap().iter().filter(|event| event["criterion"] == "code");
        assert_eq!(refused.count(), 5);
    }

    async fn a_session_the_browser_had_is_replaced_at_log_in(app) {
        with_account(&app).await;
        let first = with_cookie_of(&app, &log_in(&app, "anna.test", PASSWORD).await.expect(200));
        let body = json!({"username": "anna.test", "password": PASSWORD});
        let second = with_cookie_of(&app, &first.post("/session", body).await.expect(200));
        assert_ne!(first.cookie, second.cookie);
        first.get("/me").await.problem(401, "not_logged_in");
        second.get("/me").await.expect(200);
    }

    async fn what_the_application_asks_of_its_own_accord_does_not_keep_a_session_alive(app) {
        let clinician = app.clinician("0740").await;
        let ask = async |is_background: bool| {
            let asking = clinician.ask(Method::GET, "/me");
            if is_background { asking.header("X-Background", "1").send().await } else { asking.send().await }
        };
        app.move_clock(TimeDelta::minutes(10));
        let end = ask(false).await.expect(200).json()["idle_ends_at"].clone();
        for _ in 0..5 {
            app.move_clock(TimeDelta::minutes(5));
            assert_eq!(ask(true).await.expect(200).json()["idle_ends_at"], end);
        }
        app.move_clock(TimeDelta::minutes(5));
        ask(true).await.problem(401, "not_logged_in");
        ask(false).await.problem(401, "not_logged_in");
    }

    async fn what_was_typed_for_one_person_is_not_saved_in_the_name_of_another(app) {
        // Both windows of a browser send the cookie of whoever logged in last.
        let (anna, bo) = (app.clinician("0740").await, app.clinician("0740").await);
        let name = async |who: &Actor| who.get("/me").await.json()["username"].as_str().unwrap().to_owned();
        let (anna_name, bo_name) = (name(&anna).await, name(&bo).await);
        let course = bo.course("710350-1234").await;
        let path = format!("/courses/{course}/forms/start/draft");
        let body = json!({"answers": {"weight_kg": 80}});
        let save = async |account: &str| bo.ask(Method::PUT, &path).header("X-Account", account).json(&body).send().await;
        save(&anna_name).await.problem(401, "not_logged_in");
        bo.get(&path).await.problem(404, "not_found");
        save(&bo_name).await.expect(200);
    }

    async fn a_made_up_or_doubled_cookie_is_no_session(app) {
        let clinician = app.clinician("0740").await;
        let good = clinician.cookie.clone().unwrap();
        let longer = format!("{good}A");
        let doubled = format!("{good}; {good}");
        let made_up = format!("hjertekom={}", "A".repeat(43));
        for cookie in ["hjertekom=", "hjertekom=nonsense", &longer, &doubled, &made_up] {
            Actor::new(app.clone(), Some(cookie.to_owned())).get("/me").await.problem(401, "not_logged_in");
        }
        let other_name = good.replacen("hjertekom", "__Host-hjertekom", 1);
        Actor::new(app.clone(), Some(other_name)).get("/me").await.problem(401, "not_logged_in");
        clinician.get("/me").await.expect(200);
    }
}

#[actix_web::test]
async fn ten_wrong_passwords_close_the_account_to_this_network_only() {
    let app = TestApp::on(Engine::Sqlite).await;
    with_account(&app).await;
    for _ in 0..10 {
        log_in(&app, "anna.test", "forkert").await.problem(401, "login_failed");
    }
    let refused = log_in(&app, "anna.test", PASSWORD).await;
    assert_eq!(refused.header("retry-after"), "901");
    refused.problem(429, "too_many_requests");
    let elsewhere = app
        .stranger()
        .ask(Method::POST, "/session")
        .json(&json!({"username": "anna.test", "password": PASSWORD}));
    elsewhere.from("203.0.113.9").send().await.expect(200);
}

#[actix_web::test]
async fn behind_tls_the_cookie_is_bound_to_the_host_and_to_tls() {
    let site = Site {
        trusted_proxies: vec!["10.0.0.1".parse().unwrap()],
        ..Site::public("https://hjertekom.example".into())
    };
    let app = TestApp::at(Engine::Sqlite, site).await;
    with_account(&app).await;
    let body = json!({"username": "anna.test", "password": PASSWORD});
    let ask = || app.stranger().ask(Method::POST, "/session").json(&body);
    ask().header("Origin", "http://localhost:8080").send().await.problem(403, "cross_site");
    let reply = ask().header("Origin", "https://hjertekom.example").send().await.expect(200);
    let cookie = reply.header("set-cookie");
    assert!(cookie.starts_with("__Host-hjertekom="), "{cookie}");
    assert!(cookie.ends_with("; HttpOnly; SameSite=Strict; Secure; Path=/"), "{cookie}");
    assert_eq!(reply.header("strict-transport-security"), "max-age=31536000; includeSubDomains");
    with_cookie_of(&app, &reply).get("/me").await.expect(200);
}

#[actix_web::test]
async fn only_a_trusted_proxy_can_say_that_a_guess_comes_from_elsewhere() {
    let site = Site {
        trusted_proxies: vec!["10.0.0.1".parse().unwrap()],
        ..Site::public("https://hjertekom.example".into())
    };
    let app = TestApp::at(Engine::Sqlite, site).await;
    let body = json!({"username": "nobody", "password": "forkert"});
    let guess = async |peer: &str, forwarded: String| {
        let asking = app.stranger().ask(Method::POST, "/session").json(&body).from(peer);
        asking.header("X-Forwarded-For", &forwarded).send().await.status.as_u16()
    };
    for number in 0..10 {
        assert_eq!(guess("198.51.100.7", format!("203.0.113.{number}")).await, 401);
    }
    assert_eq!(
        guess("198.51.100.7", "203.0.113.99".into()).await,
        429,
        "a client's own header changes nothing"
    );
    assert_eq!(guess("10.0.0.1", "203.0.113.99".into()).await, 401, "the proxy is believed");
    assert_eq!(guess("10.0.0.1", "198.51.100.7".into()).await, 429);
}
