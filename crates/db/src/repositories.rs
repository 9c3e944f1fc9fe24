//! What is stored, one module per kind of thing.
//!
//! A repository is opened from a [`Caller`] and lives no longer than it. What a caller may do with it depends on the
//! right the caller holds: methods exist only for the right they need.

mod access_log;
mod accounts;
mod attendance;
mod case_mix;
mod citizens;
mod cohort;
mod confirmed;
mod course_events;
mod courses;
mod data_quality;
mod definition_use;
mod drafts;
mod flow;
mod forms;
mod health_records;
mod idempotency;
mod imports;
mod indicator_notes;
mod indicators;
mod outcomes;
mod plans;
mod publications;
mod recompute;
mod results;
mod sessions;
mod transfers;
mod users;

use std::sync::Arc;

use domain::municipality::MunicipalityCode;

use crate::caller::{Caller, Identity};
use crate::database::Database;
use crate::error::Error;
use crate::key_ring::TenantKeys;
use crate::rights::Right;
use crate::tenant::Tenant;

pub use access_log::{AccessLog, AccessLogFilter, AccessLogPage};
pub use accounts::{AccountState, Accounts, LoginAccount, LoginRefusal};
pub use attendance::{
    Attendance, CourseAttendance, GroupMember, GroupSession, ImportedGroup, ImportedSession, RegisterWrite,
};
pub use case_mix::{CaseMix, CaseMixCounts, PublishedMix};
pub use citizens::{CitizenQuery, Citizens, FoundCitizens, Merge, Merged};
pub use confirmed::{Answered, Confirmed};
pub use course_events::{CourseEvents, CourseLife, StoredEvent};
pub use courses::{CourseFilter, CoursePage, Courses, FormMark, Gap, ListedCourse};
pub use data_quality::{
    DataQuality, DeliveredForm, Deliveries, Lacking, LackingCourse, LookedFor, QualityNumbers, Sought,
    UnitNumbers,
};
pub use definition_use::{DefinitionUse, FormUse};
pub use drafts::{Draft, Drafts, NewDraft, SavedDraft, Writer};
pub use flow::{Flow, FlowNumbers};
pub use forms::{Forms, StoredForm, Submission, Submitted};
pub use health_records::{HealthRecords, ImportedRecord, RecordsReport};
pub use idempotency::{Idempotency, KnownKey, StoredAnswer};
pub use imports::{AbandonImport, ImportError, ImportRecord, ImportReport, ImportedCitizen, Imports};
pub use indicator_notes::{Aim, Baseline, Comment, IndicatorNotes, Notes};
pub use indicators::{
    BehindLevel, BehindNumber, Counted, CourseBehind, CoursesBehind, CoursesWithin, IndicatorHistory,
    IndicatorNumbers, IndicatorSettings, Indicators, LevelMonths, Overview, Tally,
};
pub use outcomes::{CourseOutcome, Outcomes};
pub use plans::{Decided, OpenSuggestion, PlanSaved, Plans, StoredPlan};
pub(crate) use publications::KeptShares;
pub use publications::{
    ComparedShares, NameDecision, Publication, PublicationProgress, PublicationResult, Publications,
    Published, PublishedKey, PublishedRow, PublishedUnit, Snapshot,
};
pub use recompute::{RecomputePlace, Recomputed};
pub use results::{MeasuredChange, Results};
pub use sessions::Sessions;
pub use transfers::{Transfer, TransferCitizen, Transfers};
pub use users::{NewUser, User, Users};

/// A repository's view: the database, and on whose behalf.
#[derive(Debug)]
pub(crate) struct Scoped<'c, R: Right> {
    database: Database,
    caller: &'c Caller<R>,
}

impl<R: Right> Scoped<'_, R> {
    fn who(&self) -> &Identity {
        self.caller.identity()
    }

    fn municipality(&self) -> Result<MunicipalityCode, Error> {
        self.who().own_municipality()
    }

    /// The value of the column `municipality` in every statement.
    fn code(&self) -> Result<String, Error> {
        self.municipality().map(|municipality| municipality.to_string())
    }

    fn tenant(&self) -> Result<Tenant, Error> {
        self.municipality().map(Tenant::from)
    }

    fn keys(&self) -> Result<Arc<TenantKeys>, Error> {
        self.tenant().map(|tenant| self.database.keys(tenant))
    }
}

macro_rules! repositories {
    ($($(#[$meta:meta])* $open:ident -> $name:ident;)+) => {
        impl Database {
            $(
                $(#[$meta])*
                #[must_use]
                pub fn $open<'c, R: Right>(&self, caller: &'c Caller<R>) -> $name<'c, R> {
                    $name(Scoped { database: self.clone(), caller })
                }
            )+
        }
    };
}

repositories! {
    /// Citizens of the caller's municipality.
    citizens -> Citizens;
    /// Courses of the caller's municipality.
    courses -> Courses;
    /// Sessions of courses and who came.
    attendance -> Attendance;
    /// What happens to courses besides their forms.
    course_events -> CourseEvents;
    /// Courses on their way from and to the caller's municipality.
    transfers -> Transfers;
    /// What the caller has typed and not submitted.
    drafts -> Drafts;
    /// Submitted forms of the caller's municipality.
    forms -> Forms;
    /// Records imported from hospital, laboratory and general practice.
    health_records -> HealthRecords;
    /// What the indicators say about single courses.
    outcomes -> Outcomes;
    /// What is planned on courses of the caller's municipality.
    plans -> Plans;
    /// The exact numbers of the caller's municipality.
    indicators -> Indicators;
    /// What is noted about the indicators of the caller's municipality.
    indicator_notes -> IndicatorNotes;
    /// How much the caller's municipality uses the versions of a programme.
    definition_use -> DefinitionUse;
    /// How far courses come, and how long citizens wait.
    flow -> Flow;
    /// What changes from the start to the end of courses.
    results -> Results;
    /// Who the citizens are.
    case_mix -> CaseMix;
    /// Whether data are complete, in time and plausible.
    data_quality -> DataQuality;
    /// Published, protected numbers across municipalities.
    publications -> Publications;
    /// Import of many courses at once.
    imports -> Imports;
    /// Who looked at whom in the caller's municipality.
    access_log -> AccessLog;
    /// Answers to repeated requests of the caller.
    idempotency -> Idempotency;
    /// The accounts of the caller's municipality.
    users -> Users;
}
