//! One method per operation.
//!
//! Runs natively and in the browser. Sends the header that tells the API the request comes from an application of
//! ours, and turns problem documents into [`ClientError::Problem`].

mod benchmarks;
mod health_records;
mod last;
mod management;
mod numbers;
mod operations;

pub use self::last::LastRequest;
pub use self::management::{Lacked, LackingAsk};
/// What an answer is read into, for those who are generic over it.
pub use serde::de::DeserializeOwned;

use std::sync::{Arc, PoisonError, RwLock};

use api_types::{Problem, ProblemCode};
use reqwest::{Method, RequestBuilder, Response, header};
use serde::Serialize;

/// The prefix of every operation.
pub const BASE_PATH: &str = "/api/v1";

/// Why a call gave no answer to use.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ClientError {
    /// The API says what is wrong.
    #[error("{}", .0.title)]
    Problem(Box<Problem>),
    /// No answer came: no connection, a time-out.
    #[error("no connection")]
    Network,
    /// An answer came that is not what the contract says.
    #[error("unexpected answer with status {status}")]
    Unexpected {
        /// The HTTP status.
        status: u16,
    },
}

impl ClientError {
    /// The problem document, if the API sent one.
    #[must_use]
    pub const fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Problem(problem) => Some(problem),
            _ => None,
        }
    }

    /// Whether what was sent builds on another version than the server has: somebody else saved in between.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        let code = self.problem().map(|problem| problem.code);
        matches!(code, Some(ProblemCode::StaleVersion | ProblemCode::PreconditionRequired))
    }
}

/// What a call gives.
pub type Answer<T> = Result<T, ClientError>;

/// A client of one server.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    origin: String,
    /// For whom it acts, as the server is told; shared by all clones.
    account: Arc<RwLock<Option<String>>>,
    is_background: bool,
}

impl Client {
    /// A client for the server at `origin`, e.g. `https://hjertekom.example`.
    #[must_use]
    pub fn new(origin: impl Into<String>) -> Self {
        Self::with_http(origin, reqwest::Client::new())
    }

    /// A client that sends through `http`, e.g. one that keeps cookies.
    #[must_use]
    pub fn with_http(origin: impl Into<String>, http: reqwest::Client) -> Self {
        Self { http, origin: origin.into(), account: Arc::default(), is_background: false }
    }

    /// Says for whom this client and its clones act from now on. The server refuses what comes with somebody else's
    /// session as if there were none: two windows share one cookie.
    pub fn act_for(&self, username: Option<&str>) {
        let mark = username.map(api_types::account_mark);
        *self.account.write().unwrap_or_else(PoisonError::into_inner) = mark;
    }

    /// The same client for what the application asks of its own accord, which does not keep the session alive.
    #[must_use]
    pub fn in_background(&self) -> Self {
        Self { is_background: true, ..self.clone() }
    }

    /// What every request says about itself.
    fn marks(&self) -> Vec<(&'static str, String)> {
        let mut marks = vec![("X-Requested-With", "hjertekom".to_owned())];
        if self.is_background {
            marks.push(("X-Background", "1".to_owned()));
        }
        let account = self.account.read().unwrap_or_else(PoisonError::into_inner).clone();
        marks.extend(account.map(|account| ("X-Account", account)));
        marks
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}{BASE_PATH}{path}", self.origin);
        let request = self.http.request(method, url);
        self.marks().into_iter().fold(request, |request, (name, value)| request.header(name, value))
    }

    async fn get<T: DeserializeOwned>(&self, path: &str) -> Answer<T> {
        read(self.request(Method::GET, path)).await
    }

    /// `None` when there is none (404).
    async fn get_optional<T: DeserializeOwned>(&self, path: &str) -> Answer<Option<T>> {
        match self.get(path).await {
            Ok(found) => Ok(Some(found)),
            Err(ClientError::Problem(problem)) if problem.status == 404 => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn send<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: &impl Serialize,
        if_match: Option<i64>,
    ) -> Answer<T> {
        let request = self.request(method, path).json(body);
        read(match if_match {
            Some(version) => request.header(header::IF_MATCH, format!("\"{version}\"")),
            None => request,
        })
        .await
    }
}

async fn answered(request: RequestBuilder) -> Answer<Response> {
    let response = request.send().await.map_err(|_| ClientError::Network)?;
    if response.status().is_success() {
        return Ok(response);
    }
    let status = response.status().as_u16();
    match response.json::<Problem>().await {
        Ok(problem) => Err(ClientError::Problem(Box::new(problem))),
        Err(_) => Err(ClientError::Unexpected { status }),
    }
}

async fn read<T: DeserializeOwned>(request: RequestBuilder) -> Answer<T> {
    let response = answered(request).await?;
    let status = response.status().as_u16();
    response.json().await.map_err(|_| ClientError::Unexpected { status })
}
