//! Drafts: what the caller has typed and not submitted. Nobody else sees them.

use actix_web::web::{Data, Path};
use actix_web::{get, put};
use api_types::{DraftView, PutDraft};
use db::rights::{ReadForms, WriteForms};
use domain::ids::CourseId;

use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::json::Json;
use crate::reply::Versioned;
use crate::version::IfMatch;

/// The caller's draft of a form. 404 when there is none.
#[utoipa::path(
    tag = "drafts", operation_id = "draft",
    params(
        ("id" = uuid::Uuid, Path, description = "The course"),
        ("form" = String, Path, description = "The form's id", example = "start"),
    ),
    responses((status = OK, description = "The draft", body = DraftView), Error),
)]
#[get("/courses/{id}/forms/{form}/draft")]
pub(crate) async fn get(
    caller: Caller<ReadForms>,
    path: Path<(CourseId, String)>,
    app: Data<App>,
) -> Result<Versioned<DraftView>, Error> {
    let (course, form) = path.into_inner();
    let draft = app.db.drafts(&caller).get(course, &form).await?.ok_or(Error::NOT_FOUND)?;
    let body = DraftView {
        form,
        answers: draft.answers,
        revision: draft.version,
        saved_at: draft.saved_at,
        saved_by: caller.display_name().to_owned(),
    };
    Ok(Versioned { body, version: draft.version })
}

/// Saves the caller's draft of a form: whatever has been typed, complete or not, unchecked.
///
/// `If-Match` is the revision it builds on; only the first save goes without (428, 412).
#[utoipa::path(
    tag = "drafts", operation_id = "put_draft",
    params(
        ("id" = uuid::Uuid, Path, description = "The course"),
        ("form" = String, Path, description = "The form's id", example = "start"),
        ("If-Match" = Option<String>, Header, description = "The revision it builds on", example = "\"3\""),
    ),
    request_body = PutDraft,
    responses((status = OK, description = "The draft as it is kept", body = DraftView), Error),
)]
#[put("/courses/{id}/forms/{form}/draft")]
pub(crate) async fn put(
    caller: Caller<WriteForms>,
    path: Path<(CourseId, String)>,
    if_match: IfMatch,
    body: Json<PutDraft>,
    app: Data<App>,
) -> Result<Versioned<DraftView>, Error> {
    let (course, form) = path.into_inner();
    let answers = body.into_inner().answers;
    let now = app.clock.now();
    let revision = app.db.drafts(&caller).put(course, &form, &answers, if_match.0, now).await?;
    let saved_by = caller.display_name().to_owned();
    Ok(Versioned { body: DraftView { form, answers, revision, saved_at: now, saved_by }, version: revision })
}
