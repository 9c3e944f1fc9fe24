//! The access table, over every operation and every role.

use actix_web::http::Method;
use domain::access::Role;

use crate::support::{Engine, NOBODY, TestApp, body, concrete, document, query};

/// Every operation of the document with the right it needs; none for the two that are public.
fn operations() -> Vec<(Method, String, Option<String>)> {
    let mut all = Vec::new();
    for (path, item) in document()["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let permission = operation["x-permission"].as_str().map(str::to_owned);
            all.push((method, path.clone(), permission));
        }
    }
    all
}

#[actix_web::test]
async fn every_role_may_do_exactly_what_the_access_table_says() {
    let app = TestApp::on(Engine::Sqlite).await;
    let mut checked = 0;
    for &role in Role::ALL {
        let municipality = role.belongs_to_municipality().then_some("0740");
        let actor = app.actor(role, municipality).await;
        for (method, path, permission) in operations() {
            let Some(permission) = permission else { continue };
            let allowed = role.may(permission.parse().unwrap());
            let concrete = concrete(&path, NOBODY, "start").trim_start_matches("/api/v1").to_owned();
            let query = query(&path, method.as_str());
            let asking = actor.ask(method.clone(), &format!("{concrete}{query}"));
            let asking = match (&method, path.ends_with("imports")) {
                (&Method::GET, _) => asking,
                (_, true) => asking.body("text/csv", "cpr;course_key\n"),
                _ => asking.json(&body(&path)),
            };
            let reply = asking.send().await;
            let refused = reply.status == 403;
            // Analysts and operators belong to no municipality: what needs one is not there for them.
            assert_eq!(refused, !allowed, "{role} {method} {path}: {} {}", reply.status, reply.text());
            checked += 1;
        }
    }
    assert!(checked >= 7 * 18, "only {checked} pairs were checked");
}

#[actix_web::test]
async fn without_a_session_only_logging_in_and_out_and_the_health_answer() {
    let app = TestApp::on(Engine::Sqlite).await;
    for (method, path, permission) in operations() {
        let concrete = concrete(&path, NOBODY, "start");
        let asking = app.stranger().ask(method.clone(), &format!("/{concrete}"));
        let reply =
            if method == Method::GET { asking.send().await } else { asking.json(&body(&path)).send().await };
        match permission {
            Some(_) => drop(reply.problem(401, "not_logged_in")),
            None => assert!(
                path.starts_with("/health/")
                    || path.starts_with("/api/v1/open/")
                    || ["/api/v1/session", "/api/v1/installation"].contains(&path.as_str()),
                "{path} is public"
            ),
        }
    }
}

#[actix_web::test]
async fn no_spelling_of_an_address_passes_the_table() {
    let app = TestApp::on(Engine::Sqlite).await;
    let manager = app.actor(Role::Manager, Some("0740")).await;
    for path in [
        "//api/v1//courses",
        "//api/v1/courses/",
        "//api/v1/./courses",
        "//api/v1/x/../courses",
        "//api/v1/%2e/courses",
    ] {
        let reply = manager.get(path).await;
        assert!(matches!(reply.status.as_u16(), 403 | 404), "{path}: {}", reply.status);
    }
    for method in [Method::HEAD, Method::OPTIONS, Method::PATCH, Method::TRACE] {
        let reply = manager.ask(method.clone(), "/courses").send().await;
        assert!(matches!(reply.status.as_u16(), 403 | 405), "{method}: {}", reply.status);
    }
}
