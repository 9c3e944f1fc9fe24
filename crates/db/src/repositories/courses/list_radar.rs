//! The list of courses on the radar.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::Value;
use uuid::Uuid;

use super::listed::{Row, listed, select};
use super::{CoursePage, Courses};
use crate::audit::Event;
use crate::error::Error;
use crate::repositories::attendance::on_radar;
use crate::rights::ReadCourses;
use crate::sql;

impl Courses<'_, ReadCourses> {
    /// A page of the radar. It is worked out anew for every page; the cursor is the last course of the page before.
    pub(super) async fn radar(
        &self,
        programme: Option<&str>,
        today: NaiveDate,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<CoursePage, Error> {
        const INVALID: Error = Error::Conflict("invalid_cursor");
        let code = self.0.code()?;
        let after: Option<Uuid> = cursor.map(str::parse).transpose().map_err(|_| INVALID)?;
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let all = on_radar(&tx, &code, programme, today).await?;
        let rest = match after {
            // Only ids of the own list are known here, so another municipality's are worth nothing.
            Some(last) => match all.iter().position(|id| *id == last) {
                Some(index) => all.get(index + 1..).unwrap_or_default(),
                None => {
                    tx.commit().await?;
                    return Err(INVALID);
                }
            },
            None => &all,
        };
        let ids = rest.get(..limit).unwrap_or(rest);
        let next = ids.last().filter(|_| rest.len() > ids.len()).map(Uuid::to_string);
        let mut courses = Vec::new();
        if !ids.is_empty() {
            let query =
                format!("{} WHERE c.municipality = $1 AND c.id IN ({})", select(), sql::list(2, ids.len()));
            let mut values: Vec<Value> = vec![code.as_str().into()];
            values.extend(ids.iter().map(|id| Value::from(*id)));
            let rows: Vec<Row> = sql::all(&tx, query, values).await?;
            courses = listed(&self.0, &tx, rows).await?;
            let order: HashMap<Uuid, usize> =
                ids.iter().enumerate().map(|(index, id)| (*id, index)).collect();
            courses.sort_by_key(|listed| order.get(&listed.course.id.get()).copied());
        }
        let shown = courses.iter().map(|listed| listed.citizen.id);
        let event =
            Event::new("course.list").citizens(shown).criterion("radar".to_owned()).count(courses.len());
        self.0.database.finish(tx, self.0.who(), event).await?;
        Ok(CoursePage { courses, total: i64::try_from(all.len()).unwrap_or(i64::MAX), next })
    }
}
