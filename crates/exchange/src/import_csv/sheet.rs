//! What is found in one row, and the cells about the citizen and the course.

use chrono::NaiveDate;
use domain::citizen::{NewCitizen, NewCitizenInput, Sex};
use domain::cpr::Cpr;
use domain::programme::Severity;
use domain::validation::Finding;

use super::finding::{Complaint, RowFinding};
use super::row::ImportedCitizen;
use super::{cells, messages};
use crate::layout::{BIRTH_DATE, COURSE_KEY, SEX};

/// The longest key of a course or a record, in characters.
pub(super) const MAX_KEY: usize = 100;

/// Stands in for a name that is not given while the rest of the citizen is checked.
const NO_NAME: &str = "?";

/// What the cells about the citizen and the course say.
#[derive(Default)]
pub(super) struct Input<'t> {
    pub(super) cpr: &'t str,
    pub(super) key: &'t str,
    pub(super) name: &'t str,
    pub(super) birth_date: &'t str,
    pub(super) sex: &'t str,
}

/// Collects what is found in one row.
pub(super) struct Sheet {
    pub(super) line: u64,
    /// The sender's own id of the course or the record, once it is known.
    pub(super) key: Option<String>,
    pub(super) findings: Vec<RowFinding>,
}

impl Sheet {
    pub(super) const fn new(line: u64) -> Self {
        Self { line, key: None, findings: Vec::new() }
    }

    pub(super) fn error(&mut self, complaint: Complaint, column: Option<String>) {
        let mut finding = complaint.at(self.line, column);
        finding.course_key.clone_from(&self.key);
        self.findings.push(finding);
    }

    /// The value, or the complaint about why there is none.
    pub(super) fn keep<T>(&mut self, column: &str, checked: Result<T, Complaint>) -> Option<T> {
        checked.map_err(|complaint| self.error(complaint, Some(column.to_owned()))).ok()
    }

    pub(super) fn form_finding(&mut self, form: &str, finding: Finding) {
        let Finding { severity, variable, code, mut message } = finding;
        if severity == Severity::Missing && variable.is_some() {
            message.da.push_str(" I filen skrives en årsag som fx !not_measured.");
            message.en.push_str(" In the file a reason is written as e.g. !not_measured.");
        }
        self.findings.push(RowFinding {
            line: self.line,
            course_key: self.key.clone(),
            column: Some(variable.map_or_else(|| form.to_owned(), |variable| format!("{form}.{variable}"))),
            is_error: severity != Severity::Soft,
            code,
            message,
        });
    }

    pub(super) fn check_key(&mut self, key: &str, duplicate_of: Option<u64>) -> Option<String> {
        let complaint = if key.is_empty() {
            messages::missing_key()
        } else if key.chars().count() > MAX_KEY {
            messages::key_too_long()
        } else if is_cpr(key) {
            messages::key_is_cpr()
        } else {
            self.key = Some(key.to_owned());
            match duplicate_of {
                Some(first) => messages::duplicate_key(first),
                None => return self.key.clone(),
            }
        };
        self.error(complaint, Some(COURSE_KEY.to_owned()));
        None
    }

    pub(super) fn check_citizen(&mut self, input: &Input<'_>, today: NaiveDate) -> Option<ImportedCitizen> {
        let birth_date = self.check_birth_date(input.birth_date);
        let sex = self.check_sex(input.sex);
        let named = !input.name.is_empty();
        let name = if named { input.name } else { NO_NAME };
        let unchecked = NewCitizenInput { cpr: input.cpr, name, birth_date: birth_date?, sex: sex? };
        match NewCitizen::check(&unchecked, today) {
            Ok(citizen) => Some(ImportedCitizen {
                cpr: citizen.cpr().clone(),
                name: named.then(|| citizen.name().clone()),
                birth_date: citizen.birth_date(),
                sex: citizen.sex(),
            }),
            Err(found) => {
                for finding in found {
                    let complaint = Complaint { code: finding.code, message: finding.message };
                    self.error(complaint, Some(finding.field.to_owned()));
                }
                None
            }
        }
    }

    /// Outer `None`: there is a date that cannot be read.
    fn check_birth_date(&mut self, text: &str) -> Option<Option<NaiveDate>> {
        if text.is_empty() {
            return Some(None);
        }
        let date = cells::date(text)
            .map_err(|complaint| if is_cpr(text) { messages::cpr_in_wrong_column() } else { complaint });
        self.keep(BIRTH_DATE, date).map(Some)
    }

    /// Outer `None`: there is a sex that cannot be read.
    fn check_sex(&mut self, text: &str) -> Option<Option<Sex>> {
        if text.is_empty() {
            return Some(None);
        }
        let sex = text.parse().ok();
        if sex.is_none() {
            self.error(messages::unknown_sex(), Some(SEX.to_owned()));
        }
        sex.map(Some)
    }
}

/// Whether a cell holds a CPR number.
pub(super) fn is_cpr(text: &str) -> bool {
    matches!(text.len(), 10 | 11) && text.parse::<Cpr>().is_ok()
}
