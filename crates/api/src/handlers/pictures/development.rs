//! How a number per quarter develops, as a picture: waiting, the change of a measure, completeness.

use actix_web::get;
use actix_web::web::{Data, Path};
use db::rights::ReadIndicators;
use domain::text::Language;
use pictures::Developed;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::management::view;
use super::query::{Look, Shown};
use super::series::Axis;
use super::{File, Format};
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::handlers::period::OverTime;
use crate::handlers::{data_quality, flow, results};

/// How a development is shown.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DevelopmentLook {
    /// What of the development.
    #[serde(default)]
    #[param(inline)]
    part: DevelopmentPart,
    /// Whether the axis of shares is 0–100 %, or only where the values are.
    #[serde(default)]
    #[param(inline)]
    axis: Axis,
    /// `da` or `en`; absent: `da`. A file of numbers is for a Danish Excel, or in the international form.
    #[serde(default)]
    #[param(inline)]
    lang: Language,
}

/// What of a development is drawn.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DevelopmentPart {
    /// The numbers.
    #[default]
    Values,
    /// How far they lie apart.
    Distances,
}

impl Look for DevelopmentLook {
    const NAMES: &'static [&'static str] = &["part", "axis", "lang"];
}

impl DevelopmentLook {
    /// The picture in the form that is wanted.
    async fn drawn(self, of: &Developed, format: Format, app: &App) -> Result<File, Error> {
        let view = view(of.updated_at, self.lang);
        let chart = match self.part {
            DevelopmentPart::Values => pictures::development(of, self.axis == Axis::Zoomed, &view),
            DevelopmentPart::Distances => pictures::distances(of, &view),
        };
        File::of(&chart, format, &app.painter, self.lang).await
    }
}

/// The median wait per quarter as a control chart.
#[utoipa::path(
    tag = "management", operation_id = "flow_development_chart",
    params(
        OverTime, DevelopmentLook,
        ("format" = inline(Format), Path, description = "In which form"),
    ),
    responses(File, Error),
)]
#[get("/flow/development.{format}")]
pub(crate) async fn of_waiting(
    caller: Caller<ReadIndicators>,
    format: Path<String>,
    query: Shown<OverTime, DevelopmentLook>,
    app: Data<App>,
) -> Result<File, Error> {
    let format = format.parse()?;
    let flow = flow::found(&app, &caller, query.asked).await?;
    query.look.drawn(&Developed::of_flow(&flow), format, &app).await
}

/// The mean change of a measure per quarter as a control chart. Answers that are chosen from a list have none: 404.
#[utoipa::path(
    tag = "management", operation_id = "results_development_chart",
    params(
        OverTime, DevelopmentLook,
        ("measure" = String, Path, description = "The measure", example = "walk"),
        ("format" = inline(Format), Path, description = "In which form"),
    ),
    responses(File, Error),
)]
#[get("/results/{measure}/development.{format}")]
pub(crate) async fn of_change(
    caller: Caller<ReadIndicators>,
    path: Path<(String, String)>,
    query: Shown<OverTime, DevelopmentLook>,
    app: Data<App>,
) -> Result<File, Error> {
    let (measure, format) = path.into_inner();
    let format = format.parse()?;
    let results = results::found(&app, &caller, &measure, query.asked).await?;
    let of = Developed::of_results(&results).ok_or(Error::NOT_FOUND)?;
    query.look.drawn(&of, format, &app).await
}

/// The completeness of all forms per quarter as a control chart.
#[utoipa::path(
    tag = "management", operation_id = "data_quality_development_chart",
    params(
        OverTime, DevelopmentLook,
        ("format" = inline(Format), Path, description = "In which form"),
    ),
    responses(File, Error),
)]
#[get("/data-quality/development.{format}")]
pub(crate) async fn of_quality(
    caller: Caller<ReadIndicators>,
    format: Path<String>,
    query: Shown<OverTime, DevelopmentLook>,
    app: Data<App>,
) -> Result<File, Error> {
    let format = format.parse()?;
    let quality = data_quality::found(&app, &caller, query.asked).await?;
    query.look.drawn(&Developed::of_quality(&quality), format, &app).await
}
