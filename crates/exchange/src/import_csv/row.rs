//! One row: a citizen, a course and the answers to its forms.

use chrono::NaiveDate;
use csv::StringRecord;
use domain::answers::{Answer, Answers, Value};
use domain::citizen::{Name, Sex};
use domain::course::{CourseEvent, CourseState};
use domain::cpr::Cpr;
use domain::expr::Facts;
use domain::programme::{Programme, Severity, Variable};
use domain::validation::{Finding, parse_text, validate_read};

use super::cells;
use super::finding::{Complaint, RowFinding};
use super::header::{Column, Header};
use super::records::RawRow;
use super::sheet::{Input, Sheet, is_cpr};
use super::{hints, messages};
use crate::answer_text::unmarked;
use crate::layout::{BIRTH_DATE, COURSE_KEY, SEX};

/// One course of an import, everything checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// The line in the file, the header being line 1.
    pub line: u64,
    /// The sender's own id of the course.
    pub course_key: String,
    /// The citizen.
    pub citizen: ImportedCitizen,
    /// The forms in the order of the workflow, at least one.
    pub forms: Vec<ImportedForm>,
}

/// The citizen of an imported course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedCitizen {
    /// The number.
    pub cpr: Cpr,
    /// The name, if the file gives it.
    pub name: Option<Name>,
    /// The date of birth, from the file or the number.
    pub birth_date: NaiveDate,
    /// The sex, from the file or the number.
    pub sex: Sex,
}

/// The validated answers to one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedForm {
    /// The form's id.
    pub form: String,
    /// The answers, computed variables included.
    pub answers: Answers,
}

/// Turns raw rows into checked ones. Knows nothing of other rows, so that rows can be read side by side.
#[derive(Clone, Debug)]
pub(super) struct RowReader<'a> {
    programme: &'a Programme,
    header: Header<'a>,
    as_of: NaiveDate,
}

/// What became of one row.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) line: u64,
    /// The row, unless there are errors.
    pub(super) row: Option<Box<ImportRow>>,
    pub(super) findings: Vec<RowFinding>,
}

/// The answers read from the cells of one form, and what was wrong with the others.
#[derive(Clone, Default)]
struct Draft {
    answers: Answers,
    found: Vec<Finding>,
}

impl<'a> RowReader<'a> {
    pub(super) const fn new(programme: &'a Programme, header: Header<'a>, as_of: NaiveDate) -> Self {
        Self { programme, header, as_of }
    }

    pub(super) fn read(&self, raw: RawRow) -> Checked {
        let mut sheet = Sheet::new(raw.line);
        let row = match cells::texts(raw.cells, self.header.columns.len()) {
            Ok(texts) => self.read_texts(&texts, raw.duplicate_of, &mut sheet),
            Err(bad) => {
                let column = bad.cell.and_then(|cell| self.header.columns.get(cell)).map(column_name);
                sheet.error(bad.complaint, column);
                None
            }
        };
        Checked { line: sheet.line, row: row.map(Box::new), findings: sheet.findings }
    }

    fn read_texts(
        &self,
        texts: &StringRecord,
        duplicate_of: Option<u64>,
        sheet: &mut Sheet,
    ) -> Option<ImportRow> {
        let mut input = Input::default();
        let mut drafts = vec![None; self.programme.forms.len()];
        for (column, text) in self.header.columns.iter().zip(texts) {
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            match column {
                Column::Cpr => input.cpr = text,
                Column::CourseKey => input.key = unmarked(text),
                Column::Name => input.name = unmarked(text),
                Column::BirthDate => input.birth_date = text,
                Column::Sex => input.sex = text,
                Column::Answer(field) => {
                    let draft = drafts[field.form_index].get_or_insert_with(Draft::default);
                    match read_answer(self.programme, field.variable, text) {
                        Ok(Some(answer)) => {
                            draft.answers.insert(field.variable.id.clone(), answer);
                        }
                        Ok(None) => {}
                        Err(finding) => draft.found.push(finding),
                    }
                }
            }
        }
        let course_key = sheet.check_key(input.key, duplicate_of);
        let citizen = sheet.check_citizen(&input, self.as_of);
        let forms = self.check_forms(drafts, sheet);
        if sheet.findings.iter().any(|finding| finding.is_error) {
            return None;
        }
        Some(ImportRow { line: sheet.line, course_key: course_key?, citizen: citizen?, forms })
    }

    /// Validates the forms in the order of the workflow, each with the forms before it.
    fn check_forms(&self, drafts: Vec<Option<Draft>>, sheet: &mut Sheet) -> Vec<ImportedForm> {
        let mut facts = Facts { as_of: self.as_of, ..Facts::default() };
        let mut state = CourseState::FIRST;
        for (form, draft) in self.programme.forms.iter().zip(drafts) {
            let Some(draft) = draft else { continue };
            let validated = validate_read(form, draft.answers, draft.found, &mut facts);
            for finding in validated.findings {
                sheet.form_finding(&form.id, finding);
            }
            match next_state(state, &form.id, &validated.answers) {
                Ok(next) => state = next,
                Err(message) => {
                    let complaint = Complaint { code: "wrong_state", message };
                    sheet.error(complaint, Some(format!("{}.{}", form.id, form.dated_by)));
                }
            }
            facts.forms.insert(form.id.clone(), validated.answers);
        }
        if facts.forms.is_empty() {
            sheet.error(messages::no_answers(), None);
        }
        let ids = self.programme.forms.iter().map(|form| &form.id);
        ids.filter_map(|id| facts.forms.remove_entry(id))
            .map(|(form, answers)| ImportedForm { form, answers })
            .collect()
    }
}

/// Reads a cell; what is wrong with it is said in the words that help most.
///
/// A CPR number has strayed from its column and is not read, so that no message repeats it.
fn read_answer(programme: &Programme, variable: &Variable, text: &str) -> Result<Option<Answer>, Finding> {
    let complaint = if is_cpr(text) {
        messages::cpr_in_wrong_column()
    } else {
        match parse_text(programme, variable, unmarked(text)) {
            Ok(answer) => return Ok(answer),
            Err(finding) => hints::mend(variable, text).ok_or(finding)?,
        }
    };
    let Complaint { code, message } = complaint;
    Err(Finding {
        severity: Severity::Hard,
        variable: Some(variable.id.clone()),
        code: code.to_owned(),
        message,
    })
}

/// The state after a form. A form that is no step of the workflow, or lacks what decides the step, moves nothing.
fn next_state(state: CourseState, form: &str, answers: &Answers) -> Result<CourseState, domain::text::Text> {
    let end_type = answers.get("end_type").and_then(Answer::value).and_then(Value::text);
    match CourseEvent::from_form(form, end_type) {
        Ok(event) => state.after(event).map_err(|error| error.message()),
        Err(_) => Ok(state),
    }
}

fn column_name(column: &Column<'_>) -> String {
    match column {
        Column::Cpr => crate::layout::CPR.to_owned(),
        Column::CourseKey => COURSE_KEY.to_owned(),
        Column::Name => crate::layout::NAME.to_owned(),
        Column::BirthDate => BIRTH_DATE.to_owned(),
        Column::Sex => SEX.to_owned(),
        Column::Answer(field) => field.column(),
    }
}
