//! Courses and work lists.

use chrono::{DateTime, NaiveDate, Utc};
use domain::attendance::SessionCounts;
use domain::course::CourseState;
use domain::ids::{CitizenId, CourseId};
use domain::radar::Warning;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{CitizenSummary, SessionView};

/// A course to open.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenCourse {
    /// Whose course.
    #[schema(value_type = uuid::Uuid)]
    pub citizen_id: CitizenId,
    /// The programme, e.g. `hjertekom`.
    pub programme: String,
}

/// A course with the state of its forms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CourseView {
    /// The course.
    #[schema(value_type = uuid::Uuid)]
    pub id: CourseId,
    /// The citizen.
    pub citizen: CitizenSummary,
    /// The programme.
    pub programme: String,
    /// The definition version the course was opened with.
    pub programme_version: String,
    /// The citizen's first, second … course in the municipality.
    pub course_no: i32,
    /// Where in its life it is.
    pub state: CourseState,
    /// The day of the referral; until its form is there, the day the course was opened.
    pub opened_on: NaiveDate,
    /// The day of the clarifying interview.
    pub started_on: Option<NaiveDate>,
    /// The day it ended.
    pub ended_on: Option<NaiveDate>,
    /// The version, also in `ETag`.
    pub version: i64,
    /// One entry per form of the programme, in the order of the workflow.
    pub forms: Vec<FormStatus>,
    /// The training sessions planned and attended.
    #[serde(default)]
    pub training: SessionCounts,
    /// The sessions of today, and those of the two weeks before of which nobody has said who came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions_due: Vec<SessionView>,
    /// The first planned session from today on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_session: Option<SessionView>,
    /// What the drop-out radar says of a running course.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// The follow-up that is due and has not been filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub followup_due: Option<FollowupDue>,
    /// The answers that indicators wait for; only in the list `data_gaps`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<GapView>,
}

/// A follow-up that is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FollowupDue {
    /// The form's id.
    pub form: String,
    /// The day it is due.
    pub due_on: NaiveDate,
}

/// An answer without which an indicator cannot be decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GapView {
    /// The indicator's id.
    pub indicator: String,
    /// The form's id.
    pub form: String,
    /// The variable's id.
    pub variable: String,
}

/// How far a form of a course has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FormStatus {
    /// The form's id.
    pub form: String,
    /// How far it has come.
    pub state: FormState,
    /// The number of times it was submitted.
    pub version: i64,
    /// When it was last submitted.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who submitted it last.
    pub submitted_by: Option<String>,
    /// When the draft was saved, if there is one.
    pub draft_saved_at: Option<DateTime<Utc>>,
}

/// How far a form has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FormState {
    /// Nothing typed.
    NotStarted,
    /// A draft is saved, but the form was never submitted.
    Draft,
    /// Submitted; there may be a newer draft.
    Submitted,
}

/// Which courses a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CourseFilter {
    /// Every course.
    #[default]
    All,
    /// Courses that have not ended.
    Open,
    /// Referred, but the clarifying interview has not been held.
    Waiting,
    /// Started more than 84 days ago without an end form.
    MissingEnd,
    /// With a draft that was not submitted.
    Drafts,
    /// With an indicator that is not stated because an answer is missing.
    DataGaps,
    /// With a session today, or one in the two weeks before of which nobody has said who came.
    Today,
    /// On the drop-out radar: running, still in time, and something warns; the most pressing first.
    Radar,
    /// Ended, and a follow-up is due.
    FollowupDue,
}

/// A page of courses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CoursePage {
    /// The courses.
    pub items: Vec<CourseView>,
    /// How many there are in all.
    pub total: u64,
    /// Where the next page begins; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}
