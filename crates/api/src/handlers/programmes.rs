//! The definitions.

use actix_web::http::header;
use actix_web::web::{self, Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse, Responder, get};
use api_types::{FormUse, ProgrammeList, ProgrammeSummary, ProgrammeUse};
use db::rights::{ReadProgrammes, ReviewDefinitions};
use domain::programme::Programme;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::caller::Caller;
use crate::definitions::Definition;
use crate::error::Error;
use crate::series::count;

/// Which programme is meant.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ProgrammeQuery {
    /// The programme, e.g. `hjertekom`.
    #[param(example = "hjertekom")]
    pub(super) programme: String,
}

/// Every version of every programme.
#[utoipa::path(
    tag = "programmes", operation_id = "list_programmes",
    responses((status = OK, description = "The versions", body = ProgrammeList), Error),
)]
#[get("/programmes")]
pub(crate) async fn list(
    _caller: Caller<ReadProgrammes>,
    app: Data<App>,
) -> Result<web::Json<ProgrammeList>, Error> {
    Ok(web::Json(every(&app)))
}

/// Every version of every programme.
pub(super) fn every(app: &App) -> ProgrammeList {
    let items = app.catalogue.all().map(|programme| ProgrammeSummary::from(programme.as_ref())).collect();
    ProgrammeList { items }
}

/// How many courses hold a form that was recorded with each version, in the caller's municipality.
///
/// What has been recorded is read by the version that recorded it: a version that is in use cannot be deleted.
#[utoipa::path(
    tag = "programmes", operation_id = "programme_use",
    params(("id" = String, Path, description = "The programme", example = "hjertekom")),
    responses((status = OK, description = "The versions in use", body = ProgrammeUse), Error),
)]
#[get("/programmes/{id}/use")]
pub(crate) async fn in_use(
    caller: Caller<ReviewDefinitions>,
    id: Path<String>,
    app: Data<App>,
) -> Result<web::Json<ProgrammeUse>, Error> {
    let programme = app.catalogue.current(&id).ok_or(Error::NOT_FOUND)?;
    let used = app.db.definition_use(&caller).of(&programme.id).await?;
    let items = used.into_iter().map(|used| FormUse {
        version: used.definition,
        form: used.form,
        courses: count(used.courses),
    });
    Ok(web::Json(ProgrammeUse { items: items.collect() }))
}

/// One version of a programme: forms, code lists and indicators, with every expression lowered.
///
/// It never changes once it is in use, so `If-None-Match` saves sending it again (304).
#[utoipa::path(
    tag = "programmes", operation_id = "programme",
    params(
        ("id" = String, Path, description = "The programme", example = "hjertekom"),
        ("version" = String, Path, description = "The version", example = "2026.1"),
    ),
    responses(
        (status = OK, description = "The definition", body = Programme),
        (status = NOT_MODIFIED, description = "What the client has is current"),
        Error,
    ),
)]
#[get("/programmes/{id}/{version}")]
pub(crate) async fn find(
    _caller: Caller<ReadProgrammes>,
    path: Path<(String, String)>,
    app: Data<App>,
) -> Result<Definition, Error> {
    one(&app, &path)
}

/// One version of a programme.
pub(super) fn one(app: &App, (id, version): &(String, String)) -> Result<Definition, Error> {
    app.definitions.find(id, version).cloned().ok_or(Error::NOT_FOUND)
}

impl Responder for Definition {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let text =
            |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let known = text(header::IF_NONE_MATCH) == self.etag;
        let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        response.insert_header((header::ETAG, self.etag));
        response.insert_header((header::CACHE_CONTROL, "private, no-cache"));
        response.insert_header((header::VARY, "Accept-Encoding"));
        if known {
            return response.finish();
        }
        let takes_gzip = text(header::ACCEPT_ENCODING).split(',').any(|coding| coding.trim() == "gzip");
        let body: Bytes = if takes_gzip {
            response.insert_header((header::CONTENT_ENCODING, "gzip"));
            self.gzip
        } else {
            self.json
        };
        response.content_type("application/json").body(body)
    }
}
