//! Versions of things that change: `ETag` out, `If-Match` in.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{FromRequest, HttpRequest};
use domain::text::Text;

use crate::error::{Error, field_finding};

/// The version a change builds on: the number in `If-Match: "3"`, if the header was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct IfMatch(pub Option<i64>);

impl FromRequest for IfMatch {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get(header::IF_MATCH);
        ready(header.map(read).transpose().map(Self))
    }
}

/// The value of `ETag` for a version.
#[must_use]
pub(crate) fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

fn read(header: &HeaderValue) -> Result<i64, Error> {
    let text = header.to_str().unwrap_or_default();
    let number = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    number.and_then(|number| number.parse().ok()).filter(|version| *version >= 0).ok_or_else(|| {
        let message = Text::new(
            "If-Match skal være én version i anførselstegn, fx \"3\".",
            "If-Match takes one version in quotes, e.g. \"3\".",
        );
        Error::unreadable(field_finding(Some("If-Match".into()), "wrong_type", message))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_strong_numbered_version_is_read() {
        assert_eq!(read(&HeaderValue::from_static("\"3\"")).unwrap(), 3);
        for wrong in ["3", "*", "W/\"3\"", "\"3\", \"4\"", "\"-1\"", "\"\"", "\"99999999999999999999\""] {
            assert!(read(&HeaderValue::from_static(wrong)).is_err(), "{wrong}");
        }
    }
}
