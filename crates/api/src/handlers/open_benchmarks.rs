//! The public part of the published numbers: no session, no names of people, the same cells for everybody.

use actix_web::http::header;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, Responder, get};
use api_types::{Benchmark, Benchmarks};
use domain::organisation::Organisation;
use domain::text::Language;
use pictures::{Around, Chart, Choice};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::pictures::{File, Format, comparison_chart};
use super::programmes::ProgrammeQuery;
use crate::app::App;
use crate::benchmark::{Asked, BenchmarkQuery, Viewer, build, offered};
use crate::error::Error;
use crate::query::Query;
use crate::request;

/// How long anybody may keep an answer: a snapshot never changes, but a new one should be seen within the hour.
pub(crate) const CACHED: &str = "public, max-age=3600";

/// Which chart is wanted.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ChartQuery {
    /// The programme; absent: `hjertekom`.
    #[serde(default)]
    programme: Option<String>,
    /// The definition version; absent: the newest that is published.
    #[serde(default)]
    version: Option<String>,
    /// `rolling` or a calendar year; absent: `rolling`.
    #[serde(default)]
    period: Option<String>,
    /// `da` or `en`; absent: `da`.
    #[serde(default)]
    #[param(inline)]
    pub(crate) lang: Option<Language>,
}

/// An answer that everybody may keep for a while.
#[derive(Debug)]
pub(crate) struct Open<T> {
    body: T,
    etag: String,
}

/// A picture that everybody may keep for a while.
#[derive(Debug)]
pub(crate) struct Picture {
    file: File,
    etag: String,
}

/// The published snapshots, and what everybody can ask of them.
///
/// Where the installation keeps its numbers to those who log in, there is nothing here (404).
#[utoipa::path(
    tag = "open", operation_id = "open_benchmarks",
    params(ProgrammeQuery),
    responses(
        (status = OK, description = "The cube", body = Benchmarks),
        (status = NOT_MODIFIED, description = "What the client has is current"),
        Error,
    ),
)]
#[get("/open/benchmarks")]
pub(crate) async fn list(
    request: HttpRequest,
    query: Query<ProgrammeQuery>,
    app: Data<App>,
) -> Result<Open<Benchmarks>, Error> {
    admit(&app, &request)?;
    let published = app.db.open_publications();
    let body = offered(&published, &app.catalogue, &query.into_inner().programme).await?;
    let newest = body.snapshots.first().map(|snapshot| snapshot.id.to_string()).unwrap_or_default();
    Ok(Open { etag: etag(&newest, ""), body })
}

/// One indicator across units for everybody: groups of twenty courses or more, no split of a single municipality.
#[utoipa::path(
    tag = "open", operation_id = "open_benchmark",
    params(
        ("indicator" = String, Path, description = "The indicator", example = "smokefree"),
        BenchmarkQuery,
    ),
    responses(
        (status = OK, description = "The cells", body = Benchmark),
        (status = NOT_MODIFIED, description = "What the client has is current"),
        Error,
    ),
)]
#[get("/open/benchmarks/{indicator}")]
pub(crate) async fn find(
    request: HttpRequest,
    path: Path<String>,
    query: Query<BenchmarkQuery>,
    app: Data<App>,
) -> Result<Open<Benchmark>, Error> {
    admit(&app, &request)?;
    let body = open_benchmark(&app, &path, query.into_inner()).await?;
    Ok(Open { etag: etag(&body.snapshot.id.to_string(), ""), body })
}

/// The same as a picture: a funnel, or a forest where there are too few units for one; or its numbers.
#[utoipa::path(
    tag = "open", operation_id = "open_chart",
    params(
        ("indicator" = String, Path, description = "The indicator", example = "smokefree"),
        ("format" = inline(Format), Path, description = "In which form"),
        ChartQuery,
    ),
    responses(
        File,
        (status = NOT_MODIFIED, description = "What the client has is current"),
        Error,
    ),
)]
#[get("/open/benchmarks/{indicator}/chart.{format}")]
pub(crate) async fn draw(
    request: HttpRequest,
    path: Path<(String, String)>,
    query: Query<ChartQuery>,
    app: Data<App>,
) -> Result<Picture, Error> {
    admit(&app, &request)?;
    let (indicator, format) = path.into_inner();
    let (format, query): (Format, _) = (format.parse()?, query.into_inner());
    let language = query.lang.unwrap_or_default();
    let benchmark = open_benchmark(&app, &indicator, query.into()).await?;
    let etag = etag(&benchmark.snapshot.id.to_string(), language_tag(language));
    // Nobody is sent it again, so it is not painted again.
    if is_known(&request, &etag) {
        return Ok(Picture { file: File { kind: format.kind(), content: Vec::new() }, etag });
    }
    let chart = open_chart(&benchmark, language);
    Ok(Picture { file: File::of(&chart, format, &app.open_painter, language).await?, etag })
}

/// A benchmark as everybody sees it: nobody's own, so nobody is pointed out.
pub(crate) fn open_chart(benchmark: &Benchmark, language: Language) -> Chart {
    comparison_chart(benchmark, None, Choice { around: Around::Nobody, ..Choice::default() }, language)
}

/// What everybody sees of an indicator.
///
/// # Errors
/// As of the operation.
pub(crate) async fn open_benchmark(
    app: &App,
    indicator: &str,
    query: BenchmarkQuery,
) -> Result<Benchmark, Error> {
    let published = app.db.open_publications();
    let asked = Asked::resolve(&published, &app.catalogue, indicator, query).await?;
    build(&published, &asked, &Viewer::default(), &Organisation::denmark(), None).await
}

/// Whether the installation has open numbers, and whether this network has not asked too often.
///
/// # Errors
/// 404 and 429.
pub(crate) fn admit(app: &App, request: &HttpRequest) -> Result<(), Error> {
    if !app.site.public_benchmarks {
        return Err(Error::NOT_FOUND);
    }
    match request::address(request, &app.site.trusted_proxies) {
        Some(address) => app.limits.open(address),
        None => Ok(()),
    }
}

/// A language as it stands in an address.
pub(crate) const fn language_tag(language: Language) -> &'static str {
    match language {
        Language::Da => "da",
        Language::En => "en",
    }
}

/// A snapshot never changes; what is said about it changes with the program.
fn etag(snapshot: &str, language: &str) -> String {
    format!("\"{snapshot}{language}-{}\"", env!("CARGO_PKG_VERSION"))
}

/// Whether the client has this version.
fn is_known(request: &HttpRequest, etag: &str) -> bool {
    request.headers().get(header::IF_NONE_MATCH).is_some_and(|known| known == etag)
}

fn answer(
    request: &HttpRequest,
    etag: &str,
    body: impl FnOnce(&mut actix_web::HttpResponseBuilder) -> HttpResponse,
) -> HttpResponse {
    let known = is_known(request, etag);
    let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((header::CACHE_CONTROL, CACHED)).insert_header((header::ETAG, etag));
    if known { response.finish() } else { body(&mut response) }
}

impl<T: Serialize> Responder for Open<T> {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        answer(request, &self.etag, |response| response.json(&self.body))
    }
}

impl Responder for Picture {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let Self { file: File { kind, content }, etag } = self;
        answer(request, &etag, |response| response.content_type(kind).body(content))
    }
}

impl From<ChartQuery> for BenchmarkQuery {
    fn from(query: ChartQuery) -> Self {
        let programme = query.programme.unwrap_or_else(|| "hjertekom".to_owned());
        Self::simple(programme, query.version, query.period)
    }
}
