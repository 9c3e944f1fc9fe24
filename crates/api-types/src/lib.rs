//! The shape on the wire: what the API takes and gives.
//!
//! Requests refuse unknown fields; ids are UUIDs, times RFC 3339 UTC, dates ISO 8601, numbers JSON numbers.

mod access_log;
mod citizen;
mod course;
mod form;
mod import;
mod indicator;
mod outcome;
mod page;
mod problem;
mod programme;
mod session;

use serde_json::Map;

pub use self::access_log::{AccessLogEntry, AccessLogPage};
pub use self::citizen::{CitizenSummary, CitizenView, CitizensFound, RegisterCitizen, SearchCitizens};
pub use self::course::{CourseFilter, CoursePage, CourseView, FormState, FormStatus, OpenCourse};
pub use self::form::{DraftView, FormHistory, FormVersionView, FormView, PutDraft, SubmitForm, Submitted};
pub use self::import::{ImportMode, ImportReport, RowFinding};
pub use self::indicator::{Overview, OverviewRow, QuarterPoint};
pub use self::outcome::{OutcomeView, ReadView, RuleView, StepView, TruthView};
pub use self::page::Labelled;
pub use self::problem::{Problem, ProblemCode};
pub use self::programme::{ProgrammeList, ProgrammeSummary};
pub use self::session::{Login, Me, MunicipalityView};

/// Answers of a form by variable id: `{"smoking_status": "daily", "ldl": {"missing": "not_measured"}}`.
///
/// Which ids and values are allowed is the definition's business; the OpenAPI document has a schema per form version.
pub type AnswerMap = Map<String, serde_json::Value>;
