//! The definitions for everybody, where the installation allows it: they hold no data about anybody.

use actix_web::get;
use actix_web::web::{self, Data, Path};
use api_types::ProgrammeList;
use domain::programme::Programme;

use super::programmes;
use crate::app::App;
use crate::definitions::Definition;
use crate::error::Error;

/// Every version of every programme, without logging in.
///
/// Where the installation keeps its definitions to those who log in, there is nothing here (404).
#[utoipa::path(
    tag = "open", operation_id = "list_open_programmes",
    responses((status = OK, description = "The versions", body = ProgrammeList), Error),
)]
#[get("/open/programmes")]
pub(crate) async fn list(app: Data<App>) -> Result<web::Json<ProgrammeList>, Error> {
    allowed(&app)?;
    Ok(web::Json(programmes::every(&app)))
}

/// One version of a programme, without logging in.
#[utoipa::path(
    tag = "open", operation_id = "open_programme",
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
#[get("/open/programmes/{id}/{version}")]
pub(crate) async fn find(path: Path<(String, String)>, app: Data<App>) -> Result<Definition, Error> {
    allowed(&app)?;
    programmes::one(&app, &path)
}

fn allowed(app: &App) -> Result<(), Error> {
    if app.site.public_definitions { Ok(()) } else { Err(Error::NOT_FOUND) }
}
