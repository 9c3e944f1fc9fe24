//! The description of the API: the document, and Swagger UI from files that are compiled in.

use std::sync::Arc;

use actix_web::http::header::{self, HeaderValue};
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpResponse, get};
use utoipa_swagger_ui::Config;

use crate::error::Error;

/// The page writes styles into the elements it makes; scripts stay as strict as everywhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// Sends the header that tells the server that the request comes from its own page.
const INITIALIZER: &str = r##"window.onload = () => {
  window.ui = SwaggerUIBundle({
    url: "/openapi.json",
    dom_id: "#swagger-ui",
    deepLinking: true,
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
    requestInterceptor: (request) => {
      request.headers["X-Requested-With"] = "hjertekom";
      return request;
    },
  });
};
"##;

/// The document, as text.
#[derive(Clone, Debug)]
pub struct Document(pub Bytes);

/// The document that describes the operations (OpenAPI 3.1).
#[get("/openapi.json")]
pub(crate) async fn openapi(document: Data<Document>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .content_type("application/json")
        .body(document.0.clone())
}

/// The page's address has a slash at the end, so that its files are found beside it.
#[get("/docs")]
pub(crate) async fn redirect() -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header((header::LOCATION, "/docs/")).finish()
}

/// One file of the page.
#[get("/docs/{file:[^/]*}")]
pub(crate) async fn file(path: Path<String>) -> Result<HttpResponse, Error> {
    let name = path.into_inner();
    if name == "swagger-initializer.js" {
        return Ok(respond("text/javascript; charset=utf-8", INITIALIZER));
    }
    let found = utoipa_swagger_ui::serve(&name, Arc::new(Config::from("/openapi.json")));
    let found =
        found.map_err(|_| Error::Internal("the documentation cannot be read"))?.ok_or(Error::NOT_FOUND)?;
    Ok(respond(&found.content_type, Bytes::from(found.bytes.into_owned())))
}

fn respond(content_type: &str, body: impl Into<Bytes>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)))
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .content_type(content_type.to_owned())
        .body(body.into())
}
