use std::time::Duration;

use db::rights::ReadIndicators;
use db::{Changes, Database};
use domain::access::Role;
use tokio::time::timeout;

use crate::fixture::{Fixture, SILKEBORG, VIBORG, end, start};
use crate::on_both_engines;

/// How long a change may take to be told.
const SOON: Duration = Duration::from_secs(1);
/// How long nothing has to be heard to believe that nothing is told.
const QUIET: Duration = Duration::from_millis(400);

async fn listening(fixture: &Fixture, database: &Database, municipality: &str) -> Changes {
    let caller = fixture.caller::<ReadIndicators>(Role::Manager, municipality).await;
    database.changes(&caller).unwrap()
}

/// Waits out what is told to whoever begins to hear other processes, in case something was missed before.
async fn settled(changes: &mut [&mut Changes]) {
    tokio::time::sleep(Duration::from_secs(1)).await;
    changes.iter_mut().for_each(|changes| changes.seen());
}

on_both_engines! {
    async fn a_save_is_told_to_its_municipality_within_a_second_and_to_no_other(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let mut own = listening(&fixture, &fixture.db, SILKEBORG).await;
        let mut other = listening(&fixture, &fixture.db, VIBORG).await;
        settled(&mut [&mut own, &mut other]).await;
        fixture.submit(&course, "start", start()).await;
        timeout(SOON, own.next()).await.unwrap();
        timeout(QUIET, other.next()).await.unwrap_err();
    }

    async fn what_changes_while_nobody_waits_is_one_change(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let mut own = listening(&fixture, &fixture.db, SILKEBORG).await;
        settled(&mut [&mut own]).await;
        fixture.submit(&course, "start", start()).await;
        fixture.submit(&course, "end", end()).await;
        timeout(SOON, own.next()).await.unwrap();
        timeout(QUIET, own.next()).await.unwrap_err();
    }

    async fn reading_changes_nothing(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        let mut own = listening(&fixture, &fixture.db, SILKEBORG).await;
        settled(&mut [&mut own]).await;
        let caller = fixture.caller::<db::rights::ReadCourses>(Role::Clinician, SILKEBORG).await;
        fixture.db.courses(&caller).find(course.id).await.unwrap();
        timeout(QUIET, own.next()).await.unwrap_err();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_on_one_postgres_hear_each_other_also_after_the_connection_was_cut() {
    let fixture = Fixture::postgres().await;
    let another = Database::connect(&fixture.settings).await.unwrap();
    let mut heard = listening(&fixture, &another, SILKEBORG).await;
    timeout(Duration::from_secs(10), heard.next()).await.unwrap();
    let course = fixture.course(SILKEBORG, 1).await;
    timeout(SOON, heard.next()).await.unwrap();

    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() \
        AND pid <> pg_backend_pid() AND query LIKE 'LISTEN%'";
    fixture.tamper(cut).await;
    // Who was cut off looks again as soon as it is back.
    timeout(Duration::from_secs(10), heard.next()).await.unwrap();
    fixture.submit(&course, "start", start()).await;
    timeout(SOON, heard.next()).await.unwrap();
    another.close().await;
}
