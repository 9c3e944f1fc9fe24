//! Logging in and out.

use std::net::{IpAddr, Ipv4Addr};

use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, Responder, delete, post};
use api_types::{Login, Me, ProblemCode};
use chrono::{DateTime, Utc};
use db::rights::ReadProgrammes;
use db::{AccountState, LoginAccount, LoginRefusal, RequestContext};
use secrecy::SecretString;

use crate::app::App;
use crate::error::Error;
use crate::handlers::me::who;
use crate::json::Json;
use crate::{cookie, request, totp};

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
/// A session that the browser already had ends. Log-ins, refused ones too, are in the access log. 401 `login_failed` never tells whether the name or the password was
/// wrong; 401 `code_required` asks an account with a second factor for its one-time code; 429 `too_many_requests` after ten wrong passwords from one network within 15 minutes.
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
    let context = context(address);
    let known = app.db.accounts().for_login(&login.username).await?;
    let usable = known.as_ref().filter(|account| is_usable(account));
    let hash = usable.and_then(|account| account.password_hash.clone());
    let right = app.passwords.verify(SecretString::from(login.password), hash).await?;
    let Some(account) = usable.filter(|_| right) else {
        let why = if known.as_ref().is_none_or(is_usable) {
            LoginRefusal::Password
        } else {
            LoginRefusal::Disabled
        };
        log_refusal(&app, &login.username, why, known.as_ref(), context, now).await;
        return Err(ProblemCode::LoginFailed.into());
    };
    match second_factor(&app, account, login.code.as_deref(), now).await? {
        Ok(()) => {}
        Err(code) => {
            if code == ProblemCode::CodeWrong {
                log_refusal(&app, &login.username, LoginRefusal::Code, Some(account), context, now).await;
            }
            return Err(code.into());
        }
    }
    app.limits.right(&guess, now);
    if let Some(old) = cookie::token_hash(&request, app.site.tls) {
        app.db.sessions().end(old, context.clone(), now).await?;
        app.streams.end(&old);
    }
    let (cookie, token) =
        cookie::new(app.site.tls, app.entropy.as_ref()).map_err(|error| Error::Database(error.into()))?;
    app.db.sessions().start(account.user_id, token, context.clone(), now).await?;
    let caller = app.db.caller::<ReadProgrammes>(token, context, now).await?;
    Ok(LoggedIn { me: who(&caller, &app), cookie })
}

fn is_usable(account: &LoginAccount) -> bool {
    account.state == AccountState::Active
}

/// A log-in or log-out as the access log sees it.
fn context(address: Option<IpAddr>) -> RequestContext {
    RequestContext {
        request_id: request::current_id().unwrap_or_default(),
        purpose: None,
        address: address.map(|ip| ip.to_string()),
        is_background: false,
    }
}

/// Whether the one-time code is right, or what is asked for. A code is good once.
async fn second_factor(
    app: &App,
    account: &LoginAccount,
    typed: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Result<(), ProblemCode>, Error> {
    let Some(secret) = &account.totp_secret else { return Ok(Ok(())) };
    let Some(typed) = typed.filter(|typed| !typed.trim().is_empty()) else {
        return Ok(Err(ProblemCode::CodeRequired));
    };
    let fresh = match totp::accept(secret, typed, now) {
        Some(step) => app.db.accounts().use_code(account.user_id, step).await?,
        None => false,
    };
    Ok(if fresh { Ok(()) } else { Err(ProblemCode::CodeWrong) })
}

/// Writes a wrong guess to the access log. Whoever guesses hears the same when that fails: nobody was let in.
async fn log_refusal(
    app: &App,
    username: &str,
    why: LoginRefusal,
    account: Option<&LoginAccount>,
    context: RequestContext,
    now: DateTime<Utc>,
) {
    if let Err(error) = app.db.accounts().log_refusal(username, why, account, context, now).await {
        tracing::error!(error = &error as &dyn std::error::Error, "a refused log-in was not logged");
    }
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
        let context = context(request::address(&request, &app.site.trusted_proxies));
        app.db.sessions().end(token, context, app.clock.now()).await?;
        app.streams.end(&token);
    }
    Ok(LoggedOut(cookie::removal(app.site.tls)))
}
