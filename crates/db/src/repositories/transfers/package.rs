//! Everything a course consists of, packed for another municipality.

use chrono::{DateTime, NaiveDate, Utc};
use domain::attendance::{AttendanceStatus, Session, SessionDelivery, SessionKind};
use domain::citizen::{Citizen, Sex};
use domain::course::{Course, CourseState, LifeEvent};
use domain::ids::CourseId;
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::engine::Tx;
use crate::error::Error;
use crate::key_ring::TenantKeys;
use crate::repositories::course_events::{self, StoredEvent};
use crate::repositories::forms::open_reason;
use crate::repositories::plans::moving::MovingPlan;
use crate::repositories::{attendance, plans};
use crate::sql;

/// A course with its citizen and its history. Drafts stay with who typed them.
#[derive(Serialize, Deserialize)]
pub(super) struct Package {
    pub(super) citizen: PackedCitizen,
    pub(super) course: PackedCourse,
    pub(super) forms: Vec<PackedForm>,
    pub(super) events: Vec<PackedEvent>,
    pub(super) sessions: Vec<PackedSession>,
    pub(super) plans: Vec<MovingPlan>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct PackedCitizen {
    pub(super) cpr: String,
    pub(super) name: String,
    pub(super) birth_date: NaiveDate,
    pub(super) death_date: Option<NaiveDate>,
    pub(super) sex: Sex,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct PackedCourse {
    pub(super) programme: String,
    pub(super) definition: String,
    pub(super) state: CourseState,
    pub(super) opened_on: NaiveDate,
    pub(super) started_on: Option<NaiveDate>,
    pub(super) ended_on: Option<NaiveDate>,
    pub(super) version: i64,
}

/// One version of one form; answers and confirmations as they are stored.
#[derive(Clone, Debug, Serialize, Deserialize, FromQueryResult)]
pub(super) struct PackedForm {
    pub(super) form: String,
    pub(super) version: i64,
    pub(super) definition: String,
    pub(super) answers: String,
    pub(super) author: Option<String>,
    pub(super) submitted_at: DateTime<Utc>,
    pub(super) reason: Option<String>,
    pub(super) confirmed: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct PackedEvent {
    version: i64,
    event: LifeEvent,
    on: NaiveDate,
    reason: Option<String>,
    before: CourseState,
    after: CourseState,
    recorded_by: String,
    recorded_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct PackedSession {
    pub(super) held_on: NaiveDate,
    pub(super) starts_at: Option<String>,
    pub(super) kind: SessionKind,
    pub(super) delivery: SessionDelivery,
    pub(super) title: Option<String>,
    pub(super) status: AttendanceStatus,
    pub(super) note: Option<String>,
}

impl Package {
    /// Packs a course of the municipality whose transaction it is.
    pub(super) async fn pack(
        tx: &Tx,
        code: &str,
        keys: &TenantKeys,
        course: &Course,
        citizen: &Citizen,
    ) -> Result<Self, Error> {
        let events = course_events::stored(tx, code, course.id).await?;
        let events: Vec<_> = events.into_iter().map(|row| row.open(keys)).collect::<Result<_, _>>()?;
        let sessions = attendance::sessions(tx, code, keys, course.id).await?;
        Ok(Self {
            citizen: PackedCitizen {
                cpr: citizen.cpr.reveal(),
                name: citizen.name.as_str().to_owned(),
                birth_date: citizen.birth_date,
                death_date: citizen.death_date,
                sex: citizen.sex,
            },
            course: PackedCourse {
                programme: course.programme.clone(),
                definition: course.programme_version.clone(),
                state: course.state,
                opened_on: course.opened_on,
                started_on: course.started_on,
                ended_on: course.ended_on,
                version: course.version,
            },
            forms: forms(tx, code, keys, course.id).await?,
            events: events.into_iter().map(PackedEvent::from).collect(),
            sessions: sessions.into_iter().map(PackedSession::from).collect(),
            plans: plans::moving::versions(tx, code, keys, course.id).await?,
        })
    }
}

/// Every version of every form of a course, in the order they were made within each.
async fn forms(tx: &Tx, code: &str, keys: &TenantKeys, course: CourseId) -> Result<Vec<PackedForm>, Error> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        reason_sealed: Option<Vec<u8>>,
        #[sea_orm(nested)]
        form: PackedForm,
    }
    const FORMS: &str = "SELECT f.id, f.form, f.version, f.definition, f.answers, \
        coalesce(f.author, u.display_name) AS author, f.submitted_at, f.reason, f.reason_sealed, f.confirmed FROM form_version f \
        LEFT JOIN user_account u ON u.id = f.submitted_by \
        WHERE f.municipality = $1 AND f.course_id = $2 ORDER BY f.form, f.version";
    let rows: Vec<Row> = sql::all(tx, FORMS, [code.into(), course.get().into()]).await?;
    let open = |Row { id, reason_sealed, form }: Row| {
        let reason = open_reason(keys, id, reason_sealed, form.reason.clone())?;
        Ok(PackedForm { reason, ..form })
    };
    rows.into_iter().map(open).collect()
}

impl From<StoredEvent> for PackedEvent {
    fn from(stored: StoredEvent) -> Self {
        let StoredEvent { version, event, on, reason, before, after, recorded_by, recorded_at } = stored;
        Self { version, event, on, reason, before, after, recorded_by, recorded_at }
    }
}

impl From<PackedEvent> for StoredEvent {
    fn from(packed: PackedEvent) -> Self {
        let PackedEvent { version, event, on, reason, before, after, recorded_by, recorded_at } = packed;
        Self { version, event, on, reason, before, after, recorded_by, recorded_at }
    }
}

impl From<Session> for PackedSession {
    fn from(session: Session) -> Self {
        Self {
            held_on: session.held_on,
            starts_at: session.starts_at.map(|time| time.to_string()),
            kind: session.kind,
            delivery: session.delivery,
            title: session.title,
            status: session.status,
            note: session.note,
        }
    }
}
