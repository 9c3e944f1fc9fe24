//! Logging in and out.

use std::net::{IpAddr, Ipv4Addr};

use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, Responder, delete, post};
use api_types::{Login, Me, ProblemCode};
use db::rights::ReadProgrammes;
use db::{AccountState, LoginAccount, RequestContext};
use secrecy::SecretString;

use crate::app::App;
use crate::error::Error;
use crate::handlers::me::who;
use crate::json::Json;
use crate::{cookie, request};

/// The person who logged in, with the cookie of the new session.
#[derive(Debug)]
pub(crate) struct LoggedIn {
    me: Me,
    cookie: actix_web::cookie::Cookie<'static>,
}

impl Responder for LoggedIn {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().cookie(self.cookie).json(self.me)
    }
}

/// Nothing, and an order to the browser to forget what it has.
#[derive(Debug)]
pub(crate) struct LoggedOut(actix_web::cookie::Cookie<'static>);

impl Responder for LoggedOut {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let forget = (
            HeaderName::from_static("clear-site-data"),
            HeaderValue::from_static("\"cache\", \"cookies\", \"storage\""),
        );
        HttpResponse::NoContent().cookie(self.0).insert_header(forget).finish()
    }
}

/// Logs in.
///
/// A session that the browser already had ends. 401 `login_failed` never tells whether the name or the password was
/// wrong; 429 `too_many_requests` after ten wrong passwords from one network within 15 minutes.
#[utoipa::path(
    tag = "session", operation_id = "log_in",
    responses((status = OK, description = "The person; the session is in the cookie", body = Me), Error),
)]
#[post("/session")]
pub(crate) async fn log_in(
    request: HttpRequest,
    body: Json<Login>,
    app: Data<App>,
) -> Result<LoggedIn, Error> {
    let login = body.into_inner();
    let now = app.clock.now();
    let address = request::address(&request, &app.site.trusted_proxies);
    let guess =
        app.limits.log_in(&login.username, address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)), now)?;
    let account = app.db.accounts().for_login(&login.username).await?.filter(is_usable);
    let hash = account.as_ref().and_then(|account| account.password_hash.clone());
    let right = app.passwords.verify(SecretString::from(login.password), hash).await?;
    let Some(account) = account.filter(|_| right) else {
        return Err(ProblemCode::LoginFailed.into());
    };
    app.limits.right(&guess, now);
    if let Some(old) = cookie::token_hash(&request, app.site.tls) {
        app.db.sessions().end(old).await?;
    }
    let (cookie, token) =
        cookie::new(app.site.tls, app.entropy.as_ref()).map_err(|error| Error::Database(error.into()))?;
    app.db.sessions().start(account.user_id, token, now).await?;
    let context = RequestContext {
        request_id: request::current_id().unwrap_or_default(),
        purpose: None,
        address: address.map(|ip| ip.to_string()),
    };
    let caller = app.db.caller::<ReadProgrammes>(token, context, now).await?;
    Ok(LoggedIn { me: who(&caller, &app), cookie })
}

fn is_usable(account: &LoginAccount) -> bool {
    account.state == AccountState::Active
}

/// Logs out.
///
/// Works whether or not there was a session. The browser is told to forget everything it keeps of this site.
#[utoipa::path(
    tag = "session", operation_id = "log_out",
    responses((status = NO_CONTENT, description = "There is no session any more"), Error),
)]
#[delete("/session")]
pub(crate) async fn log_out(request: HttpRequest, app: Data<App>) -> Result<LoggedOut, Error> {
    if let Some(token) = cookie::token_hash(&request, app.site.tls) {
        app.db.sessions().end(token).await?;
    }
    Ok(LoggedOut(cookie::removal(app.site.tls)))
}
