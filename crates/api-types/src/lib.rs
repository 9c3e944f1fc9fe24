//! The shape on the wire: what the API takes and gives.
//!
//! Requests refuse unknown fields; ids are UUIDs, times RFC 3339 UTC, dates ISO 8601, numbers JSON numbers.

mod access_log;
mod attendance;
mod citizen;
mod course;
mod course_event;
mod form;
mod import;
mod indicator;
mod installation;
mod outcome;
mod page;
mod plan;
mod problem;
mod programme;
mod session;
mod transfer;

use serde_json::Map;

pub use self::access_log::{AccessLogEntry, AccessLogPage};
pub use self::attendance::{
    AddSessions, CourseSessions, GroupMemberView, GroupSessionView, GroupSessions, OpenGroup, RecordGroup,
    SessionInput, SessionView,
};
pub use self::citizen::{
    CitizenSummary, CitizenView, CitizensFound, MergeCitizen, MergeView, RecordDeath, RegisterCitizen,
    SearchCitizens,
};
pub use self::course::{
    CourseFilter, CoursePage, CourseView, FollowupDue, FormState, FormStatus, GapView, OpenCourse,
};
pub use self::course_event::{CourseEventView, CourseEvents, RecordEvent};
pub use self::form::{
    ConfirmationView, DraftView, DraftWriter, FormHistory, FormVersionView, FormView, PutDraft, SubmitForm,
    Submitted,
};
pub use self::import::{ImportMode, ImportReport, RowFinding};
pub use self::indicator::{Overview, OverviewRow, QuarterPoint};
pub use self::installation::Installation;
pub use self::outcome::{OutcomeView, ReadView, RuleView, StepView, TruthView};
pub use self::page::Labelled;
pub use self::plan::{DecidedView, PlanHistory, PlanView, SuggestionList, SuggestionView};
pub use self::problem::{Problem, ProblemCode};
pub use self::programme::{ProgrammeList, ProgrammeSummary};
pub use self::session::{Login, Me, MunicipalityView, account_mark};
pub use self::transfer::{
    DeclineTransfer, OfferTransfer, TransferCitizenView, TransferDirection, TransferList, TransferView,
};

/// Answers of a form by variable id: `{"smoking_status": "daily", "ldl": {"missing": "not_measured"}}`.
///
/// Which ids and values are allowed is the definition's business; the OpenAPI document has a schema per form version.
pub type AnswerMap = Map<String, serde_json::Value>;
