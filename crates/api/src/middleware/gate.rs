//! The last word on permissions: an answer that nobody was permitted to get is not sent.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, ResponseError};
use domain::access::Permission;

use crate::routes::{Access, access_of};

/// The permission that the extractor checked for this request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Checked(pub Permission);

/// Holds what the handler checked against the row of the route list.
///
/// A request without a row never reaches a handler. A success without the check its row demands is a fault of this
/// program: it becomes a 500 and the answer is thrown away.
///
/// # Errors
/// What comes from further in.
pub(crate) async fn gate<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let demanded = request.match_pattern().and_then(|pattern| access_of(request.method(), &pattern));
    let Some(demanded) = demanded else {
        return Ok(next.call(request).await?.map_into_left_body());
    };
    if request.path().contains("%00") {
        // Nothing has a name with such a character, and PostgreSQL cannot even look for it.
        let missing = crate::Error::NOT_FOUND.error_response();
        return Ok(request.into_response(missing).map_into_right_body());
    }
    let response = next.call(request).await?;
    let checked = response.request().extensions().get::<Checked>().copied();
    let allowed = match demanded {
        Access::Public => true,
        Access::Right(permission) => checked == Some(Checked(permission)),
    };
    if allowed || !response.status().is_success() {
        return Ok(response.map_into_left_body());
    }
    let fault = crate::Error::Internal("an operation did not check its permission").error_response();
    Ok(response.into_response(fault).map_into_right_body())
}
