//! Logging in and out, and what a session is worth.

use std::sync::Arc;

use actix_web::http::Method;
use api::app::Site;
use chrono::TimeDelta;
use db::entropy::SystemEntropy;
use domain::access::Role;
use serde_json::json;

use crate::support::{Actor, Engine, Reply, TestApp, on_both_engines};

const PASSWORD: &str = "rigtig hest batteri";

async fn with_account(app: &TestApp) {
    let hash = app.app().passwords.hash(PASSWORD.into(), Arc::new(SystemEntropy)).await.unwrap();
    app.account("Anna.Test", Role::Clinician, Some("0740"), Some(hash)).await;
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

    async fn a_session_the_browser_had_is_replaced_at_log_in(app) {
        with_account(&app).await;
        let first = with_cookie_of(&app, &log_in(&app, "anna.test", PASSWORD).await.expect(200));
        let body = json!({"username": "anna.test", "password": PASSWORD});
        let second = with_cookie_of(&app, &first.post("/session", body).await.expect(200));
        assert_ne!(first.cookie, second.cookie);
        first.get("/me").await.problem(401, "not_logged_in");
        second.get("/me").await.expect(200);
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
    let site = Site::public("https://hjertekom.example".into(), vec!["10.0.0.1".parse().unwrap()]);
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
    let site = Site::public("https://hjertekom.example".into(), vec!["10.0.0.1".parse().unwrap()]);
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
