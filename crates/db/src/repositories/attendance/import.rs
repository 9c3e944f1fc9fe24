//! Many sessions at once, for courses that were imported.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::attendance::SessionDraft;
use domain::ids::{CourseId, GroupSessionId};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::row::{self, values};
use super::{Attendance, groups};
use crate::audit::{self, Event};
use crate::engine::job;
use crate::error::Error;
use crate::moment::storable;
use crate::rights::Import;
use crate::sql;

/// Course keys looked up at once.
const CHUNK: usize = 256;

/// A group session to import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedGroup {
    /// What is said about it.
    pub draft: SessionDraft,
}

/// A session to import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedSession {
    /// The sender's own id of the course.
    pub course_key: String,
    /// Which of the groups it is part of, from 0.
    pub group: Option<usize>,
    /// What is said about it.
    pub draft: SessionDraft,
}

#[derive(FromQueryResult)]
struct KeyRow {
    id: Uuid,
    course_key: String,
}

impl Attendance<'_, Import> {
    /// Stores sessions of imported courses in one transaction; those of unknown courses are left out. Returns how many
    /// were stored.
    ///
    /// # Errors
    /// When the database cannot be asked, or a session names a group that is not there.
    pub async fn import(
        &self,
        groups: &[ImportedGroup],
        sessions: Vec<ImportedSession>,
        now: DateTime<Utc>,
    ) -> Result<usize, Error> {
        let (who, code, now, keys) = (self.0.who().clone(), self.0.code()?, storable(now), self.0.keys()?);
        let by = (who.user_id, now);
        let courses = self.courses(&sessions).await?;
        let ids = groups
            .iter()
            .map(|_| self.0.database.new_id(now).map(GroupSessionId::new))
            .collect::<Result<Vec<_>, _>>()?;
        let group_rows: Vec<_> = groups
            .iter()
            .zip(&ids)
            .map(|(group, id)| groups::insert_values(&code, *id, &group.draft, by))
            .collect();
        let mut rows = Vec::with_capacity(sessions.len());
        for ImportedSession { course_key, group, draft } in sessions {
            let Some(course) = courses.get(&course_key) else { continue };
            let missing = || Error::inconsistent("group_session", "there is no such group in the import");
            let group = group.map(|index| ids.get(index).copied().ok_or_else(missing)).transpose()?;
            let session = self.session(*course, group, draft, now)?;
            rows.push(values(&keys, self.0.database.entropy(), &code, &session, by)?);
        }
        let count = rows.len();
        let work = job(move |tx| {
            Box::pin(async move {
                groups::insert(tx, group_rows).await?;
                row::insert(tx, rows).await?;
                audit::append(tx, &who, Event::new("attendance.import").count(count)).await
            })
        });
        self.0.database.store().save_alone(self.0.tenant()?, work).await?;
        Ok(count)
    }

    async fn courses(&self, sessions: &[ImportedSession]) -> Result<HashMap<String, CourseId>, Error> {
        let mut keys: Vec<&str> = sessions.iter().map(|session| session.course_key.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        let code = self.0.code()?;
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let mut found = HashMap::new();
        for chunk in keys.chunks(CHUNK) {
            let query = format!(
                "SELECT c.id, c.course_key FROM course c WHERE c.municipality = $1 AND c.course_key IN ({})",
                sql::list(2, chunk.len())
            );
            let mut values: Vec<Value> = vec![code.as_str().into()];
            values.extend(chunk.iter().map(|key| Value::from(*key)));
            for row in sql::all::<KeyRow>(&tx, query, values).await? {
                found.insert(row.course_key, CourseId::new(row.id));
            }
        }
        tx.commit().await?;
        Ok(found)
    }
}
