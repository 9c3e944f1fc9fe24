//! Answers with a status, a version and a place of their own.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, Responder};
use db::StoredAnswer;
use serde::Serialize;

use crate::error::Error;
use crate::version::etag;

/// 200 with the version in `ETag`.
#[derive(Debug)]
pub(crate) struct Versioned<T> {
    /// What is sent.
    pub body: T,
    /// Its version.
    pub version: i64,
}

impl<T: Serialize> Responder for Versioned<T> {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().insert_header((header::ETAG, etag(self.version))).json(self.body)
    }
}

/// 204: it is done, and there is nothing to say about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Done;

impl Responder for Done {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::NoContent().finish()
    }
}

/// 201 with the version in `ETag` and the new thing's address in `Location`.
#[derive(Debug)]
pub(crate) struct Created<T> {
    /// What is sent.
    pub body: T,
    /// Its version.
    pub version: i64,
    /// Its address below `/api/v1`.
    pub location: String,
}

/// An answer that can be kept and given again.
pub(crate) trait Keep {
    /// The answer as it is sent.
    ///
    /// # Errors
    /// What cannot be serialised, which is a fault of this program.
    fn keep(&self) -> Result<StoredAnswer, Error>;
}

fn kept(
    status: StatusCode,
    headers: Vec<(String, String)>,
    body: &impl Serialize,
) -> Result<StoredAnswer, Error> {
    let body = serde_json::to_string(body).map_err(|_| Error::Internal("an answer cannot be serialised"))?;
    Ok(StoredAnswer { status: status.as_u16(), headers, body })
}

impl<T: Serialize> Keep for Created<T> {
    fn keep(&self) -> Result<StoredAnswer, Error> {
        let location = format!("{}{}", crate::routes::BASE_PATH, self.location);
        let headers = vec![("ETag".to_owned(), etag(self.version)), ("Location".to_owned(), location)];
        kept(StatusCode::CREATED, headers, &self.body)
    }
}

impl<T: Serialize> Keep for Versioned<T> {
    fn keep(&self) -> Result<StoredAnswer, Error> {
        kept(StatusCode::OK, vec![("ETag".to_owned(), etag(self.version))], &self.body)
    }
}

impl<T: Serialize> Keep for actix_web::web::Json<T> {
    fn keep(&self) -> Result<StoredAnswer, Error> {
        kept(StatusCode::OK, Vec::new(), &self.0)
    }
}

/// An answer that was kept, whether it was made now or for an earlier request with the same key.
#[derive(Debug)]
pub(crate) struct Kept<T> {
    answer: StoredAnswer,
    /// What the answer is made of; only its type matters, which is what the document describes.
    made_of: std::marker::PhantomData<T>,
}

impl<T> Kept<T> {
    pub(crate) const fn new(answer: StoredAnswer) -> Self {
        Self { answer, made_of: std::marker::PhantomData }
    }

    /// 204: everything was checked and nothing written.
    pub(crate) const fn nothing() -> Self {
        Self::new(StoredAnswer { status: 204, headers: Vec::new(), body: String::new() })
    }
}

impl<T> Responder for Kept<T> {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let status = StatusCode::from_u16(self.answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = HttpResponse::build(status);
        for header in self.answer.headers {
            response.insert_header(header);
        }
        if self.answer.body.is_empty() {
            return response.finish();
        }
        response.content_type("application/json").body(self.answer.body)
    }
}
