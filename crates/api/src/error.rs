//! What goes wrong, and the one place where it becomes a problem document and a log line.

use std::collections::BTreeMap;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use api_types::{Problem, ProblemCode};
use domain::ids::CourseId;
use domain::programme::Severity;
use domain::text::Text;
use domain::validation::Finding;
use utoipa::openapi::{ContentBuilder, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema};

use crate::password::PasswordError;
use crate::request;

/// The content type of a problem (RFC 9457).
pub const PROBLEM_JSON: &str = "application/problem+json";

/// When it is worth asking again while an import runs.
const IMPORT_SECONDS: &str = "10";

/// When it is worth asking again for what reads much.
const HEAVY_SECONDS: &str = "5";

/// Why a request did not do what it asked for.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A problem that its code tells completely.
    #[error("{}", .0.id())]
    Problem(ProblemCode),
    /// A problem with what is wrong with which field.
    #[error("{} with {} findings", .0.id(), .1.len())]
    Findings(ProblemCode, Vec<Finding>),
    /// The citizen's course that is already running.
    #[error("course_already_open")]
    CourseAlreadyOpen(Option<CourseId>),
    /// The method is none of the address's.
    #[error("method_not_allowed")]
    MethodNotAllowed(String),
    /// Too many attempts; the next one is worth it after this many seconds.
    #[error("too_many_requests")]
    TooManyRequests(u64),
    /// What the database said.
    #[error(transparent)]
    Database(#[from] db::Error),
    /// A fault of this program.
    #[error("{0}")]
    Internal(&'static str),
    /// A password hash that cannot be used.
    #[error(transparent)]
    Password(#[from] PasswordError),
}

impl Error {
    /// There is no such thing, or it belongs to another municipality.
    pub const NOT_FOUND: Self = Self::Problem(ProblemCode::NotFound);

    /// A request that cannot be read, and what about it.
    #[must_use]
    pub fn unreadable(finding: Finding) -> Self {
        Self::Findings(ProblemCode::BadRequest, vec![finding])
    }

    /// The code of the problem.
    #[must_use]
    pub fn code(&self) -> ProblemCode {
        match self {
            Self::Problem(code) | Self::Findings(code, _) => *code,
            Self::CourseAlreadyOpen(_) => ProblemCode::CourseAlreadyOpen,
            Self::MethodNotAllowed(_) => ProblemCode::MethodNotAllowed,
            Self::TooManyRequests(_) => ProblemCode::TooManyRequests,
            Self::Database(error) => database_code(error),
            Self::Internal(_) | Self::Password(_) => ProblemCode::Internal,
        }
    }
}

/// What the database's answers are called on the wire.
fn database_code(error: &db::Error) -> ProblemCode {
    match error {
        db::Error::Conflict("citizen_already_registered") => ProblemCode::CitizenExists,
        db::Error::Conflict("illegal_transition") => ProblemCode::WrongState,
        db::Error::Conflict("invalid_cursor") | db::Error::OutOfRange => ProblemCode::BadRequest,
        db::Error::Conflict(id) => {
            let named = ProblemCode::ALL.iter().find(|code| code.id() == *id);
            named.copied().unwrap_or(ProblemCode::Internal)
        }
        db::Error::Stale { .. } => ProblemCode::StaleVersion,
        db::Error::PreconditionRequired => ProblemCode::PreconditionRequired,
        db::Error::NotFound => ProblemCode::NotFound,
        db::Error::NoMunicipality => ProblemCode::Forbidden,
        db::Error::StorageFull => ProblemCode::StorageFull,
        db::Error::Busy => ProblemCode::ImportRunning,
        db::Error::Unavailable(_) => ProblemCode::Unavailable,
        _ => ProblemCode::Internal,
    }
}

impl From<ProblemCode> for Error {
    fn from(code: ProblemCode) -> Self {
        Self::Problem(code)
    }
}

impl From<db::Refusal> for Error {
    fn from(refusal: db::Refusal) -> Self {
        match refusal {
            db::Refusal::NoSession | db::Refusal::Expired => Self::Problem(ProblemCode::NotLoggedIn),
            db::Refusal::Forbidden => Self::Problem(ProblemCode::Forbidden),
            db::Refusal::Failed(error) => Self::Database(error),
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code().status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        if self.status_code().is_server_error() {
            tracing::error!(error = self as &dyn std::error::Error, "request failed");
        }
        // Never the text of a source error.
        let mut problem = Problem::new(self.code());
        problem.request_id = request::current_id();
        let mut response = HttpResponse::build(self.status_code());
        response.content_type(PROBLEM_JSON);
        match self {
            Self::Findings(_, findings) => problem.findings.clone_from(findings),
            Self::Database(db::Error::Stale { current }) => {
                problem.current_version = Some(*current);
                response.insert_header((header::ETAG, format!("\"{current}\"")));
            }
            Self::CourseAlreadyOpen(Some(id)) => {
                response.insert_header((header::LOCATION, format!("/api/v1/courses/{id}")));
            }
            Self::MethodNotAllowed(methods) => {
                response.insert_header((header::ALLOW, methods.clone()));
            }
            Self::Database(db::Error::Busy) => {
                response.insert_header((header::RETRY_AFTER, IMPORT_SECONDS));
            }
            Self::Problem(ProblemCode::TooMuchAtOnce) => {
                response.insert_header((header::RETRY_AFTER, HEAVY_SECONDS));
            }
            Self::TooManyRequests(seconds) => {
                response.insert_header((header::RETRY_AFTER, seconds.to_string()));
            }
            _ => {}
        }
        response.json(problem)
    }
}

impl IntoResponses for Error {
    /// The same two rows for every operation: which codes there are says the schema of `Problem`.
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let problem = |description: &str| {
            let content = ContentBuilder::new().schema(Some(schema_reference::<Problem>())).build();
            RefOr::T(ResponseBuilder::new().description(description).content(PROBLEM_JSON, content).build())
        };
        BTreeMap::from([
            ("4XX".to_owned(), problem("What has to be put right in the request")),
            ("5XX".to_owned(), problem("What failed on our side")),
        ])
    }
}

/// The schema of a type by its name.
pub(crate) fn schema_reference<T: ToSchema>() -> RefOr<utoipa::openapi::Schema> {
    RefOr::Ref(utoipa::openapi::Ref::from_schema_name(T::name()))
}

/// A finding about a field of a request, which is no answer of a form.
#[must_use]
pub(crate) fn field_finding(field: Option<String>, code: &str, message: Text) -> Finding {
    Finding { severity: Severity::Hard, variable: field, code: code.into(), message }
}

/// The schema that a response written by hand refers to, with the schemas it refers to itself.
#[must_use]
pub(crate) fn schemas_of<T: ToSchema>() -> Vec<(String, RefOr<utoipa::openapi::Schema>)> {
    let mut schemas = vec![(T::name().into_owned(), T::schema())];
    T::schemas(&mut schemas);
    schemas
}
