//! Whole files: a row-level report, all or nothing.

use actix_web::http::Method;
use domain::access::Role;
use serde_json::json;

use crate::support::{Actor, Reply, on_both_engines};

const HEADER: &str = "cpr;course_key;name;referral.referral_date;referral.index_event;referral.referral_source;referral.referral_diagnosis\n";

fn row(cpr: &str, key: &str) -> String {
    format!("{cpr};{key};Bo Prøve;2026-02-01;pci;!unknown;DI252B\n")
}

async fn import(actor: &Actor, mode: &str, csv: impl Into<Vec<u8>>) -> Reply {
    let asking = actor.ask(Method::POST, &format!("/imports?programme=hjertekom&mode={mode}"));
    asking.body("text/csv; charset=utf-8", csv.into()).send().await
}

on_both_engines! {
    async fn a_file_without_errors_is_imported_once(app) {
        let coordinator = app.actor(Role::Coordinator, Some("0740")).await;
        let file = format!("{HEADER}{}{}", row("7103501234", "A-1"), row("7103501242", "A-2"));
        let report = import(&coordinator, "validate", file.clone()).await.expect(200).json();
        assert_eq!((&report["committed"], &report["accepted"]), (&json!(false), &json!(2)));
        assert_eq!(coordinator.get("/courses").await.json()["total"], 0);

        let report = import(&coordinator, "commit", file.clone()).await.expect(200).json();
        assert_eq!((&report["committed"], &report["rows"], &report["findings_total"]), (&json!(true), &json!(2), &json!(0)));
        let page = coordinator.get("/courses").await.json();
        assert_eq!((&page["total"], &page["items"][0]["forms"][0]["state"]), (&json!(2), &json!("submitted")));

        let report = import(&coordinator, "commit", file).await.expect(200).json();
        assert_eq!((&report["committed"], &report["findings"][0]["code"]), (&json!(false), &json!("course_key_exists")));
        assert_eq!(report["findings"][0]["line"], 2);
        assert_eq!(coordinator.get("/courses").await.json()["total"], 2);
    }

    async fn one_bad_row_keeps_the_whole_file_out_and_is_named(app) {
        let coordinator = app.actor(Role::Coordinator, Some("0740")).await;
        let bad = row("7103501242", "A-2").replace("2026-02-01", "01-02-2026");
        let short = row("710350124", "A-3");
        let file = format!("{HEADER}{}{bad}{short}", row("7103501234", "A-1"));
        let report = import(&coordinator, "commit", file).await.expect(200).json();
        assert_eq!((&report["committed"], &report["accepted"], &report["rejected"]), (&json!(false), &json!(1), &json!(2)));
        let findings = report["findings"].as_array().unwrap();
        let at = |line: u64| findings.iter().find(|finding| finding["line"] == line && finding["is_error"] == true).unwrap();
        assert_eq!((&at(3)["course_key"], &at(3)["column"]), (&json!("A-2"), &json!("referral.referral_date")));
        assert_eq!(at(4)["column"], "cpr");
        assert!(!report.to_string().contains("710350"), "a report holds no numbers: {report}");
        assert_eq!(coordinator.get("/courses").await.json()["total"], 0);
        let found = coordinator.post("/citizens/search", json!({"cpr": "710350-1234"})).await.json();
        assert_eq!(found["total"], 0);
    }

    async fn broken_files_are_reported_and_change_nothing(app) {
        let coordinator = app.actor(Role::Coordinator, Some("0740")).await;
        let latin1 = format!("{HEADER}{}", row("7103501234", "A-1")).replace("ø", "\u{1}").replace('\u{1}', "?").into_bytes();
        let latin1: Vec<u8> = latin1.into_iter().map(|byte| if byte == b'?' { 0xf8 } else { byte }).collect();
        let twice = format!("{HEADER}{}{}", row("7103501234", "A-1"), row("7103501242", "A-1"));
        let files: [&[u8]; 6] = [b"", b"no header here\n", b"cpr\tcourse_key\n1\t2\n", b"cpr;course_key;start.nothing\n", &latin1, twice.as_bytes()];
        for file in files {
            let report = import(&coordinator, "commit", file).await.expect(200).json();
            assert_eq!(report["committed"], false, "{report}");
            assert!(report["findings"].as_array().unwrap().iter().any(|finding| finding["is_error"] == true), "{report}");
        }
        assert_eq!(coordinator.get("/courses").await.json()["total"], 0);
    }

    async fn a_file_of_another_type_or_for_nothing_is_refused(app) {
        let coordinator = app.actor(Role::Coordinator, Some("0740")).await;
        let ask = |path: &str| coordinator.ask(Method::POST, path);
        ask("/imports?programme=hjertekom").body("application/json", "{}").send().await.problem(415, "unsupported_media_type");
        ask("/imports?programme=nothing").body("text/csv", HEADER).send().await.problem(404, "not_found");
        ask("/imports?programme=hjertekom&mode=try").body("text/csv", HEADER).send().await.problem(400, "bad_request");
        let huge = vec![b'a'; 10 * 1024 * 1024 + 1];
        ask("/imports?programme=hjertekom").body("text/csv", huge).send().await.problem(413, "payload_too_large");
        app.clinician("0740").await.ask(Method::POST, "/imports?programme=hjertekom").body("text/csv", HEADER).send().await.problem(403, "forbidden");
    }
}
