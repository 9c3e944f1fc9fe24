//! Reading import files: what is accepted, and what is said about what is not.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::LazyLock;

use domain::programme::Catalogue;
use exchange::import_csv::{ImportRow, MAX_FINDINGS, Options, Report, RowFinding, Step, read};
use proptest::prelude::*;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| programmes::embedded().unwrap());

fn options(threads: usize) -> Options<'static> {
    Options {
        programme: CATALOGUE.current("hjertekom").unwrap(),
        as_of: "2026-06-30".parse().unwrap(),
        threads: NonZeroUsize::new(threads).unwrap(),
    }
}

fn import(bytes: impl AsRef<[u8]>) -> (Vec<ImportRow>, Report) {
    let mut rows = Vec::new();
    let report = read(bytes.as_ref(), options(3), |step| {
        if let Step::Row(row) = step {
            rows.push(*row);
        }
        ControlFlow::Continue(())
    });
    (rows, report.unwrap())
}

/// A file of the columns of a short referral and the given rows.
fn referrals(rows: &[&str]) -> String {
    let header = "cpr;course_key;name;referral.referral_date;referral.referral_source;referral.index_event;referral.referral_diagnosis;referral.lvef";
    [&[header], rows].concat().join("\n")
}

const GOOD: &str = "6101401234;F-1;Test Testesen;2026-01-05;hospital;nstemi;DI214;55";

fn only(report: &Report) -> &RowFinding {
    assert_eq!(report.findings.len(), 1, "{:#?}", report.findings);
    &report.findings[0]
}

fn codes(report: &Report) -> Vec<(&str, u64, Option<&str>)> {
    let findings = report.findings.iter();
    findings.map(|finding| (finding.code.as_str(), finding.line, finding.column.as_deref())).collect()
}

#[test]
fn a_good_row_becomes_a_citizen_and_validated_forms() {
    let (rows, report) = import(referrals(&[GOOD]));
    assert!(report.is_clean(), "{:#?}", report.findings);
    assert_eq!((report.rows, report.accepted, report.rejected), (1, 1, 0));
    let row = &rows[0];
    assert_eq!((row.line, row.course_key.as_str()), (2, "F-1"));
    assert_eq!(row.citizen.cpr.reveal(), "6101401234");
    assert_eq!(row.citizen.name.as_ref().unwrap().as_str(), "Test Testesen");
    assert_eq!(row.citizen.birth_date.to_string(), "1940-01-01");
    let answers = serde_json::to_value(&row.forms[0].answers).unwrap();
    assert_eq!(row.forms[0].form, "referral");
    assert_eq!(answers["lvef"], 55);
    assert_eq!(answers["dhrd_eligible"], true, "computed variables are there too");
}

#[test]
fn semicolons_or_commas_any_order_of_columns_a_byte_order_mark_and_all_line_ends_are_read() {
    let file = "\u{FEFF}course_key,referral.index_event,cpr,referral.referral_date,referral.referral_source\r\n\
                A,valve,6101401234,2026-01-05,hospital\r\n,,,,\r\nB,other,6201401234,2026-01-06,self_referral\n\n\
                C,other,6301401234,2026-01-06,self_referral";
    let (rows, report) = import(file);
    assert!(report.is_clean(), "{:#?}", report.findings);
    let keys: Vec<_> = rows.iter().map(|row| (row.course_key.as_str(), row.line)).collect();
    assert_eq!(keys, [("A", 2), ("B", 4), ("C", 6)]);
    assert_eq!(rows[0].citizen.name, None);
}

#[test]
fn missing_reasons_and_several_codes_are_read() {
    let file = "cpr;course_key;start.initial_meeting_date;start.training_offered;start.smoking_status;start.other_nicotine;start.ldl\n\
                6101401234;F-1;2026-01-05;no_declined;never;e_cigarette|snus_or_pouch;!not_measured";
    let (rows, report) = import(file);
    assert!(report.is_clean(), "{:#?}", report.findings);
    let answers = serde_json::to_value(&rows[0].forms[0].answers).unwrap();
    assert_eq!(answers["other_nicotine"], serde_json::json!(["e_cigarette", "snus_or_pouch"]));
    assert_eq!(answers["ldl"], serde_json::json!({ "missing": "not_measured" }));
}

#[test]
fn rows_come_in_the_order_of_the_file_however_many_threads_check_them() {
    let rows: Vec<String> = (0..1_000)
        .map(|n| format!("6101401234;F-{n};Test Testesen;2026-01-05;hospital;nstemi;DI214;55"))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (read, report) = import(referrals(&rows));
    assert_eq!(report.accepted, 1_000);
    assert!(read.iter().enumerate().all(|(n, row)| row.course_key == format!("F-{n}")));
}

#[test]
fn a_finding_names_the_line_its_row_begins_in() {
    let file = "cpr;course_key;name;referral.referral_date\r\n\r\n6101401234;F-1;\"Test\r\n\r\nTestesen\";x\r\n\r\n\r\n6101401234;F-2;T;y";
    let (_, report) = import(file);
    let lines: Vec<u64> =
        report.findings.iter().filter(|f| f.code == "impossible_date").map(|f| f.line).collect();
    assert_eq!(lines, [3, 8]);
}

#[test]
fn the_course_keys_of_a_file_can_be_read_without_checking_it() {
    let file = referrals(&[GOOD, "x;y", ";'=F-2;;;;;;", GOOD]);
    let mut keys = Vec::new();
    let programme = options(1).programme;
    exchange::import_csv::course_keys(file.as_bytes(), programme, |line, key| {
        keys.push((line, key.to_owned()));
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(keys, [(2, "F-1".into()), (3, "y".into()), (4, "=F-2".into()), (5, "F-1".into())]);
}

#[test]
fn the_caller_may_break_off() {
    let rows: Vec<String> = (0..5_000).map(|n| GOOD.replace("F-1", &format!("F-{n}"))).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let mut count = 0;
    let file = referrals(&rows);
    let report = read(file.as_bytes(), options(1), |_| {
        count += 1;
        if count == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((count, report.unwrap().rows), (10, 10));
}

#[test]
fn a_file_without_a_header_or_with_another_delimiter_says_so() {
    for (file, code) in [
        ("", "missing_header"),
        (GOOD, "missing_header"),
        ("cpr\tcourse_key\tname\n1\t2\t3", "wrong_delimiter"),
        ("cpr|course_key|name\n1|2|3", "wrong_delimiter"),
    ] {
        let (_, report) = import(file);
        let finding = only(&report);
        assert_eq!((finding.code.as_str(), finding.line, finding.is_error), (code, 1, true), "{file:?}");
    }
}

#[test]
fn every_wrong_column_is_named_and_a_slip_of_the_pen_is_guessed() {
    let (_, report) = import("cpr;name;name;start.weigth_kg;remarks\n");
    assert_eq!(
        codes(&report),
        [
            ("duplicate_column", 1, Some("name")),
            ("unknown_column", 1, Some("start.weigth_kg")),
            ("unknown_column", 1, Some("remarks")),
            ("missing_column", 1, Some("course_key")),
        ]
    );
    assert!(report.findings[1].message.da.contains("»start.weight_kg«"), "{}", report.findings[1].message.da);
    assert!(!report.findings[2].message.en.contains("Did you mean"));
}

#[test]
fn text_that_is_not_utf8_tells_how_to_save_it() {
    let windows_1252 = referrals(&[GOOD]).replace("Test Testesen", "S?ren").into_bytes();
    let windows_1252: Vec<u8> = windows_1252.into_iter().map(|b| if b == b'?' { 0xF8 } else { b }).collect();
    let (rows, report) = import(windows_1252);
    assert!(rows.is_empty());
    let finding = only(&report);
    assert_eq!(
        (finding.code.as_str(), finding.line, finding.column.as_deref()),
        ("not_utf8", 2, Some("name"))
    );
    assert!(finding.message.en.contains("Save as UTF-8"));

    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain("cpr;course_key".bytes().flat_map(|b| [b, 0])).collect();
    assert_eq!(only(&import(utf16).1).code, "not_utf8");
}

#[test]
fn nine_digits_say_that_the_leading_zero_is_lost_without_repeating_the_number() {
    let (_, report) = import(referrals(&[&GOOD.replace("6101401234", "101401234")]));
    let finding = only(&report);
    assert_eq!((finding.code.as_str(), finding.column.as_deref()), ("cpr_lost_zero", Some("cpr")));
    assert_eq!(finding.course_key.as_deref(), Some("F-1"));
    assert!(finding.message.da.contains("nul"));
    assert!(!format!("{report:?}").contains("101401234"));
}

#[test]
fn a_course_key_must_be_there_once_and_must_not_be_a_cpr_number() {
    let keys = ["", "6101401235", "F-1", "F-2", "F-1"];
    let rows: Vec<String> = keys.iter().map(|key| GOOD.replace("F-1", key)).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (read, report) = import(referrals(&rows));
    assert_eq!(
        codes(&report),
        [
            ("course_key_missing", 2, Some("course_key")),
            ("course_key_is_cpr", 3, Some("course_key")),
            ("duplicate_course_key", 6, Some("course_key")),
        ]
    );
    assert!(report.findings[2].message.en.contains("line 4"));
    assert_eq!((read.len(), report.rejected), (2, 3));
}

#[test]
fn a_row_with_too_few_or_too_many_cells_is_ragged() {
    let (_, report) =
        import(referrals(&["6101401234;F-1;Test", &format!("{GOOD};;"), "6101401234,F-2,Test"]));
    assert_eq!(codes(&report), [("ragged_row", 2, None), ("ragged_row", 3, None), ("ragged_row", 4, None)]);
    assert!(
        report.findings[0].message.da.contains("3 felter") && report.findings[0].message.da.contains("har 8")
    );
}

#[test]
fn cells_that_are_too_long_or_hold_control_characters_are_refused() {
    let long = GOOD.replace("Test Testesen", &"a".repeat(10_000));
    let (_, report) = import(referrals(&[&long, &GOOD.replace("Test", "Te\0st")]));
    assert_eq!(codes(&report), [("field_too_long", 2, Some("name")), ("control_character", 3, Some("name"))]);
}

#[test]
fn a_quotation_mark_that_is_never_closed_ends_the_reading_without_filling_the_memory() {
    let open = format!("{}\n\"{}", referrals(&[GOOD]), "a;b\n".repeat(1_000_000));
    let (rows, report) = import(open);
    assert_eq!(rows.len(), 1);
    assert_eq!(only(&report).code, "row_too_long");
}

#[test]
fn danish_decimals_dates_and_impossible_dates_tell_how_to_write_them() {
    let file = "cpr;course_key;start.initial_meeting_date;start.training_offered;start.smoking_status;start.weight_kg;start.height_cm;start.hads_a;start.hads_date\n\
                6101401234;F-1;2026-01-05;no_declined;never;82,5;1.234,5;5;05-01-2026\n\
                6101401234;F-2;31-02-2025;no_declined;never;82.5;180;;\n";
    let (_, report) = import(file);
    assert_eq!(
        codes(&report),
        [
            ("decimal_comma", 2, Some("start.weight_kg")),
            ("decimal_comma", 2, Some("start.height_cm")),
            ("date_order", 2, Some("start.hads_date")),
            ("impossible_date", 3, Some("start.initial_meeting_date")),
        ]
    );
    assert!(report.findings[0].message.da.ends_with("altså 82.5."));
    assert!(report.findings[1].message.en.ends_with("that is 1234.5."));
    assert!(report.findings[2].message.da.contains("2026-01-05"));
}

#[test]
fn findings_of_the_forms_name_the_column_and_the_improbable_does_not_stop_the_row() {
    let file = referrals(&[
        "6101401234;F-1;Test Testesen;2026-01-05;hospital;nstemi;DI214;90",
        "6101401234;F-2;Test Testesen;2026-01-05;hospital;nstemi;;10",
        "6101401234;F-3;Test Testesen;2027-01-05;hospitals;nstemi;DI214;",
    ]);
    let (rows, report) = import(file);
    assert_eq!(
        codes(&report),
        [
            ("out_of_range", 2, Some("referral.lvef")),
            ("required", 3, Some("referral.referral_diagnosis")),
            ("improbable", 3, Some("referral.lvef")),
            ("unknown_code", 4, Some("referral.referral_source")),
            ("referral_date_not_in_future", 4, Some("referral.referral_date")),
        ]
    );
    assert!(report.findings[1].message.en.contains("!not_measured"));
    assert!(!report.findings[2].is_error);
    assert!(rows.is_empty());
    assert_eq!((report.errors_total, report.findings_total), (4, 5));
}

#[test]
fn a_form_is_checked_against_the_forms_before_it_and_the_workflow() {
    let header = "cpr;course_key;referral.referral_date;referral.referral_source;referral.index_event;start.initial_meeting_date;start.training_offered;start.smoking_status;followup.followup_date;followup.timepoint;followup.smoking_status";
    let before = "6101401234;F-1;2026-01-05;hospital;valve;2026-01-04;elsewhere;never;;;";
    let no_end =
        "6101401234;F-2;2026-01-05;hospital;valve;2026-01-08;elsewhere;never;2026-05-01;months_3;never";
    let (_, report) = import([header, before, no_end].join("\n"));
    assert_eq!(
        codes(&report),
        [
            ("start_after_referral", 2, Some("start.initial_meeting_date")),
            ("wrong_state", 3, Some("followup.followup_date")),
        ]
    );
}

#[test]
fn a_cpr_number_in_the_wrong_column_is_never_repeated() {
    let row = "6101401234;F-1;Test Testesen;6101401299;hospital;nstemi;DI214;6101401299";
    let (_, report) = import(referrals(&[row]));
    assert_eq!(codes(&report)[0], ("cpr_in_wrong_column", 2, Some("referral.referral_date")));
    assert!(!format!("{report:?}").contains("6101401299"), "{report:#?}");
}

#[test]
fn findings_beyond_a_thousand_are_only_counted() {
    let rows: Vec<String> = (0..1_500).map(|n| format!("1;F-{n};T;;;;;")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (_, report) = import(referrals(&rows));
    assert_eq!(report.findings.len(), MAX_FINDINGS);
    assert_eq!((report.rows, report.rejected, report.findings_total), (1_500, 1_500, 3_000));
}

#[test]
fn a_failing_source_is_an_error_and_not_a_finding() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }
    let start = referrals(&[GOOD]);
    let source = std::io::Read::chain(start.as_bytes(), Broken);
    let error = read(source, options(1), |_| ControlFlow::Continue(())).unwrap_err();
    assert_eq!(error.to_string(), "the disk is gone");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn whatever_the_bytes_the_report_adds_up_and_nothing_panics(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        cells in prop::collection::vec("[0-9;,\"'|!.=\r\na-z\u{0}æ -]{0,30}", 0..20),
    ) {
        let (rows, report) = import(&bytes);
        prop_assert_eq!(rows.len() as u64, report.accepted);
        let (rows, report) = import(referrals(&[&cells.join(";"), GOOD]));
        prop_assert_eq!(rows.len() as u64, report.accepted);
        prop_assert_eq!(report.rows, report.accepted + report.rejected);
        prop_assert!(report.errors_total >= report.rejected);
    }
}
