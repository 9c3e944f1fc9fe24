//! Headers that make the browser strict, on every response.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, ResponseError};
use api_types::ProblemCode;

use crate::app::App;

/// No inline script or style, no eval, no other origin; WebAssembly may be compiled.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

const FIXED: [(HeaderName, &str); 7] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    ),
    (HeaderName::from_static("x-permitted-cross-domain-policies"), "none"),
];

/// Pages made for other sites' frames.
const EMBED: &str = "/embed/";

/// The most bytes of header names and values in a request.
const MOST: usize = 16 * 1024;

/// Refuses a request whose headers are too large: 400 `bad_request`.
///
/// # Errors
/// What comes from further in.
pub(crate) async fn limit<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let size: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if size <= MOST {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    let refused = crate::Error::Problem(ProblemCode::BadRequest).error_response();
    Ok(request.into_response(refused).map_into_right_body())
}

/// Adds the headers. A response that says nothing about caching is not kept by anybody.
///
/// # Errors
/// What comes from further in.
pub(crate) async fn headers<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let app = request.app_data::<Data<App>>();
    let tls = app.is_some_and(|app| app.site.tls);
    let framed =
        app.is_some_and(|app| !app.site.embed_origins.is_empty()) && request.path().starts_with(EMBED);
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if framed {
        // Which pages may frame it says its own policy; this header cannot name any.
        headers.remove(X_FRAME_OPTIONS);
    }
    if tls {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(STRICT_TRANSPORT_SECURITY, year);
    }
    unless_said(headers, CONTENT_SECURITY_POLICY, POLICY);
    unless_said(headers, CACHE_CONTROL, "no-store");
    Ok(response)
}

fn unless_said(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    if !headers.contains_key(&name) {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
