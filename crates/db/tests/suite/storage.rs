//! Failing storage: nothing is half written, nothing acknowledged is lost, and it says so.

use db::rights::{ReadCourses, WriteCitizens};
use db::{CourseFilter, Error};
use domain::access::Role;

use crate::fixture::{Fixture, SILKEBORG, invented, now};
use crate::on_both_engines;

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_and_what_was_acknowledged_is_still_there() {
    let mut fixture = Fixture::sqlite().await;
    let pages: u32 =
        fixture.look("SELECT CAST(page_count AS text) FROM pragma_page_count").await[0].parse().unwrap();
    let token = fixture.session(Role::Clinician, SILKEBORG).await;
    fixture.settings.max_pages = Some(pages + 20);
    reopen(&mut fixture).await;
    let writer = fixture.by_token::<WriteCitizens>(token, now()).await.unwrap();
    let citizens = fixture.db.citizens(&writer);
    let registered: Vec<_> = (0..400).map(invented).collect();
    let results = futures::future::join_all(registered.iter().map(|new| citizens.register(new, now()))).await;
    let stored = results.iter().filter(|result| result.is_ok()).count();
    assert!(
        results.iter().any(|result| matches!(result, Err(Error::StorageFull))),
        "the disk was never full"
    );
    assert!(results.iter().all(|result| matches!(result, Ok(_) | Err(Error::StorageFull))));
    let rows = fixture.look("SELECT CAST(count(*) AS text) FROM citizen").await;
    assert_eq!(rows, [stored.to_string()]);
    assert_eq!(fixture.look("PRAGMA integrity_check").await, ["ok"]);

    fixture.settings.max_pages = None;
    reopen(&mut fixture).await;
    let writer = fixture.by_token::<WriteCitizens>(token, now()).await.unwrap();
    fixture.db.citizens(&writer).register(&invented(999), now()).await.unwrap();
}

/// What a restart of the server does.
async fn reopen(fixture: &mut Fixture) {
    fixture.db.close().await;
    fixture.db = db::Database::connect(&fixture.settings).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_were_cut_are_replaced_and_a_lost_postgresql_is_unavailable() {
    let mut fixture = Fixture::postgres().await;
    fixture.course(SILKEBORG, 1).await;
    let reader = fixture.caller::<ReadCourses>(Role::Clinician, SILKEBORG).await;
    let name = &fixture.postgres.as_ref().unwrap().name;
    let cut = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
         WHERE datname = '{name}' AND usename = 'hjertekom_app'"
    );
    fixture.tamper(&cut).await;
    let page = fixture.db.courses(&reader).list(&CourseFilter::default(), None, 10).await.unwrap();
    assert_eq!(page.total, 1);

    // Drops the database under the server.
    drop(fixture.postgres.take());
    for _ in 0..3 {
        let refused = fixture.db.courses(&reader).list(&CourseFilter::default(), None, 10).await;
        assert!(matches!(refused, Err(Error::Unavailable(_))), "{refused:?}");
    }
}

on_both_engines! {
    async fn parallel_writes_of_which_some_are_refused_store_exactly_the_others(fixture: Fixture) {
        let writer = fixture.caller::<WriteCitizens>(Role::Clinician, SILKEBORG).await;
        let citizens = fixture.db.citizens(&writer);
        // Every number twice, at the same time.
        let people: Vec<_> = (0..60).map(|number| invented(number % 30)).collect();
        let results = futures::future::join_all(people.iter().map(|new| citizens.register(new, now()))).await;
        let stored = results.iter().filter(|result| result.is_ok()).count();
        assert_eq!(stored, 30);
        assert_eq!(fixture.look("SELECT CAST(count(*) AS text) FROM citizen").await, ["30"]);
        let events = fixture.logged(SILKEBORG).await;
        assert_eq!(events.iter().filter(|event| *event == "citizen.register done").count(), 30);
        assert_eq!(events.iter().filter(|event| *event == "citizen.register refused").count(), 30);
    }

    async fn a_closed_database_refuses_instead_of_hanging(fixture: Fixture) {
        let writer = fixture.caller::<WriteCitizens>(Role::Clinician, SILKEBORG).await;
        fixture.db.close().await;
        let refused = fixture.db.citizens(&writer).register(&invented(1), now()).await;
        assert!(matches!(refused, Err(Error::Unavailable(_))), "{refused:?}");
        assert!(fixture.db.ping().await.is_err());
    }
}
