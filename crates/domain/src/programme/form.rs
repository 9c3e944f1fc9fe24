//! Forms, sections, variables and checks.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::answers::Answers;
use crate::decimal::Decimal;
use crate::expr::{Rule, VariableRef};
use crate::programme::Prefill;
use crate::text::Text;

/// A form: one page of questions at one point of the course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Form {
    /// The form's id, e.g. `start`.
    pub id: String,
    /// The last part of its address in the browser, e.g. `slut`.
    pub slug: String,
    /// Its title.
    pub label: Text,
    /// The date variable that dates the form.
    pub dated_by: String,
    /// The sections in the order they are shown.
    pub sections: Vec<Section>,
    /// Rules over several variables.
    pub checks: Vec<Check>,
    /// Answers of earlier forms that are shown for reference and corrected where they were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schema(value_type = Vec<String>))]
    pub recalls: Vec<VariableRef>,
}

impl Form {
    /// All variables in the order they are shown.
    pub fn variables(&self) -> impl Iterator<Item = &Variable> {
        self.sections.iter().flat_map(|section| &section.variables)
    }

    /// The variable with this id.
    #[must_use]
    pub fn variable(&self, id: &str) -> Option<&Variable> {
        self.variables().find(|variable| variable.id == id)
    }

    /// The date of its answers.
    #[must_use]
    pub fn date_of(&self, answers: &Answers) -> Option<NaiveDate> {
        answers.get(&self.dated_by)?.value()?.date()
    }
}

/// A part of a form under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Section {
    /// The section's id.
    pub id: String,
    /// Its heading.
    pub label: Text,
    /// When the section is asked at all; always if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visible_when: Option<Rule>,
    /// Its variables in the order they are asked.
    pub variables: Vec<Variable>,
}

/// One question: what is asked, of which type, within which bounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Variable {
    /// The variable's id; once published it never changes kind or meaning within a version.
    pub id: String,
    /// The question.
    pub label: Text,
    /// The definition a clinician can look up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Text>,
    /// The type of a value.
    #[serde(rename = "type")]
    pub kind: VariableType,
    /// The code list, for `code` and `codes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codes: Option<String>,
    /// The unit in UCUM, for numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The most decimals, for `decimal`.
    #[serde(default)]
    pub decimals: u8,
    /// Outside: impossible, rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hard: Option<Range>,
    /// Outside: improbable, asked to confirm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plausible: Option<Range>,
    /// The shape of a `text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<TextFormat>,
    /// Whether the form cannot be submitted without it.
    #[serde(default)]
    pub required: bool,
    /// When it is required, if not always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_when: Option<Rule>,
    /// When it is asked; always if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visible_when: Option<Rule>,
    /// How the value follows from others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computed: Option<Rule>,
    /// When it is computed rather than typed; always if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computed_when: Option<Rule>,
    /// The earlier form whose answer is carried over: shown as it is, and corrected only on purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_from: Option<String>,
    /// Where a suggested answer comes from; the first that knows one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schema(value_type = Vec<String>))]
    pub suggest: Vec<Prefill>,
    /// Where the variable comes from.
    pub source: String,
}

/// The types a value can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum VariableType {
    /// One code of a list.
    Code,
    /// Any number of codes of a list.
    Codes,
    /// A whole number.
    Integer,
    /// A number with decimals.
    Decimal,
    /// A calendar date.
    Date,
    /// Yes or no.
    Boolean,
    /// Free text.
    Text,
}

/// The shape of a text that is an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TextFormat {
    /// A diagnosis of the Danish hospital classification: `D`, a letter, digits and letters, e.g. `DI252B`.
    SksDiagnosis,
    /// A unit of the Danish organisation register: at least eleven digits.
    Sor,
    /// A provider number (*ydernummer*): six digits.
    ProviderNumber,
    /// Five digits 1–5.
    Eq5dProfile,
}

/// The smallest and largest number allowed, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(Decimal, Decimal)", into = "(Decimal, Decimal)")]
pub struct Range {
    /// The smallest.
    pub min: Decimal,
    /// The largest.
    pub max: Decimal,
}

#[cfg(feature = "schema")]
impl utoipa::PartialSchema for Range {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        let number = utoipa::openapi::ObjectBuilder::new().schema_type(utoipa::openapi::Type::Number);
        let pair = utoipa::openapi::ArrayBuilder::new().items(number).min_items(Some(2)).max_items(Some(2));
        pair.description(Some("The smallest and the largest number allowed")).into()
    }
}

#[cfg(feature = "schema")]
impl utoipa::ToSchema for Range {}

impl Range {
    /// Whether a number lies within.
    #[must_use]
    pub fn contains(self, number: Decimal) -> bool {
        (self.min..=self.max).contains(&number)
    }
}

impl From<(Decimal, Decimal)> for Range {
    fn from((min, max): (Decimal, Decimal)) -> Self {
        Self { min, max }
    }
}

impl From<Range> for (Decimal, Decimal) {
    fn from(range: Range) -> Self {
        (range.min, range.max)
    }
}

/// A rule over several variables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Check {
    /// The check's id, which is the code of its finding.
    pub id: String,
    /// Whether breaking it stops the form or asks for confirmation.
    pub severity: Severity,
    /// What must hold; nothing is said while it cannot be decided.
    pub holds: Rule,
    /// The variables the message is shown at.
    pub variables: Vec<String>,
    /// What the user reads when it does not hold.
    pub message: Text,
    /// Where the rule comes from.
    pub source: String,
}

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Impossible: the form cannot be submitted, but is saved as a draft.
    Hard,
    /// A required answer is not there yet.
    Missing,
    /// Improbable: asked to confirm.
    Soft,
}
