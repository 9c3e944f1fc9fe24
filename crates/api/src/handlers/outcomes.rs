//! Why a course is or is not counted.

use actix_web::get;
use actix_web::web::{self, Data, Path};
use api_types::OutcomeView;
use db::rights::ReadOutcomes;
use domain::ids::CourseId;

use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::view;

/// What a course counts as today in every indicator of every version of its programme, with the rules that decided it.
#[utoipa::path(
    tag = "outcomes", operation_id = "outcomes",
    params(("id" = uuid::Uuid, Path, description = "The course")),
    responses((status = OK, description = "The outcomes", body = [OutcomeView]), Error),
)]
#[get("/courses/{id}/outcomes")]
pub(crate) async fn of_course(
    caller: Caller<ReadOutcomes>,
    id: Path<CourseId>,
    app: Data<App>,
) -> Result<web::Json<Vec<OutcomeView>>, Error> {
    let outcomes = app.db.outcomes(&caller).of_course(*id, app.clock.now()).await?;
    Ok(web::Json(outcomes.into_iter().map(view::outcome).collect()))
}
