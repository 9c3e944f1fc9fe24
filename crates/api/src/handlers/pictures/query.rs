//! What is asked about, and how it is shown: one query.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::query::read;

/// How a picture is shown, as parameters of its own beside those of what is asked about.
pub(super) trait Look: DeserializeOwned {
    /// The names of the parameters.
    const NAMES: &'static [&'static str];
}

/// Both halves of a query.
#[derive(Debug)]
pub(crate) struct Shown<Q, L> {
    pub(super) asked: Q,
    pub(super) look: L,
}

impl<Q: DeserializeOwned, L: Look> FromRequest for Shown<Q, L> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let all = form_urlencoded::parse(request.query_string().as_bytes());
        let (look, asked): (Vec<_>, Vec<_>) = all.partition(|(name, _)| L::NAMES.contains(&name.as_ref()));
        let text = |pairs| form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let both = read(&text(asked)).and_then(|asked| Ok(Self { asked, look: read(&text(look))? }));
        ready(both)
    }
}
