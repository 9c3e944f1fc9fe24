//! The shape on the wire: what the API takes and gives.
//!
//! Requests refuse unknown fields; ids are UUIDs, times RFC 3339 UTC, dates ISO 8601, numbers JSON numbers.

mod access_log;
mod attendance;
mod benchmark;
mod case_mix;
mod citizen;
mod course;
mod course_event;
mod data_quality;
mod delivery;
mod development;
mod event;
mod flow;
mod form;
mod health_record;
mod import;
mod indicator;
mod indicator_note;
mod installation;
mod outcome;
mod page;
mod plan;
mod problem;
mod programme;
mod results;
mod series;
mod session;
mod transfer;

use serde_json::Map;

pub use self::access_log::{AccessLogEntry, AccessLogPage};
pub use self::attendance::{
    AddSessions, CourseSessions, GroupMemberView, GroupSessionView, GroupSessions, OpenGroup, RecordGroup,
    SessionInput, SessionView,
};
pub use self::benchmark::{
    Benchmark, BenchmarkAsk, BenchmarkCell, BenchmarkFlag, BenchmarkIndicator, BenchmarkPeriod,
    BenchmarkSplit, BenchmarkView, Benchmarks, FunnelCurveView, FunnelView, ModelCardFactor, ModelCardRow,
    ModelCardView, SnapshotView,
};
pub use self::case_mix::{CaseMix, CaseMixLevel, CaseMixSplit};
pub use self::citizen::{
    CitizenSummary, CitizenView, CitizensFound, MergeCitizen, MergeView, RecordDeath, RegisterCitizen,
    SearchCitizens,
};
pub use self::course::{
    CourseFilter, CoursePage, CourseView, FollowupDue, FormState, FormStatus, GapView, OpenCourse,
};
pub use self::course_event::{CourseEventView, CourseEvents, RecordEvent};
pub use self::data_quality::{
    ChainLink, CompletenessCell, DataQuality, FieldCompleteness, FormCompleteness, LackingCourse,
    LackingCourses, LackingField, Plausibility, Timeliness, UnitCompleteness,
};
pub use self::delivery::{Comparability, Delivery, FormDelivery, MonthDelivery, MonthDeliveryState};
pub use self::development::{Development, DevelopmentPoint, MovingRanges, NumberKind, PeriodAsk};
pub use self::event::NumbersChanged;
pub use self::flow::{EndingGroup, EndingReason, Flow, FlowStep, Waiting, WaitingIndicator};
pub use self::form::{
    ConfirmationView, DraftView, DraftWriter, FormHistory, FormVersionView, FormView, PutDraft, SubmitForm,
    Submitted,
};
pub use self::health_record::{RecordFinding, RecordImportReport};
pub use self::import::{ImportMode, ImportReport, RowFinding};
pub use self::indicator::{Compared, Overview, OverviewRow, PeriodCourses, QuarterPoint};
pub use self::indicator_note::{
    AimSettingView, AimVerdict, AimView, BaselineView, BeginBaseline, CommentView, IndicatorNotes,
    IndicatorSettingView, IndicatorSettings, SetAim, WriteComment,
};
pub use self::installation::Installation;
pub use self::outcome::{OutcomeView, ReadView, RuleView, StepView, TruthView};
pub use self::page::{Labelled, ShareView, TallyView};
pub use self::plan::{DecidedView, PlanHistory, PlanView, SuggestionList, SuggestionView};
pub use self::problem::{Problem, ProblemCode};
pub use self::programme::{FormUse, ProgrammeList, ProgrammeSummary, ProgrammeUse};
pub use self::results::{
    MoveCell, MoveRow, Moves, ResultBin, ResultMeasure, ResultMeasureList, ResultPair, Results,
    ThresholdKind, ThresholdReached, ThresholdView,
};
pub use self::series::{
    Assurance, DefinitionView, IndicatorCourse, IndicatorCourses, IndicatorCoursesAsk, MissingAnswer,
    PointTone, Series, SeriesAsk, SeriesBreak, SeriesChart, SeriesGrain, SeriesGroup, SeriesLimits,
    SeriesPoint, SeriesSegment, SignalRules, SplitView, Variation,
};
pub use self::session::{JournalKey, Login, Me, MunicipalityView, account_mark};
pub use self::transfer::{
    DeclineTransfer, OfferTransfer, TransferCitizenView, TransferDirection, TransferList, TransferView,
};

/// Answers of a form by variable id: `{"smoking_status": "daily", "ldl": {"missing": "not_measured"}}`.
///
/// Which ids and values are allowed is the definition's business; the OpenAPI document has a schema per form version.
pub type AnswerMap = Map<String, serde_json::Value>;
