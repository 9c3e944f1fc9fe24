//! What a list of courses shows of their sessions.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::attendance::{AttendanceStatus, Session, SessionCounts, SessionKind, counts};
use domain::course::Course;
use domain::radar::{Warning, warnings};
use sea_orm::Value;
use uuid::Uuid;

use super::asked_for_since;
use super::radar::{facts, is_register_in_use};
use super::row::{COLUMNS, ORDER, SessionRow};
use crate::engine::Tx;
use crate::error::Error;
use crate::repositories::courses::ListedCourse;
use crate::sql;

/// What a list shows of a course's sessions; their notes are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CourseAttendance {
    /// The training sessions planned and attended.
    pub training: SessionCounts,
    /// The sessions of today, and those of the last days of which nobody has said who came.
    pub due: Vec<Session>,
    /// The first planned session from today on.
    pub next: Option<Session>,
    /// What the radar says.
    pub warnings: Vec<Warning>,
}

/// Adds to courses what is shown of their sessions.
pub(crate) async fn attach(
    tx: &Tx,
    code: &str,
    today: NaiveDate,
    listed: &mut [ListedCourse],
) -> Result<(), Error> {
    if listed.is_empty() {
        return Ok(());
    }
    let query = format!(
        "SELECT {COLUMNS} FROM attendance a WHERE a.municipality = $1 AND a.course_id IN ({}) ORDER BY {ORDER}",
        sql::list(2, listed.len())
    );
    let mut values: Vec<Value> = vec![code.into()];
    values.extend(listed.iter().map(|listed| Value::from(listed.course.id.get())));
    let mut sessions: HashMap<Uuid, Vec<Session>> = HashMap::new();
    for row in sql::all::<SessionRow>(tx, query, values).await? {
        sessions.entry(row.course_id).or_default().push(row.session()?);
    }
    let in_use = is_register_in_use(tx, code, today).await?;
    for listed in listed {
        let sessions = sessions.remove(&listed.course.id.get()).unwrap_or_default();
        listed.attendance = summary(&listed.course, sessions, today, in_use);
    }
    Ok(())
}

fn summary(course: &Course, sessions: Vec<Session>, today: NaiveDate, in_use: bool) -> CourseAttendance {
    let happened = sessions.iter().map(|session| (session.held_on, session.status));
    let warnings =
        facts(course.state, course.started_on, happened, today, in_use).map(|facts| warnings(&facts));
    let training = counts(sessions.iter().map(|s| (s.kind, s.status)), SessionKind::Training);
    let is_planned = |session: &&Session| session.status == AttendanceStatus::Planned;
    let next = sessions.iter().filter(is_planned).find(|session| session.held_on >= today).cloned();
    let since = asked_for_since(today);
    let is_due = |session: &Session| {
        let is_forgotten = (since..today).contains(&session.held_on) && is_planned(&session);
        session.held_on == today || is_forgotten
    };
    let due = sessions.into_iter().filter(is_due).collect();
    CourseAttendance { training, due, next, warnings: warnings.unwrap_or_default() }
}
