//! Somebody who makes requests, and what they are answered.

use actix_web::body;
use actix_web::http::{Method, StatusCode, header::HeaderMap};
use actix_web::test::TestRequest;
use serde_json::{Value, json};

use super::answers::{referral, start};
use super::{TestApp, contract};

/// Somebody who makes requests, with or without a session.
#[derive(Clone)]
pub(crate) struct Actor {
    pub(crate) app: TestApp,
    pub(crate) cookie: Option<String>,
}

/// An answer. It has been held against the document.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

/// A request in the making.
pub(crate) struct Asking {
    actor: Actor,
    request: TestRequest,
    method: Method,
    path: String,
}

impl Actor {
    pub(crate) fn new(app: TestApp, cookie: Option<String>) -> Self {
        Self { app, cookie }
    }

    /// A request as the application makes it; `path` is below `/api/v1` unless it begins with `//`.
    pub(crate) fn ask(&self, method: Method, path: &str) -> Asking {
        let path = match path.strip_prefix('/') {
            Some(absolute) if absolute.starts_with('/') => absolute.to_owned(),
            _ => format!("/api/v1{path}"),
        };
        let mut request = TestRequest::default().method(method.clone()).uri(&path);
        request = request.peer_addr("198.51.100.7:40000".parse().unwrap());
        if let Some(cookie) = &self.cookie {
            request = request.insert_header(("Cookie", cookie.clone()));
        }
        if method != Method::GET {
            request = request.insert_header(("X-Requested-With", "hjertekom"));
        }
        Asking { actor: self.clone(), request, method, path }
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.ask(Method::GET, path).send().await
    }

    /// The answer to a question that is asked thousands of times: not held against the document.
    pub(crate) async fn quick(&self, path: &str, address: &str) -> Value {
        let asking = self.ask(Method::GET, path).from(address);
        let response = self.app.call(asking.request.to_request()).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        serde_json::from_slice(&body::to_bytes(response.into_body()).await.unwrap()).unwrap()
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Reply {
        self.ask(Method::POST, path).json(&body).send().await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Reply {
        self.ask(Method::PUT, path).json(&body).send().await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.ask(Method::DELETE, path).send().await
    }

    /// Registers an invented citizen; returns the id.
    pub(crate) async fn citizen(&self, cpr: &str, name: &str) -> String {
        let reply = self.post("/citizens", json!({"cpr": cpr, "name": name})).await;
        reply.expect(201).json()["id"].as_str().unwrap().to_owned()
    }

    /// Registers a citizen and opens a course; returns the course's id.
    pub(crate) async fn course(&self, cpr: &str) -> String {
        let citizen = self.citizen(cpr, "Bo Prøve").await;
        let reply = self.post("/courses", json!({"citizen_id": citizen, "programme": "hjertekom"})).await;
        reply.expect(201).json()["id"].as_str().unwrap().to_owned()
    }

    /// A course with a submitted referral and start form; returns its id.
    pub(crate) async fn started_course(&self, cpr: &str) -> String {
        let course = self.course(cpr).await;
        self.submit(&course, "referral", referral()).await.expect(200);
        self.submit(&course, "start", start()).await.expect(200);
        course
    }

    pub(crate) async fn submit(&self, course: &str, form: &str, answers: Value) -> Reply {
        self.put(&format!("/courses/{course}/forms/{form}"), json!({"answers": answers})).await
    }
}

impl Asking {
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.insert_header((name, value));
        self
    }

    /// From another network address.
    pub(crate) fn from(mut self, address: &str) -> Self {
        self.request = self.request.peer_addr(format!("{address}:40000").parse().unwrap());
        self
    }

    pub(crate) fn json(mut self, body: &Value) -> Self {
        self.request = self.request.set_json(body);
        self
    }

    pub(crate) fn body(mut self, content_type: &str, body: impl Into<actix_web::web::Bytes>) -> Self {
        self.request = self.request.insert_header(("Content-Type", content_type)).set_payload(body);
        self
    }

    pub(crate) async fn send(self) -> Reply {
        let response = self.actor.app.call(self.request.to_request()).await;
        let (status, headers) = (response.status(), response.headers().clone());
        let is_stream = headers.get("content-type").is_some_and(|kind| kind == "text/event-stream");
        let bytes = if is_stream {
            first_bytes(response.into_body()).await
        } else {
            body::to_bytes(response.into_body()).await.unwrap().to_vec()
        };
        let reply = Reply { status, headers, bytes };
        contract::check(&self.method, &self.path, &reply);
        reply
    }
}

/// What comes first of an answer that stays open.
async fn first_bytes(body: body::BoxBody) -> Vec<u8> {
    let mut body = body;
    let next =
        std::future::poll_fn(|context| body::MessageBody::poll_next(std::pin::Pin::new(&mut body), context));
    next.await.unwrap().unwrap().to_vec()
}

impl Reply {
    /// The answer, if it has this status.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }

    /// The problem, if it has this status and code.
    #[track_caller]
    pub(crate) fn problem(self, status: u16, code: &str) -> Value {
        let problem = self.expect(status).json();
        assert_eq!(problem["code"], code, "{problem}");
        problem
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}
