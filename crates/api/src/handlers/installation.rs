//! What everybody may know about the installation.

use actix_web::get;
use actix_web::web::{self, Data};
use api_types::Installation;

use crate::app::App;
use crate::error::Error;

/// What everybody may know: support, accessibility statement, version.
#[utoipa::path(
    tag = "session", operation_id = "installation",
    responses((status = OK, description = "The installation", body = Installation), Error),
)]
#[get("/installation")]
pub(crate) async fn installation(app: Data<App>) -> Result<web::Json<Installation>, Error> {
    Ok(web::Json(Installation {
        version: env!("CARGO_PKG_VERSION").into(),
        demo: app.site.demo,
        support: app.site.support.clone(),
        accessibility_statement: app.site.accessibility_statement.clone(),
        public_definitions: app.site.public_definitions,
        offline_journal: app.site.offline_journal,
        build: app.files.build(),
    }))
}
