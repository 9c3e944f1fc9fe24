//! Who looked at whom and why.

use actix_web::get;
use actix_web::web::{self, Data};
use api_types::{AccessLogPage, ProblemCode};
use chrono::{DateTime, Utc};
use db::AccessLogFilter;
use db::rights::ReadAccessLog;
use domain::ids::CitizenId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::page_size;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::query::Query;
use crate::view;

/// Which events are listed, and where the page begins.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AccessLogQuery {
    /// Only events about this citizen.
    #[serde(default)]
    #[param(value_type = Option<uuid::Uuid>)]
    citizen_id: Option<CitizenId>,
    /// Only events of this user.
    #[serde(default)]
    username: Option<String>,
    /// Not before.
    #[serde(default)]
    from: Option<DateTime<Utc>>,
    /// Before.
    #[serde(default)]
    until: Option<DateTime<Utc>>,
    /// `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
    /// Events on the page, 1–200; 50 if absent.
    #[serde(default)]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// The events of the municipality, newest first. Reading them is an event too.
#[utoipa::path(
    tag = "access_log", operation_id = "access_log",
    params(AccessLogQuery),
    responses((status = OK, description = "A page of events", body = AccessLogPage), Error),
)]
#[get("/access-log")]
pub(crate) async fn list(
    caller: Caller<ReadAccessLog>,
    query: Query<AccessLogQuery>,
    app: Data<App>,
) -> Result<web::Json<AccessLogPage>, Error> {
    let query = query.into_inner();
    let filter = AccessLogFilter {
        citizen: query.citizen_id,
        username: query.username,
        from: query.from,
        until: query.until,
    };
    let before = query.cursor.map(|cursor| cursor.parse()).transpose();
    let before = before.map_err(|_| Error::Problem(ProblemCode::BadRequest))?;
    let limit = page_size(query.limit, 200);
    let page = app.db.access_log(&caller).list(&filter, before, limit).await?;
    Ok(web::Json(AccessLogPage {
        items: page.events.into_iter().map(view::access_event).collect::<Result<_, _>>()?,
        total: u64::try_from(page.total).unwrap_or(0),
        next_cursor: page.next.map(|seq| seq.to_string()),
    }))
}
