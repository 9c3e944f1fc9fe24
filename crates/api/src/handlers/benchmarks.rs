//! Published, protected numbers across municipalities.

use actix_web::get;
use actix_web::web::{self, Data, Path};
use api_types::{Benchmark, Benchmarks, TallyView};
use db::rights::ReadBenchmarks;
use db::{PublishedKey, Tally};
use domain::organisation::Organisation;
use serde::Deserialize;
use statistics::Proportion;
use utoipa::IntoParams;

use crate::app::App;
use crate::benchmark::{Asked, BenchmarkQuery, Viewer, build, offered};
use crate::caller::Caller;
use crate::error::Error;
use crate::query::Query;

/// Of which programme.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ProgrammeQuery {
    /// The programme, e.g. `hjertekom`.
    #[param(example = "hjertekom")]
    pub(crate) programme: String,
}

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
    let publications = app.db.publications(&caller);
    let published = publications.published();
    let asked = Asked::resolve(&published, &app.catalogue, &path, query.into_inner()).await?;
    let key = PublishedKey {
        programme: asked.programme.id.clone(),
        indicator: asked.indicator.id.clone(),
        version: asked.programme.version.clone(),
        period: asked.period,
        split: String::new(),
    };
    let own = match &asked.split_level {
        None => publications.own_exact(&key, asked.snapshot.as_of).await?,
        Some(_) => None,
    };
    let viewer = Viewer { own: caller.municipality(), region: caller.region() };
    let organisation = Organisation::denmark();
    Ok(web::Json(build(&published, &asked, &viewer, &organisation, own.map(tally)).await?))
}

fn tally(tally: Tally) -> TallyView {
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    let (numerator, denominator) = (count(tally.fulfilled), count(tally.denominator()));
    let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    let share = Proportion::new(small(numerator), small(denominator)).ok();
    let interval = share.map(Proportion::wilson);
    TallyView {
        numerator,
        denominator,
        missing: count(tally.missing),
        excluded: count(tally.excluded),
        pending: count(tally.pending),
        value: share.map(Proportion::value),
        ci_low: interval.map(|interval| interval.low),
        ci_high: interval.map(|interval| interval.high),
    }
}
