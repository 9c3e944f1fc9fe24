//! Query strings: read as strictly as bodies.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use domain::text::Text;
use serde::de::DeserializeOwned;

use crate::error::{Error, field_finding};
use crate::json::shape_finding;

/// The parameters after `?`. 400 with the parameter's name when one is unknown, missing or cannot be read.
#[derive(Debug)]
pub(crate) struct Query<T>(T);

impl<T> Query<T> {
    /// The parameters.
    pub(crate) fn into_inner(self) -> T {
        self.0
    }
}

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request.query_string()).map(Self))
    }
}

/// Reads the parameters.
///
/// # Errors
/// 400 with the name of the first that is unknown, missing or cannot be read.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    if text.contains("%00") {
        // As in a body: no text holds such a character.
        return Err(Error::unreadable(shape_finding(".", "")));
    }
    let deserializer = serde_urlencoded::Deserializer::new(form_urlencoded::parse(text.as_bytes()));
    serde_path_to_error::deserialize(deserializer).map_err(|error| {
        let finding = shape_finding(&error.path().to_string(), &error.inner().to_string());
        Error::unreadable(finding)
    })
}

/// A parameter that cannot be answered, and why.
pub(crate) fn refused(parameter: &str, code: &str, message: Text) -> Error {
    Error::unreadable(field_finding(Some(parameter.to_owned()), code, message))
}

#[cfg(test)]
mod tests {
    use api_types::ProblemCode;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Paging {
        limit: u32,
    }

    fn finding(text: &str) -> (Option<String>, String) {
        let Err(Error::Findings(ProblemCode::BadRequest, mut findings)) = read::<Paging>(text) else {
            panic!("`{text}` was read");
        };
        let finding = findings.remove(0);
        (finding.variable, finding.code)
    }

    #[test]
    fn a_parameter_that_cannot_be_read_is_named() {
        assert_eq!(read::<Paging>("limit=5").unwrap().limit, 5);
        assert_eq!(finding("limit=five"), (Some("limit".into()), "wrong_type".into()));
        assert_eq!(finding("limit=5&order=name"), (Some("order".into()), "unknown_field".into()));
        assert_eq!(finding(""), (Some("limit".into()), "missing_field".into()));
        assert_eq!(finding("limit=1&limit=2"), (Some("limit".into()), "said_twice".into()));
        assert_eq!(finding("limit=1%00"), (None, "wrong_type".into()));
    }
}
