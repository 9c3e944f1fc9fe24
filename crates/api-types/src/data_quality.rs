//! Whether answers, forms and courses are complete, in time and plausible.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CitizenId, CourseId};
use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Comparability, CourseFilter, Delivery, Development, Labelled, MunicipalityView, ShareView};

/// The quality of a municipality's data in a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DataQuality {
    /// The programme.
    pub programme: String,
    /// Whose courses.
    pub municipality: MunicipalityView,
    /// The first day, by the date of the form.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The quarters of the period, oldest first; a form belongs to the quarter of its date.
    pub quarters: Vec<Labelled>,
    /// Completeness (*komplethed*) per field that counts.
    pub forms: Vec<FormCompleteness>,
    /// Filled of asked fields, over all forms.
    pub completeness: ShareView,
    /// The completeness of each of the municipality's units by their numbers, those of courses that name none last; empty
    /// where no form of the period asked for a field that counts. Never published.
    pub units: Vec<UnitCompleteness>,
    /// The completeness per quarter.
    pub development: Development,
    /// Coverage (*dækningsgrad*): courses with a start form of those referred.
    pub coverage: ShareView,
    /// Whether each course's chain of records is whole.
    pub chain: Vec<ChainLink>,
    /// Whether forms are submitted in time.
    pub timeliness: Timeliness,
    /// Whether forms come every month.
    pub delivery: Delivery,
    /// Whether the courses can be compared.
    pub comparability: Comparability,
    /// Whether numbers look as they usually do.
    pub plausibility: Vec<Plausibility>,
    /// Answers outside what is plausible that nobody has confirmed.
    pub warnings_unconfirmed: u64,
    /// Citizens registered today with the name and the date of birth of another one; absent in a period that is over.
    pub duplicates: Option<u64>,
    /// Courses that lack a due end form today; absent in a period that is over.
    pub overdue_end: Option<u64>,
    /// The most important finding in one sentence.
    pub finding: Text,
    /// Two or three sentences that say what the table shows.
    pub summary: Vec<Text>,
    /// When the numbers were read.
    pub updated_at: DateTime<Utc>,
}

/// The completeness of the forms of one unit (*enhed*): a team or centre of the municipality.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct UnitCompleteness {
    /// Its number, or `unknown`.
    pub unit: Labelled,
    /// Its courses with a form of the period that asked for a field that counts.
    pub courses: u64,
    /// Of them, courses where such a field has no value.
    pub lacking: u64,
    /// Filled of asked fields.
    pub completeness: ShareView,
}

/// The completeness of one form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FormCompleteness {
    /// The form.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// Forms submitted in the period.
    pub submitted: u64,
    /// The fields that count, in the order of the form.
    pub fields: Vec<FieldCompleteness>,
    /// All of them together.
    pub total: ShareView,
}

/// The completeness of one field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FieldCompleteness {
    /// The variable.
    pub variable: String,
    /// Its name.
    pub label: Text,
    /// One cell per quarter.
    pub cells: Vec<CompletenessCell>,
    /// The whole period.
    pub total: CompletenessCell,
}

/// How often a field was asked and filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CompletenessCell {
    /// Forms in which the field was asked.
    pub asked: u64,
    /// Of them, with a value; a reason for a missing one is not a value.
    pub filled: u64,
    /// Of the others, with a reason why there is no value.
    pub explained: u64,
    /// Filled of asked, 0–1; absent when it was not asked.
    pub share: Option<f64>,
}

/// One link of the chain from referral to closing interview.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ChainLink {
    /// The link.
    pub id: String,
    /// What should be there.
    pub label: Text,
    /// Courses that should have it.
    pub expected: u64,
    /// Of them, courses that have it.
    pub found: u64,
    /// Of them, courses that do not.
    pub missing: u64,
    /// Found of expected, 0–1; absent when none is expected.
    pub share: Option<f64>,
    /// The work list that shows the missing ones, where there is one.
    pub filter: Option<CourseFilter>,
}

/// How long after its date a form was submitted the first time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Timeliness {
    /// Forms that are judged; those that came by import are not.
    pub forms: u64,
    /// The median in days; absent when there is no form.
    pub median_days: Option<f64>,
    /// Submitted at most one day after.
    pub within_1d: ShareView,
    /// Submitted at most 14 days after the end of the form's month.
    pub within_14d: ShareView,
    /// What it comes to, in a sentence.
    pub summary: Text,
}

/// One way to see whether numbers look as they usually do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Plausibility {
    /// What is looked at, e.g. `volume`.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// The number as it is shown.
    pub value: Text,
    /// What it means.
    pub text: Text,
    /// Whether there is enough to judge it by.
    pub is_judged: bool,
    /// Whether somebody should look at it.
    pub needs_attention: bool,
}

/// The courses behind a number of data quality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LackingCourses {
    /// The form, where one field is looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Labelled>,
    /// The variable, where one field is looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variable: Option<Labelled>,
    /// The link of the chain, where one is looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Labelled>,
    /// The unit, where only its courses are looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Labelled>,
    /// A page of the courses, the oldest form first.
    pub items: Vec<LackingCourse>,
    /// How many there are in all.
    pub total: u64,
    /// Where the next page begins; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// A course that something is the matter with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LackingCourse {
    /// The course.
    #[schema(value_type = uuid::Uuid)]
    pub course_id: CourseId,
    /// The citizen.
    #[schema(value_type = uuid::Uuid)]
    pub citizen_id: CitizenId,
    /// The citizen's name.
    pub name: String,
    /// The citizen's date of birth.
    pub birth_date: NaiveDate,
    /// The date of the first form it is about; for a link of the chain the day the course is counted by.
    pub dated_on: NaiveDate,
    /// The fields it is about, in the order of the forms; none for a link of the chain.
    pub fields: Vec<LackingField>,
    /// The reason given for the missing value of the first, if there is one.
    pub reason: Option<Text>,
}

/// A field of a course that something is the matter with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LackingField {
    /// The form.
    pub form: String,
    /// The variable.
    pub variable: String,
    /// Its name.
    pub label: Text,
}
