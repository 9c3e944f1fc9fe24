//! The courses behind a number.

use chrono::NaiveDate;
use domain::ids::{CitizenId, CourseId};
use domain::outcome::OutcomeState;
use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of the courses behind a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct IndicatorCourses {
    /// The courses by the date they count at, newest first.
    pub courses: Vec<IndicatorCourse>,
    /// How many there are in all.
    pub total: u64,
    /// Where the next page begins; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A course behind a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct IndicatorCourse {
    /// The course.
    #[schema(value_type = uuid::Uuid)]
    pub course_id: CourseId,
    /// The citizen.
    #[schema(value_type = uuid::Uuid)]
    pub citizen_id: CitizenId,
    /// The citizen's name, if it is known.
    pub name: Option<String>,
    /// The citizen's date of birth.
    pub birth_date: Option<NaiveDate>,
    /// What the course counts as.
    pub state: OutcomeState,
    /// The date it is counted at.
    pub attributed_on: Option<NaiveDate>,
    /// Why, in words.
    pub reason: Text,
    /// The answers that would decide it.
    pub missing: Vec<MissingAnswer>,
}

/// An answer that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MissingAnswer {
    /// The form's id.
    pub form: String,
    /// The variable's id.
    pub variable: String,
    /// What the form calls it.
    pub label: Text,
}

/// Which courses behind a number are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorCoursesAsk {
    /// The programme.
    pub programme: String,
    /// The definition version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// What they count as; absent: everything but `outside`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<OutcomeState>,
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// The split whose level is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<String>,
    /// The level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Where the page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// How many are wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}
