//! The published documents of the embedded programmes, and the round trip through a file.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::LazyLock;

use domain::answers::{Answer, Answers, MissingReason, Value};
use domain::programme::{Catalogue, Programme, Variable, VariableType};
use domain::validation::parse_text;
use exchange::export_csv::{ExportRow, Writer};
use exchange::import_csv::{Options, Step, read};
use exchange::{Layout, answer_text, code_book, indicators};
use proptest::prelude::*;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| programmes::embedded().unwrap());

fn programme() -> &'static Programme {
    CATALOGUE.current("hjertekom").unwrap()
}

fn book(programme: &Programme) -> Vec<csv::StringRecord> {
    let text = code_book::code_book([programme]).unwrap();
    csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect()
}

#[test]
fn the_code_book_has_one_row_per_variable_and_form() {
    let programme = programme();
    let rows = book(programme);
    let variables: usize = programme.forms.iter().map(|form| form.variables().count()).sum();
    assert_eq!(rows.len(), variables);
    let places: BTreeSet<_> = rows.iter().map(|row| (row[2].to_owned(), row[4].to_owned())).collect();
    assert_eq!(places.len(), rows.len());
    assert!(rows.iter().all(|row| row.len() == code_book::COLUMNS.len() && !row[16].is_empty()));
}

#[test]
fn the_code_book_says_all_there_is_to_know_about_a_variable() {
    let programme = programme();
    let rows = book(programme);
    let row = |form: &str, variable: &str| {
        rows.iter().find(|row| &row[2] == form && &row[4] == variable).unwrap().clone()
    };
    let six_mwt = row("start", "six_mwt_m");
    let cells: Vec<_> = six_mwt.iter().collect();
    assert_eq!(cells[..3], ["hjertekom", "2026.1", "start"]);
    assert_eq!(cells[5..8], ["integer", "m", ""]);
    assert_eq!(cells[8], "when capacity_test_type in ['six_mwt', 'both']");
    assert_eq!(cells[9..13], ["1", "1000", "87", "837"]);
    assert_eq!(cells[13], "capacity_test_type in ['six_mwt', 'both']");
    let smoking = row("start", "smoking_status");
    assert!(smoking[7].starts_with("daily=Ryger dagligt=Smokes daily|occasional="), "{}", &smoking[7]);
    assert_eq!(&smoking[8], "yes");
}

#[test]
fn codes_can_be_taken_apart_again() {
    let programme = programme();
    for row in book(programme).iter().filter(|row| !row[7].is_empty()) {
        for code in row[7].split('|') {
            assert_eq!(code.split('=').count(), 3, "{} {}", &row[4], code);
        }
    }
}

#[test]
fn the_published_indicators_carry_their_rules_and_say_which_standards_are_placeholders() {
    let text = indicators::indicators([programme()]).unwrap();
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let listed = document["programmes"][0]["indicators"].as_array().unwrap();
    let own = listed.iter().filter(|indicator| indicator["set"] == "hjertekom");
    let ids: Vec<_> = own.map(|indicator| indicator["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["persistence", "sessions80", "capacity10", "smokefree", "diet", "depression_end"]);
    let sets = document["programmes"][0]["sets"].as_array().unwrap();
    let sets: Vec<_> = sets.iter().map(|set| set["id"].as_str().unwrap()).collect();
    assert_eq!(sets, ["hjertekom", "product", "dhrd_2023", "dhrd_2015"]);
    for indicator in listed {
        match indicator["set"].as_str().unwrap() {
            "hjertekom" => assert_eq!(indicator["standard"]["verified"], false, "{indicator}"),
            _ => assert!(indicator["standard"].is_null(), "{indicator}"),
        }
        assert!(indicator["owner"].is_string());
        assert!(indicator["rules"]["fulfilled"].is_string());
        assert!(!indicator["sources"].as_array().unwrap().is_empty());
        assert!(indicator["label"]["da"].is_string() && indicator["label"]["en"].is_string());
    }
    let records = document["programmes"][0]["records"].as_array().unwrap();
    let blood_pressure = records.iter().find(|record| record["id"] == "bp_sys").unwrap();
    assert_eq!(blood_pressure["sectors"], serde_json::json!(["hospital"]));
    assert!(text.ends_with("}\n"));
}

#[test]
fn every_answer_written_as_text_is_read_as_the_same_answer() {
    let programme = programme();
    for variable in programme.forms.iter().flat_map(|form| form.variables()) {
        for answer in examples(programme, variable) {
            let text = answer_text(&answer);
            let read = parse_text(programme, variable, &text).unwrap();
            assert_eq!(read, Some(answer), "{} {text:?}", variable.id);
        }
    }
}

/// Every missing reason and one or more values of the variable's type.
fn examples(programme: &Programme, variable: &Variable) -> Vec<Answer> {
    let codes = programme.codes_of(variable).map(|list| &list.codes[..]).unwrap_or_default();
    let ids = codes.iter().map(|code| code.id.clone());
    let values = match variable.kind {
        VariableType::Code => ids.map(Value::Text).collect(),
        VariableType::Codes => vec![Value::Codes(ids.collect())],
        VariableType::Integer => vec![Value::Integer(-3), Value::Integer(120)],
        VariableType::Decimal => vec![Value::Decimal("12.5".parse().unwrap())],
        VariableType::Date => vec![Value::Date("2024-02-29".parse().unwrap())],
        VariableType::Boolean => vec![Value::Boolean(true), Value::Boolean(false)],
        VariableType::Text if variable.format.is_none() => vec![Value::Text("Æble, \"æg\"".into())],
        VariableType::Text => vec![],
    };
    let reasons = MissingReason::ALL.into_iter().map(|missing| Answer::Missing { missing });
    values.into_iter().map(Answer::Value).chain(reasons).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_the_names_and_keys_a_written_file_reads_as_what_was_written(
        name in "[A-ZÆØÅ=+@'\"; ,-]{1,12}[A-Za-zæøå]",
        key in "[A-Za-z=+'@;,\"æøå-]{1,20}",
        lvef in 15_i64..=75,
    ) {
        let programme = programme();
        let text = |text: &str| Answer::Value(Value::Text(text.into()));
        let answers = Answers::from([
            ("referral_date".into(), Answer::Value(Value::Date("2026-01-05".parse().unwrap()))),
            ("referral_source".into(), text("hospital")),
            ("index_event".into(), text("valve")),
            ("dhrd_eligible".into(), Answer::Value(Value::Boolean(false))),
            ("lvef".into(), Answer::Value(Value::Integer(lvef))),
        ]);
        let forms = BTreeMap::from([("referral".to_owned(), answers)]);
        let mut writer = Writer::new(Vec::new(), Layout::full(programme)).unwrap();
        let cpr = "6101401234".parse().unwrap();
        let row = ExportRow { cpr: &cpr, course_key: &key, name: Some(&name), birth_date: None, sex: None, forms: &forms };
        writer.write(row).unwrap();
        let file = writer.finish().unwrap();

        let options = Options { programme, as_of: "2026-06-30".parse().unwrap(), threads: NonZeroUsize::MIN };
        let mut rows = Vec::new();
        let report = read(&file[..], options, |step| {
            if let Step::Row(row) = step { rows.push(row); }
            ControlFlow::Continue(())
        }).unwrap();
        prop_assert!(report.is_clean(), "{:#?}", report.findings);
        prop_assert_eq!(&rows[0].course_key, key.trim());
        let written_name: domain::citizen::Name = name.parse().unwrap();
        prop_assert_eq!(rows[0].citizen.name.as_ref(), Some(&written_name));
        prop_assert_eq!(&rows[0].forms[0].answers, &forms["referral"]);
    }
}
