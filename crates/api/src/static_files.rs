//! The browser application: files that were built, hashed and compressed beforehand, served from memory.
//!
//! Only names that were there when the folder was read are ever served, so that no path leads anywhere else.

mod folder;

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};

use crate::app::App;
use crate::error::Error;
use folder::{Encoded, File, Folder};

/// The page that every address of the application begins with.
const INDEX: &str = "index.html";
const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const REVALIDATED: &str = "no-cache";

/// The built browser application; empty when none was built.
#[derive(Clone, Debug, Default)]
pub struct StaticFiles(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    root: Option<PathBuf>,
    folder: RwLock<Arc<Folder>>,
}

impl StaticFiles {
    /// Reads a folder.
    ///
    /// # Errors
    /// When it is there but cannot be read.
    pub fn open(root: &Path) -> std::io::Result<Self> {
        let folder = RwLock::new(Arc::new(Folder::read(root)?));
        Ok(Self(Arc::new(Inner { root: Some(root.to_owned()), folder })))
    }

    /// Whether there is an application to serve.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.folder().find(INDEX).is_none()
    }

    /// What tells this build of the application from any other; `None` when none was built.
    #[must_use]
    pub fn build(&self) -> Option<String> {
        // The page names every file by its content, so its own fingerprint is that of the whole.
        self.current().find(INDEX).map(|page| page.etag.trim_matches('"').to_owned())
    }

    fn folder(&self) -> Arc<Folder> {
        Arc::clone(&self.0.folder.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The folder as it is now: a new build is noticed when somebody opens the application.
    fn current(&self) -> Arc<Folder> {
        let known = self.folder();
        let Some(root) = &self.0.root else { return known };
        if Folder::built_at(root) == known.built {
            return known;
        }
        match Folder::read(root) {
            Ok(folder) => {
                let folder = Arc::new(folder);
                *self.0.folder.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&folder);
                folder
            }
            Err(error) => {
                tracing::warn!(%error, "the browser application cannot be read; the one in memory is served");
                known
            }
        }
    }
}

/// Serves a file, or the application's page for an address of its own; everything else is 404 or 405.
///
/// # Errors
/// 404 and 405 as problems.
pub(crate) async fn serve(request: HttpRequest, app: Data<App>) -> Result<HttpResponse, Error> {
    let path = request.path().trim_start_matches('/');
    let is_api = path == "api" || path.starts_with("api/") || path.starts_with("health/");
    if is_api {
        return Err(Error::NOT_FOUND);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(Error::MethodNotAllowed("GET, HEAD".into()));
    }
    if let Some(file) = app.files.folder().find(path).filter(|_| path != INDEX) {
        return Ok(respond(request.headers(), file));
    }
    if !is_navigation(&request, path) {
        return Err(Error::NOT_FOUND);
    }
    match app.files.current().find(INDEX) {
        Some(page) => Ok(respond(request.headers(), page)),
        None => Ok(not_built()),
    }
}

/// Whether a person opens an address of the application, rather than a page asking for a file.
fn is_navigation(request: &HttpRequest, path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    let mode = request.headers().get("sec-fetch-mode");
    !last.contains('.') && !path.contains('%') && mode.is_none_or(|mode| mode == "navigate")
}

fn respond(headers: &HeaderMap, file: &File) -> HttpResponse {
    let fresh =
        headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == file.etag.as_bytes());
    let mut response = HttpResponse::build(if fresh { StatusCode::NOT_MODIFIED } else { StatusCode::OK });
    response.insert_header((header::CACHE_CONTROL, if file.hashed { IMMUTABLE } else { REVALIDATED }));
    response.insert_header((header::ETAG, file.etag.clone()));
    if file.gzip.is_some() || file.brotli.is_some() {
        response.insert_header((header::VARY, "Accept-Encoding"));
    }
    if fresh {
        return response.finish();
    }
    response.content_type(file.content_type);
    let accepted = accepted(headers.get(header::ACCEPT_ENCODING));
    let (encoding, bytes) = choose(file, &accepted);
    if let Some(encoding) = encoding {
        response.insert_header((header::CONTENT_ENCODING, encoding));
    }
    response.body(bytes)
}

fn choose(file: &File, accepted: &[String]) -> (Option<&'static str>, Bytes) {
    let has = |coding: &str| accepted.iter().any(|name| name == coding);
    let smaller = |(coding, bytes): (&'static str, &Option<Encoded>)| {
        bytes.as_ref().filter(|_| has(coding)).map(|bytes| (Some(coding), bytes.clone()))
    };
    [("br", &file.brotli), ("gzip", &file.gzip)]
        .into_iter()
        .find_map(smaller)
        .unwrap_or_else(|| (None, file.plain.clone()))
}

/// The content codings a client takes; what it weighs with 0 it does not.
fn accepted(header: Option<&HeaderValue>) -> Vec<String> {
    let text = header.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let codings = text.split(',').filter_map(|part| {
        let mut pieces = part.split(';').map(str::trim);
        let name = pieces.next()?.to_ascii_lowercase();
        let refused = pieces.any(|piece| {
            piece
                .strip_prefix("q=")
                .is_some_and(|weight| weight.parse::<f32>().is_ok_and(|weight| weight == 0.0))
        });
        (!refused && !name.is_empty()).then_some(name)
    });
    codings.collect()
}

fn not_built() -> HttpResponse {
    const PAGE: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>HjerteKom</title>\
        <h1>HjerteKom</h1><p>The server runs, but the browser application has not been built: \
        run <code>cargo xtask web</code>. The API is described at <a href=\"/docs\">/docs</a>.</p></html>";
    HttpResponse::NotFound().content_type("text/html; charset=utf-8").body(PAGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(header: &'static str) -> Vec<String> {
        accepted(Some(&HeaderValue::from_static(header)))
    }

    #[test]
    fn a_coding_is_used_only_if_the_client_takes_it() {
        assert_eq!(takes("gzip, deflate, br;q=1.0"), ["gzip", "deflate", "br"]);
        assert_eq!(takes("BR;q=0, gzip;q=0.5"), ["gzip"]);
        assert!(accepted(None).is_empty());
    }
}
