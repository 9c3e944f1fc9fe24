//! Published, protected numbers across municipalities.

use actix_web::get;
use actix_web::web::{self, Data, Path};
use api_types::{Benchmark, Benchmarks};
use db::rights::ReadBenchmarks;
use domain::organisation::Organisation;

use super::programmes::ProgrammeQuery;
use crate::app::App;
use crate::benchmark::{Asked, BenchmarkQuery, Viewer, build, offered};
use crate::caller::Caller;
use crate::error::Error;
use crate::query::Query;
use crate::series::tally_view;

/// The published snapshots, and what can be asked of them. Nothing else can.
#[utoipa::path(
    tag = "benchmarks", operation_id = "benchmarks",
    params(ProgrammeQuery),
    responses((status = OK, description = "The cube", body = Benchmarks), Error),
)]
#[get("/benchmarks")]
pub(crate) async fn list(
    caller: Caller<ReadBenchmarks>,
    query: Query<ProgrammeQuery>,
    app: Data<App>,
) -> Result<web::Json<Benchmarks>, Error> {
    let published = app.db.publications(&caller).published();
    Ok(web::Json(offered(&published, &app.catalogue, &query.into_inner().programme).await?))
}

/// One indicator across units: protected cells, what chance explains, and the finding in words.
///
/// 400 `not_published` with the reason for what the cube does not have.
#[utoipa::path(
    tag = "benchmarks", operation_id = "benchmark",
    params(
        ("indicator" = String, Path, description = "The indicator", example = "smokefree"),
        BenchmarkQuery,
    ),
    responses((status = OK, description = "The cells", body = Benchmark), Error),
)]
#[get("/benchmarks/{indicator}")]
pub(crate) async fn find(
    caller: Caller<ReadBenchmarks>,
    path: Path<String>,
    query: Query<BenchmarkQuery>,
    app: Data<App>,
) -> Result<web::Json<Benchmark>, Error> {
    Ok(web::Json(found(&app, &caller, &path, query.into_inner()).await?))
}

/// The benchmark that is asked for.
///
/// # Errors
/// As of the operation.
pub(super) async fn found(
    app: &App,
    caller: &Caller<ReadBenchmarks>,
    indicator: &str,
    query: BenchmarkQuery,
) -> Result<Benchmark, Error> {
    let publications = app.db.publications(caller);
    let published = publications.published();
    let asked = Asked::resolve(&published, &app.catalogue, indicator, query).await?;
    let own = match &asked.split_level {
        None => publications.own_exact(&asked.key(""), asked.snapshot.as_of).await?,
        Some(_) => None,
    };
    let viewer = Viewer { own: caller.municipality(), region: caller.region() };
    let organisation = Organisation::denmark();
    build(&published, &asked, &viewer, &organisation, own.as_ref().map(tally_view)).await
}
