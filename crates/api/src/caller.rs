//! Who is asking: the session cookie becomes the proof that repositories demand.

use std::fmt;
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use api_types::{ProblemCode, account_mark};
use db::RequestContext;
use db::rights::Right;
use domain::access::Purpose;
use domain::text::Text;
use futures::future::LocalBoxFuture;

use crate::app::App;
use crate::error::{Error, field_finding};
use crate::heavy::Turn;
use crate::idempotency::IdempotencyKey;
use crate::middleware::gate::Checked;
use crate::{cookie, request, routes};

/// The header that states why the data are needed, where it is not the role's usual purpose.
pub const PURPOSE: &str = "x-purpose";

/// The header that says the application asks of its own accord, so that the request does not keep the session alive.
pub const BACKGROUND: &str = "x-background";
/// The header that says for whom the application believes to act.
pub const ACCOUNT: &str = "x-account";

/// Somebody who may use the right `R`, for the length of this request.
///
/// 401 `not_logged_in` without a valid session, 403 `forbidden` when the role lacks the right. For a heavy operation it
/// holds a turn, which it has waited for: 429 `too_much_at_once`.
pub struct Caller<R: Right> {
    caller: db::Caller<R>,
    _turn: Option<Turn>,
}

impl<R: Right> Deref for Caller<R> {
    type Target = db::Caller<R>;

    fn deref(&self) -> &Self::Target {
        &self.caller
    }
}

impl<R: Right> fmt::Debug for Caller<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.caller.fmt(formatter)
    }
}

impl<R: Right> FromRequest for Caller<R> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        let is_background = request.headers().contains_key(BACKGROUND);
        Box::pin(async move {
            let caller = recognise(&request, is_background).await?.caller;
            let turn = turn(&request, &caller).await?;
            let caller = IdempotencyKey::give(&request, caller);
            Ok(Self { caller, _turn: turn })
        })
    }
}

/// Somebody who may use the right `R` for as long as an answer stays open; never use of the session.
pub struct Watcher<R: Right> {
    caller: db::Caller<R>,
    token: [u8; 32],
    context: RequestContext,
}

impl<R: Right> Deref for Watcher<R> {
    type Target = db::Caller<R>;

    fn deref(&self) -> &Self::Target {
        &self.caller
    }
}

impl<R: Right> fmt::Debug for Watcher<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.caller.fmt(formatter)
    }
}

impl<R: Right> FromRequest for Watcher<R> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { recognise(&request, true).await })
    }
}

impl<R: Right> Watcher<R> {
    /// The session, by the hash of its token.
    pub(crate) const fn session(&self) -> [u8; 32] {
        self.token
    }

    /// Whether the session lasts and still has the right. A database that does not answer has not said no.
    pub(crate) async fn is_still_permitted(&self, app: &App) -> bool {
        let asked = app.db.caller::<R>(self.token, self.context.clone(), app.clock.now()).await;
        matches!(asked, Ok(_) | Err(db::Refusal::Failed(_)))
    }
}

async fn recognise<R: Right>(request: &HttpRequest, is_background: bool) -> Result<Watcher<R>, Error> {
    let app = app(request)?;
    let token = cookie::token_hash(request, app.site.tls);
    let token = token.ok_or(Error::Problem(ProblemCode::NotLoggedIn))?;
    let context = RequestContext {
        request_id: request::current_id().unwrap_or_default(),
        purpose: purpose(request)?,
        address: request::address(request, &app.site.trusted_proxies).map(|ip| ip.to_string()),
        is_background,
    };
    let caller = app.db.caller::<R>(token, context.clone(), app.clock.now()).await?;
    if !is_expected(request, caller.username()) {
        return Err(Error::Problem(ProblemCode::NotLoggedIn));
    }
    request.extensions_mut().insert(Checked(R::PERMISSION));
    Ok(Watcher { caller, token, context })
}

/// A turn for a heavy operation, asked for only when it is known who asks.
async fn turn<R: Right>(request: &HttpRequest, caller: &db::Caller<R>) -> Result<Option<Turn>, Error> {
    let Some(pattern) = request.match_pattern() else { return Ok(None) };
    if !routes::is_heavy(request.method(), &pattern, request.query_string()) {
        return Ok(None);
    }
    app(request)?.heavy.turn(caller.user_id()).await.map(Some)
}

fn app(request: &HttpRequest) -> Result<&Data<App>, Error> {
    request.app_data::<Data<App>>().ok_or(Error::Internal("the application is not there"))
}

/// Whether the session is that of the person the page belongs to.
///
/// Two windows share one cookie: when somebody else logs in in one of them, what the other holds must not be saved
/// in their name, and they must not be shown for whom it was.
fn is_expected(request: &HttpRequest, username: &str) -> bool {
    let expected = request.headers().get(ACCOUNT);
    expected.is_none_or(|expected| expected.as_bytes() == account_mark(username).as_bytes())
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
