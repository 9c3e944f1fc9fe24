//! Files of records from hospital, laboratory and general practice.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has to fail")]

use std::io::Cursor;
use std::sync::OnceLock;

use domain::health_record::{Provider, Sector};
use domain::programme::{Catalogue, Programme};
use exchange::import_csv::Report;
use exchange::import_csv::health_records::{RecordRow, Writer, read};

fn programme() -> &'static Programme {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| programmes::embedded().unwrap()).current("hjertekom").unwrap()
}

fn reading(text: &str) -> (Report, Vec<RecordRow>) {
    let mut rows = Vec::new();
    let today = "2026-11-22".parse().unwrap();
    let report = read(Cursor::new(text), [programme()], today, |row| rows.push(row)).unwrap();
    (report, rows)
}

/// The codes of what was found in rows below the full header.
fn found(rows: &str) -> Vec<(u64, bool, String)> {
    let header = "cpr;record_key;sector;provider;code;diagnosis;on;value;unit;withdrawn\n";
    let (report, _) = reading(&format!("{header}{rows}"));
    report.findings.into_iter().map(|finding| (finding.line, finding.is_error, finding.code)).collect()
}

#[test]
fn what_is_written_can_be_read_again() {
    let (report, rows) = reading(
        "\u{feff}unit,value,on,code,sector,record_key,cpr,diagnosis\r\n\
         ,,2026-01-15,BVDY0,hospital,K-1,710350-1234,DI214\r\n\
         mmol/L,1.3,2026-05-01,NPU01568,laboratory,K-2,7103501234,\r\n",
    );
    assert!(report.is_clean(), "{report:?}");
    assert_eq!((report.rows, report.accepted), (2, 2));
    assert_eq!((rows[0].record.sector, rows[0].record.provider), (Sector::Hospital, Provider::Public));
    assert_eq!(rows[0].record.diagnosis.as_deref(), Some("DI214"));
    assert_eq!(rows[1].record.value, Some("1.3".parse().unwrap()));
    let mut writer = Writer::new(Vec::new()).unwrap();
    for row in &rows {
        writer.write(&row.cpr, &row.record).unwrap();
    }
    let written = String::from_utf8(writer.finish().unwrap()).unwrap();
    assert_eq!(reading(&written).1, rows);
}

#[test]
fn every_fault_of_a_row_is_told_with_line_and_kind() {
    for (row, code) in [
        ("123;K1;hospital;;BVDY0;DI214;2026-01-15;;;", "invalid_cpr"),
        ("7103501234;;hospital;;BVDY0;DI214;2026-01-15;;;", "record_key_invalid"),
        ("7103501234;K|1;hospital;;BVDY0;DI214;2026-01-15;;;", "record_key_invalid"),
        ("7103501234;7103501234;hospital;;BVDY0;DI214;2026-01-15;;;", "record_key_invalid"),
        ("7103501234;K1;sygehus;;BVDY0;DI214;2026-01-15;;;", "unknown_code"),
        ("7103501234;K1;hospital;both;BVDY0;DI214;2026-01-15;;;", "unknown_code"),
        ("7103501234;K1;hospital;;bvdy0;DI214;2026-01-15;;;", "invalid_code"),
        ("7103501234;K1;hospital;;BVDY0;DI21.4;2026-01-15;;;", "invalid_code"),
        ("7103501234;K1;hospital;;BVDY0;DI214;15-01-2026;;;", "date_order"),
        ("7103501234;K1;hospital;;BVDY0;DI214;2026-02-30;;;", "impossible_date"),
        ("7103501234;K1;hospital;;BVDY0;DI214;2026-11-23;;;", "date_in_future"),
        ("7103501234;K1;laboratory;;NPU01568;;2026-01-15;;mmol/L;", "value_missing"),
        ("7103501234;K1;laboratory;;NPU01568;;2026-01-15;1,3;mmol/L;", "decimal_comma"),
        ("7103501234;K1;laboratory;;NPU01568;;2026-01-15;low;mmol/L;", "wrong_type"),
        ("7103501234;K1;laboratory;;NPU01568;;2026-01-15;50;mg/dL;", "wrong_unit"),
        ("7103501234;K1;laboratory;;NPU01568;;2026-01-15;50;mmol/L;", "out_of_range"),
        ("7103501234;K1;laboratory;;NPU01568;;2026-01-15;1.3;mmol;L;", "ragged_row"),
        ("7103501234;K1;hospital;;BVDY0;DI214;2026-01-15;;;maybe", "unknown_code"),
    ] {
        assert_eq!(found(&format!("{row}\n")), [(2, true, code.to_owned())], "{row}");
    }
    let twice = "7103501234;K1;hospital;;BVDY0;DI214;2026-01-15;;;\n";
    assert_eq!(found(&format!("{twice}{twice}")), [(3, true, "duplicate_record_key".into())]);
}

#[test]
fn a_code_that_nothing_uses_is_a_remark_and_is_not_handed_on() {
    assert_eq!(
        found("7103501234;K1;hospital;;KJKA21;DK359;2026-01-15;;;\n"),
        [(2, false, "unused_code".into())]
    );
    let (report, rows) = reading("cpr;record_key;sector;code;on\n7103501234;K1;hospital;KJKA21;2026-01-15\n");
    assert!(report.is_clean() && rows.is_empty());
}

#[test]
fn a_record_can_be_taken_back() {
    let (_, rows) = reading(
        "cpr;record_key;sector;code;on;withdrawn\n7103501234;K1;laboratory;NPU01568;2026-01-15;true\n",
    );
    assert!(rows[0].is_withdrawn, "without its value");
}

#[test]
fn a_header_that_is_wrong_is_told_and_nothing_is_read() {
    for (header, expected) in [
        ("cpr;record_key;sector;code\n", "missing_column"),
        ("cpr;record_key;sector;code;on;on\n", "duplicate_column"),
        ("cpr;record_key;sector;code;on;kode\n", "unknown_column"),
        ("", "missing_header"),
    ] {
        let (report, rows) = reading(header);
        let codes: Vec<_> = report.findings.iter().map(|finding| finding.code.as_str()).collect();
        assert_eq!(codes, [expected], "{header}");
        assert!(rows.is_empty());
    }
}
