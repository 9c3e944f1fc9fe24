//! One row: a record and whose it is.

use chrono::NaiveDate;
use domain::cpr::Cpr;
use domain::decimal::Decimal;
use domain::health_record::{HealthRecord, Provider, Sector, is_code};

use super::header::RecordHeader;
use super::rules::Rules;
use super::{RecordRow, messages};
use crate::import_csv::finding::{Complaint, RowFinding};
use crate::import_csv::records::{Columns, RawRow};
use crate::import_csv::sheet::{MAX_KEY, Sheet, is_cpr};
use crate::import_csv::{cells, hints, messages as common};

/// The longest unit, in characters.
const MAX_UNIT: usize = 20;

/// Turns raw rows into checked records.
pub(super) struct RecordReader<'a> {
    header: &'a RecordHeader,
    rules: &'a Rules<'a>,
    as_of: NaiveDate,
}

impl<'a> RecordReader<'a> {
    pub(super) const fn new(header: &'a RecordHeader, rules: &'a Rules<'a>, as_of: NaiveDate) -> Self {
        Self { header, rules, as_of }
    }

    /// The record, unless there are errors or nothing uses it, and what was found.
    pub(super) fn read(&self, raw: RawRow) -> (Option<RecordRow>, Vec<RowFinding>) {
        let mut sheet = Sheet::new(raw.line);
        let row = match cells::texts(raw.cells, self.header.count()) {
            Ok(texts) => self.read_texts(self.header.cells(&texts), raw.duplicate_of, &mut sheet),
            Err(bad) => {
                let column = bad.cell.and_then(|cell| self.header.name(cell));
                sheet.error(bad.complaint, column);
                None
            }
        };
        (row, sheet.findings)
    }

    fn read_texts(
        &self,
        [cpr, key, sector, provider, code, diagnosis, on, value, unit, withdrawn]: [&str; 10],
        duplicate_of: Option<u64>,
        sheet: &mut Sheet,
    ) -> Option<RecordRow> {
        let key = sheet.keep("record_key", check_key(key, duplicate_of));
        sheet.key.clone_from(&key);
        let cpr = sheet.keep("cpr", cpr.parse::<Cpr>().map_err(|_| messages::no_cpr()));
        let sector = sheet.keep("sector", check_sector(sector));
        let provider = sheet.keep("provider", check_provider(provider));
        let code = sheet.keep("code", check_code(code));
        let diagnosis = match diagnosis {
            "" => Some(None),
            diagnosis => sheet.keep("diagnosis", check_code(diagnosis)).map(Some),
        };
        let on = sheet.keep("on", self.check_day(on));
        let is_withdrawn = sheet.keep("withdrawn", check_flag(withdrawn));
        let value = sheet.keep("value", check_value(value));
        let unit = sheet.keep("unit", check_unit(unit));
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
            return Some(RecordRow { line: sheet.line, cpr, record, is_withdrawn });
        }
        if !self.rules.use_of(&record.code) {
            sheet.error(messages::unused_code(), Some("code".to_owned()));
            sheet.findings.iter_mut().for_each(|finding| finding.is_error = false);
            return None;
        }
        if let Err((column, complaint)) = self.check_measurement(&record) {
            sheet.error(complaint, Some(column.to_owned()));
            return None;
        }
        Some(RecordRow { line: sheet.line, cpr, record, is_withdrawn })
    }

    fn check_day(&self, text: &str) -> Result<NaiveDate, Complaint> {
        let date = cells::date(text)?;
        if date > self.as_of { Err(messages::future()) } else { Ok(date) }
    }

    /// The column of what is wrong with a measurement, and what it is.
    fn check_measurement(&self, record: &HealthRecord) -> Result<(), (&'static str, Complaint)> {
        let Some(variable) = self.rules.measurement(&record.code) else { return Ok(()) };
        let value = record.value.ok_or_else(|| ("value", messages::no_value()))?;
        if record.unit != variable.unit {
            return Err(("unit", messages::wrong_unit(variable.unit.as_deref().unwrap_or("-"))));
        }
        match variable.hard.filter(|range| !range.contains(value)) {
            Some(range) => Err(("value", messages::out_of_range(value, range))),
            None => Ok(()),
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
