//! One row: a record and whose it is.

use chrono::NaiveDate;
use domain::cpr::Cpr;
use domain::decimal::Decimal;
use domain::health_record::{HealthRecord, Provider, Sector, is_code};

use super::header::RecordHeader;
use super::rules::Rules;
use super::{RecordRow, messages};
use crate::import_csv::finding::{Complaint, RowFinding};
use crate::import_csv::records::RawRow;
use crate::import_csv::sheet::is_cpr;
use crate::import_csv::{cells, hints, messages as common};

/// The longest record key and unit, in characters.
const MAX_KEY: usize = 100;
const MAX_UNIT: usize = 20;

/// Turns raw rows into checked records.
pub(super) struct RecordReader<'a> {
    header: &'a RecordHeader,
    rules: &'a Rules<'a>,
    as_of: NaiveDate,
}

/// What was found in one row.
struct Found {
    line: u64,
    key: Option<String>,
    findings: Vec<RowFinding>,
}

impl Found {
    fn error(&mut self, column: &str, complaint: Complaint) {
        let mut finding = complaint.at(self.line, Some(column.to_owned()));
        finding.course_key.clone_from(&self.key);
        self.findings.push(finding);
    }

    /// The value, or the complaint about why there is none.
    fn keep<T>(&mut self, column: &str, checked: Result<T, Complaint>) -> Option<T> {
        checked.map_err(|complaint| self.error(column, complaint)).ok()
    }
}

impl<'a> RecordReader<'a> {
    pub(super) const fn new(header: &'a RecordHeader, rules: &'a Rules<'a>, as_of: NaiveDate) -> Self {
        Self { header, rules, as_of }
    }

    /// The record, unless there are errors or nothing uses it, and what was found.
    pub(super) fn read(&self, raw: RawRow) -> (Option<RecordRow>, Vec<RowFinding>) {
        use crate::import_csv::records::Columns;
        let mut found = Found { line: raw.line, key: None, findings: Vec::new() };
        let row = match cells::texts(raw.cells, self.header.count()) {
            Ok(texts) => self.read_texts(self.header.cells(&texts), raw.duplicate_of, &mut found),
            Err(bad) => {
                let column = bad.cell.and_then(|cell| self.header.name(cell));
                found.findings.push(bad.complaint.at(raw.line, column));
                None
            }
        };
        (row, found.findings)
    }

    fn read_texts(
        &self,
        [cpr, key, sector, provider, code, diagnosis, on, value, unit, withdrawn]: [&str; 10],
        duplicate_of: Option<u64>,
        found: &mut Found,
    ) -> Option<RecordRow> {
        let key = found.keep("record_key", check_key(key, duplicate_of));
        found.key.clone_from(&key);
        let cpr = found.keep("cpr", cpr.parse::<Cpr>().map_err(|_| messages::no_cpr()));
        let sector = found.keep("sector", check_sector(sector));
        let provider = found.keep("provider", check_provider(provider));
        let code = found.keep("code", check_code(code));
        let diagnosis = match diagnosis {
            "" => Some(None),
            diagnosis => found.keep("diagnosis", check_code(diagnosis)).map(Some),
        };
        let on = found.keep("on", self.check_day(on));
        let is_withdrawn = found.keep("withdrawn", check_flag(withdrawn));
        let value = found.keep("value", check_value(value));
        let unit = found.keep("unit", check_unit(unit));
        let record = HealthRecord {
            key: key?,
            sector: sector?,
            provider: provider?,
            code: code?,
            diagnosis: diagnosis?,
            on: on?,
            value: value?,
            unit: unit?,
        };
        let (cpr, is_withdrawn) = (cpr?, is_withdrawn?);
        if is_withdrawn {
            return Some(RecordRow { line: found.line, cpr, record, is_withdrawn });
        }
        if !self.rules.use_of(&record.code) {
            found.error("code", messages::unused_code());
            found.findings.iter_mut().for_each(|finding| finding.is_error = false);
            return None;
        }
        self.check_measurement(&record, found)?;
        Some(RecordRow { line: found.line, cpr, record, is_withdrawn })
    }

    fn check_day(&self, text: &str) -> Result<NaiveDate, Complaint> {
        let date = text.parse::<NaiveDate>().ok().filter(|_| text.len() == 10);
        let date = date.ok_or_else(|| hints::date(text).unwrap_or_else(|| common::impossible_date(text)))?;
        if date > self.as_of { Err(messages::future()) } else { Ok(date) }
    }

    fn check_measurement(&self, record: &HealthRecord, found: &mut Found) -> Option<()> {
        let Some(variable) = self.rules.measurement(&record.code) else { return Some(()) };
        let Some(value) = record.value else {
            found.error("value", messages::no_value());
            return None;
        };
        if record.unit != variable.unit {
            found.error("unit", messages::wrong_unit(variable.unit.as_deref().unwrap_or("-")));
            return None;
        }
        match variable.hard {
            Some(range) if value < range.min || value > range.max => {
                found.error("value", messages::out_of_range(value, range));
                None
            }
            _ => Some(()),
        }
    }
}

fn check_key(key: &str, duplicate_of: Option<u64>) -> Result<String, Complaint> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:/".contains(&byte);
    if key.is_empty() || key.len() > MAX_KEY || !key.bytes().all(plain) || is_cpr(key) {
        return Err(messages::bad_key());
    }
    match duplicate_of {
        Some(first) => Err(messages::duplicate_key(first)),
        None => Ok(key.to_owned()),
    }
}

fn check_sector(text: &str) -> Result<Sector, Complaint> {
    text.parse().map_err(|_| messages::unknown_word("sector", "hospital, laboratory, gp"))
}

fn check_provider(text: &str) -> Result<Provider, Complaint> {
    match text {
        "" => Ok(Provider::Public),
        text => text.parse().map_err(|_| messages::unknown_word("provider", "public, private")),
    }
}

fn check_flag(text: &str) -> Result<bool, Complaint> {
    match text {
        "" | "false" => Ok(false),
        "true" => Ok(true),
        _ => Err(messages::unknown_word("withdrawn", "true, false")),
    }
}

fn check_code(text: &str) -> Result<String, Complaint> {
    if is_code(text) { Ok(text.to_owned()) } else { Err(messages::bad_code()) }
}

fn check_value(text: &str) -> Result<Option<Decimal>, Complaint> {
    match text {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| match hints::point_for_comma(text) {
            Some(point) => common::decimal_comma(text, &point),
            None => messages::no_number(text),
        }),
    }
}

fn check_unit(text: &str) -> Result<Option<String>, Complaint> {
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'|' | b';');
    match text {
        "" => Ok(None),
        unit if unit.len() <= MAX_UNIT && unit.bytes().all(plain) => Ok(Some(unit.to_owned())),
        _ => Err(messages::bad_unit()),
    }
}
