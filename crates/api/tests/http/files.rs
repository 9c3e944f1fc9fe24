//! The browser application and the documentation.

use actix_web::http::Method;

use crate::support::{Engine, TestApp};

async fn app() -> TestApp {
    TestApp::on(Engine::Sqlite).await
}

#[actix_web::test]
async fn an_address_of_the_application_is_its_page_and_a_missing_file_is_not() {
    let app = app().await;
    let stranger = app.stranger();
    for path in ["//", "//borgere", "//forloeb/0d9a4a2b/skema/slut"] {
        let page = stranger.get(path).await.expect(200);
        assert_eq!(
            (page.header("content-type"), page.header("cache-control")),
            ("text/html; charset=utf-8", "no-cache")
        );
    }
    for path in [
        "//favicon.ico",
        "//assets/app-0.js",
        "//index.html",
        "//../Cargo.toml",
        "//assets/..%2findex.html",
        "//%00",
    ] {
        let reply = stranger.get(path).await;
        assert_eq!(reply.status, 404, "{path}");
    }
    let script = stranger.ask(Method::GET, "//borgere").header("Sec-Fetch-Mode", "no-cors").send().await;
    assert_eq!(script.status, 404);
    stranger.ask(Method::POST, "//borgere").send().await.problem(405, "method_not_allowed");
}

#[actix_web::test]
async fn hashed_files_are_kept_for_ever_and_sent_compressed_to_who_takes_it() {
    let app = app().await;
    let ask = || app.stranger().ask(Method::GET, "//assets/app-1a2b3c.js");
    let plain = ask().send().await.expect(200);
    assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!((plain.text().as_str(), plain.header("content-encoding")), ("let a = 1;", ""));
    let brotli = ask().header("Accept-Encoding", "gzip, br").send().await.expect(200);
    assert_eq!((brotli.text().as_str(), brotli.header("content-encoding")), ("brotli", "br"));
    assert_eq!(
        (brotli.header("vary"), brotli.header("content-type")),
        ("Accept-Encoding", "text/javascript; charset=utf-8")
    );
    let known = ask().header("If-None-Match", plain.header("etag")).send().await;
    assert_eq!((known.status.as_u16(), known.bytes.len()), (304, 0));
}

#[actix_web::test]
async fn everybody_may_know_which_build_is_served() {
    let app = app().await;
    let page = app.stranger().get("//").await.expect(200);
    let about = app.stranger().get("/installation").await.expect(200).json();
    assert_eq!(about["build"], page.header("etag").trim_matches('"'));
}

#[actix_web::test]
async fn the_documentation_needs_nothing_from_outside_and_no_inline_script() {
    let app = app().await;
    let stranger = app.stranger();
    assert_eq!(stranger.get("//docs").await.expect(308).header("location"), "/docs/");
    let page = stranger.get("//docs/").await.expect(200).text();
    assert!(page.contains("swagger-initializer.js") && !page.contains("https://"), "{page}");
    let inline = page.split("<script").skip(1).filter(|script| !script.trim_start().starts_with("src="));
    assert_eq!(inline.count(), 0, "{page}");
    let start = stranger.get("//docs/swagger-initializer.js").await.expect(200).text();
    assert!(start.contains("/openapi.json") && start.contains("X-Requested-With"), "{start}");
    stranger.get("//docs/nothing.js").await.problem(404, "not_found");
}

#[actix_web::test]
async fn a_definition_is_sent_once_and_then_recognised() {
    let app = app().await;
    let clinician = app.clinician("0740").await;
    let ask = || clinician.ask(Method::GET, "/programmes/hjertekom/2026.1");
    let first = ask().send().await.expect(200);
    let again = ask().header("If-None-Match", first.header("etag")).send().await;
    assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0));
    let read: domain::programme::Programme = serde_json::from_slice(&first.bytes).unwrap();
    let embedded = programmes::embedded().unwrap();
    let mut shipped = domain::programme::Programme::clone(embedded.current("hjertekom").unwrap());
    // What the server alone works with is sent for whoever wants to know; the browser does not read it back.
    assert!(first.text().contains("\"management\":{\"flow\"") && first.text().contains("\"derived\":["));
    shipped.management = domain::programme::Management::default();
    assert_eq!(read, shipped);
    clinician.get("/programmes/hjertekom/1999.1").await.problem(404, "not_found");
    assert_eq!(clinician.get("/programmes").await.expect(200).json()["items"][0]["id"], "hjertekom");
}

#[actix_web::test]
async fn the_server_says_whether_it_can_work() {
    let app = app().await;
    assert_eq!(app.stranger().get("//health/live").await.expect(200).json()["status"], "ok");
    assert_eq!(app.stranger().get("//health/ready").await.expect(200).json()["status"], "ok");
}
