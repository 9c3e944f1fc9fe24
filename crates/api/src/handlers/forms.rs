//! Submitted forms and their history.

use actix_web::web::{self, Data, Path};
use actix_web::{get, put};
use api_types::{FormHistory, FormView, ProblemCode, SubmitForm, Submitted};
use db::rights::{ReadForms, WriteForms};
use db::{Answered, Submission};
use domain::ids::CourseId;

use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::handlers::Mode;
use crate::idempotency::IdempotencyKey;
use crate::json::Json;
use crate::query::Query;
use crate::reply::{Kept, Versioned};
use crate::version::{IfMatch, etag};
use crate::view;

/// A submitted form in its latest version. 404 when it was not submitted.
#[utoipa::path(
    tag = "forms", operation_id = "form",
    params(
        ("id" = uuid::Uuid, Path, description = "The course"),
        ("form" = String, Path, description = "The form's id", example = "start"),
    ),
    responses((status = OK, description = "The form", body = FormView), Error),
)]
#[get("/courses/{id}/forms/{form}")]
pub(crate) async fn get(
    caller: Caller<ReadForms>,
    path: Path<(CourseId, String)>,
    app: Data<App>,
) -> Result<Versioned<FormView>, Error> {
    let (course, form) = path.into_inner();
    let stored = app.db.forms(&caller).get(course, &form).await?.ok_or(Error::NOT_FOUND)?;
    let version = stored.version;
    Ok(Versioned { body: FormView { form, latest: view::form_version(stored)? }, version })
}

/// Submits a form: validates the answers with the course's other forms, appends them as its next version, and answers
/// with what the course now counts as.
///
/// `If-Match` is the version it replaces; only the first submission goes without (428, 412). 422 `validation_failed`
/// with findings when something is impossible or missing; what is only improbable comes back in `findings`, unless it is `confirmed` here
/// or was in an earlier version. 409
/// `wrong_state` when the course is at another point. With `mode=validate` everything is checked and nothing written:
/// `version` stays what it was.
#[utoipa::path(
    tag = "forms", operation_id = "submit_form",
    params(
        Mode,
        ("id" = uuid::Uuid, Path, description = "The course"),
        ("form" = String, Path, description = "The form's id", example = "start"),
        ("If-Match" = Option<String>, Header, description = "The version it replaces", example = "\"1\""),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes repeating the request safe"),
    ),
    request_body = SubmitForm,
    responses((status = OK, description = "The form as it counts", body = Submitted), Error),
)]
#[put("/courses/{id}/forms/{form}")]
pub(crate) async fn submit(
    caller: Caller<WriteForms>,
    path: Path<(CourseId, String)>,
    mode: Query<Mode>,
    if_match: IfMatch,
    key: IdempotencyKey,
    body: Json<SubmitForm>,
    app: Data<App>,
) -> Result<Kept<Versioned<Submitted>>, Error> {
    let (course, form) = path.into_inner();
    let (SubmitForm { answers, reason, confirmed, draft }, bytes) = body.into_parts();
    let answered = Answered { answers: &answers, confirmed: &confirmed, draft };
    let (forms, now) = (app.db.forms(&caller), app.clock.now());
    let is_validate = mode.into_inner().is_validate();
    let work = async {
        let submission = if is_validate {
            forms.rehearse(course, &form, answered, if_match.0, now).await?
        } else {
            forms.submit(course, &form, answered, reason.as_deref(), if_match.0, now).await?
        };
        let submitted = match submission {
            Submission::Accepted(submitted) => *submitted,
            Submission::Refused(findings) => {
                return Err(Error::Findings(ProblemCode::ValidationFailed, findings));
            }
        };
        // A rehearsal shows the course as it is, a submission as it has become.
        let listed = match is_validate {
            true => app.db.courses(&caller).changed(course).await?,
            false => submitted.listed,
        };
        let body = Submitted {
            version: submitted.version,
            answers: view::answers(&submitted.answers)?,
            findings: submitted.findings,
            outcomes: submitted.outcomes.into_iter().map(view::outcome).collect(),
            course: view::course(listed, &app.catalogue, app.clock.today()),
        };
        Ok(Versioned { version: body.version, body })
    };
    let if_match = if_match.0.map(etag).unwrap_or_default();
    let address = format!("{course}/{form}/{is_validate}/{if_match}");
    key.once(&app, &caller, &[address.as_bytes(), &bytes], work).await
}

/// Every submitted version of a form, newest first.
#[utoipa::path(
    tag = "forms", operation_id = "form_history",
    params(
        ("id" = uuid::Uuid, Path, description = "The course"),
        ("form" = String, Path, description = "The form's id", example = "start"),
    ),
    responses((status = OK, description = "The versions", body = FormHistory), Error),
)]
#[get("/courses/{id}/forms/{form}/history")]
pub(crate) async fn history(
    caller: Caller<ReadForms>,
    path: Path<(CourseId, String)>,
    app: Data<App>,
) -> Result<web::Json<FormHistory>, Error> {
    let (course, form) = path.into_inner();
    let stored = app.db.forms(&caller).history(course, &form).await?;
    let versions = stored.into_iter().map(view::form_version).collect::<Result<_, _>>()?;
    Ok(web::Json(FormHistory { form, versions }))
}
