//! Reads of every course of a period: only so many run at once, and everything else goes on.

use api::heavy::Turn;
use api::routes::{OPERATIONS, Weight};
use domain::access::Role;
use domain::ids::UserId;
use uuid::Uuid;

use crate::support::{TestApp, on_both_engines};

/// Other people read as much as the server lets them.
async fn busy(app: &TestApp) -> Vec<Turn> {
    let mut turns = Vec::new();
    for person in 0.. {
        let Ok(turn) = app.app().heavy.turn(UserId::new(Uuid::from_u128(person))).await else { break };
        turns.push(turn);
    }
    turns
}

on_both_engines! {
    async fn a_heavy_read_waits_for_its_turn_and_is_told_when_to_ask_again(app) {
        let coordinator = app.actor(Role::Coordinator, Some("0740")).await;
        let heavy = [
            "/flow?programme=hjertekom",
            "/results/walk?programme=hjertekom",
            "/case-mix?programme=hjertekom",
            "/data-quality?programme=hjertekom",
            "/flow/chart.svg?programme=hjertekom&part=waiting",
            "/results/walk/chart.csv?programme=hjertekom",
            "/case-mix/chart.png?programme=hjertekom",
            "/data-quality/chart.svg?programme=hjertekom",
            "/flow/development.csv?programme=hjertekom",
            "/results/walk/development.svg?programme=hjertekom",
            "/data-quality/development.png?programme=hjertekom&part=distances",
            "/data-quality/courses?programme=hjertekom&form=end&variable=smoking_status",
            "/indicators/overview?programme=hjertekom&as_of=2026-06-30",
            "/indicators/overview.csv?programme=hjertekom&as_of=2026-06-30",
            "/indicators/smokefree/series?programme=hjertekom&as_of=2026-06-30",
            "/indicators/smokefree/series?programme=hjertekom&%61s_of=2026-06-30",
            "/indicators/smokefree/chart.svg?programme=hjertekom&as_of=2026-06-30",
        ];
        let turns = busy(&app).await;
        assert_eq!(turns.len(), 2, "half of the connections");
        for path in heavy {
            let reply = coordinator.get(path).await;
            assert_eq!(reply.header("retry-after"), "5", "{path}");
            reply.problem(429, "too_much_at_once");
        }
        let light = [
            "/indicators/overview?programme=hjertekom",
            "/indicators/smokefree/series?programme=hjertekom",
            "/courses?limit=1",
            "/results?programme=hjertekom",
        ];
        for light in light {
            coordinator.get(light).await.expect(200);
        }
        app.stranger().get(heavy[0]).await.problem(401, "not_logged_in");
        drop(turns);
        for path in heavy {
            coordinator.get(path).await.expect(200);
        }
    }
}

#[test]
fn the_list_of_operations_says_which_are_heavy() {
    let heavy: Vec<_> = OPERATIONS.iter().filter(|row| row.weight != Weight::Light).collect();
    let paths: Vec<_> = heavy.iter().map(|row| row.path.trim_start_matches("/api/v1")).collect();
    let expected = [
        "/programmes/{id}/use",
        "/indicators/overview",
        "/indicators/overview.{format}",
        "/indicators/{indicator}/series",
        "/indicators/{indicator}/chart.{format}",
        "/flow",
        "/flow/chart.{format}",
        "/flow/development.{format}",
        "/results/{measure}",
        "/results/{measure}/chart.{format}",
        "/results/{measure}/development.{format}",
        "/case-mix",
        "/case-mix/chart.{format}",
        "/data-quality",
        "/data-quality/chart.{format}",
        "/data-quality/development.{format}",
        "/data-quality/courses",
    ];
    assert_eq!(paths, expected);
}
