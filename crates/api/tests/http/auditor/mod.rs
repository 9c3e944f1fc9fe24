//! The auditor: somebody of another municipality fetches everything there is, of every level, period, split and
//! snapshot and of what is public, and reckons with all of it at once (spec/security S-18).
//!
//! What is printed becomes equations about exact counts, and linear programming tells how far each count may be from what is
//! printed. Every count of somebody else must be able to be at least five whole numbers. The auditor can fail: given
//! sums that are rounded by themselves, or exact, it finds the counts.

mod attack;
mod knowledge;
mod lp;
mod registry;

use std::fmt::Write;

use domain::access::Role;

use self::attack::{Fetched, Level};
use self::registry::{Dice, Municipality};
use crate::benchmarks::{participants, publish, stratum, tally};
use crate::support::{Engine, TestApp};

/// Whole numbers that every count of somebody else must be able to be.
const FEWEST: i64 = 5;

/// The years and the month their courses are counted in: each year of an indicator is a registry of its own.
const YEARS: [&str; 3] = ["2025", "2024", "2023"];

/// One random registry: an indicator in a year.
struct Registry {
    indicator: String,
    year: &'static str,
    municipalities: Vec<Municipality>,
}

impl Registry {
    fn random(indicator: String, year: &'static str, dice: &mut Dice) -> Self {
        let typical = [6, 12, 20, 40, 70, 120][dice.below(6) as usize];
        let share = [3, 15, 50, 60, 75, 90, 97, 100][dice.below(8) as usize];
        let random = |_: String| Municipality::random(dice, typical, share);
        Self { indicator, year, municipalities: participants().into_iter().map(random).collect() }
    }

    /// The statements that put it into the place of what there was.
    fn stored(&self) -> String {
        let month = format!("{}-05-01", self.year);
        let mut statements = String::new();
        for table in ["tally", "stratum_tally"] {
            let indicator = &self.indicator;
            write!(statements, "DELETE FROM {table} WHERE indicator = '{indicator}' AND month = '{month}';")
                .unwrap();
        }
        for (code, municipality) in participants().iter().zip(&self.municipalities) {
            let (fulfilled, not_fulfilled) = municipality.whole();
            statements.push_str(&tally(code, &self.indicator, &month, fulfilled, not_fulfilled));
            for (levels, counts) in &municipality.0 {
                let levels = format!("{}/basic/alone", levels.join("/"));
                statements.push_str(&stratum(code, &self.indicator, &month, &levels, counts.0, counts.1));
            }
        }
        statements
    }
}

/// A server with random registries, all municipalities named: the attacker knows who is who.
async fn server(seed: u64, registries: usize) -> (TestApp, Vec<Registry>, Dice) {
    let app = TestApp::at(Engine::Sqlite, api::app::Site::loopback(8080, true)).await;
    let mut dice = Dice(seed);
    let programme = app.app().catalogue.find("hjertekom", "2026.1").unwrap().clone();
    let places = programme.indicators.iter().flat_map(|one| YEARS.map(|year| (one.id.clone(), year)));
    let made: Vec<Registry> = places
        .take(registries)
        .map(|(indicator, year)| Registry::random(indicator, year, &mut dice))
        .collect();
    assert_eq!(made.len(), registries, "there are fewer indicators and years than registries");
    app.tamper(&made.iter().map(Registry::stored).collect::<String>()).await;
    for code in participants() {
        let decision = db::NameDecision {
            municipality: code.parse().unwrap(),
            is_named: true,
            decided_at: api::clock::Clock::now(app.app().clock.as_ref()),
            decided_by: "test".into(),
        };
        app.app().db.decide_name(&decision).await.unwrap();
    }
    publish(&app, false).await;
    (app, made, dice)
}

/// Fetches everything about random registries and takes it apart.
async fn audit(seed: u64, registries: usize) {
    let (app, mut made, mut dice) = server(seed, registries).await;
    let own = participants()[dice.below(22) as usize].clone();
    let attacker = app.actor(Role::Manager, Some(&own)).await;
    for registry in &made {
        let fetched = Fetched::everything(&app, &attacker, &registry.indicator, registry.year).await;
        fetched.public_tells_nothing_more();
        let faults = fetched.recoverable(&registry.municipalities, &own, &mut dice);
        assert!(faults.is_empty(), "{} {}: {}", registry.indicator, registry.year, faults.join("\n"));
    }
    // Between two snapshots the attacker knows of a few new courses, and others come that nobody knows of.
    let before = &made[0];
    let first = Fetched::everything(&app, &attacker, &before.indicator, before.year).await;
    let known: Vec<u32> = (0..22).map(|_| dice.below(9)).collect();
    for registry in &mut made {
        for (municipality, courses) in registry.municipalities.iter_mut().zip(&known) {
            for _ in 0..*courses {
                municipality.add(&mut dice, 70);
            }
        }
    }
    app.tamper(&made.iter().map(Registry::stored).collect::<String>()).await;
    publish(&app, true).await;
    let after = Fetched::everything(&app, &attacker, &made[0].indicator, made[0].year).await;
    for (place, courses) in known.iter().enumerate() {
        let (old, new) = (first.whole(place), after.whole(place));
        assert!(*courses >= 5 || old == new, "{courses} new courses show: {old:?}, {new:?}");
    }
    for registry in made.iter().take(8) {
        let fetched = Fetched::everything(&app, &attacker, &registry.indicator, registry.year).await;
        fetched.public_tells_nothing_more();
    }
}

#[actix_web::test]
async fn nothing_of_others_can_be_found_in_25_random_registries() {
    audit(0x5eed_0001, 25).await;
}

#[actix_web::test]
async fn nothing_of_others_can_be_found_in_25_more_random_registries() {
    audit(0x5eed_0002, 25).await;
}

/// The rules as they must not be, with the same numbers otherwise: the auditor finds what they give away.
#[actix_web::test]
async fn the_auditor_finds_what_broken_rules_give_away() {
    let (app, made, mut dice) = server(0x5eed_0003, 6).await;
    let own = participants()[3].clone();
    let attacker = app.actor(Role::Manager, Some(&own)).await;
    let (mut exact, mut rounded, mut pairs) = (0, 0, 0);
    for registry in &made {
        let fetched = Fetched::everything(&app, &attacker, &registry.indicator, registry.year).await;
        assert!(fetched.recoverable(&registry.municipalities, &own, &mut dice).is_empty());
        let broken = |level| fetched.with_sums(&registry.municipalities, level);
        exact += broken(Level::Exact).recoverable(&registry.municipalities, &own, &mut dice).len();
        rounded += broken(Level::Rounded).recoverable(&registry.municipalities, &own, &mut dice).len();
        pairs +=
            broken(Level::Pairs(own.clone())).recoverable(&registry.municipalities, &own, &mut dice).len();
    }
    eprintln!("found: {exact} by exact sums, {rounded} by rounded ones, {pairs} by pairs");
    assert!(exact > 0, "exact sums of clusters are found");
    assert!(rounded > 0, "sums that are rounded by themselves are found");
    assert!(pairs > 0, "a cluster of two is found");
}
