//! Publication: what is written where, in which order, and what survives an interruption.

use std::ops::ControlFlow;

use db::rights::{ReadBenchmarks, ReadIndicators};
use db::{NameDecision, PublicationResult, PublishedKey};
use domain::access::Role;
use domain::organisation::{Organisation, UnitId};
use domain::publication::PeriodId;

use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, VIBORG, now};
use crate::on_both_engines;

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
    let go_on = |_| ControlFlow::Continue(());
    fixture.db.publish(&Organisation::denmark(), now(), force, go_on).await.unwrap()
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
        assert!(fixture.db.publications(&manager).compared(PROGRAMME).await.unwrap().is_none());
        filled(&fixture).await;
        let out = publish(&fixture, false).await;
        let (snapshot, shares) = fixture.db.publications(&manager).compared(PROGRAMME).await.unwrap().unwrap();
        assert_eq!(snapshot.id, out.snapshot);
        let share = shares[&("smokefree".to_owned(), "2026.1".to_owned())];
        for percent in [share.cluster, share.region, share.all] {
            assert!(percent.is_some_and(|percent| (60..=75).contains(&percent)), "{share:?}");
        }
        let reader = fixture.caller::<ReadBenchmarks>(Role::Manager, VIBORG).await;
        let own = fixture.db.publications(&reader).own_exact(&key(), out.as_of).await.unwrap().unwrap();
        assert!(own.denominator() > 20 && own.denominator() % 3 == 2, "{own:?}");
        let analyst = fixture.caller::<ReadBenchmarks>(Role::Analyst, VIBORG).await;
        assert_eq!(fixture.db.publications(&analyst).own_exact(&key(), out.as_of).await.unwrap(), None);
        let admin = fixture.caller::<ReadBenchmarks>(Role::MunicipalAdmin, VIBORG).await;
        assert_eq!(fixture.db.publications(&admin).own_exact(&key(), out.as_of).await.unwrap(), None);
    }
}
