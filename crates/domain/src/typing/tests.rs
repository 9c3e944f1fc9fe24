//! The table: every text a field is known to get, with its wrong twin.

use chrono::NaiveDate;

use super::*;
use crate::cpr::{Cpr, CprHint, ParseCprError};
use crate::programme::{Programme, Variable};

/// A Monday in March 2026.
fn today() -> NaiveDate {
    day("2026-03-02")
}

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

/// What is typed into a date field, and the day it means; `?` no such shape, `!` no such day, empty no date.
const DATES: [(&str, &str); 78] = [
    // Digits only
    ("090126", "2026-01-09"),
    ("09012026", "2026-01-09"),
    ("0901", "2026-01-09"),
    ("310126", "2026-01-31"),
    ("010100", "2000-01-01"),
    ("310199", "2099-01-31"),
    ("290224", "2024-02-29"),
    ("29022024", "2024-02-29"),
    ("290225", "!"),
    ("29022025", "!"),
    ("310226", "!"),
    ("310426", "!"),
    ("000026", "!"),
    ("321326", "!"),
    ("9", "?"),
    ("090", "?"),
    ("09012", "?"),
    ("0901202", "?"),
    ("090120266", "?"),
    ("09010026", "?"),
    // Signs between
    ("9.1.26", "2026-01-09"),
    ("9.1.2026", "2026-01-09"),
    ("09.01.2026", "2026-01-09"),
    ("9/1/26", "2026-01-09"),
    ("9/1/2026", "2026-01-09"),
    ("09/01/2026", "2026-01-09"),
    ("9-1-2026", "2026-01-09"),
    ("09-01-26", "2026-01-09"),
    ("9. 1. 2026", "2026-01-09"),
    ("2026-01-09", "2026-01-09"),
    ("2026.01.09", "2026-01-09"),
    ("2026-02-29", "!"),
    ("2024-02-29", "2024-02-29"),
    ("29.02.2025", "!"),
    ("29.02.2024", "2024-02-29"),
    ("32.1.2026", "!"),
    ("9.13.2026", "!"),
    ("1/13/2026", "!"),
    ("9.1.226", "?"),
    ("9.1.0026", "?"),
    ("9.1.3026", "?"),
    ("9..1", "?"),
    ("9,1,2026", "?"),
    ("1.1.1.1", "?"),
    ("009.1.2026", "?"),
    // No year: the most recent such day that is not in the future
    ("9.1.", "2026-01-09"),
    ("9.1", "2026-01-09"),
    ("9/1", "2026-01-09"),
    ("1.3.", "2026-03-01"),
    ("2.3.", "2026-03-02"),
    ("3.3.", "2025-03-03"),
    ("3112", "2025-12-31"),
    ("29.2.", "2024-02-29"),
    ("29.02.", "2024-02-29"),
    ("30.2.", "!"),
    // Shorthand
    ("i", "2026-03-02"),
    ("I", "2026-03-02"),
    ("t", "2026-03-02"),
    ("i dag", "2026-03-02"),
    ("i går", "2026-03-01"),
    ("-0", "2026-03-02"),
    ("-1", "2026-03-01"),
    ("-2", "2026-02-28"),
    ("-14", "2026-02-16"),
    ("-366", "2025-03-01"),
    ("-", "?"),
    ("--1", "?"),
    ("-x", "?"),
    ("-12345", "?"),
    ("i morgen", "?"),
    ("i mandag", "?"),
    ("x", "?"),
    // What the field itself shows, and what is pasted
    ("09.01.2026 fre.", "2026-01-09"),
    ("09/01/2026 Fri", "2026-01-09"),
    ("10.01.2026 fredag", "2026-01-10"),
    ("\u{a0}09\u{2011}01\u{2013}2026 ", "2026-01-09"),
    ("\u{2212}14", "2026-02-16"),
    ("\u{FF10}\u{FF19}\u{FF10}\u{FF11}\u{FF12}\u{FF16}", "2026-01-09"),
];

#[test]
fn every_way_of_writing_a_day_means_that_day() {
    for (text, meant) in DATES {
        let expected = match meant {
            "?" => Err(DateProblem::Format),
            "!" => Err(DateProblem::NoSuchDay),
            iso => Ok(Some(day(iso))),
        };
        assert_eq!(read_date(text, today()), expected, "{text:?}");
    }
    for empty in ["", "  ", "\u{a0}", "\u{200b}"] {
        assert_eq!(read_date(empty, today()), Ok(None), "{empty:?}");
    }
}

/// What is typed into a number field with so many decimals, and the number; `?` no number, `>` too many decimals, `=`
/// and the number to write without separators.
const NUMBERS: [(&str, u8, &str); 56] = [
    ("82,5", 1, "82.5"),
    ("82.5", 1, "82.5"),
    (" 82,5 ", 1, "82.5"),
    ("082,5", 1, "82.5"),
    ("82,50", 1, "82.5"),
    ("82,0", 0, "82"),
    ("82,", 1, "82"),
    (",5", 1, "0.5"),
    ("0", 0, "0"),
    ("007", 0, "7"),
    ("-3", 0, "-3"),
    ("\u{2212}3", 0, "-3"),
    ("\u{2011}3", 0, "-3"),
    ("1.125", 3, "1.125"),
    ("-0,758", 3, "-0.758"),
    ("1250", 0, "1250"),
    ("\u{FF18}\u{FF12}\u{FF0C}\u{FF15}", 1, "82.5"),
    ("82,5\u{a0}", 1, "82.5"),
    ("\u{feff}82,5", 1, "82.5"),
    ("82\u{200b},5", 1, "82.5"),
    ("82,55", 1, ">"),
    ("82.55", 1, ">"),
    ("82,5", 0, ">"),
    ("1,125", 2, ">"),
    ("1.250", 1, "=1250"),
    ("1.250", 0, "=1250"),
    ("1 250", 0, "=1250"),
    ("1\u{a0}250", 0, "=1250"),
    ("1\u{202f}250", 0, "=1250"),
    ("1'250", 0, "=1250"),
    ("1\u{2019}250", 0, "=1250"),
    ("1.250,5", 1, "=1250,5"),
    ("1,250.5", 1, "=1250,5"),
    ("1 250,5", 1, "=1250,5"),
    ("1.250.000", 0, "=1250000"),
    ("82 5", 1, "=825"),
    ("-1.250", 0, "=-1250"),
    ("x", 1, "?"),
    ("82x", 1, "?"),
    ("8 kg", 1, "?"),
    ("1e3", 1, "?"),
    ("--1", 1, "?"),
    ("-", 1, "?"),
    (",", 1, "?"),
    (".", 1, "?"),
    ("+5", 1, "?"),
    ("12a", 1, "?"),
    ("½", 1, "?"),
    ("NaN", 1, "?"),
    ("inf", 1, "?"),
    ("0x10", 1, "?"),
    ("5-", 1, "?"),
    ("1/2", 1, "?"),
    ("82;5", 1, "?"),
    ("99999999999999", 0, "?"),
    ("٨٢", 0, "?"),
];

#[test]
fn comma_and_point_are_decimal_signs_and_thousand_separators_are_refused() {
    for (text, decimals, meant) in NUMBERS {
        let expected = match (meant, meant.strip_prefix('=')) {
            ("?", _) => Err(NumberProblem::Format),
            (">", _) => Err(NumberProblem::TooManyDecimals(decimals)),
            (_, Some(plain)) => Err(NumberProblem::ThousandSeparator(plain.to_owned())),
            (number, None) => Ok(Some(number.to_owned())),
        };
        let read = read_number(text, decimals).map(|number| number.map(|number| number.to_string()));
        assert_eq!(read, expected, "{text:?}");
    }
    for empty in ["", "  ", "\u{a0}"] {
        assert_eq!(read_number(empty, 1), Ok(None), "{empty:?}");
    }
}

/// What is typed as a CPR number: `ok`, `check` when it should be checked, or why it is none.
const NUMBERS_OF_PEOPLE: [(&str, Result<Option<CprHint>, ParseCprError>); 24] = [
    ("6101701234", Ok(None)),
    ("610170-1234", Ok(None)),
    ("610170 1234", Ok(None)),
    (" 610170-1234 ", Ok(None)),
    ("61 01 70-12 34", Ok(None)),
    ("610170\u{2011}1234", Ok(None)),
    ("610170\u{2013}1234", Ok(None)),
    ("610170\u{2212}1234", Ok(None)),
    ("'6101701234", Ok(None)),
    ("\u{feff}610170-1234", Ok(None)),
    ("610170\u{a0}1234", Ok(None)),
    ("\u{FF16}\u{FF11}\u{FF10}\u{FF11}\u{FF17}\u{FF10}\u{FF0D}\u{FF11}\u{FF12}\u{FF13}\u{FF14}", Ok(None)),
    // Born on 1 January 1965: numbers without modulus 11 are issued, so nothing is asked.
    ("0101651234", Ok(None)),
    // Any other day without modulus 11: valid, but asked to check.
    ("0201651234", Ok(Some(CprHint::CheckDigit))),
    ("", Err(ParseCprError::Empty)),
    ("610170", Err(ParseCprError::Length(6))),
    ("610170123", Err(ParseCprError::LostZero)),
    ("61017012345", Err(ParseCprError::Length(11))),
    ("6101-701234", Err(ParseCprError::Separator)),
    ("610170--1234", Err(ParseCprError::Separator)),
    ("310270-1234", Err(ParseCprError::Date)),
    ("290201-1234", Err(ParseCprError::Date)),
    ("610170/1234", Err(ParseCprError::Character(7))),
    ("1,01E+09", Err(ParseCprError::ScientificNotation)),
];

#[test]
fn a_person_s_number_is_read_however_it_is_written_and_modulus_11_only_asks() {
    for (text, expected) in NUMBERS_OF_PEOPLE {
        assert_eq!(text.parse::<Cpr>().map(|cpr| cpr.hint()), expected, "{text:?}");
    }
}

#[test]
fn the_letters_of_every_reason_are_known_in_both_languages() {
    use crate::answers::MissingReason::{Declined, NotApplicable, NotMeasured, Unknown};
    let table = [
        (["im", "NM ", "\u{FF49}\u{FF4D}"], NotMeasured),
        (["ir", "na", "IR"], NotApplicable),
        (["øi", "de", "Øi"], Declined),
        (["VI", "dk", "vi\u{a0}"], Unknown),
    ];
    for (texts, reason) in table {
        for text in texts {
            assert_eq!(read_missing(text), Some(reason), "{text:?}");
        }
    }
    for wrong in ["i", "12", "imm", "i m", "", "ved ikke"] {
        assert_eq!(read_missing(wrong), None, "{wrong:?}");
    }
}

fn programme() -> Programme {
    let text = |words: &str| serde_json::json!({"da": words, "en": words});
    let code = |id: &str, label: &str, synonyms: &[&str]| serde_json::json!({"id": id, "label": text(label), "synonyms": synonyms});
    serde_json::from_value(serde_json::json!({
        "id": "sample", "version": "1", "label": text("Prøve"), "valid_from": "2026-01-01", "indicators": [],
        "forms": [{"id": "start", "slug": "start", "label": text("Start"), "dated_by": "met_on", "checks": [],
            "sections": [{"id": "all", "label": text("Alt"), "variables": [
                {"id": "met_on", "label": text("Dato"), "type": "date", "source": "default"},
                {"id": "weight", "label": text("Vægt"), "type": "decimal", "decimals": 1, "unit": "kg", "source": "default"},
                {"id": "height", "label": text("Højde"), "type": "decimal", "decimals": 1, "unit": "cm",
                 "hard": [100, 230], "plausible": [140, 210], "source": "default"},
                {"id": "count", "label": text("Antal"), "type": "integer", "unit": "/d", "source": "default"},
                {"id": "event", "label": text("Hændelse"), "type": "code", "codes": "event", "source": "default"},
                {"id": "diagnosis", "label": text("Diagnose"), "type": "text", "format": "sks_diagnosis", "source": "default"}
            ]}]}],
        "code_lists": {"event": {"id": "event", "source": "default", "codes": [
            code("stemi", "Blodprop i hjertet (STEMI)", &["AMI"]),
            code("nstemi", "Blodprop i hjertet (NSTEMI)", &["AMI"]),
            code("pci", "Ballonudvidelse (PCI)", &["stent"]),
            code("cabg", "Bypassoperation (CABG)", &[]),
        ]}}
    }))
    .unwrap()
}

fn answer_to(id: &str, text: &str) -> Result<String, String> {
    let programme = programme();
    let variable: &Variable = programme.forms[0].variable(id).unwrap();
    match read(&programme, variable, text, today) {
        Ok(Some(answer)) => Ok(serde_json::to_string(&answer).unwrap()),
        Ok(None) => Ok(String::new()),
        Err(words) => Err(words.da),
    }
}

#[test]
fn a_text_is_read_as_its_variable_asks_and_a_wrong_one_is_answered_with_what_to_write() {
    let table: [(&str, &str, Result<&str, &str>); 33] = [
        ("met_on", "-1", Ok("\"2026-03-01\"")),
        ("met_on", "310226", Err("Dato: datoen findes ikke.")),
        ("met_on", "i morgen", Err("Dato: skriv datoen som ddmmåå, fx 090126.")),
        ("met_on", "im", Ok("{\"missing\":\"not_measured\"}")),
        ("weight", "82,5", Ok("82.5")),
        ("weight", "82,5 kg", Ok("82.5")),
        ("weight", "82,5kg", Ok("82.5")),
        ("weight", "kg", Err("Vægt: skriv et tal.")),
        ("weight", "82,5 cm", Err("Vægt: skriv et tal.")),
        ("weight", "1.250", Err("Vægt: skriv 1250 uden punktum eller mellemrum.")),
        ("weight", "82,55", Err("Vægt: højst 1 decimal.")),
        ("weight", "øi", Ok("{\"missing\":\"declined\"}")),
        ("weight", " ", Ok("")),
        ("height", "1,72", Err("Højde: højst 1 decimal. Mente du 172?")),
        ("height", "1,72 cm", Err("Højde: højst 1 decimal. Mente du 172?")),
        ("height", "172,55", Err("Højde: højst 1 decimal.")),
        ("count", "7", Ok("7")),
        ("count", "7 pr. dag", Ok("7")),
        ("count", "7,0", Ok("7")),
        ("count", "7,5", Err("Antal: skriv et helt tal.")),
        ("event", "stemi", Ok("\"stemi\"")),
        ("event", "ballon", Ok("\"pci\"")),
        ("event", "Stent", Ok("\"pci\"")),
        ("event", "cabg", Ok("\"cabg\"")),
        ("event", "4", Ok("\"cabg\"")),
        ("event", "vi", Ok("{\"missing\":\"unknown\"}")),
        ("event", "blodprop", Err("Hændelse: flere svar passer. Skriv lidt mere.")),
        ("event", "ami", Err("Hændelse: flere svar passer. Skriv lidt mere.")),
        ("event", "hjerteklap", Err("Hændelse: det findes ikke i listen. Vælg et af svarene.")),
        ("event", "", Ok("")),
        ("diagnosis", "di252b", Ok("\"DI252B\"")),
        ("diagnosis", " di214 ", Ok("\"DI214\"")),
        ("diagnosis", "I21.4", Err("Diagnose: skriv en SKS-diagnose, fx DI214.")),
    ];
    for (id, text, expected) in table {
        let expected = expected.map(str::to_owned).map_err(str::to_owned);
        assert_eq!(answer_to(id, text), expected, "{id} {text:?}");
    }
}

#[test]
fn the_list_is_narrowed_to_what_fits_the_best_first() {
    let programme = programme();
    let codes = &programme.code_lists["event"].codes;
    let found =
        |text: &str| matching(codes, text).into_iter().map(|code| code.id.as_str()).collect::<Vec<_>>();
    assert_eq!(found(""), ["stemi", "nstemi", "pci", "cabg"]);
    assert_eq!(found("stemi"), ["stemi", "nstemi"]);
    assert_eq!(found("ste"), ["stemi", "pci", "nstemi"]);
    assert_eq!(found("by"), ["cabg"]);
    assert_eq!(found("xyz"), [""; 0]);
}

#[test]
fn digits_typed_in_one_go_are_the_items_of_a_questionnaire() {
    let split = |text: &str| split_items(text, 4).map(|items| items.join("|"));
    for (text, expected) in [
        ("1021", Some("1|0|2|1")),
        ("10 21", Some("1|0|2|1")),
        ("10-1", Some("1|0||1")),
        ("10\u{2013}1", Some("1|0||1")),
        ("\u{FF11}\u{FF10}", Some("1|0")),
        ("10213", None),
        ("1", None),
        ("-1", None),
        ("1,0", None),
        ("im", None),
        ("", None),
    ] {
        assert_eq!(split(text), expected.map(str::to_owned), "{text:?}");
    }
}

#[test]
fn the_table_is_as_long_as_promised() {
    assert!(DATES.len() + NUMBERS.len() + NUMBERS_OF_PEOPLE.len() >= 120);
}
