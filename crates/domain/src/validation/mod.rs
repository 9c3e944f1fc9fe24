//! Validation of answers: the same code in the browser and on the server.
//!
//! [`read`] turns JSON into typed answers; [`validate`] also computes what follows from them and checks ranges,
//! conditions and rules. Nothing panics and nothing is dropped silently: whatever is wrong becomes a [`Finding`].

mod confirmation;
mod findings;
mod form_rules;
mod format;
mod meant;
mod read;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Map;

use crate::answers::Answers;
use crate::expr::Facts;
use crate::programme::{Form, Programme, Severity};
use crate::text::Text;

pub use self::confirmation::{Confirmation, unconfirmed};
pub use self::findings::{says, shown_unit};
pub(crate) use self::form_rules::holds;
pub use self::meant::meant;
pub use self::read::{parse_text, read, read_answer};

/// Something a user should mend, fill in or confirm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Finding {
    /// How serious it is.
    pub severity: Severity,
    /// The variable it is about; absent for the whole form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variable: Option<String>,
    /// What kind it is, e.g. `out_of_range`, or the id of a check.
    pub code: String,
    /// What to do about it, in both languages.
    pub message: Text,
}

/// Answers with everything that was found about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validated {
    /// The typed answers, computed variables included.
    pub answers: Answers,
    /// The findings in the order of the form.
    pub findings: Vec<Finding>,
}

impl Validated {
    /// Whether the form may be submitted: nothing impossible, nothing required missing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity == Severity::Soft)
    }
}

/// Validates the answers to one form.
///
/// `others` holds the course's other submitted forms; the date they are looked at is the date of validation, and no
/// answer may lie after it unless a check allows it.
#[must_use]
pub fn validate(
    programme: &Programme,
    form: &Form,
    answers: &Map<String, serde_json::Value>,
    others: &Facts,
) -> Validated {
    let (answers, findings) = read(programme, form, answers);
    form_rules::complete(form, answers, findings, &mut others.clone())
}

/// Validates answers that have been read already, e.g. cell by cell with [`parse_text`].
///
/// `found` is what reading them found: a variable it names is not reported as missing as well. `facts` holds the
/// course's other forms, and the same afterwards.
#[must_use]
pub fn validate_read(form: &Form, answers: Answers, found: Vec<Finding>, facts: &mut Facts) -> Validated {
    form_rules::complete(form, answers, found, facts)
}

/// Facts about a course whose forms are `forms`, seen on `as_of`.
#[must_use]
pub fn facts(forms: impl IntoIterator<Item = (String, Answers)>, as_of: NaiveDate) -> Facts {
    Facts { forms: forms.into_iter().collect(), as_of, records: Vec::new() }
}
