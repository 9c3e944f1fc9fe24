//! Reads records of hospital, laboratory and general practice from CSV.
//!
//! UTF-8, a header row, `;` or `,` between the cells, one row per record. Columns, in any order:
//!
//! | column | what | |
//! |---|---|---|
//! | `cpr` | CPR or replacement number | required |
//! | `record_key` | the sender's own id of the record: letters, digits, `-_.:/`, at most 100, unique in the file, no CPR number | required |
//! | `sector` | `hospital`, `laboratory` or `gp` | required |
//! | `code` | SKS, NPU or MCS code without dots | required |
//! | `on` | the day, `yyyy-mm-dd`, not after today | required |
//! | `provider` | `public` (as when empty) or `private` | optional |
//! | `diagnosis` | the diagnosis of the contact, e.g. `DI214` | optional |
//! | `value`, `unit` | of a measurement; the unit in UCUM, as the definition wants it | needed for a measurement |
//! | `withdrawn` | `true` takes the record with this key back | optional |
//!
//! A record whose code no definition uses is read but not handed on: what nothing counts is not kept.

mod header;
mod messages;
mod row;
mod rules;
mod write;

use std::io::{self, Read};

use chrono::NaiveDate;
use domain::cpr::Cpr;
use domain::health_record::HealthRecord;
use domain::programme::Programme;

use self::header::RecordHeader;
use self::row::RecordReader;
use self::rules::Rules;
use super::records::open_with;
use super::report::Report;

pub use self::write::Writer;

/// The columns in the order they are written.
pub const COLUMNS: [&str; 10] =
    ["cpr", "record_key", "sector", "provider", "code", "diagnosis", "on", "value", "unit", "withdrawn"];

/// One record of a file, everything checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRow {
    /// The line in the file, the header being line 1.
    pub line: u64,
    /// Whose record it is.
    pub cpr: Cpr,
    /// The record.
    pub record: HealthRecord,
    /// Whether the sender takes it back.
    pub is_withdrawn: bool,
}

/// Reads a file and hands on every record without errors that a definition uses.
///
/// What is wrong with the file or its rows is in the report; nothing is written anywhere.
///
/// # Errors
/// The source cannot be read.
pub fn read<'p, R: Read>(
    source: R,
    programmes: impl IntoIterator<Item = &'p Programme>,
    as_of: NaiveDate,
    mut each: impl FnMut(RecordRow),
) -> io::Result<Report> {
    let mut report = Report::default();
    let (mut records, header) = match open_with(source, RecordHeader::read)? {
        Ok(opened) => opened,
        Err(findings) => {
            findings.into_iter().for_each(|finding| report.add(finding));
            return Ok(report);
        }
    };
    let rules = Rules::of(programmes);
    let reader = RecordReader::new(&header, &rules, as_of);
    while let Some(row) = records.next()? {
        let row = match row {
            Ok(row) => row,
            Err(finding) => {
                report.add(finding);
                break;
            }
        };
        let (row, findings) = reader.read(row);
        if report.count_row(findings)
            && let Some(row) = row
        {
            each(row);
        }
    }
    Ok(report)
}
