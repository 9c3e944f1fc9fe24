//! A stored plan, and how it is sealed and read back.

use chrono::{DateTime, Utc};
use domain::ids::{CourseId, UserId};
use domain::plan::Plan;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::entropy::Entropy;
use crate::error::Error;
use crate::key_ring::{Place, TenantKeys};
use crate::sql;

/// One version of a course's plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPlan {
    /// Counts the versions, from 1; sent as the ETag.
    pub version: i64,
    /// The course's programme.
    pub programme: String,
    /// The version of the programme whose lists it is made from.
    pub definition: String,
    /// What is planned.
    pub plan: Plan,
    /// Who decided about the suggestions and when, one for each of the plan's decisions.
    pub decided: Vec<Decided>,
    /// Who saved it.
    pub saved_by: UserId,
    /// Their name, where the account still exists.
    pub author: Option<String>,
    /// When.
    pub saved_at: DateTime<Utc>,
}

/// Who decided about a suggestion, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The suggestion's id.
    pub suggestion: String,
    /// Who it was.
    pub by: UserId,
    /// The name they had.
    pub name: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What is sealed of a version.
#[derive(Serialize, Deserialize)]
pub(super) struct Content {
    pub(super) plan: Plan,
    pub(super) decided: Vec<Decided>,
}

#[derive(FromQueryResult)]
struct Row {
    citizen_id: Uuid,
    programme: String,
    #[sea_orm(nested)]
    plan: Option<PlanRow>,
}

#[derive(FromQueryResult)]
struct PlanRow {
    version: i64,
    definition: String,
    plan_sealed: Vec<u8>,
    saved_by: Uuid,
    saved_at: DateTime<Utc>,
    author: Option<String>,
}

/// Versions of a course's plan, newest first, with the citizen; `None` for a course that is not there.
pub(super) async fn read(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    code: &str,
    course: CourseId,
    limit: Option<i64>,
) -> Result<Option<(Uuid, Vec<StoredPlan>)>, Error> {
    const READ: &str = "SELECT c.citizen_id, c.programme, p.version, p.definition, p.plan_sealed, p.saved_by, p.saved_at, \
        u.display_name AS author FROM course c \
        LEFT JOIN plan_version p ON p.municipality = c.municipality AND p.course_id = c.id \
        LEFT JOIN user_account u ON u.id = p.saved_by \
        WHERE c.municipality = $1 AND c.id = $2 ORDER BY p.version DESC LIMIT $3";
    let values: [Value; 3] = [code.into(), course.get().into(), limit.unwrap_or(i64::MAX).into()];
    let rows: Vec<Row> = sql::all(connection, READ, values).await?;
    let Some(citizen) = rows.first().map(|row| row.citizen_id) else { return Ok(None) };
    let plans = rows.into_iter().filter_map(|row| Some((row.plan?, row.programme)));
    let plans =
        plans.map(|(plan, programme)| plan.open(keys, course, programme)).collect::<Result<_, _>>()?;
    Ok(Some((citizen, plans)))
}

impl PlanRow {
    fn open(self, keys: &TenantKeys, course: CourseId, programme: String) -> Result<StoredPlan, Error> {
        let json = keys.open(place(&row_key(course, self.version)), &self.plan_sealed)?;
        let Content { plan, decided } = serde_json::from_slice(&json).map_err(|_| {
            Error::inconsistent("plan_version", format!("version {} is no plan", self.version))
        })?;
        Ok(StoredPlan {
            version: self.version,
            programme,
            definition: self.definition,
            plan,
            decided,
            saved_by: UserId::new(self.saved_by),
            author: self.author,
            saved_at: self.saved_at,
        })
    }
}

impl Content {
    /// Seals what a version holds.
    pub(super) fn seal(
        &self,
        keys: &TenantKeys,
        entropy: &dyn Entropy,
        (course, version): (CourseId, i64),
    ) -> Result<Vec<u8>, Error> {
        let json = serde_json::to_vec(self).map_err(|cause| Error::inconsistent("plan_version", cause))?;
        keys.seal(entropy, place(&row_key(course, version)), &json)
    }
}

/// Begins a statement that stores versions; the rows follow.
pub(super) const INSERT: &str = "INSERT INTO plan_version (municipality, course_id, version, definition, \
    plan_sealed, saved_by, saved_at) VALUES ";
const WIDTH: usize = 7;

/// The values of a version, in the order of [`INSERT`].
pub(super) fn values(
    code: &str,
    (course, version): (CourseId, i64),
    definition: &str,
    sealed: Vec<u8>,
    (by, at): (Uuid, DateTime<Utc>),
) -> [Value; WIDTH] {
    [code.into(), course.get().into(), version.into(), definition.into(), sealed.into(), by.into(), at.into()]
}

fn row_key(course: CourseId, version: i64) -> [Vec<u8>; 2] {
    [course.get().as_bytes().to_vec(), version.to_be_bytes().to_vec()]
}

fn place(key: &[Vec<u8>; 2]) -> Place<'_> {
    Place { table: "plan_version", column: "plan", row: key }
}
