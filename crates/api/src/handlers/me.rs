//! Who I am.

use actix_web::get;
use actix_web::web::{self, Data};
use api_types::{Me, MunicipalityView};
use db::rights::ReadProgrammes;

use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;

/// The person behind the session.
#[utoipa::path(
    tag = "session", operation_id = "me",
    responses((status = OK, description = "The person", body = Me), Error),
)]
#[get("/me")]
pub(crate) async fn me(caller: Caller<ReadProgrammes>, app: Data<App>) -> Result<web::Json<Me>, Error> {
    Ok(web::Json(who(&caller, &app)))
}

/// The caller as the application shows them.
pub(crate) fn who(caller: &db::Caller<ReadProgrammes>, app: &App) -> Me {
    Me {
        username: caller.username().to_owned(),
        display_name: caller.display_name().to_owned(),
        role: caller.role(),
        permissions: caller.role().permissions().collect(),
        municipality: caller.municipality().map(MunicipalityView::from),
        expires_at: caller.expires_at().unwrap_or_else(|| app.clock.now()),
        idle_ends_at: caller.idle_ends_at().unwrap_or_else(|| app.clock.now()),
        idle_seconds: u32::try_from(db::IDLE.num_seconds()).unwrap_or(0),
        demo: app.site.demo,
    }
}
