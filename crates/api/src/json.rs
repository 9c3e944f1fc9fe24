//! Request bodies: read strictly, and whatever is wrong is named with its field.

mod strict;

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::BytesMut;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use api_types::ProblemCode;
use domain::text::Text;
use futures::StreamExt;
use futures::future::LocalBoxFuture;
use serde::de::DeserializeOwned;

use crate::error::{Error, field_finding};

/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);
/// The largest JSON body, in bytes.
pub(crate) const JSON_LIMIT: usize = 256 * 1024;

/// A JSON body.
///
/// 400 when it is no JSON (or says one key twice), 413 above 256 KiB, 415 for another type or a compressed body, 422
/// with the field's path when a field is unknown, missing or of the wrong type.
#[derive(Debug)]
pub(crate) struct Json<T> {
    value: T,
    bytes: Vec<u8>,
}

impl<T> Json<T> {
    /// What was sent.
    pub(crate) fn into_inner(self) -> T {
        self.value
    }

    /// What was sent, with the bytes it was read from.
    pub(crate) fn into_parts(self) -> (T, Vec<u8>) {
        (self.value, self.bytes)
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            require_type(&request, |essence| essence == "application/json")?;
            let bytes = body(&request, payload, JSON_LIMIT).await?;
            let value = read(&bytes)?;
            Ok(Self { value, bytes })
        })
    }
}

/// Refuses a body of another content type or a compressed one.
pub(crate) fn require_type(request: &HttpRequest, accepts: impl Fn(&str) -> bool) -> Result<(), Error> {
    let encoded = request.headers().contains_key(header::CONTENT_ENCODING);
    if encoded || !accepts(&request.content_type().to_ascii_lowercase()) {
        return Err(ProblemCode::UnsupportedMediaType.into());
    }
    Ok(())
}

/// The whole body, or 413 as soon as it is known to be too large.
pub(crate) async fn body(
    request: &HttpRequest,
    mut payload: Payload,
    limit: usize,
) -> Result<Vec<u8>, Error> {
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    let announced: Option<usize> = announced.and_then(|length| length.parse().ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(ProblemCode::PayloadTooLarge.into());
    }
    let read = async move {
        let mut bytes = BytesMut::with_capacity(announced.unwrap_or(0));
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|_| Error::Problem(ProblemCode::BadRequest))?;
            if bytes.len() + chunk.len() > limit {
                return Err(ProblemCode::PayloadTooLarge.into());
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes.to_vec())
    };
    // Who sends for ever gets no answer to wait for.
    tokio::time::timeout(PATIENCE, read).await.map_err(|_| Error::Problem(ProblemCode::BadRequest))?
}

/// Reads a body.
///
/// # Errors
/// 400 for what is no JSON, 422 for JSON of another shape.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    let value = strict::parse(bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let message = Text::new(
            format!("Indholdet er ikke gyldig JSON (linje {line}, tegn {column})."),
            format!("The content is not valid JSON (line {line}, column {column})."),
        );
        Error::unreadable(field_finding(None, "invalid_json", message))
    })?;
    serde_path_to_error::deserialize(value).map_err(|error| {
        let (path, text) = (error.path().to_string(), error.inner().to_string());
        Error::Findings(ProblemCode::ValidationFailed, vec![shape_finding(&path, &text)])
    })
}

/// Says what is wrong with a field without repeating what was in it, which may be personal data.
pub(crate) fn shape_finding(path: &str, serde_text: &str) -> domain::validation::Finding {
    let here = (path != ".").then(|| path.to_owned());
    let named = serde_text.split('`').nth(1).unwrap_or_default();
    let below = |name: &str| {
        let inside =
            here.as_deref().filter(|inside| *inside != name && !inside.ends_with(&format!(".{name}")));
        inside.map_or_else(|| name.to_owned(), |inside| format!("{inside}.{name}"))
    };
    let (field, code, da, en) = if serde_text.starts_with("unknown field") {
        (Some(below(named)), "unknown_field", "Feltet findes ikke her.", "There is no such field here.")
    } else if serde_text.starts_with("missing field") {
        (Some(below(named)), "missing_field", "Feltet mangler.", "The field is missing.")
    } else if serde_text.starts_with("duplicate field") {
        (Some(below(named)), "said_twice", "Feltet står to gange.", "The field is there twice.")
    } else if serde_text.starts_with("unknown variant") {
        (here, "unknown_value", "Værdien findes ikke på listen.", "The value is not on the list.")
    } else {
        (
            here,
            "wrong_type",
            "Værdien har en forkert type eller form.",
            "The value has the wrong type or shape.",
        )
    };
    field_finding(field, code, Text::new(da, en))
}
