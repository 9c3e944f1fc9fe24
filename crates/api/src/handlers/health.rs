//! Whether the server runs and whether it can work. Says nothing about versions or causes.

use std::time::Duration;

use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, Responder, get};
use api_types::ProblemCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::error::Error;

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// The answer of a healthy server.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct Health {
    /// Always `ok`.
    #[schema(example = "ok")]
    pub status: String,
}

impl Health {
    fn ok() -> Json<Self> {
        Json(Self { status: "ok".into() })
    }
}

/// The process runs.
#[utoipa::path(
    tag = "health", operation_id = "health_live",
    responses((status = OK, description = "It runs", body = Health)),
)]
#[get("/health/live")]
pub(crate) async fn live() -> Json<Health> {
    Health::ok()
}

/// The server can work: the database answers.
#[utoipa::path(
    tag = "health", operation_id = "health_ready",
    responses((status = OK, description = "It can work", body = Health), Error),
)]
#[get("/health/ready")]
pub(crate) async fn ready(app: Data<App>) -> Result<Json<Health>, Error> {
    let answer = tokio::time::timeout(PATIENCE, app.db.ping()).await;
    answer.map_err(|_| Error::Problem(ProblemCode::Unavailable))??;
    Ok(Health::ok())
}

/// What an address of the API that does not exist answers.
pub(crate) async fn missing(request: actix_web::HttpRequest) -> HttpResponse {
    let methods =
        request.match_pattern().map(|pattern| crate::routes::methods_of(&pattern)).unwrap_or_default();
    let error = if methods.is_empty() { Error::NOT_FOUND } else { Error::MethodNotAllowed(methods) };
    Err::<HttpResponse, _>(error).respond_to(&request).map_into_boxed_body()
}
