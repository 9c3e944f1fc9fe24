//! Comparing as it would be with everybody's citizens: for all published splits at once, or for one.

use domain::access::Role;
use serde_json::Value;

use crate::benchmarks::{benchmark, cell, hidden_note, participants, publish, said, stratum, tally};
use crate::support::{TestApp, on_both_engines};

/// Sex, age and index event of some courses, and how many of them fulfil the indicator and do not.
type Part = (&'static str, u32, u32);

/// Publishes the same courses for every municipality, and others for Silkeborg.
async fn published(app: &TestApp, everybody: &[Part], silkeborg: &[Part]) {
    let mut statements = String::new();
    for code in participants() {
        let parts = if code == "0740" { silkeborg } else { everybody };
        let sum = |count: fn(&Part) -> u32| parts.iter().map(count).sum();
        statements.push_str(&tally(&code, "smokefree", "2026-05-01", sum(|part| part.1), sum(|part| part.2)));
        for (levels, fulfilled, not_fulfilled) in parts {
            let levels = format!("{levels}/basic/alone");
            statements.push_str(&stratum(
                &code,
                "smokefree",
                "2026-05-01",
                &levels,
                *fulfilled,
                *not_fulfilled,
            ));
        }
    }
    app.tamper(&statements).await;
    publish(app, false).await;
}

fn percent(benchmark: &Value, id: &str) -> i64 {
    cell(benchmark, id)["percent"].as_i64().unwrap_or_else(|| panic!("{id}: {benchmark:#}"))
}

fn ids(labelled: &Value) -> Vec<&str> {
    labelled.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect()
}

/// Women and men, acute and stable: odds 1, 2 (men), 3 (stable) and 6 (both), 420 courses of each, all multiples of five.
const EVEN: [Part; 4] = [
    ("female/60_74/acute_coronary", 210, 210),
    ("male/60_74/acute_coronary", 280, 140),
    ("female/60_74/stable_coronary", 315, 105),
    ("male/60_74/stable_coronary", 360, 60),
];

/// The same odds with 20 % women and 30 % acute: 77.5 % of 7,000 fulfil it, because of who the citizens are.
const TILTED: [Part; 4] = [
    ("female/60_74/acute_coronary", 210, 210),
    ("male/60_74/acute_coronary", 1120, 560),
    ("female/60_74/stable_coronary", 735, 245),
    ("male/60_74/stable_coronary", 3360, 560),
];

on_both_engines! {
    async fn without_a_choice_everything_published_is_adjusted_for_at_once(app) {
        published(&app, &EVEN, &TILTED).await;
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let (own, all) = ("municipality:0740", "all");
        let raw = benchmark(&manager, "").await;
        assert!(percent(&raw, own) - percent(&raw, all) >= 6, "as counted Silkeborg stands out");
        let adjusted = benchmark(&manager, "&view=adjusted").await;
        assert_eq!(percent(&adjusted, all), percent(&raw, all), "the reference is as itself");
        assert!((percent(&adjusted, own) - percent(&adjusted, all)).abs() <= 1, "it is who its citizens are: {adjusted:#}");
        for split in ["sex", "diagnosis"] {
            let one = benchmark(&manager, &format!("&view=adjusted&split={split}")).await;
            let between = percent(&adjusted, all) + 1 .. percent(&raw, own);
            assert!(between.contains(&percent(&one, own)), "{split} alone explains a part: {one:#}");
            assert_eq!(one["model_card"]["factors"].as_array().unwrap().len(), 1);
        }
        let age = benchmark(&manager, "&view=adjusted&split=age_band").await;
        assert_eq!(percent(&age, own), percent(&raw, own), "where all are alike nothing changes");
        let summary = benchmark(&manager, "&view=adjusted&level=cluster").await;
        assert_eq!(percent(&summary, own), percent(&adjusted, own), "whatever it is compared with");
    }

    async fn the_model_card_says_what_everything_is(app) {
        published(&app, &EVEN, &TILTED).await;
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let adjusted = benchmark(&manager, "&view=adjusted").await;
        let card = &adjusted["model_card"];
        let factors = card["factors"].as_array().unwrap();
        let splits: Vec<_> = factors.iter().map(|factor| factor["split"]["id"].as_str().unwrap()).collect();
        assert_eq!(splits, ["sex", "age_band", "diagnosis"]);
        assert_eq!(card["left_out"], Value::Array(Vec::new()));
        let women = &factors[0]["rows"][0];
        // 21 · 840 and 1,400 of Silkeborg; 525 of 840 and 945 of 1,400 fulfil it.
        assert_eq!((&women["level"]["id"], &women["percent"], &women["is_pooled"]), (&"female".into(), &63.into(), &false.into()));
        assert_eq!(women["denominator"], 19_040);
        assert_eq!(card["version"], 2);
        assert!(card["discrimination"].as_f64().unwrap() > 0.55);
        assert!(said(&card["assumptions"]).contains("uafhængige"));
        assert!(said(&adjusted["notes"]).contains("Justeret for køn, alder og indekshændelse på én gang."));
        let one = benchmark(&manager, "&view=adjusted&split=sex").await;
        assert!(said(&one["notes"]).contains("Justeret for køn."));
        assert!(!said(&one["model_card"]["assumptions"]).contains("uafhængige"));
        assert_eq!(benchmark(&manager, "&view=shrunken").await["model_card"], Value::Null);
    }

    async fn a_unit_that_shows_too_little_of_a_split_is_not_adjusted_and_says_of_which(app) {
        let everybody = [("female/under_60/acute_coronary", 20, 20), ("male/60_74/acute_coronary", 30, 10)];
        let thin = [
            ("female/under_60/acute_coronary", 7, 7), ("male/60_74/acute_coronary", 9, 5),
            ("female/75_up/acute_coronary", 6, 6),
        ];
        published(&app, &everybody, &thin).await;
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let own = |benchmark: &Value| cell(benchmark, "municipality:0740").clone();
        let adjusted = benchmark(&manager, "&view=adjusted").await;
        assert_eq!((&own(&adjusted)["percent"], &own(&adjusted)["percent_text"]["da"]), (&Value::Null, &"kan ikke beregnes".into()));
        assert_eq!(own(&adjusted)["hidden"]["da"], "For mange tal efter alder er skjult til, at andelen kan justeres.");
        assert_eq!(adjusted["model_card"]["factors"].as_array().unwrap().len(), 3, "others are adjusted for all of it");
        assert!(adjusted["cells"].as_array().unwrap().iter().any(|cell| cell["percent"].is_u64()));
        // 26 women of 40 are shown, and the rest is known to be men.
        assert!(own(&benchmark(&manager, "&view=adjusted&split=sex").await)["percent"].is_u64());
    }

    async fn what_most_units_cannot_show_is_left_out_for_everybody(app) {
        let thin = [
            ("female/under_60/acute_coronary", 10, 4), ("female/60_74/acute_coronary", 7, 6),
            ("male/75_up/acute_coronary", 6, 7),
        ];
        let large = thin.map(|(levels, fulfilled, not_fulfilled)| (levels, fulfilled * 10, not_fulfilled * 10));
        published(&app, &thin, &large).await;
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let adjusted = benchmark(&manager, "&view=adjusted").await;
        assert_eq!(ids(&adjusted["model_card"]["left_out"]), ["age_band"]);
        let notes = said(&adjusted["notes"]);
        assert!(notes.contains("Justeret for køn og indekshændelse") && notes.contains("Justeringen tager ikke højde for alder"), "{notes}");
        let chosen = benchmark(&manager, "&view=adjusted&split=age_band").await;
        assert!(cell(&chosen, "municipality:0740")["percent"].is_u64(), "who can show it can still choose it: {chosen:#}");
        let cluster = benchmark(&manager, "&view=adjusted&level=region").await;
        assert_eq!(ids(&cluster["model_card"]["left_out"]), [""; 0], "regions show it");
    }

    async fn where_most_show_no_split_at_all_those_who_do_are_adjusted(app) {
        let thin = [("female/60_74/acute_coronary", 9, 6), ("male/under_60/stable_coronary", 8, 7)];
        let large = thin.map(|(levels, fulfilled, not_fulfilled)| (levels, fulfilled * 10, not_fulfilled * 10));
        published(&app, &thin, &large).await;
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let adjusted = benchmark(&manager, "&view=adjusted").await;
        assert!(cell(&adjusted, "municipality:0740")["percent"].is_u64(), "{adjusted:#}");
        let others = adjusted["cells"].as_array().unwrap().iter().filter(|cell| cell["level"] == "municipality" && cell["is_own"] == false);
        let said: std::collections::BTreeSet<_> = others.map(|cell| cell["hidden"]["da"].as_str().unwrap()).collect();
        assert_eq!(said.into_iter().collect::<Vec<_>>(), ["For mange tal efter køn, alder og indekshændelse er skjult til, at andelen kan justeres."]);
        let others = participants().len() - 1;
        let note = format!("{others} af {} enheder vises uden tal: {others} kan ikke justeres.", others + 1);
        assert_eq!(hidden_note(&adjusted), Some(note));
    }

    async fn a_single_unit_with_a_number_has_nobody_to_be_compared_with(app) {
        app.tamper(&tally("0740", "smokefree", "2026-05-01", 30, 30)).await;
        publish(&app, false).await;
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let others = participants().len() - 1;
        for (view, finding, more) in [
            ("raw", "Kun én enhed kan vises, så der er ingen at sammenligne med.", None),
            ("adjusted", "Ingen enheder kan justeres. Se de ujusterede andele i stedet.", Some("1 kan ikke justeres")),
            ("shrunken", "Ingen enheder kan udjævnes. Se de ujusterede andele i stedet.", Some("1 kan ikke udjævnes")),
        ] {
            let benchmark = benchmark(&manager, &format!("&view={view}")).await;
            assert_eq!(benchmark["finding"]["da"], finding);
            assert_eq!(cell(&benchmark, "municipality:0740")["percent"].is_null(), more.is_some(), "{view}");
            let without = others + usize::from(more.is_some());
            let more = more.map(|more| format!(" og {more}")).unwrap_or_default();
            let note = format!("{without} af {} enheder vises uden tal: {others} har for få forløb{more}.", others + 1);
            assert_eq!(hidden_note(&benchmark), Some(note));
            let is_unadjusted = said(&benchmark["notes"]).contains("Ikke justeret");
            assert_eq!(is_unadjusted, view == "raw", "{benchmark:#}");
        }
    }

    async fn courses_of_unknown_level_are_not_published_and_not_adjusted_for(app) {
        let known = [("female/60_74/acute_coronary", 20, 20), ("male/60_74/stable_coronary", 30, 10)];
        let unknown = [("female/60_74/unknown", 20, 20), ("male/60_74/unknown", 30, 10)];
        published(&app, &known, &unknown).await;
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let adjusted = benchmark(&manager, "&view=adjusted").await;
        let own = cell(&adjusted, "municipality:0740");
        assert_eq!(own["hidden"]["da"], "For mange tal efter indekshændelse er skjult til, at andelen kan justeres.");
        for factor in adjusted["model_card"]["factors"].as_array().unwrap() {
            assert!(factor["rows"].as_array().unwrap().iter().all(|row| row["level"]["id"] != "unknown"));
        }
        // Nobody knows of anybody: there is nothing to adjust for.
        let empty = benchmark(&manager, "&view=adjusted&split=diagnosis&period=2025").await;
        assert_eq!((&empty["model_card"], cell(&empty, "all")["percent"].as_u64()), (&Value::Null, None));
    }
}
