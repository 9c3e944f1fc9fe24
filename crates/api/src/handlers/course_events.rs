//! What happens to a course besides its forms.

use actix_web::web::{self, Data, Path};
use actix_web::{get, post};
use api_types::{CourseEventView, CourseEvents, CourseView, ProblemCode, RecordEvent};
use db::rights::{ReadCourses, WriteCourses};
use db::{StoredEvent, Transfer};
use domain::course::{LifeEvent, LifeEventInput, LifeFinding, NewLifeEvent, TransferState};
use domain::ids::CourseId;

use super::transfers;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Error, field_finding};
use crate::idempotency::IdempotencyKey;
use crate::json::Json;
use crate::reply::{Kept, Versioned};
use crate::version::{IfMatch, etag};
use crate::view;

/// Records what happened to a course: invited, paused, resumed, rejected, closed (locked) or reopened.
///
/// `If-Match` is the course's version (428, 412). 409 `wrong_state` when the course is at another point,
/// `event_out_of_order` when a pause would end before it began, `course_already_open` when reopening meets a running
/// course. 422 `validation_failed` with a finding for everything that is wrong.
#[utoipa::path(
    tag = "courses", operation_id = "record_course_event",
    params(
        ("id" = uuid::Uuid, Path, description = "The course"),
        ("If-Match" = String, Header, description = "The course's version", example = "\"3\""),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes repeating the request safe"),
    ),
    request_body = RecordEvent,
    responses((status = OK, description = "The course afterwards", body = CourseView), Error),
)]
#[post("/courses/{id}/events")]
pub(crate) async fn record(
    caller: Caller<WriteCourses>,
    id: Path<CourseId>,
    if_match: IfMatch,
    key: IdempotencyKey,
    body: Json<RecordEvent>,
    app: Data<App>,
) -> Result<Kept<Versioned<CourseView>>, Error> {
    let (id, today) = (*id, app.clock.today());
    let (RecordEvent { event, on, reason }, bytes) = body.into_parts();
    let input = LifeEventInput { event, on, reason: reason.as_deref() };
    let new = NewLifeEvent::check(&input, today).map_err(refused)?;
    let work = async {
        let course = app.db.course_events(&caller).record(id, &new, if_match.0, app.clock.now()).await?;
        let listed = app.db.courses(&caller).changed(id).await?;
        Ok(Versioned { version: course.version, body: view::course(listed, &app.catalogue, today) })
    };
    let version = if_match.0.map(etag).unwrap_or_default();
    key.once(&app, &caller, &[id.to_string().as_bytes(), version.as_bytes(), &bytes], work).await
}

/// Everything that happened to a course besides its forms, its way to and from other municipalities included.
#[utoipa::path(
    tag = "courses", operation_id = "course_events",
    params(("id" = uuid::Uuid, Path, description = "The course")),
    responses((status = OK, description = "The events, oldest first", body = CourseEvents), Error),
)]
#[get("/courses/{id}/events")]
pub(crate) async fn list(
    caller: Caller<ReadCourses>,
    id: Path<CourseId>,
    app: Data<App>,
) -> Result<web::Json<CourseEvents>, Error> {
    let life = app.db.course_events(&caller).of_course(*id).await?;
    let mut items: Vec<_> = life.events.into_iter().map(event).collect();
    items.extend(life.transfers.iter().flat_map(transfer_events));
    items.sort_by_key(|item| item.recorded_at);
    let sent = life.transfers.into_iter().rev().find(|transfer| !transfer.is_incoming);
    let transfer = sent.filter(|transfer| transfer.state != TransferState::Withdrawn).map(transfers::view);
    Ok(web::Json(CourseEvents { items, transfer }))
}

fn event(stored: StoredEvent) -> CourseEventView {
    CourseEventView {
        event: stored.event,
        on: stored.on,
        reason: stored.reason,
        state: (stored.before != stored.after).then_some(stored.after),
        municipality: None,
        recorded_by: stored.recorded_by,
        recorded_at: stored.recorded_at,
    }
}

/// What a transfer says about the course on one's own side.
fn transfer_events(transfer: &Transfer) -> Vec<CourseEventView> {
    let about =
        |event, at: chrono::DateTime<chrono::Utc>, by: &str, reason: Option<&String>| CourseEventView {
            event,
            on: db::danish_day(at),
            reason: reason.cloned(),
            state: None,
            municipality: Some(transfer.other.into()),
            recorded_by: by.to_owned(),
            recorded_at: at,
        };
    let answered_by = transfer.answered_by.as_deref().unwrap_or_default();
    let answered = |event, reason| transfer.answered_at.map(|at| about(event, at, answered_by, reason));
    if transfer.is_incoming {
        return answered(LifeEvent::Received, None).into_iter().collect();
    }
    let offered =
        about(LifeEvent::TransferOffered, transfer.offered_at, &transfer.offered_by, transfer.note.as_ref());
    let answer = match transfer.state {
        TransferState::Offered => None,
        TransferState::Accepted => answered(LifeEvent::TransferAccepted, None),
        TransferState::Declined => answered(LifeEvent::TransferDeclined, transfer.answer.as_ref()),
        TransferState::Withdrawn => answered(LifeEvent::TransferWithdrawn, None),
    };
    std::iter::once(offered).chain(answer).collect()
}

/// Findings about the fields of a request.
pub(super) fn refused(findings: Vec<LifeFinding>) -> Error {
    let finding = |found: LifeFinding| field_finding(Some(found.field.into()), found.code, found.message);
    Error::Findings(ProblemCode::ValidationFailed, findings.into_iter().map(finding).collect())
}
