//! The work list: courses with their citizens, newest change first.

use chrono::{DateTime, NaiveDate, Utc};
use domain::course::CourseState;
use domain::followup::{FOLLOWUPS, ended_between};
use domain::ids::CitizenId;
use domain::programme::Catalogue;
use sea_orm::Value;
use uuid::Uuid;

use super::listed::{ListedCourse, Row, listed, select};
use super::{Courses, list_gaps};
use crate::audit::Event;
use crate::engine::Tx;
use crate::error::Error;
use crate::key_ring::TenantKeys;
use crate::repositories::attendance::asked_for_since;
use crate::rights::ReadCourses;
use crate::sql;

/// The most courses on a page.
const MAX_PAGE: usize = 200;
const MAC_LENGTH: usize = 8;

/// Which courses are listed; everything that is set must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CourseFilter {
    /// Of this programme.
    pub programme: Option<String>,
    /// In one of these states; in any if empty.
    pub states: Vec<CourseState>,
    /// Of this citizen.
    pub citizen: Option<CitizenId>,
    /// Only courses that are running.
    pub open: bool,
    /// Only courses whose initial meeting was before this day.
    pub started_before: Option<NaiveDate>,
    /// Only courses with a draft of the caller's.
    pub with_draft: bool,
    /// Only courses with an indicator that is not decided for lack of an answer, by the definition that is current; the
    /// answers are named.
    pub with_missing: bool,
    /// Only courses with a session on this day, or with one in the two weeks before of which nobody said who came.
    pub session_due: Option<NaiveDate>,
    /// Only courses that ended so long before this day that a follow-up is due and has not been filled in.
    pub followup_due: Option<NaiveDate>,
    /// Only courses the radar shows on this day, the most pressing first.
    pub radar: Option<NaiveDate>,
}

/// A page of the work list.
#[derive(Clone, Debug)]
pub struct CoursePage {
    /// The courses.
    pub courses: Vec<ListedCourse>,
    /// How many there are on all pages.
    pub total: i64,
    /// What to ask for to get the next page.
    pub next: Option<String>,
}

impl Courses<'_, ReadCourses> {
    /// Lists courses, the last changed first; on the radar the most pressing first.
    ///
    /// # Errors
    /// [`Error::Conflict`] `invalid_cursor` for a cursor that this municipality was not given.
    pub async fn list(
        &self,
        filter: &CourseFilter,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<CoursePage, Error> {
        if let Some(today) = filter.radar {
            return self.radar(filter.programme.as_deref(), today, cursor, limit.clamp(1, MAX_PAGE)).await;
        }
        let (keys, code) = (self.0.keys()?, self.0.code()?);
        let after = cursor.map(|cursor| read_cursor(&keys, cursor)).transpose()?;
        let limit = limit.clamp(1, MAX_PAGE);
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let catalogue = self.0.database.catalogue();
        let (condition, values) = condition(&code, filter, self.0.who().user_id.get(), catalogue);
        let count = format!("SELECT count(*) AS rows FROM course c WHERE {condition}");
        let total = sql::count(&tx, count, values.clone()).await?;
        let mut rows = page(&tx, condition, values, after, limit + 1).await?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| write_cursor(&keys, row.course.changed_at, row.id));
        let mut courses = listed(&self.0, &tx, rows).await?;
        if filter.with_missing {
            list_gaps::attach(&self.0, &tx, &mut courses).await?;
        }
        let shown = courses.iter().map(|listed| listed.citizen.id);
        let mut event = Event::new("course.list").citizens(shown).count(courses.len());
        if let Some(citizen) = filter.citizen {
            event = event.citizen(citizen);
        }
        self.0.database.finish(tx, self.0.who(), event).await?;
        Ok(CoursePage { courses, total, next })
    }
}

fn condition(code: &str, filter: &CourseFilter, author: Uuid, catalogue: &Catalogue) -> (String, Vec<Value>) {
    let mut text = "c.municipality = $1".to_owned();
    let mut values: Vec<Value> = vec![code.into()];
    if let Some(programme) = &filter.programme {
        values.push(programme.as_str().into());
        text.push_str(&format!(" AND c.programme = ${}", values.len()));
    }
    if let Some(citizen) = filter.citizen {
        values.push(citizen.get().into());
        text.push_str(&format!(" AND c.citizen_id = ${}", values.len()));
    }
    if !filter.states.is_empty() {
        let first = values.len() + 1;
        values.extend(filter.states.iter().map(|state| Value::from(state.id())));
        text.push_str(&format!(" AND c.state IN ({})", sql::list(first, filter.states.len())));
    }
    if filter.open {
        values.push(true.into());
        text.push_str(&format!(" AND c.is_open = ${}", values.len()));
    }
    if let Some(day) = filter.started_before {
        values.push(day.into());
        text.push_str(&format!(" AND c.started_on < ${}", values.len()));
    }
    if filter.with_draft {
        values.push(author.into());
        text.push_str(&format!(
            " AND EXISTS (SELECT 1 FROM draft d WHERE d.municipality = c.municipality AND d.course_id = c.id \
             AND d.author = ${})",
            values.len()
        ));
    }
    if filter.with_missing {
        let current = current(catalogue, &mut values);
        text.push_str(&format!(
            " AND EXISTS (SELECT 1 FROM outcome o WHERE o.municipality = c.municipality AND o.course_id = c.id \
             AND o.state = 'missing' AND ({current}))"
        ));
    }
    if let Some(today) = filter.session_due {
        values.extend([today.into(), asked_for_since(today).into()]);
        let (today, since) = (values.len() - 1, values.len());
        text.push_str(&format!(
            " AND EXISTS (SELECT 1 FROM attendance a WHERE a.municipality = c.municipality AND a.course_id = c.id \
             AND (a.held_on = ${today} OR \
             (a.status = 'planned' AND a.held_on >= ${since} AND a.held_on < ${today})))"
        ));
    }
    if let Some(today) = filter.followup_due {
        let due: Vec<_> = FOLLOWUPS.iter().filter_map(|followup| due(followup, today, &mut values)).collect();
        text.push_str(&format!(" AND ({})", due.join(" OR ")));
    }
    (text, values)
}

/// Outcomes `o` by the definitions that are current.
fn current(catalogue: &Catalogue, values: &mut Vec<Value>) -> String {
    let is_current =
        |id: &str, version: &str| catalogue.current(id).is_some_and(|newest| newest.version == version);
    let mut either = vec!["1 = 0".to_owned()];
    for programme in catalogue.all().filter(|programme| is_current(&programme.id, &programme.version)) {
        values.extend([programme.id.as_str().into(), programme.version.as_str().into()]);
        either.push(format!("(o.programme = ${} AND o.version = ${})", values.len() - 1, values.len()));
    }
    either.join(" OR ")
}

/// Courses whose follow-up of one kind is due.
fn due((form, months): &(&str, u32), today: NaiveDate, values: &mut Vec<Value>) -> Option<String> {
    let (first, last) = ended_between(*months, today)?;
    values.extend([(*form).into(), first.into(), last.into()]);
    let last = values.len();
    Some(format!(
        "(c.ended_on >= ${} AND c.ended_on <= ${last} AND NOT EXISTS (SELECT 1 FROM form_version f \
         WHERE f.municipality = c.municipality AND f.course_id = c.id AND f.form = ${}))",
        last - 1,
        last - 2
    ))
}

async fn page(
    tx: &Tx,
    mut condition: String,
    mut values: Vec<Value>,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: usize,
) -> Result<Vec<Row>, Error> {
    if let Some((changed_at, id)) = after {
        values.extend([changed_at.into(), id.into()]);
        let number = values.len();
        condition.push_str(&format!(" AND (c.changed_at, c.id) < (${}, ${number})", number - 1));
    }
    values.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
    let query = format!(
        "{} WHERE {condition} ORDER BY c.changed_at DESC, c.id DESC LIMIT ${}",
        select(),
        values.len()
    );
    sql::all(tx, query, values).await
}

/// A cursor is bound to its municipality: another one's is worth nothing, and none can be made up.
fn write_cursor(keys: &TenantKeys, changed_at: DateTime<Utc>, id: Uuid) -> String {
    let mut cursor = changed_at.timestamp_micros().to_be_bytes().to_vec();
    cursor.extend_from_slice(id.as_bytes());
    let mac = keys.index("cursor", &cursor);
    cursor.extend_from_slice(&mac[..MAC_LENGTH]);
    hex::encode(cursor)
}

fn read_cursor(keys: &TenantKeys, cursor: &str) -> Result<(DateTime<Utc>, Uuid), Error> {
    const INVALID: Error = Error::Conflict("invalid_cursor");
    let bytes = hex::decode(cursor).map_err(|_| INVALID)?;
    let (micros, rest) = bytes.split_first_chunk::<8>().ok_or(INVALID)?;
    let (id, mac) = rest.split_first_chunk::<16>().ok_or(INVALID)?;
    let expected = keys.index("cursor", &bytes[..24]);
    if !bool::from(subtle::ConstantTimeEq::ct_eq(mac, &expected[..MAC_LENGTH])) {
        return Err(INVALID);
    }
    let changed_at = DateTime::from_timestamp_micros(i64::from_be_bytes(*micros)).ok_or(INVALID)?;
    Ok((changed_at, Uuid::from_bytes(*id)))
}
