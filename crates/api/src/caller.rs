//! Who is asking: the session cookie becomes the proof that repositories demand.

use std::fmt;
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use api_types::ProblemCode;
use db::RequestContext;
use db::rights::Right;
use domain::access::Purpose;
use domain::text::Text;
use futures::future::LocalBoxFuture;

use crate::app::App;
use crate::error::{Error, field_finding};
use crate::middleware::gate::Checked;
use crate::{cookie, request};

/// The header that states why the data are needed, where it is not the role's usual purpose.
pub const PURPOSE: &str = "x-purpose";

/// Somebody who may use the right `R`, for the length of this request.
///
/// 401 `not_logged_in` without a valid session, 403 `forbidden` when the role lacks the right.
pub struct Caller<R: Right>(db::Caller<R>);

impl<R: Right> Deref for Caller<R> {
    type Target = db::Caller<R>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<R: Right> fmt::Debug for Caller<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl<R: Right> FromRequest for Caller<R> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let app =
                request.app_data::<Data<App>>().ok_or(Error::Internal("the application is not there"))?;
            let token = cookie::token_hash(&request, app.site.tls);
            let token = token.ok_or(Error::Problem(ProblemCode::NotLoggedIn))?;
            let context = RequestContext {
                request_id: request::current_id().unwrap_or_default(),
                purpose: purpose(&request)?,
                address: request::address(&request, &app.site.trusted_proxies).map(|ip| ip.to_string()),
            };
            let caller = app.db.caller::<R>(token, context, app.clock.now()).await?;
            request.extensions_mut().insert(Checked(R::PERMISSION));
            Ok(Self(caller))
        })
    }
}

fn purpose(request: &HttpRequest) -> Result<Option<Purpose>, Error> {
    let Some(header) = request.headers().get(PURPOSE) else {
        return Ok(None);
    };
    let known = header.to_str().ok().and_then(|text| text.parse().ok());
    known.map(Some).ok_or_else(|| {
        let message = Text::new("Formålet findes ikke på listen.", "The purpose is not on the list.");
        Error::unreadable(field_finding(Some("X-Purpose".into()), "unknown_value", message))
    })
}
