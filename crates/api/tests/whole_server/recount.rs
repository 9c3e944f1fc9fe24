//! An invented registry is written, imported and counted again by hand.
//!
//! The recount reads the files with plain loops and knows nothing of expressions, outcomes or tallies.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use chrono::{Days, NaiveDate, Utc};
use serde_json::Value;
use testkit::server::{Client, Engine, PASSWORD, Place, Server};

/// One line of an import file, by column.
type Row = HashMap<String, String>;

/// What a course counts as: in the numerator, only in the denominator, not stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counted {
    Yes,
    No,
    Missing,
}

/// Numerator, denominator and missing by indicator.
type Counts = BTreeMap<&'static str, [u64; 3]>;

#[tokio::test]
async fn the_overview_equals_an_independent_count_on_sqlite() {
    compare(Engine::Sqlite).await;
}

#[tokio::test]
async fn the_overview_equals_an_independent_count_on_postgresql() {
    compare(Engine::Postgres).await;
}

async fn compare(engine: Engine) {
    let towns = [("0751", "aarhus"), ("0740", "silkeborg"), ("0101", "koebenhavn"), ("0360", "lolland")];
    let managers = towns.map(|(_, town)| format!("manager.{town}"));
    let accounts: Vec<&str> = managers.iter().map(String::as_str).collect();
    let place = Place::new(env!("CARGO_BIN_EXE_hjertekom"), engine, &accounts).await.unwrap();
    let folder = place.folder().join("files");
    let out = folder.to_str().unwrap();
    place.run(&["synthesise", "--courses", "3000", "--seed", "11", "--out", out]).unwrap();
    place.run(&["import", "--dir", out, "--mode", "commit"]).unwrap();
    let server = Server::start(&place).await.unwrap();
    let year = (date("2025-01-01"), date("2025-12-31"));
    let odd = (date("2025-02-11"), date("2026-03-17"));
    let mut compared = [0; 3];
    for (code, town) in towns {
        let rows = rows(&folder.join(format!("{code}.csv")));
        let cookie = Client::log_in(server.address, &format!("manager.{town}"), PASSWORD).await.unwrap();
        let mut client = Client::connect(server.address, &cookie).await.unwrap();
        for (from, to) in [year, odd] {
            let path = format!("/api/v1/indicators/overview?programme=hjertekom&from={from}&to={to}");
            let overview = client.get(&path).await.unwrap().json();
            let counts = recount(&rows, from, to);
            for (indicator, expected) in counts {
                let row =
                    overview["rows"].as_array().unwrap().iter().find(|row| row["indicator"] == indicator);
                let row = row.unwrap_or_else(|| panic!("{indicator}: {overview}"));
                let found = ["numerator", "denominator", "missing"].map(|field| row[field].as_u64().unwrap());
                assert_eq!(found, expected, "{town} {from}–{to} {indicator}");
                compared.iter_mut().zip(found).for_each(|(sum, found)| *sum += found);
            }
            sums_of_series(&overview);
        }
    }
    assert!(compared.iter().all(|sum| *sum > 50), "too little was compared: {compared:?}");
}

/// A quarter's share is of its own numbers.
fn sums_of_series(overview: &Value) {
    for row in overview["rows"].as_array().unwrap() {
        let series = row["series"].as_array().unwrap();
        assert_eq!(series.len(), 12);
        for point in series {
            let [numerator, denominator] =
                ["numerator", "denominator"].map(|field| point[field].as_f64().unwrap());
            assert!(numerator <= denominator);
            let share = (denominator > 0.0).then(|| numerator / denominator);
            assert_eq!(point["value"].as_f64(), share);
        }
    }
}

fn rows(file: &Path) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(file).unwrap();
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row =
        |record: csv::StringRecord| names.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn recount(rows: &[Row], from: NaiveDate, to: NaiveDate) -> Counts {
    type Count = fn(&Row) -> Option<(Option<NaiveDate>, Counted)>;
    let indicators: [(&'static str, Count); 6] = [
        ("persistence", persistence),
        ("sessions80", sessions80),
        ("capacity10", capacity10),
        ("smokefree", smokefree),
        ("diet", diet),
        ("depression_end", depression_end),
    ];
    let mut counts = Counts::new();
    for (indicator, count) in indicators {
        let cell = counts.entry(indicator).or_default();
        for row in rows {
            let Some((Some(day), counted)) = count(row) else {
                continue;
            };
            if day < from || day > to {
                continue;
            }
            match counted {
                Counted::Yes => {
                    cell[0] += 1;
                    cell[1] += 1;
                }
                Counted::No => cell[1] += 1,
                Counted::Missing => cell[2] += 1,
            }
        }
    }
    counts
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The value of a cell; a missing reason is none.
fn value<'a>(row: &'a Row, column: &str) -> Option<&'a str> {
    let cell = row.get(column)?.as_str();
    (!cell.is_empty() && !cell.starts_with('!')).then_some(cell)
}

fn number(row: &Row, column: &str) -> Option<f64> {
    value(row, column)?.parse().ok()
}

fn day(row: &Row, column: &str) -> Option<NaiveDate> {
    value(row, column).map(date)
}

fn ended_on(row: &Row) -> Option<NaiveDate> {
    day(row, "end.final_meeting_date").or_else(|| day(row, "end.end_date"))
}

/// Whether the row has any answer, given or missing, to the form.
fn submitted(row: &Row, form: &str) -> bool {
    row.iter().any(|(column, cell)| column.starts_with(&format!("{form}.")) && !cell.is_empty())
}

fn completed(row: &Row) -> bool {
    value(row, "end.end_type") == Some("completed")
}

fn decided(fulfilled: bool) -> Counted {
    if fulfilled { Counted::Yes } else { Counted::No }
}

fn persistence(row: &Row) -> Option<(Option<NaiveDate>, Counted)> {
    let begun = day(row, "start.initial_meeting_date")?;
    let due = begun + Days::new(180);
    #[expect(clippy::disallowed_methods, reason = "the server under test has the real clock")]
    let today = db::danish_day(Utc::now());
    let counted = match value(row, "end.end_type") {
        Some("died" | "transferred") => return None,
        Some("completed") => match day(row, "end.final_meeting_date") {
            Some(ended) => decided((ended - begun).num_days() < 180),
            None => Counted::Missing,
        },
        Some(_) => Counted::No,
        None if today < due => return None,
        None => Counted::No,
    };
    Some((Some(due), counted))
}

fn sessions80(row: &Row) -> Option<(Option<NaiveDate>, Counted)> {
    let planned = number(row, "end.sessions_planned");
    if !submitted(row, "end") || planned.is_some_and(|planned| planned < 1.0) {
        return None;
    }
    match value(row, "start.training_offered") {
        None => return Some((ended_on(row), Counted::Missing)),
        Some("yes") if completed(row) => {}
        Some(_) => return None,
    }
    let counted = match (planned, number(row, "end.sessions_attended")) {
        (Some(planned), Some(attended)) => decided(attended / planned >= 0.8 - 1e-12),
        _ => Counted::Missing,
    };
    Some((ended_on(row), counted))
}

fn capacity10(row: &Row) -> Option<(Option<NaiveDate>, Counted)> {
    let ended = day(row, "end.final_meeting_date")?;
    let reason =
        |form: &str| value(row, &format!("{form}.test_not_done_reason")) == Some("medical_contraindication");
    match value(row, "start.training_offered") {
        None => return Some((Some(ended), Counted::Missing)),
        Some("yes") if !reason("start") && !reason("end") => {}
        Some(_) => return None,
    }
    let gain = |test: &str| {
        let (before, after) = (number(row, &format!("start.{test}"))?, number(row, &format!("end.{test}"))?);
        Some(10.0 * after >= 11.0 * before - 1e-9)
    };
    let gains: Vec<bool> = [gain("watt_max"), gain("six_mwt_m")].into_iter().flatten().collect();
    let counted = if gains.is_empty() { Counted::Missing } else { decided(gains.contains(&true)) };
    Some((Some(ended), counted))
}

fn smokefree(row: &Row) -> Option<(Option<NaiveDate>, Counted)> {
    if !submitted(row, "end") {
        return None;
    }
    let counted = match (value(row, "start.smoking_status"), value(row, "end.smoking_status")) {
        (Some("former" | "never"), _) => return None,
        (Some(_), Some(status)) => decided(status == "former"),
        (None, _) | (_, None) => Counted::Missing,
    };
    Some((ended_on(row), counted))
}

fn diet(row: &Row) -> Option<(Option<NaiveDate>, Counted)> {
    day(row, "end.final_meeting_date")?;
    let qualified = matches!(
        value(row, "end.diet_by_profession"),
        Some("clinical_dietitian" | "cand_scient_clinical_nutrition")
    );
    let counted = match value(row, "end.diet_treatment") {
        Some("yes_individual" | "yes_group") if value(row, "end.diet_by_profession").is_none() => {
            Counted::Missing
        }
        Some("yes_individual" | "yes_group") => decided(qualified),
        Some(_) => Counted::No,
        None if value(row, "end.diet_by_profession").is_some() && !qualified => Counted::No,
        None => Counted::Missing,
    };
    Some((ended_on(row), counted))
}

fn depression_end(row: &Row) -> Option<(Option<NaiveDate>, Counted)> {
    day(row, "end.final_meeting_date")?;
    Some((ended_on(row), decided(number(row, "end.hads_d").is_some())))
}
