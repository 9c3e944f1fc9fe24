//! Every response makes the browser strict.

use actix_web::http::Method;

use crate::support::{Engine, Reply, TestApp};

fn is_strict(path: &str, reply: &Reply) {
    let policy = reply.header("content-security-policy");
    assert!(
        policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
        "{path}: {policy}"
    );
    let scripts = policy.split(';').find(|part| part.trim().starts_with("script-src")).unwrap();
    assert!(!scripts.contains("unsafe-inline") && !scripts.contains("'unsafe-eval'"), "{path}: {scripts}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(reply.header(name), value, "{path} {name}");
    }
    assert_eq!(reply.header("x-request-id").len(), 36, "{path}");
    assert_eq!(reply.header("server"), "", "{path}");
}

#[actix_web::test]
async fn every_kind_of_response_carries_the_headers() {
    let app = TestApp::on(Engine::Sqlite).await;
    let clinician = app.clinician("0740").await;
    let paths = [
        "/me",
        "/courses",
        "/nothing",
        "/courses/42",
        "/programmes/hjertekom/2026.1",
        "//",
        "//borgere",
        "//assets/app-1a2b3c.js",
        "//assets/missing.js",
        "//openapi.json",
        "//docs",
        "//docs/",
        "//docs/swagger-ui.css",
        "//health/live",
        "//health/ready",
        "//health/nothing",
        "//api",
        "//api/v2/me",
    ];
    for path in paths {
        is_strict(path, &clinician.get(path).await);
        is_strict(path, &app.stranger().get(path).await);
    }
    for method in [Method::POST, Method::TRACE, Method::OPTIONS, Method::HEAD, Method::CONNECT] {
        for path in ["/me", "//assets/app-1a2b3c.js", "//"] {
            is_strict(path, &clinician.ask(method.clone(), path).send().await);
        }
    }
}

#[actix_web::test]
async fn data_are_kept_by_nobody() {
    let app = TestApp::on(Engine::Sqlite).await;
    let clinician = app.clinician("0740").await;
    for path in ["/me", "/courses", "/nothing"] {
        assert_eq!(clinician.get(path).await.header("cache-control"), "no-store", "{path}");
    }
}
