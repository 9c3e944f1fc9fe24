//! Which running courses the radar shows.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use domain::attendance::AttendanceStatus;
use domain::course::CourseState;
use domain::radar::{RadarFacts, is_on_radar, urgency, warnings};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::engine::Tx;
use crate::error::Error;
use crate::sql;

/// A municipality that recorded a session within so many days uses the register. Default.
const IN_USE_DAYS: u64 = 90;

#[derive(FromQueryResult)]
struct CourseRow {
    id: Uuid,
    programme: String,
    state: String,
    started_on: NaiveDate,
}

#[derive(FromQueryResult)]
struct HappenedRow {
    course_id: Uuid,
    held_on: NaiveDate,
    status: String,
}

/// What the radar looks at; none for a course that is not running.
pub(super) fn facts(
    state: CourseState,
    started_on: Option<NaiveDate>,
    sessions: impl Iterator<Item = (NaiveDate, AttendanceStatus)>,
    today: NaiveDate,
    register_in_use: bool,
) -> Option<RadarFacts> {
    let is_running = matches!(state, CourseState::InProgress | CourseState::Paused);
    let started_on = started_on.filter(|_| is_running)?;
    let (mut last_contact, mut next_appointment, mut recent) = (None, None, Vec::new());
    for (held_on, status) in sessions {
        if status.is_contact() {
            // Who cancels a session to come has called by today.
            last_contact = last_contact.max(Some(held_on.min(today)));
        }
        if status == AttendanceStatus::Planned && held_on >= today && next_appointment.is_none() {
            next_appointment = Some(held_on);
        }
        if held_on <= today {
            recent.push(status);
        }
    }
    recent.reverse();
    let is_paused = state == CourseState::Paused;
    Some(RadarFacts { started_on, today, is_paused, register_in_use, last_contact, next_appointment, recent })
}

/// Whether the municipality has planned or held a session lately.
pub(super) async fn is_register_in_use(tx: &Tx, code: &str, today: NaiveDate) -> Result<bool, Error> {
    const ANY: &str = "SELECT id FROM attendance WHERE municipality = $1 AND held_on >= $2 LIMIT 1";
    let since = today.checked_sub_days(Days::new(IN_USE_DAYS)).unwrap_or(today);
    sql::exists(tx, ANY, [code.into(), since.into()]).await
}

/// The courses on the radar, the most pressing first.
pub(crate) async fn on_radar(
    tx: &Tx,
    code: &str,
    programme: Option<&str>,
    today: NaiveDate,
) -> Result<Vec<Uuid>, Error> {
    const COURSES: &str = "SELECT c.id, c.programme, c.state, c.started_on FROM course c \
        WHERE c.municipality = $1 AND c.is_open = TRUE AND c.started_on IS NOT NULL";
    const HAPPENED: &str = "SELECT a.course_id, a.held_on, a.status FROM attendance a \
        JOIN course c ON c.municipality = a.municipality AND c.id = a.course_id \
        WHERE a.municipality = $1 AND c.is_open = TRUE AND c.started_on IS NOT NULL \
        ORDER BY a.held_on, coalesce(a.starts_at, ''), a.id";
    let in_use = is_register_in_use(tx, code, today).await?;
    let mut happened: HashMap<Uuid, Vec<(NaiveDate, AttendanceStatus)>> = HashMap::new();
    for row in sql::all::<HappenedRow>(tx, HAPPENED, [code.into()]).await? {
        let status = row.status.parse().map_err(|cause| Error::inconsistent("attendance", cause))?;
        happened.entry(row.course_id).or_default().push((row.held_on, status));
    }
    let mut found = Vec::new();
    for row in sql::all::<CourseRow>(tx, COURSES, [code.into()]).await? {
        if programme.is_some_and(|programme| programme != row.programme) {
            continue;
        }
        let state = row.state.parse().map_err(|cause| Error::inconsistent("course", cause))?;
        let sessions = happened.remove(&row.id).unwrap_or_default().into_iter();
        let warnings = facts(state, Some(row.started_on), sessions, today, in_use)
            .map(|facts| warnings(&facts))
            .unwrap_or_default();
        if is_on_radar(&warnings) {
            found.push((urgency(&warnings), row.started_on, row.id));
        }
    }
    found.sort_unstable();
    Ok(found.into_iter().map(|(.., id)| id).collect())
}
