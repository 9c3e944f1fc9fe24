//! A comparison as a picture.

use actix_web::get;
use actix_web::web::{Data, Path};
use api_types::Benchmark;
use db::rights::ReadBenchmarks;
use domain::text::Language;
use pictures::{Around, Chart, Choice, ComparisonFigure, ComparisonView};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::query::{Look, Shown};
use super::{File, Format};
use crate::app::App;
use crate::benchmark::BenchmarkQuery;
use crate::caller::Caller;
use crate::error::Error;
use crate::handlers::benchmarks::found;

/// How the comparison is shown.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ComparisonLook {
    /// Which figure; absent: a funnel, or a forest where there are too few units for one.
    #[serde(default)]
    #[param(inline)]
    figure: Option<Figure>,
    /// Which units beside the own are pointed out.
    #[serde(default)]
    #[param(inline)]
    highlight: Highlight,
    /// Whether only the own unit and those pointed out are there.
    #[serde(default)]
    only: bool,
    /// The order of the rows of a forest and of the numbers.
    #[serde(default)]
    #[param(inline)]
    order: Order,
    /// `da` or `en`; absent: `da`. A file of numbers is for a Danish Excel, or in the international form.
    #[serde(default)]
    #[param(inline)]
    lang: Language,
}

/// How units are drawn.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Figure {
    /// By size and share, with what chance explains.
    Funnel,
    /// A row each, with its interval.
    Forest,
}

/// Which units are pointed out.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Highlight {
    /// Those of the own cluster.
    #[default]
    Cluster,
    /// Those most like the own.
    Similar,
    /// None.
    Nobody,
}

/// The order of rows.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Order {
    /// By cluster and name.
    #[default]
    Name,
    /// By share; no ranking.
    Share,
}

impl Look for ComparisonLook {
    const NAMES: &'static [&'static str] = &["figure", "highlight", "only", "order", "lang"];
}

impl From<ComparisonLook> for Choice {
    fn from(look: ComparisonLook) -> Self {
        let around = match look.highlight {
            Highlight::Cluster => Around::Cluster,
            Highlight::Similar => Around::Similar,
            Highlight::Nobody => Around::Nobody,
        };
        Self { around, is_only: look.only, is_by_value: matches!(look.order, Order::Share) }
    }
}

/// The comparison as a picture: exactly what the application draws, to stand by itself, with the rules for small numbers.
#[utoipa::path(
    tag = "benchmarks", operation_id = "benchmark_chart",
    params(
        BenchmarkQuery, ComparisonLook,
        ("indicator" = String, Path, description = "The indicator", example = "smokefree"),
        ("format" = inline(Format), Path, description = "In which form"),
    ),
    responses(File, Error),
)]
#[get("/benchmarks/{indicator}/chart.{format}")]
pub(crate) async fn of_comparison(
    caller: Caller<ReadBenchmarks>,
    path: Path<(String, String)>,
    query: Shown<BenchmarkQuery, ComparisonLook>,
    app: Data<App>,
) -> Result<File, Error> {
    let (indicator, format) = path.into_inner();
    let (format, look) = (format.parse()?, query.look);
    let benchmark = found(&app, &caller, &indicator, query.asked).await?;
    let figure = look.figure.map(|figure| match figure {
        Figure::Funnel => ComparisonFigure::Funnel,
        Figure::Forest => ComparisonFigure::Forest,
    });
    let chart = chart(&benchmark, figure, look.into(), look.lang);
    File::of(&chart, format, &app.painter, look.lang).await
}

/// A comparison that leaves the application: with its rules, and the day it was published in Denmark.
pub(crate) fn chart(
    benchmark: &Benchmark,
    figure: Option<ComparisonFigure>,
    choice: Choice,
    language: Language,
) -> Chart {
    let published = db::danish_day(benchmark.snapshot.published_at);
    let view = ComparisonView { figure, choice, published, has_rules: true, language };
    pictures::comparison(benchmark, &view)
}
