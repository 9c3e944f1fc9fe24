//! The data dictionary without logging in: only where the installation allows it.

use api::app::Site;

use crate::support::{Engine, TestApp};

const ADDRESSES: [&str; 2] = ["/open/programmes", "/open/programmes/hjertekom/2026.1"];

#[actix_web::test]
async fn definitions_stay_with_those_who_log_in_unless_the_installation_says_otherwise() {
    let app = TestApp::on(Engine::Sqlite).await;
    for address in ADDRESSES {
        app.stranger().get(address).await.problem(404, "not_found");
    }
    let about = app.stranger().get("/installation").await.expect(200).json();
    assert_eq!(about["public_definitions"], false);
}

#[actix_web::test]
async fn where_the_installation_allows_it_everybody_reads_the_same_definitions() {
    let site = Site { public_definitions: true, ..Site::loopback(8080, false) };
    let app = TestApp::at(Engine::Sqlite, site).await;
    let clinician = app.clinician("0740").await;
    assert_eq!(app.stranger().get("/installation").await.expect(200).json()["public_definitions"], true);
    for address in ADDRESSES {
        let open = app.stranger().get(address).await.expect(200).json();
        let own = clinician.get(address.trim_start_matches("/open")).await.expect(200).json();
        assert_eq!(open, own, "{address}");
    }
    app.stranger().get("/open/programmes/hjertekom/1900.1").await.problem(404, "not_found");
}
