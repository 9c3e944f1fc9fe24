//! An indicator over time as a picture.

use actix_web::get;
use actix_web::web::{Data, Path};
use api_types::{Series, SeriesGroup};
use charts::Theme;
use db::rights::ReadIndicators;
use domain::municipality::MunicipalityCode;
use domain::text::{Language, Text};
use pictures::SeriesView;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::query::{Look, Shown};
use super::{File, Format};
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::handlers::series::{SeriesQuery, found};
use crate::query::refused;

/// How the series is shown; besides which series it is.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct SeriesLook {
    /// Which level of the split; a picture shows one line.
    #[serde(default)]
    level: Option<String>,
    /// Whether the axis of a picture is 0–100 %, or only where the values are.
    #[serde(default)]
    #[param(inline)]
    axis: Axis,
    /// `da` or `en`; absent: `da`. A file of numbers is for a Danish Excel, or in the international form.
    #[serde(default)]
    #[param(inline)]
    lang: Language,
}

/// Where the axis begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Axis {
    /// At 0 %.
    #[default]
    Whole,
    /// Where the values are.
    Zoomed,
}

impl Look for SeriesLook {
    const NAMES: &'static [&'static str] = &["level", "axis", "lang"];
}

/// The series as a picture: exactly what the application draws, to stand by itself.
///
/// The title is the finding; comments, breaks and what the numbers are counted by are in it. With a `split`, the
/// picture is of one `level`.
#[utoipa::path(
    tag = "indicators", operation_id = "series_chart",
    params(
        SeriesQuery, SeriesLook,
        ("indicator" = String, Path, description = "The indicator", example = "smokefree"),
        ("format" = inline(Format), Path, description = "In which form"),
    ),
    responses(File, Error),
)]
#[get("/indicators/{indicator}/chart.{format}")]
pub(crate) async fn of_series(
    caller: Caller<ReadIndicators>,
    path: Path<(String, String)>,
    query: Shown<SeriesQuery, SeriesLook>,
    app: Data<App>,
) -> Result<File, Error> {
    let (id, format) = path.into_inner();
    let format: Format = format.parse()?;
    let series = found(&app, &caller, &id, &query.asked).await?;
    let look = &query.look;
    let view = SeriesView {
        unit: caller.municipality().map(MunicipalityCode::name).unwrap_or_default(),
        updated: db::danish_time(series.updated_at),
        is_zoomed: look.axis == Axis::Zoomed,
        language: look.lang,
    };
    let picture = pictures::series(&series, line(&series, look.level.as_deref())?, &view);
    let svg = || picture.chart.to_svg(Theme::Light);
    File::written(svg, &picture.grid, format, &app.painter, look.lang).await
}

/// The line of the level, or the only one there is.
fn line<'s>(series: &'s Series, level: Option<&str>) -> Result<&'s SeriesGroup, Error> {
    let of = |group: &&SeriesGroup| group.level.as_ref().map(|level| level.id.as_str()) == level;
    series.groups.iter().find(of).ok_or_else(|| {
        let levels = series.groups.iter().filter_map(|group| Some(group.level.as_ref()?.id.as_str()));
        let levels: Vec<&str> = levels.collect();
        let (code, message) = match (levels.is_empty(), level) {
            (true, _) => {
                let message = Text::new("Et niveau hører til en opdeling.", "A level belongs to a split.");
                ("unknown_value", message)
            }
            (false, asked) => {
                let levels = levels.join(", ");
                let code = if asked.is_some() { "unknown_value" } else { "missing_field" };
                let message = Text::new(
                    format!("Et billede viser ét niveau af opdelingen. Vælg et af dem: {levels}."),
                    format!("A picture shows one level of the split. Choose one of them: {levels}."),
                );
                (code, message)
            }
        };
        refused("level", code, message)
    })
}
