//! One id and one log line per request, without personal data: the route's pattern, never the path or the query.

use std::time::Instant;

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use db::entropy::new_id;
use tracing::Instrument;
use uuid::Uuid;

use crate::app::App;
use crate::request;

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request an id, which the log, the access log and every problem document carry.
///
/// # Errors
/// What comes from further in.
pub(crate) async fn log<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let id =
        request.app_data::<Data<App>>().and_then(|app| new_id(app.entropy.as_ref(), app.clock.now()).ok());
    let id = id.unwrap_or(Uuid::nil());
    let route = request.match_pattern().unwrap_or_else(|| "-".to_owned());
    let method = request.method().clone();
    let span = tracing::info_span!("request", %id, %method, %route);
    let begun = Instant::now();
    let mut response = request::with_id(id, next.call(request)).instrument(span.clone()).await?;
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(X_REQUEST_ID, value);
    }
    let (status, micros) = (response.status().as_u16(), begun.elapsed().as_micros());
    span.in_scope(|| tracing::debug!(status, micros, "answered"));
    Ok(response)
}
