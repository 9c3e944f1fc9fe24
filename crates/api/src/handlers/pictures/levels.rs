//! The own result beside cluster, region and all, as a picture: what a report shows of an indicator.

use actix_web::get;
use actix_web::web::{Data, Path};
use db::rights::ReadBenchmarks;
use domain::municipality::MunicipalityCode;
use domain::text::Language;
use pictures::LevelsView;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::{File, Format};
use crate::app::App;
use crate::benchmark::BenchmarkQuery;
use crate::caller::Caller;
use crate::error::Error;
use crate::handlers::benchmarks::found;
use crate::query::Query;

/// Which numbers stand beside each other, and in which language.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct LevelsQuery {
    /// The programme, e.g. `hjertekom`.
    #[param(example = "hjertekom")]
    programme: String,
    /// The definition version; absent: the newest that is published.
    #[serde(default)]
    version: Option<String>,
    /// The snapshot; absent: the newest.
    #[serde(default)]
    snapshot: Option<Uuid>,
    /// `rolling` for the last twelve months, or a calendar year; absent: `rolling`.
    #[serde(default)]
    period: Option<String>,
    /// `da` or `en`; absent: `da`. A file of numbers is for a Danish Excel, or in the international form.
    #[serde(default)]
    #[param(inline)]
    lang: Language,
}

/// The own result, exact, beside what is published of cluster, region and all, with the rules for small numbers.
#[utoipa::path(
    tag = "benchmarks", operation_id = "benchmark_levels_chart",
    params(
        LevelsQuery,
        ("indicator" = String, Path, description = "The indicator", example = "smokefree"),
        ("format" = inline(Format), Path, description = "In which form"),
    ),
    responses(File, Error),
)]
#[get("/benchmarks/{indicator}/levels.{format}")]
pub(crate) async fn of_levels(
    caller: Caller<ReadBenchmarks>,
    path: Path<(String, String)>,
    query: Query<LevelsQuery>,
    app: Data<App>,
) -> Result<File, Error> {
    let (indicator, format) = path.into_inner();
    let (format, query) = (format.parse()?, query.into_inner());
    let mut asked = BenchmarkQuery::simple(query.programme, query.version, query.period);
    asked.snapshot = query.snapshot;
    let benchmark = found(&app, &caller, &indicator, asked).await?;
    let view = LevelsView {
        unit: caller.municipality().map(MunicipalityCode::name).unwrap_or_default(),
        published: db::danish_day(benchmark.snapshot.published_at),
        language: query.lang,
    };
    File::of(&pictures::levels(&benchmark, &view), format, &app.painter, query.lang).await
}
