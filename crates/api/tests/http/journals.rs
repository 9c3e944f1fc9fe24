//! The key of a journal on a computer: given where the installation keeps journals, and to nobody else.

use api::app::Site;
use domain::access::Role;

use crate::support::{Engine, TestApp, on_both_engines};

const DEVICE: &str = "/devices/00000000-0000-4000-8000-000000000001/journal-key";
const OTHER_DEVICE: &str = "/devices/00000000-0000-4000-8000-000000000002/journal-key";

on_both_engines! {
    async fn an_installation_that_keeps_no_journals_has_no_keys(app) {
        let clinician = app.clinician("0740").await;
        assert_eq!(clinician.get("/installation").await.expect(200).json()["offline_journal"], false);
        clinician.get(DEVICE).await.problem(404, "not_found");
    }
}

async fn keeping_journals(engine: Engine) {
    let site = Site { offline_journal: true, ..Site::loopback(8080, false) };
    let app = TestApp::at(engine, site).await;
    let clinician = app.clinician("0740").await;
    assert_eq!(clinician.get("/installation").await.expect(200).json()["offline_journal"], true);
    let key = |json: serde_json::Value| json["key"].as_str().unwrap().to_owned();
    let given = key(clinician.get(DEVICE).await.expect(200).json());
    assert!(given.len() == 64 && given.chars().all(|digit| digit.is_ascii_hexdigit()), "{given}");
    assert_eq!(key(clinician.get(DEVICE).await.expect(200).json()), given, "the same the next time");
    assert_ne!(key(clinician.get(OTHER_DEVICE).await.expect(200).json()), given);
    for municipality in ["0740", "0791"] {
        let another = app.clinician(municipality).await;
        assert_ne!(key(another.get(DEVICE).await.expect(200).json()), given);
    }
    app.actor(Role::Manager, Some("0740")).await.get(DEVICE).await.problem(403, "forbidden");
    app.stranger().get(DEVICE).await.problem(401, "not_logged_in");
}

#[actix_web::test]
async fn the_same_user_gets_the_same_key_on_the_same_device_on_sqlite() {
    keeping_journals(Engine::Sqlite).await;
}

#[actix_web::test]
async fn the_same_user_gets_the_same_key_on_the_same_device_on_postgres() {
    keeping_journals(Engine::Postgres).await;
}
