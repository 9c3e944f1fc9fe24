//! Pictures for everybody and for those who are logged in: neither waits for the other.

use std::time::Duration;

use domain::access::Role;

use crate::benchmarks::published;
use crate::support::{Engine, TestApp};

/// Longer than a picture that need not wait is looked for, shorter than one that must would wait.
const A_WHILE: Duration = Duration::from_millis(200);

#[actix_web::test]
async fn whoever_floods_the_public_pictures_holds_up_nobody_who_is_logged_in() {
    let app = TestApp::at(Engine::Sqlite, api::app::Site::loopback(8080, true)).await;
    published(&app).await;
    let (manager, stranger) = (app.actor(Role::Manager, Some("0740")).await, app.stranger());
    let own = "/indicators/smokefree/chart.png?programme=hjertekom";
    let open = "/open/benchmarks/smokefree/chart.png";

    let flood = app.app().open_painter.turn().await.unwrap();
    let waits = tokio::time::timeout(A_WHILE, stranger.get(open)).await;
    assert!(waits.is_err(), "public pictures are painted one at a time");
    // Were there one painter for all, this would be refused (429) after five seconds.
    manager.get(own).await.expect(200);
    drop(flood);
    stranger.get(open).await.expect(200);

    let busy = app.app().painter.turn().await.unwrap();
    let waits = tokio::time::timeout(A_WHILE, manager.get(own)).await;
    assert!(waits.is_err(), "so are those of people who are logged in");
    stranger.get(open).await.expect(200);
    drop(busy);
}
