//! Nobody else's page may make the browser act: three barriers besides `SameSite=Strict`.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HeaderMap, ORIGIN};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, ResponseError};
use api_types::ProblemCode;

use crate::app::App;

/// The header that a form or an image of another site cannot send.
pub(crate) const REQUESTED_WITH: &str = "x-requested-with";
/// Its value.
pub(crate) const APPLICATION: &str = "hjertekom";

/// Refuses unsafe requests that do not come from the application: 403 `cross_site`.
///
/// # Errors
/// What comes from further in.
pub(crate) async fn cross_site<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let app = request.app_data::<Data<App>>();
    if safe || app.is_some_and(|app| is_own(request.headers(), &app.site.origins)) {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    let refused = crate::Error::Problem(ProblemCode::CrossSite).error_response();
    Ok(request.into_response(refused).map_into_right_body())
}

fn is_own(headers: &HeaderMap, origins: &[String]) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let marked = text(REQUESTED_WITH) == Some(APPLICATION);
    // Browsers tell both; other clients tell neither.
    let same_site = text("sec-fetch-site").is_none_or(|site| site == "same-origin");
    let origin = text(ORIGIN.as_str()).is_none_or(|origin| origins.iter().any(|own| own == origin));
    marked && same_site && origin
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn own(headers: &[(&'static str, &'static str)]) -> bool {
        let pair = |&(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value));
        let headers = HeaderMap::from_iter(headers.iter().map(pair));
        is_own(&headers, &["https://hjertekom.example".to_owned()])
    }

    #[test]
    fn the_header_the_origin_and_the_fetch_site_must_all_agree() {
        let marked = ("x-requested-with", "hjertekom");
        assert!(own(&[marked]));
        assert!(own(&[marked, ("origin", "https://hjertekom.example"), ("sec-fetch-site", "same-origin")]));
        assert!(!own(&[]));
        assert!(!own(&[("x-requested-with", "XMLHttpRequest")]));
        assert!(!own(&[marked, ("origin", "https://elsewhere.example")]));
        assert!(!own(&[marked, ("origin", "null")]));
        assert!(!own(&[marked, ("origin", "https://hjertekom.example.evil")]));
        for site in ["cross-site", "same-site", "none"] {
            assert!(!own(&[marked, ("sec-fetch-site", site)]), "{site}");
        }
    }
}
