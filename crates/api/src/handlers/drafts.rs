//! Drafts: what the caller has typed and not submitted. Nobody else sees them.

use actix_web::web::{self, Data, Path};
use actix_web::{delete, get, put};
use api_types::{DraftView, DraftWriter, JournalKey, ProblemCode, PutDraft};
use db::rights::{ReadForms, WriteForms};
use db::{Answered, NewDraft, Writer};
use domain::ids::CourseId;
use domain::text::Text;
use uuid::Uuid;

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Error, field_finding};
use crate::json::Json;
use crate::reply::{Done, Versioned};
use crate::version::IfMatch;

/// The longest version of a definition, in bytes.
const LONGEST_VERSION: usize = 32;

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
        confirmed: draft.confirmed.into_iter().map(|confirmed| confirmed.what).collect(),
        reason: draft.reason,
        clashes: draft.clashes,
        based_on: draft.based_on,
        form_version: draft.form_version,
        definition_version: draft.definition,
        writer: draft.writer.map(|Writer { id, sequence }| DraftWriter { window: id, sequence }),
        revision: draft.version,
        saved_at: draft.saved_at,
        saved_by: caller.display_name().to_owned(),
    };
    Ok(Versioned { body, version: draft.version })
}

/// Saves the caller's draft of a form: whatever has been typed, complete or not, unchecked.
///
/// `If-Match` is the revision it builds on; only the first save goes without (428, 412), and a later save of the window
/// that saved last. `form_version` in the answer tells whether the form was submitted meanwhile.
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
    let new = body.into_inner();
    if new.definition_version.as_ref().is_some_and(|version| version.len() > LONGEST_VERSION) {
        let message = Text::new("Versionen findes ikke.", "There is no such version.");
        let finding = field_finding(Some("definition_version".into()), "unknown_value", message);
        return Err(Error::Findings(ProblemCode::ValidationFailed, vec![finding]));
    }
    let draft = NewDraft {
        answered: Answered { answers: &new.answers, confirmed: &new.confirmed, draft: None },
        reason: new.reason.as_deref(),
        clashes: (!new.clashes.is_empty()).then_some(&new.clashes),
        based_on: new.based_on,
        definition: new.definition_version.as_deref(),
        writer: new.writer.map(|DraftWriter { window, sequence }| Writer { id: window, sequence }),
    };
    let now = app.clock.now();
    let saved = app.db.drafts(&caller).put(course, &form, draft, if_match.0, now).await?;
    let body = DraftView {
        form,
        answers: new.answers,
        confirmed: new.confirmed,
        reason: new.reason,
        clashes: new.clashes,
        based_on: new.based_on,
        form_version: saved.form_version,
        definition_version: new.definition_version,
        writer: new.writer,
        revision: saved.version,
        saved_at: now,
        saved_by: caller.display_name().to_owned(),
    };
    Ok(Versioned { body, version: saved.version })
}

/// The key of the caller's journal on a device, which seals there what the server does not have yet.
///
/// The same user gets the same key on the same device. 404 where the installation keeps no journals.
#[utoipa::path(
    tag = "drafts", operation_id = "journal_key",
    params(("id" = uuid::Uuid, Path, description = "The device, an id the browser has drawn")),
    responses((status = OK, description = "The key", body = JournalKey), Error),
)]
#[get("/devices/{id}/journal-key")]
pub(crate) async fn journal_key(
    caller: Caller<WriteForms>,
    id: Path<Uuid>,
    app: Data<App>,
) -> Result<web::Json<JournalKey>, Error> {
    if !app.site.offline_journal {
        return Err(Error::NOT_FOUND);
    }
    let key = app.db.drafts(&caller).journal_key(*id).await?;
    Ok(web::Json(JournalKey { key: hex::encode(key) }))
}

/// Throws the caller's draft of a form away. There being none is as good.
///
/// `If-Match` is the revision that is thrown away (428, 412).
#[utoipa::path(
    tag = "drafts", operation_id = "discard_draft",
    params(
        ("id" = uuid::Uuid, Path, description = "The course"),
        ("form" = String, Path, description = "The form's id", example = "start"),
        ("If-Match" = Option<String>, Header, description = "The revision to throw away", example = "\"3\""),
    ),
    responses((status = NO_CONTENT, description = "There is no draft any more"), Error),
)]
#[delete("/courses/{id}/forms/{form}/draft")]
pub(crate) async fn discard(
    caller: Caller<WriteForms>,
    path: Path<(CourseId, String)>,
    if_match: IfMatch,
    app: Data<App>,
) -> Result<Done, Error> {
    let (course, form) = path.into_inner();
    app.db.drafts(&caller).discard(course, &form, if_match.0).await?;
    Ok(Done)
}
