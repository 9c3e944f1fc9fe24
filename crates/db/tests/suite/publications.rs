//! Publication: what is written where, in which order, and what survives an interruption.

use std::ops::ControlFlow;

use chrono::{DateTime, Utc};
use db::rights::{ReadBenchmarks, ReadIndicators};
use db::{NameDecision, PublicationResult, PublishedKey, PublishedRow};
use domain::access::Role;
use domain::organisation::{Organisation, UnitId};
use domain::publication::PeriodId;

use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, VIBORG, now};
use crate::on_both_engines;

/// Comes first in every snapshot; 14 of its 20 courses are fulfilled.
const FIRST: &str = "0101";

/// Everybody has 20 courses and three more than the one before, a third of them not fulfilled.
async fn filled(fixture: &Fixture) {
    let mut statements = String::new();
    let day = "2026-05-31".parse().unwrap();
    for (number, code) in (0_u32..).zip(Organisation::denmark().participants(UnitId::All, day)) {
        let total = 20 + 3 * number;
        statements.push_str(&format!(
            "INSERT INTO tally (municipality, programme, indicator, version, month, fulfilled, not_fulfilled, missing, \
             excluded, pending) VALUES ('{code}', '{PROGRAMME}', 'smokefree', '2026.1', '2026-03-01', {}, {}, 0, 0, 0);",
            total - total / 3,
            total / 3
        ));
    }
    fixture.tamper(&statements).await;
}

pub(crate) async fn publish(fixture: &Fixture, force: bool) -> db::Publication {
    publish_at(fixture, "2026-06-15", force).await
}

async fn publish_at(fixture: &Fixture, day: &str, force: bool) -> db::Publication {
    let go_on = |_| ControlFlow::Continue(());
    fixture.db.publish(&Organisation::denmark(), noon(day), force, go_on).await.unwrap()
}

fn noon(day: &str) -> DateTime<Utc> {
    format!("{day}T12:00:00Z").parse().unwrap()
}

/// The first municipality gets this many courses, all fulfilled, the month before, and is all that is published of it.
async fn abandoned(fixture: &Fixture, day: &str, fulfilled: u32) -> db::Publication {
    first_has(fixture, fulfilled).await;
    let stop = |_| ControlFlow::Break(());
    let stopped = fixture.db.publish(&Organisation::denmark(), noon(day), false, stop).await.unwrap();
    assert_eq!((stopped.result, stopped.municipalities), (PublicationResult::Interrupted, 1));
    stopped
}

/// How many courses of the first municipality are fulfilled.
async fn first_has(fixture: &Fixture, fulfilled: u32) {
    let update = format!("UPDATE tally SET fulfilled = {fulfilled} WHERE municipality = '{FIRST}'");
    fixture.tamper(&update).await;
}

/// The first municipality's cell in a snapshot.
async fn first(fixture: &Fixture, snapshot: db::Publication) -> PublishedRow {
    let unit = UnitId::Municipality(FIRST.parse().unwrap());
    let rows = fixture.db.open_publications().cells(snapshot.snapshot, &key()).await.unwrap();
    rows.into_iter().find(|row| row.unit == unit).unwrap()
}

fn key() -> PublishedKey {
    PublishedKey {
        programme: PROGRAMME.into(),
        indicator: "smokefree".into(),
        version: "2026.1".into(),
        period: PeriodId::Rolling,
        split: String::new(),
    }
}

on_both_engines! {
    async fn an_interrupted_publication_is_not_seen_and_goes_on(fixture: Fixture) {
        filled(&fixture).await;
        let organisation = Organisation::denmark();
        let stop = |progress: db::PublicationProgress| {
            if progress.done == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let stopped = fixture.db.publish(&organisation, now(), false, stop).await.unwrap();
        assert_eq!((stopped.result, stopped.municipalities), (PublicationResult::Interrupted, 3));
        let open = fixture.db.open_publications();
        assert!(open.snapshots(5).await.unwrap().is_empty(), "nobody sees half a snapshot");
        let done = publish(&fixture, false).await;
        assert_eq!((done.snapshot, done.result), (stopped.snapshot, PublicationResult::Published));
        let rows = open.cells(done.snapshot, &key()).await.unwrap();
        let municipalities = rows.iter().filter(|row| matches!(row.unit, UnitId::Municipality(_))).count();
        assert_eq!(municipalities, organisation.participants(UnitId::All, done.as_of).len());
        assert!(rows.iter().any(|row| row.unit == UnitId::All && row.cell.percent().is_some()));
        assert_eq!(publish(&fixture, false).await.result, PublicationResult::AlreadyPublished);
    }

    async fn a_cell_is_compared_with_what_was_published_last_not_with_a_snapshot_that_nobody_saw(fixture: Fixture) {
        filled(&fixture).await;
        let may = publish(&fixture, false).await;
        abandoned(&fixture, "2026-07-15", 21).await;
        // Two more than in May: too few to be seen, although five fewer than in the snapshot of June.
        first_has(&fixture, 16).await;
        let july = publish_at(&fixture, "2026-08-15", false).await;
        assert_eq!((july.result, july.as_of.to_string()), (PublicationResult::Published, "2026-07-31".into()));
        assert_eq!(first(&fixture, july).await, first(&fixture, may).await);
    }

    async fn a_cell_that_has_changed_enough_since_it_was_published_is_new(fixture: Fixture) {
        filled(&fixture).await;
        publish(&fixture, false).await;
        let june = abandoned(&fixture, "2026-07-15", 20).await;
        first_has(&fixture, 21).await;
        let july = publish_at(&fixture, "2026-08-15", false).await;
        assert_eq!(first(&fixture, july).await.as_of, july.as_of, "seven more than what was published");
        let kept = fixture.look("SELECT CAST(count(DISTINCT snapshot) AS text) FROM publication_basis").await;
        assert_eq!(kept, ["2"], "July's, and May's until the next snapshot");
        let open = fixture.db.open_publications();
        assert_eq!(open.snapshot(june.snapshot).await.unwrap(), None, "nobody ever sees it");
    }

    async fn a_snapshot_is_not_put_out_when_a_later_one_has_been_begun(fixture: Fixture) {
        filled(&fixture).await;
        let june = abandoned(&fixture, "2026-07-15", 14).await;
        let july = abandoned(&fixture, "2026-08-15", 14).await;
        let late = publish_at(&fixture, "2026-07-16", false).await;
        assert_eq!((late.snapshot, late.result), (june.snapshot, PublicationResult::Overtaken));
        let open = fixture.db.open_publications();
        assert!(open.snapshots(5).await.unwrap().is_empty());
        let done = publish_at(&fixture, "2026-08-16", false).await;
        assert_eq!((done.snapshot, done.result), (july.snapshot, PublicationResult::Published));
    }

    async fn a_name_shows_in_the_next_snapshot_and_never_in_one_that_is_out(fixture: Fixture) {
        filled(&fixture).await;
        let first = publish(&fixture, false).await;
        let decision = NameDecision {
            municipality: SILKEBORG.parse().unwrap(), is_named: true, decided_at: now(), decided_by: "test".into(),
        };
        fixture.db.decide_name(&decision).await.unwrap();
        let second = publish(&fixture, true).await;
        let open = fixture.db.open_publications();
        for (snapshot, named) in [(first.snapshot, 0), (second.snapshot, 1)] {
            let units = open.units(snapshot).await.unwrap();
            assert_eq!(units.iter().filter(|unit| unit.is_named).count(), named);
            let mut numbers: Vec<_> = units.iter().map(|unit| unit.number).collect();
            numbers.sort_unstable();
            assert!(numbers.iter().copied().eq(1..=u32::try_from(units.len()).unwrap()));
        }
        assert_eq!(second.released, 0, "nothing has changed");
    }

    async fn what_is_out_cannot_be_changed_and_what_it_was_made_from_stays_at_home(fixture: Fixture) {
        filled(&fixture).await;
        publish(&fixture, false).await;
        let exact = fixture.look(
            "SELECT municipality || ' ' || exact_fulfilled || ' ' || fulfilled FROM publication_basis \
             WHERE indicator = 'smokefree' AND period = 'rolling' AND split = '' ORDER BY municipality"
        ).await;
        assert_eq!(exact[0], "0101 14 15");
        if fixture.postgres.is_none() {
            let pool = fixture.raw_sqlite().await;
            for change in ["UPDATE published_cell SET fulfilled = 0", "DELETE FROM published_cell"] {
                assert!(sqlx::raw_sql(change).execute(&pool).await.is_err(), "{change}");
            }
            pool.close().await;
        }
    }

    async fn a_municipality_is_compared_with_its_cluster_region_and_all(fixture: Fixture) {
        let manager = fixture.caller::<ReadIndicators>(Role::Manager, VIBORG).await;
        let smokefree = ("smokefree".to_owned(), "2026.1".to_owned());
        assert!(fixture.db.publications(&manager).compared(PROGRAMME, None).await.unwrap().is_none());
        filled(&fixture).await;
        let out = publish(&fixture, false).await;
        let (snapshot, shares) = fixture.db.publications(&manager).compared(PROGRAMME, None).await.unwrap().unwrap();
        assert_eq!(snapshot.id, out.snapshot);
        let share = shares[&smokefree];
        for percent in [share.cluster, share.region, share.all] {
            assert!(percent.is_some_and(|percent| (60..=75).contains(&percent)), "{share:?}");
        }
        // Looking back: what was out by the end of the day.
        publish_at(&fixture, "2026-07-02", false).await;
        for (day, expected) in [("2026-06-14", None), ("2026-06-15", Some(snapshot)), ("2026-07-01", Some(snapshot))] {
            let then = fixture.db.publications(&manager).compared(PROGRAMME, Some(day.parse().unwrap())).await.unwrap();
            assert_eq!(then.map(|(snapshot, _)| snapshot), expected, "{day}");
        }
        let newest = fixture.db.publications(&manager).compared(PROGRAMME, None).await.unwrap().unwrap();
        assert_eq!(newest.0.as_of, "2026-06-30".parse().unwrap());
        let reader = fixture.caller::<ReadBenchmarks>(Role::Manager, VIBORG).await;
        let own = fixture.db.publications(&reader).own_exact(&key(), out.as_of).await.unwrap().unwrap();
        assert!(own.denominator() > 20 && own.denominator() % 3 == 2, "{own:?}");
        let analyst = fixture.caller::<ReadBenchmarks>(Role::Analyst, VIBORG).await;
        assert_eq!(fixture.db.publications(&analyst).own_exact(&key(), out.as_of).await.unwrap(), None);
        let admin = fixture.caller::<ReadBenchmarks>(Role::MunicipalAdmin, VIBORG).await;
        assert_eq!(fixture.db.publications(&admin).own_exact(&key(), out.as_of).await.unwrap(), None);
    }
}
