//! Sessions of courses, who came, and group sessions.

use std::collections::BTreeSet;

use actix_web::web::{self, Data, Path};
use actix_web::{get, post, put};
use api_types::{
    AddSessions, CourseSessions, GroupSessionView, GroupSessions, OpenGroup, ProblemCode, RecordGroup,
    SessionInput, SessionView,
};
use chrono::{NaiveDate, TimeDelta};
use db::RegisterWrite;
use db::rights::{ReadCourses, WriteCourses};
use domain::attendance::{
    AttendanceStatus, Session, SessionDelivery, SessionDraft, SessionKind, check, counts,
};
use domain::ids::{CourseId, GroupSessionId, SessionId};
use domain::text::Text;
use domain::validation::Finding;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Error, field_finding};
use crate::handlers::Mode;
use crate::idempotency::IdempotencyKey;
use crate::json::Json;
use crate::query::{Query, refused};
use crate::reply::{Created, Keep, Kept, Versioned};
use crate::version::IfMatch;
use crate::view;

/// The most sessions added at once.
const MOST_SESSIONS: usize = 100;
/// The most citizens in a group session.
const MOST_MEMBERS: usize = 60;
/// The longest period of group sessions asked for, in days.
const LONGEST_PERIOD: TimeDelta = TimeDelta::days(92);

/// The attendance register of a course.
#[utoipa::path(
    tag = "attendance", operation_id = "sessions",
    params(("id" = uuid::Uuid, Path, description = "The course")),
    responses((status = OK, description = "The sessions", body = CourseSessions), Error),
)]
#[get("/courses/{id}/sessions")]
pub(crate) async fn of_course(
    caller: Caller<ReadCourses>,
    id: Path<CourseId>,
    app: Data<App>,
) -> Result<web::Json<CourseSessions>, Error> {
    Ok(web::Json(register(app.db.attendance(&caller).of_course(*id).await?)))
}

/// Adds sessions to a course: one, or a series.
///
/// 409 `course_locked` when the course is closed or was rejected.
#[utoipa::path(
    tag = "attendance", operation_id = "add_sessions",
    params(
        Mode,
        ("id" = uuid::Uuid, Path, description = "The course"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes repeating the request safe"),
    ),
    request_body = AddSessions,
    responses(
        (status = OK, description = "The register with the new sessions", body = CourseSessions),
        (status = NO_CONTENT, description = "With `mode=validate`: nothing is wrong, nothing was written"),
        Error,
    ),
)]
#[post("/courses/{id}/sessions")]
pub(crate) async fn add(
    caller: Caller<WriteCourses>,
    id: Path<CourseId>,
    mode: Query<Mode>,
    key: IdempotencyKey,
    body: Json<AddSessions>,
    app: Data<App>,
) -> Result<Kept<web::Json<CourseSessions>>, Error> {
    let (AddSessions { sessions }, bytes) = body.into_parts();
    let today = app.clock.today();
    let mut findings = Vec::new();
    if sessions.is_empty() || sessions.len() > MOST_SESSIONS {
        findings.push(number_of("sessions", MOST_SESSIONS));
    }
    let mut drafts = Vec::with_capacity(sessions.len());
    for (index, input) in sessions.into_iter().enumerate() {
        let mut session = draft(input);
        findings
            .extend(check(&mut session, today).into_iter().map(|finding| inside("sessions", index, finding)));
        drafts.push(session);
    }
    refuse(findings)?;
    if mode.into_inner().is_validate() {
        return rehearsed(&app, &caller, RegisterWrite::Add(*id)).await;
    }
    let work = async {
        let sessions = app.db.attendance(&caller).add(*id, drafts, app.clock.now()).await?;
        Ok(web::Json(register(sessions)))
    };
    key.once(&app, &caller, &[id.get().as_bytes(), &bytes], work).await
}

/// Changes a session: what became of it, or when it is held.
///
/// One that is part of a group session keeps the group's day, time, kind and title; only status and note are taken.
#[utoipa::path(
    tag = "attendance", operation_id = "put_session",
    params(
        Mode,
        ("id" = uuid::Uuid, Path, description = "The course"),
        ("session" = uuid::Uuid, Path, description = "The session"),
        ("If-Match" = Option<String>, Header, description = "The version it builds on", example = "\"3\""),
    ),
    request_body = SessionInput,
    responses(
        (status = OK, description = "The session as it is kept", body = SessionView),
        (status = NO_CONTENT, description = "With `mode=validate`: nothing is wrong, nothing was written"),
        Error,
    ),
)]
#[put("/courses/{id}/sessions/{session}")]
pub(crate) async fn change(
    caller: Caller<WriteCourses>,
    path: Path<(CourseId, SessionId)>,
    mode: Query<Mode>,
    if_match: IfMatch,
    body: Json<SessionInput>,
    app: Data<App>,
) -> Result<Kept<Versioned<SessionView>>, Error> {
    let (course, id) = path.into_inner();
    let mut session = draft(body.into_inner());
    refuse(check(&mut session, app.clock.today()))?;
    if mode.into_inner().is_validate() {
        return rehearsed(&app, &caller, RegisterWrite::Change(course, id, if_match.0)).await;
    }
    let session = app.db.attendance(&caller).change(course, id, session, if_match.0, app.clock.now()).await?;
    let version = session.version;
    Ok(Kept::new(Versioned { body: view::session(session), version }.keep()?))
}

/// A period, both days included.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Days {
    /// The first day; today if absent.
    #[serde(default)]
    from: Option<NaiveDate>,
    /// The last day, at most 92 days after the first; the first if absent.
    #[serde(default)]
    to: Option<NaiveDate>,
}

/// The group sessions of a period, with who is in them.
#[utoipa::path(
    tag = "attendance", operation_id = "group_sessions",
    params(Days),
    responses((status = OK, description = "The group sessions", body = GroupSessions), Error),
)]
#[get("/group-sessions")]
pub(crate) async fn groups(
    caller: Caller<ReadCourses>,
    query: Query<Days>,
    app: Data<App>,
) -> Result<web::Json<GroupSessions>, Error> {
    let today = app.clock.today();
    let Days { from, to } = query.into_inner();
    let from = from.unwrap_or(today);
    let to = to.unwrap_or(from);
    if to < from || to - from > LONGEST_PERIOD {
        let message = Text::new(
            "Perioden skal slutte efter, den begynder, og være højst 92 dage.",
            "The period must end after it begins and last at most 92 days.",
        );
        return Err(refused("to", "out_of_range", message));
    }
    let groups = app.db.attendance(&caller).groups(from, to).await?;
    Ok(web::Json(GroupSessions {
        items: groups.into_iter().map(|group| view::group(group, today)).collect(),
    }))
}

/// Plans a session for several courses.
///
/// 404 when one of the courses is not the municipality's, 409 `course_locked` when one takes no more sessions.
#[utoipa::path(
    tag = "attendance", operation_id = "open_group",
    params(Mode, ("Idempotency-Key" = Option<String>, Header, description = "Makes repeating the request safe")),
    request_body = OpenGroup,
    responses(
        (status = CREATED, description = "The group session", body = GroupSessionView),
        (status = NO_CONTENT, description = "With `mode=validate`: nothing is wrong, nothing was written"),
        Error,
    ),
)]
#[post("/group-sessions")]
pub(crate) async fn open_group(
    caller: Caller<WriteCourses>,
    mode: Query<Mode>,
    key: IdempotencyKey,
    body: Json<OpenGroup>,
    app: Data<App>,
) -> Result<Kept<Created<GroupSessionView>>, Error> {
    let (OpenGroup { held_on, starts_at, kind, delivery, title, course_ids }, bytes) = body.into_parts();
    let mut session = SessionDraft {
        held_on,
        starts_at,
        kind,
        delivery: delivery.unwrap_or(SessionDelivery::Group),
        title: Some(title),
        status: AttendanceStatus::Planned,
        note: None,
    };
    let today = app.clock.today();
    let mut findings = check(&mut session, today);
    if session.title.is_none() {
        let message = Text::new("Giv holdet et navn.", "Give the group a name.");
        findings.push(field_finding(Some("title".into()), "missing", message));
    }
    let courses: BTreeSet<CourseId> = course_ids.into_iter().collect();
    if courses.is_empty() || courses.len() > MOST_MEMBERS {
        findings.push(number_of("course_ids", MOST_MEMBERS));
    }
    refuse(findings)?;
    let courses: Vec<CourseId> = courses.into_iter().collect();
    if mode.into_inner().is_validate() {
        return rehearsed(&app, &caller, RegisterWrite::AddGroup(&courses)).await;
    }
    let work = async {
        let group = app.db.attendance(&caller).add_group(session, courses, app.clock.now()).await?;
        let (location, version) = (format!("/group-sessions/{}", group.id), group.version);
        Ok(Created { location, version, body: view::group(group, today) })
    };
    key.once(&app, &caller, &[&bytes], work).await
}

/// Says of several citizens at once what became of their session; who is not in it yet comes to it.
///
/// 409 `in_the_future` for attendance before the day.
#[utoipa::path(
    tag = "attendance", operation_id = "record_group",
    params(
        Mode,
        ("id" = uuid::Uuid, Path, description = "The group session"),
        ("If-Match" = Option<String>, Header, description = "The version it builds on", example = "\"3\""),
    ),
    request_body = RecordGroup,
    responses(
        (status = OK, description = "The group session as it is kept", body = GroupSessionView),
        (status = NO_CONTENT, description = "With `mode=validate`: nothing is wrong, nothing was written"),
        Error,
    ),
)]
#[put("/group-sessions/{id}")]
pub(crate) async fn record_group(
    caller: Caller<WriteCourses>,
    id: Path<GroupSessionId>,
    mode: Query<Mode>,
    if_match: IfMatch,
    body: Json<RecordGroup>,
    app: Data<App>,
) -> Result<Kept<Versioned<GroupSessionView>>, Error> {
    let RecordGroup { attendance } = body.into_inner();
    if attendance.is_empty() || attendance.len() > MOST_MEMBERS {
        refuse(vec![number_of("attendance", MOST_MEMBERS)])?;
    }
    if mode.into_inner().is_validate() {
        return rehearsed(&app, &caller, RegisterWrite::RecordGroup(*id, &attendance, if_match.0)).await;
    }
    let now = app.clock.now();
    let group = app.db.attendance(&caller).record_group(*id, attendance, if_match.0, now).await?;
    let version = group.version;
    Ok(Kept::new(Versioned { body: view::group(group, app.clock.today()), version }.keep()?))
}

/// Checks a write without carrying it out: 204 when nothing is in its way.
async fn rehearsed<T>(
    app: &App,
    caller: &Caller<WriteCourses>,
    write: RegisterWrite<'_>,
) -> Result<Kept<T>, Error> {
    app.db.attendance(caller).rehearse(write, app.clock.now()).await?;
    Ok(Kept::nothing())
}

fn register(sessions: Vec<Session>) -> CourseSessions {
    let of = |kind| counts(sessions.iter().map(|session| (session.kind, session.status)), kind);
    let (training, education) = (of(SessionKind::Training), of(SessionKind::Education));
    CourseSessions {
        sessions: sessions.into_iter().map(view::session).collect(),
        counts: training,
        education,
    }
}

fn draft(input: SessionInput) -> SessionDraft {
    let SessionInput { held_on, starts_at, kind, delivery, title, status, note } = input;
    SessionDraft { held_on, starts_at, kind, delivery, title, status, note }
}

fn refuse(findings: Vec<Finding>) -> Result<(), Error> {
    if findings.is_empty() { Ok(()) } else { Err(Error::Findings(ProblemCode::ValidationFailed, findings)) }
}

/// A finding about one of several, by its place.
fn inside(list: &str, index: usize, finding: Finding) -> Finding {
    let variable = finding.variable.map(|field| format!("{list}[{index}].{field}"));
    Finding { variable, ..finding }
}

fn number_of(field: &str, most: usize) -> Finding {
    let message = Text::new(format!("Mellem 1 og {most}."), format!("Between 1 and {most}."));
    field_finding(Some(field.into()), "out_of_range", message)
}
