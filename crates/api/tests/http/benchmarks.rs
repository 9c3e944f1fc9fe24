//! What others see of a municipality's numbers, and what they do not.

use std::fmt::Write;
use std::ops::ControlFlow;

use domain::access::Role;
use domain::organisation::{Organisation, UnitId};
use resvg::tiny_skia::Pixmap;
use serde_json::Value;

use crate::support::{Actor, Engine, TestApp, on_both_engines};

/// The HjerteKom municipalities.
pub(crate) fn participants() -> Vec<String> {
    let day = "2026-10-31".parse().unwrap();
    Organisation::denmark().participants(UnitId::All, day).iter().map(ToString::to_string).collect()
}

/// Statements that give a municipality so many courses in a month.
pub(crate) fn tally(code: &str, indicator: &str, month: &str, fulfilled: u32, not_fulfilled: u32) -> String {
    format!(
        "INSERT INTO tally (municipality, programme, indicator, version, month, fulfilled, not_fulfilled, missing, \
         excluded, pending) VALUES ('{code}', 'hjertekom', '{indicator}', '2026.1', '{month}', {fulfilled}, \
         {not_fulfilled}, 0, 0, 0);"
    )
}

/// The same courses in one stratum.
pub(crate) fn stratum(
    code: &str,
    indicator: &str,
    month: &str,
    stratum: &str,
    fulfilled: u32,
    not_fulfilled: u32,
) -> String {
    format!(
        "INSERT INTO stratum_tally (municipality, programme, indicator, version, month, stratum, fulfilled, \
         not_fulfilled, missing, excluded, pending) VALUES ('{code}', 'hjertekom', '{indicator}', '2026.1', \
         '{month}', '{stratum}', {fulfilled}, {not_fulfilled}, 0, 0, 0);"
    )
}

pub(crate) async fn publish(app: &TestApp, force: bool) -> db::Publication {
    let now = api::clock::Clock::now(app.app().clock.as_ref());
    let go_on = |_| ControlFlow::Continue(());
    app.app().db.publish(&Organisation::denmark(), now, force, go_on).await.unwrap()
}

/// Every municipality has 40 to 60 courses, three quarters of them fulfilled; Silkeborg all but one of 41.
pub(crate) async fn published(app: &TestApp) {
    let mut statements = String::new();
    for (number, code) in (0_u32..).zip(participants()) {
        let total = 40 + number;
        let fulfilled = if code == "0740" { 40 } else { total * 3 / 4 };
        let not_fulfilled = if code == "0740" { 1 } else { total - fulfilled };
        statements.push_str(&tally(&code, "smokefree", "2026-05-01", fulfilled, not_fulfilled));
        let (women, women_not) = (fulfilled / 2, not_fulfilled / 2);
        let female = stratum(
            &code,
            "smokefree",
            "2026-05-01",
            "female/60_74/acute_coronary/basic/alone",
            women,
            women_not,
        );
        let male = stratum(
            &code,
            "smokefree",
            "2026-05-01",
            "male/under_60/acute_coronary/basic/alone",
            fulfilled - women,
            not_fulfilled - women_not,
        );
        write!(statements, "{female}{male}").unwrap();
    }
    app.tamper(&statements).await;
    publish(app, false).await;
}

pub(crate) async fn benchmark(actor: &Actor, query: &str) -> Value {
    actor.get(&format!("/benchmarks/smokefree?programme=hjertekom{query}")).await.expect(200).json()
}

/// Every text in Danish, a line each.
pub(crate) fn said(texts: &Value) -> String {
    let texts = texts.as_array().unwrap();
    texts.iter().map(|text| text["da"].as_str().unwrap()).collect::<Vec<_>>().join("\n")
}

/// What is said of the units without a number; its count is that of the cells.
pub(crate) fn hidden_note(benchmark: &Value) -> Option<String> {
    let is_without = |cell: &&Value| cell["level"] == benchmark["level"] && cell["percent"].is_null();
    let without = benchmark["cells"].as_array().unwrap().iter().filter(is_without).count();
    let said = said(&benchmark["notes"]);
    let note = said.lines().find(|note| note.contains("vises uden tal")).map(str::to_owned);
    let counted = note.as_ref().map_or(0, |note| note.split(' ').next().unwrap().parse().unwrap());
    assert_eq!(counted, without, "{benchmark:#}");
    note
}

pub(crate) fn cell<'b>(benchmark: &'b Value, id: &str) -> &'b Value {
    let cells = benchmark["cells"].as_array().unwrap();
    cells.iter().find(|cell| cell["id"] == id).unwrap_or_else(|| panic!("{id}: {benchmark:#}"))
}

on_both_engines! {
    async fn before_the_first_publication_there_is_nothing(app) {
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let offered = manager.get("/benchmarks?programme=hjertekom").await.expect(200).json();
        assert_eq!(offered["snapshots"], Value::Array(Vec::new()));
        assert_eq!(offered["indicators"], Value::Array(Vec::new()));
        manager.get("/benchmarks/smokefree?programme=hjertekom").await.problem(404, "not_found");
        manager.get("/benchmarks?programme=nothing").await.problem(404, "not_found");
    }

    async fn an_empty_registry_is_published_as_words(app) {
        publish(&app, false).await;
        let manager = app.actor(Role::Manager, Some("0740")).await;
        for view in ["raw", "adjusted", "shrunken"] {
            let benchmark = benchmark(&manager, &format!("&view={view}")).await;
            assert_eq!(benchmark["funnel"], Value::Null);
            assert_eq!(benchmark["finding"]["da"], "For få forløb til at sammenligne.");
            let own = cell(&benchmark, "municipality:0740");
            assert_eq!((&own["denominator"], &own["percent"]), (&Value::Null, &Value::Null));
            assert_eq!(own["percent_text"]["da"], "skjult (for få forløb)");
            let all = participants().len();
            let note = format!("{all} af {all} enheder vises uden tal: {all} har for få forløb.");
            assert_eq!(hidden_note(&benchmark).as_deref(), Some(note.as_str()));
        }
    }

    async fn others_are_rounded_and_unnamed_and_only_the_own_numbers_are_exact(app) {
        published(&app).await;
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let benchmark = benchmark(&manager, "").await;
        let own = cell(&benchmark, "municipality:0740");
        assert_eq!((own["denominator"].as_u64(), own["percent"].as_u64()), (Some(40), Some(100)));
        assert_eq!(own["is_own"], true);
        assert_eq!((&benchmark["own_exact"]["numerator"], &benchmark["own_exact"]["denominator"]), (&40.into(), &41.into()));
        for cell in benchmark["cells"].as_array().unwrap() {
            assert!(cell["denominator"].as_u64().is_none_or(|n| n % 5 == 0), "{cell}");
            assert!(!cell["id"].as_str().unwrap().contains("0791"), "Viborg has not agreed to be named");
        }
        let unnamed = benchmark["cells"].as_array().unwrap().iter().filter(|cell| cell["id"].as_str().unwrap().starts_with("unit:"));
        assert_eq!(unnamed.count(), participants().len() - 1);
        assert!(own["flag"].as_str().unwrap().starts_with("high"), "{benchmark:#}");
        assert!(benchmark["finding"]["da"].as_str().unwrap().starts_with("Silkeborg ligger"));
        assert_eq!(benchmark["funnel"]["curves"].as_array().unwrap().len(), 4);
        assert!(benchmark["cells"].as_array().unwrap().iter().any(|cell| cell["is_similar"] == true));
        let analyst = app.actor(Role::Analyst, None).await;
        let seen = self::benchmark(&analyst, "").await;
        assert_eq!(seen["own_exact"], Value::Null);
    }

    async fn what_the_cube_does_not_have_is_refused_with_the_reason(app) {
        published(&app).await;
        let manager = app.actor(Role::Manager, Some("0740")).await;
        for (query, parameter) in [
            ("&period=2026-Q1", "period"), ("&period=2026", "period"), ("&period=2026-05", "period"),
            ("&level=unit", "level"), ("&level=country", "level"), ("&split=education&split_level=basic", "split"),
            ("&split=sex", "split_level"), ("&split=sex&split_level=alone", "split_level"),
            ("&split=site&split_level=unknown", "split"), ("&split_level=female", "split_level"), ("&view=exact", "view"), ("&version=1999.1", "version"),
            ("&view=adjusted&split=sex&split_level=female", "split_level"),
            ("&snapshot=0d9a4a2b-7c11-7000-8000-6f1c2f0e7f0a", "snapshot"),
        ] {
            let path = format!("/benchmarks/smokefree?programme=hjertekom{query}");
            let problem = manager.get(&path).await.problem(400, "not_published");
            assert_eq!(problem["findings"][0]["variable"], parameter, "{query}");
            assert!(problem["findings"][0]["message"]["da"].as_str().unwrap().len() > 20);
        }
        manager.get("/benchmarks/smokefree?programme=hjertekom&age=60-69").await.problem(400, "bad_request");
        manager.get("/benchmarks/nothing?programme=hjertekom").await.problem(404, "not_found");
    }

    async fn every_level_split_and_view_of_the_cube_answers(app) {
        published(&app).await;
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let offered = manager.get("/benchmarks?programme=hjertekom").await.expect(200).json();
        assert_eq!(offered["snapshots"].as_array().unwrap().len(), 1);
        for level in offered["levels"].as_array().unwrap() {
            for period in offered["periods"].as_array().unwrap() {
                let query = format!("&level={}&period={}", level["id"].as_str().unwrap(), period["id"].as_str().unwrap());
                benchmark(&manager, &query).await;
            }
        }
        for split in offered["splits"].as_array().unwrap() {
            let id = split["id"].as_str().unwrap();
            for level in split["levels"].as_array().unwrap() {
                benchmark(&manager, &format!("&split={id}&split_level={}", level["id"].as_str().unwrap())).await;
            }
        }
        let adjusted = benchmark(&manager, "&view=adjusted&split=sex").await;
        assert_eq!(adjusted["model_card"]["factors"][0]["rows"].as_array().unwrap().len(), 2);
        let all = cell(&adjusted, "all");
        let raw = benchmark(&manager, "").await;
        assert_eq!(all["percent"], cell(&raw, "all")["percent"], "the reference is as itself");
        let shrunken = benchmark(&manager, "&view=shrunken").await;
        let own = |benchmark: &Value| cell(benchmark, "municipality:0740")["percent"].as_u64().unwrap();
        assert!(own(&shrunken) < own(&raw), "pulled towards all");
        let cluster = benchmark(&manager, "&level=cluster").await;
        assert!(cluster["cells"].as_array().unwrap().iter().all(|cell| cell["id"] != "cluster:aarhus"));
    }

    async fn a_snapshot_is_frozen_until_the_next_month(app) {
        published(&app).await;
        let manager = app.actor(Role::Manager, Some("0791")).await;
        let before = benchmark(&manager, "").await;
        app.tamper(&tally("0740", "smokefree", "2026-06-01", 30, 30)).await;
        assert_eq!(publish(&app, false).await.result, db::PublicationResult::AlreadyPublished);
        let same = benchmark(&manager, "").await;
        assert_eq!(before, same);
        let forced = publish(&app, true).await;
        assert_eq!(forced.result, db::PublicationResult::Published);
        let after = benchmark(&manager, "").await;
        assert_ne!(before["snapshot"]["id"], after["snapshot"]["id"]);
        assert_ne!(cell(&before, "all")["denominator"], cell(&after, "all")["denominator"]);
        let id = before["snapshot"]["id"].as_str().unwrap();
        assert_eq!(benchmark(&manager, &format!("&snapshot={id}")).await, before, "the old one is as it was");
    }

    async fn one_course_more_does_not_show(app) {
        let mut statements = String::new();
        for code in participants() {
            statements.push_str(&tally(&code, "smokefree", "2026-05-01", 30, 12));
        }
        app.tamper(&statements).await;
        publish(&app, false).await;
        let manager = app.actor(Role::Manager, Some("0791")).await;
        let before = benchmark(&manager, "").await;
        // 42 is shown as 40, 43 would be shown as 45.
        app.tamper(&tally("0740", "smokefree", "2026-06-01", 1, 0)).await;
        publish(&app, true).await;
        let after = benchmark(&manager, "").await;
        let total = |benchmark: &Value| cell(benchmark, "all")["denominator"].clone();
        assert_eq!(total(&before), total(&after));
    }

    async fn the_public_sees_less_and_needs_no_session(app) {
        published(&app).await;
        let stranger = app.stranger();
        stranger.get("/open/benchmarks?programme=hjertekom").await.problem(404, "not_found");
        stranger.get("/open/benchmarks/smokefree/chart.png").await.problem(404, "not_found");
    }
}

#[actix_web::test]
async fn the_open_numbers_can_be_kept_drawn_and_framed() {
    let mut site = api::app::Site::loopback(8080, true);
    site.embed_origins = vec!["https://portal.example".to_owned()];
    let app = TestApp::at(Engine::Sqlite, site).await;
    published(&app).await;
    let stranger = app.stranger();
    let offered = stranger.get("/open/benchmarks?programme=hjertekom").await.expect(200);
    assert!(offered.header("cache-control").starts_with("public"));
    let path = "/open/benchmarks/smokefree?programme=hjertekom";
    let open = stranger.get(path).await.expect(200);
    let etag = open.header("etag").to_owned();
    let known = stranger.ask(actix_web::http::Method::GET, path).header("If-None-Match", &etag).send().await;
    assert_eq!(known.status.as_u16(), 304);
    let benchmark = open.json();
    assert_eq!(benchmark["own_exact"], Value::Null);
    assert!(benchmark["cells"].as_array().unwrap().iter().all(|cell| cell["is_own"] == false));
    for query in ["&split=sex&split_level=female", "&view=adjusted"] {
        stranger.get(&format!("{path}{query}")).await.problem(400, "not_published");
    }
    stranger.get(&format!("{path}&split=sex&split_level=female&level=region")).await.expect(200);
    let drawing = stranger.get("/open/benchmarks/smokefree/chart.svg?lang=en").await.expect(200);
    assert_eq!(drawing.header("content-type"), "image/svg+xml");
    assert!(drawing.text().starts_with("<svg") && !drawing.text().contains("<script"));
    let picture = "/open/benchmarks/smokefree/chart.png?lang=en";
    let png = stranger.get(picture).await.expect(200);
    assert_eq!(png.header("content-type"), "image/png");
    assert_eq!(png.header("cache-control"), drawing.header("cache-control"));
    let pixels = Pixmap::decode_png(&png.bytes).unwrap();
    assert!(drawing.text().contains(&format!("width=\"{}\"", pixels.width() / 2)), "twice as large");
    assert!(pixels.pixels().iter().filter(|pixel| pixel.red() < 128).count() > 10_000, "it is not blank");
    let etag = png.header("etag").to_owned();
    let known =
        stranger.ask(actix_web::http::Method::GET, picture).header("If-None-Match", &etag).send().await;
    assert_eq!((known.status.as_u16(), known.bytes.len()), (304, 0));

    let page = stranger.get("//embed/smokefree").await.expect(200);
    let policy = page.header("content-security-policy");
    assert!(policy.contains("frame-ancestors https://portal.example") && !policy.contains("script-src"));
    assert_eq!(page.header("x-frame-options"), "");
    assert!(page.text().contains("<table>") && !page.text().contains("<script"));
    let missing = stranger.get("//embed/smokefree?period=2026-Q1").await;
    assert_eq!(missing.status.as_u16(), 400);
    assert!(missing.text().contains("12 måneder"), "{}", missing.text());
}

#[actix_web::test]
async fn nobody_may_frame_the_open_page_unless_the_settings_say_so() {
    let app = TestApp::at(Engine::Sqlite, api::app::Site::loopback(8080, true)).await;
    published(&app).await;
    let page = app.stranger().get("//embed/smokefree").await.expect(200);
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
    assert_eq!(page.header("x-frame-options"), "DENY");
}
