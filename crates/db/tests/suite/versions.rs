//! Two versions of a definition side by side on the same data.

use std::ops::ControlFlow;
use std::sync::Arc;

use db::rights::{ReadIndicators, ReadOutcomes};
use db::{Database, KeyRing, Settings, Tally};
use domain::access::Role;
use domain::expr::{Expr, Rule};
use domain::outcome::OutcomeState;
use domain::programme::{Catalogue, Programme};

use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, catalogue, end, now, start};
use crate::on_both_engines;

const NEXT: &str = "2027.1";

/// The definition as it is, and a next one: who smokes is no longer asked to have quit, and the records are read otherwise.
fn both() -> Arc<Catalogue> {
    let now = Programme::clone(catalogue().current(PROGRAMME).unwrap());
    let mut next = now.clone();
    next.version = NEXT.to_owned();
    next.valid_from = "2027-01-01".parse().unwrap();
    for indicator in next.indicators.iter_mut().filter(|indicator| indicator.id == "smokefree") {
        indicator.fulfilled = Rule { text: "false".into(), expr: Expr::Boolean(false) };
    }
    Arc::new(Catalogue::new([now, next]))
}

/// The same database, opened by a server that knows both versions.
async fn reopened(fixture: &Fixture) -> Database {
    let mut settings = Settings::new(fixture.settings.url.clone(), KeyRing::from_bytes([7; 32]), both());
    settings.durability = fixture.settings.durability;
    Database::connect(&settings).await.unwrap()
}

on_both_engines! {
    async fn a_second_version_counts_the_same_courses_beside_the_first(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        fixture.submit(&course, "end", end()).await;
        let caller = fixture.caller::<ReadIndicators>(Role::Manager, SILKEBORG).await;
        let reader = fixture.caller::<ReadOutcomes>(Role::Clinician, SILKEBORG).await;
        fixture.db.close().await;
        let db = reopened(&fixture).await;

        let tallies = async || {
            let year = "2026".parse().unwrap();
            let overview = db.indicators(&caller).overview(PROGRAMME, None, year, now().date_naive()).await.unwrap();
            let rows = overview.rows.into_iter().filter(|row| row.indicator == "smokefree");
            rows.map(|row| (row.version, row.tally)).collect::<Vec<_>>()
        };
        let none = Tally::default();
        let fulfilled = Tally { fulfilled: 1, ..none };
        assert_eq!(tallies().await, [(NEXT.into(), none), ("2026.1".into(), fulfilled)], "nothing is counted yet");
        let all = db.recompute_all(now(), None, |_, _| ControlFlow::Continue(())).await.unwrap();
        assert_eq!((all.courses, all.changed), (1, 1));
        let not_fulfilled = Tally { not_fulfilled: 1, ..none };
        assert_eq!(tallies().await, [(NEXT.into(), not_fulfilled), ("2026.1".into(), fulfilled)]);
        let again = db.recompute_all(now(), None, |_, _| ControlFlow::Continue(())).await.unwrap();
        assert_eq!(again.changed, 0);

        let outcomes = db.outcomes(&reader).of_course(course.id, now()).await.unwrap();
        let states = outcomes.iter().filter(|found| found.outcome.indicator == "smokefree");
        let states: Vec<_> = states.map(|found| (found.outcome.version.as_str(), found.outcome.state)).collect();
        assert_eq!(states, [("2026.1", OutcomeState::Fulfilled), (NEXT, OutcomeState::NotFulfilled)]);
        let twice = outcomes.iter().filter(|found| found.outcome.version == NEXT).count();
        assert_eq!(twice * 2, outcomes.len(), "every indicator in both");
        db.close().await;
    }
}
