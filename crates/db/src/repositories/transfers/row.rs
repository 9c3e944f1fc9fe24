//! The row of a transfer, and what each party may see of it.

use chrono::{DateTime, Utc};
use domain::course::CourseState;
use domain::ids::{CitizenId, CourseId, TransferId};
use domain::municipality::MunicipalityCode;
use sea_orm::{FromQueryResult, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Transfer, TransferCitizen};
use crate::engine::Tx;
use crate::error::Error;
use crate::key_ring::{Place, TenantKeys};
use crate::repositories::citizens::{BESIDE, CitizenRow};
use crate::sql;

/// The most transfers that are listed.
const MAX_LISTED: i64 = 200;

const COLUMNS: &str = "t.id, t.sender, t.receiver, t.programme, t.course_id, t.citizen_id, t.course_version, t.state, \
    t.summary_sealed, t.package_sealed, t.note_sealed, t.answer_sealed, t.offered_name, t.offered_at, \
    t.answered_name, t.answered_at, t.received_course";

/// A transfer as stored.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct TransferRow {
    pub(super) id: Uuid,
    pub(super) sender: String,
    pub(super) receiver: String,
    programme: String,
    course_id: Uuid,
    citizen_id: Uuid,
    course_version: i64,
    state: String,
    summary_sealed: Option<Vec<u8>>,
    pub(super) package_sealed: Option<Vec<u8>>,
    note_sealed: Option<Vec<u8>>,
    answer_sealed: Option<Vec<u8>>,
    offered_name: String,
    offered_at: DateTime<Utc>,
    answered_name: Option<String>,
    answered_at: Option<DateTime<Utc>>,
    received_course: Option<Uuid>,
}

/// What the receiver sees before deciding; sealed for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Summary {
    pub(super) citizen: TransferCitizen,
    pub(super) note: String,
}

/// A transfer with the own course it is about, if there is one.
#[derive(FromQueryResult)]
struct Shown {
    #[sea_orm(nested)]
    transfer: TransferRow,
    own_state: Option<String>,
    own_version: Option<i64>,
    /// Whether sessions or the plan of the course that was sent were changed after it was packed.
    own_changed: bool,
    #[sea_orm(nested(prefix = "z_"))]
    own_citizen: Option<CitizenRow>,
}

/// Transfers `t` of the municipality `$1`, with its own course `c` and citizen `z`: as sender or as receiver.
fn select(is_sender: bool) -> String {
    // Neither moves the course's own version.
    const CHANGED: &str = "EXISTS (SELECT 1 FROM attendance a WHERE a.municipality = $1 AND a.course_id = t.course_id \
        AND a.recorded_at > t.offered_at) OR EXISTS (SELECT 1 FROM plan_version p WHERE p.municipality = $1 \
        AND p.course_id = t.course_id AND p.saved_at > t.offered_at)";
    let (party, course) = if is_sender { ("sender", "course_id") } else { ("receiver", "received_course") };
    let changed = if is_sender { CHANGED } else { "FALSE" };
    format!(
        "SELECT {COLUMNS}, c.state AS own_state, c.version AS own_version, {changed} AS own_changed, {BESIDE} FROM transfer t \
         LEFT JOIN course c ON c.municipality = $1 AND c.id = t.{course} \
         LEFT JOIN citizen z ON z.municipality = $1 AND z.id = c.citizen_id \
         WHERE t.{party} = $1"
    )
}

/// Both sides' transfers that a condition on `t` and the parameter `$2` names.
async fn shown(
    tx: &Tx,
    code: &str,
    keys: &TenantKeys,
    conditions: [&str; 2],
    value: Value,
) -> Result<Vec<Transfer>, Error> {
    let mut transfers = Vec::new();
    for (is_sender, condition) in [true, false].into_iter().zip(conditions) {
        let query = format!("{}{condition}", select(is_sender));
        let rows: Vec<Shown> = sql::all(tx, query, [code.into(), value.clone()]).await?;
        for row in rows {
            transfers.push(row.open(keys, !is_sender)?);
        }
    }
    Ok(transfers)
}

/// The newest transfers of a municipality.
pub(super) async fn list(tx: &Tx, code: &str, keys: &TenantKeys) -> Result<Vec<Transfer>, Error> {
    const NEWEST: &str = " ORDER BY t.offered_at DESC, t.id DESC LIMIT $2";
    let mut transfers = shown(tx, code, keys, [NEWEST, NEWEST], MAX_LISTED.into()).await?;
    transfers.sort_by_key(|transfer| std::cmp::Reverse((transfer.offered_at, transfer.id)));
    Ok(transfers)
}

/// The way of one of the municipality's courses to and from others, oldest first.
pub(crate) async fn of_course(
    tx: &Tx,
    code: &str,
    keys: &TenantKeys,
    course: CourseId,
) -> Result<Vec<Transfer>, Error> {
    let conditions = [" AND t.course_id = $2", " AND t.received_course = $2"];
    let mut transfers = shown(tx, code, keys, conditions, course.get().into()).await?;
    transfers.sort_by_key(|transfer| (transfer.offered_at, transfer.id));
    Ok(transfers)
}

/// One transfer of a municipality.
pub(super) async fn one(
    tx: &Tx,
    code: &str,
    keys: &TenantKeys,
    id: TransferId,
) -> Result<Option<Transfer>, Error> {
    const ONE: &str = " AND t.id = $2";
    Ok(shown(tx, code, keys, [ONE, ONE], id.get().into()).await?.pop())
}

/// A transfer that the municipality sent, locked.
pub(super) async fn sent(tx: &Tx, code: &str, id: TransferId) -> Result<Option<TransferRow>, Error> {
    let query = format!("SELECT {COLUMNS} FROM transfer t WHERE t.id = $1 AND t.sender = $2");
    locked(tx, &query, [id.get().into(), code.into()]).await
}

/// A transfer that was offered to the municipality, locked.
pub(super) async fn offered_to(tx: &Tx, code: &str, id: TransferId) -> Result<Option<TransferRow>, Error> {
    let query = format!("SELECT {COLUMNS} FROM transfer t WHERE t.id = $1 AND t.receiver = $2");
    locked(tx, &query, [id.get().into(), code.into()]).await
}

/// Locks a row of the table on PostgreSQL until the end of the transaction.
async fn locked<R: FromQueryResult + Send>(
    tx: &Tx,
    query: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<R>, Error> {
    sql::one(tx, format!("{query}{}", sql::for_update(tx)), values).await
}

impl TransferRow {
    pub(super) fn is_offered(&self) -> bool {
        self.state == domain::course::TransferState::Offered.id()
    }

    /// The sender's own id of the citizen, for the sender's log.
    pub(super) const fn sender_citizen(&self) -> CitizenId {
        CitizenId::new(self.citizen_id)
    }

    pub(super) fn sender(&self) -> Result<MunicipalityCode, Error> {
        municipality(&self.sender)
    }
}

impl Shown {
    fn open(self, keys: &TenantKeys, is_incoming: bool) -> Result<Transfer, Error> {
        let row = &self.transfer;
        let key = [row.id.as_bytes().to_vec()];
        let text = |column, sealed: &Option<Vec<u8>>| {
            sealed.as_deref().map(|sealed| keys.open_text(place(column, &key), sealed)).transpose()
        };
        let summary = if is_incoming { text("summary", &row.summary_sealed)? } else { None };
        let summary: Option<Summary> =
            summary.map(|json| serde_json::from_str(&json)).transpose().map_err(unreadable)?;
        let (note, answer) = match is_incoming {
            true => (summary.as_ref().map(|summary| summary.note.clone()), None),
            false => (text("note", &row.note_sealed)?, text("answer", &row.answer_sealed)?),
        };
        let own = self.own_citizen(keys)?;
        let citizen_id = self.own_citizen.as_ref().map(|citizen| CitizenId::new(citizen.id));
        let course_state = self.own_state.as_deref().map(str::parse::<CourseState>).transpose();
        Ok(Transfer {
            id: TransferId::new(row.id),
            is_incoming,
            other: municipality(if is_incoming { &row.sender } else { &row.receiver })?,
            programme: row.programme.clone(),
            state: row.state.parse().map_err(unreadable)?,
            citizen_id,
            citizen: own.or(summary.map(|summary| summary.citizen)),
            course: if is_incoming { row.received_course } else { Some(row.course_id) }.map(CourseId::new),
            course_state: course_state.map_err(unreadable)?,
            is_outdated: !is_incoming
                && (self.own_changed || self.own_version.is_some_and(|now| now != row.course_version)),
            note,
            answer,
            offered_by: row.offered_name.clone(),
            offered_at: row.offered_at,
            answered_by: row.answered_name.clone(),
            answered_at: row.answered_at,
        })
    }

    /// The own citizen whose course it is.
    fn own_citizen(&self, keys: &TenantKeys) -> Result<Option<TransferCitizen>, Error> {
        let Some(row) = &self.own_citizen else { return Ok(None) };
        let citizen = row.clone().open(keys)?;
        Ok(Some(TransferCitizen {
            name: citizen.name.as_str().to_owned(),
            cpr_masked: citizen.cpr.masked(),
            birth_date: citizen.birth_date,
            sex: citizen.sex,
        }))
    }
}

/// Where the sealed columns of a transfer live.
pub(super) fn place<'a>(column: &'static str, row: &'a [Vec<u8>]) -> Place<'a> {
    Place { table: "transfer", column, row }
}

fn municipality(code: &str) -> Result<MunicipalityCode, Error> {
    code.parse().map_err(unreadable)
}

pub(super) fn unreadable(cause: impl std::fmt::Display) -> Error {
    Error::inconsistent("transfer", cause)
}
