//! The plan of a course that moves to another municipality.

use chrono::{DateTime, Utc};
use domain::ids::CourseId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::stored::{self, Content};
use crate::database::Database;
use crate::engine::Tx;
use crate::error::Error;
use crate::key_ring::TenantKeys;
use crate::sql;

/// One version of a plan, on its way.
#[derive(Serialize, Deserialize)]
pub(in crate::repositories) struct MovingPlan {
    version: i64,
    definition: String,
    content: Content,
    saved_at: DateTime<Utc>,
}

/// Every version of a course's plan, oldest first.
pub(in crate::repositories) async fn versions(
    tx: &Tx,
    code: &str,
    keys: &TenantKeys,
    course: CourseId,
) -> Result<Vec<MovingPlan>, Error> {
    let found = stored::read(tx, keys, code, course, None).await?;
    let moving = found.into_iter().flat_map(|(_, plans)| plans.into_iter().rev()).map(|plan| MovingPlan {
        version: plan.version,
        definition: plan.definition,
        content: Content { plan: plan.plan, decided: plan.decided },
        saved_at: plan.saved_at,
    });
    Ok(moving.collect())
}

/// Stores the versions for a course that comes from another municipality. Whoever saved them has no account here.
pub(in crate::repositories) async fn receive(
    tx: &Tx,
    database: &Database,
    keys: &TenantKeys,
    code: &str,
    course: CourseId,
    versions: Vec<MovingPlan>,
) -> Result<(), Error> {
    let row = |plan: MovingPlan| {
        let key = (course, plan.version);
        let sealed = plan.content.seal(keys, database.entropy(), key)?;
        Ok(stored::values(code, key, &plan.definition, sealed, (Uuid::nil(), plan.saved_at)))
    };
    let rows = versions.into_iter().map(row).collect::<Result<Vec<_>, Error>>()?;
    Ok(sql::insert_rows(tx, stored::INSERT, rows).await?)
}
