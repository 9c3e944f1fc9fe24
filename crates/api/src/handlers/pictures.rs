//! An indicator over time as a picture, and its numbers as a file: what the application draws, without it.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::{Data, Path};
use actix_web::{FromRequest, HttpRequest, HttpResponse, Responder, get};
use api_types::{Series, SeriesGroup};
use charts::Theme;
use db::rights::ReadIndicators;
use domain::municipality::MunicipalityCode;
use domain::text::{Language, Text};
use pictures::{Dialect, SeriesPicture, SeriesView};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::series::{SeriesQuery, found};
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::query::{read, refused};

/// How the series is shown; besides which series it is.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct LookQuery {
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

/// Pixels.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, format = Binary)]
pub(crate) struct Png(#[expect(dead_code, reason = "its type describes the body of an answer")] Vec<u8>);

/// Which series, and how it is shown: one query.
#[derive(Debug)]
pub(crate) struct PictureQuery {
    series: SeriesQuery,
    look: LookQuery,
}

/// A file with its kind.
#[derive(Debug)]
pub(crate) struct File {
    kind: &'static str,
    content: Vec<u8>,
}

/// The series as a picture: exactly what the application draws, to stand by itself.
///
/// The title is the finding; comments, breaks and what the numbers are counted by are in it. With a `split`, the
/// picture is of one `level`.
#[utoipa::path(
    tag = "indicators", operation_id = "series_svg",
    params(SeriesQuery, LookQuery, ("indicator" = String, Path, description = "The indicator", example = "smokefree")),
    responses((status = OK, description = "The picture", body = String, content_type = "image/svg+xml"), Error),
)]
#[get("/indicators/{indicator}/chart.svg")]
pub(crate) async fn svg(
    caller: Caller<ReadIndicators>,
    id: Path<String>,
    query: PictureQuery,
    app: Data<App>,
) -> Result<File, Error> {
    let picture = picture(&app, &caller, &id, &query).await?;
    Ok(File::new("image/svg+xml", picture.chart.to_svg(Theme::Light)))
}

/// The same as pixels: twice as large each way, on white.
#[utoipa::path(
    tag = "indicators", operation_id = "series_png",
    params(SeriesQuery, LookQuery, ("indicator" = String, Path, description = "The indicator", example = "smokefree")),
    responses((status = OK, description = "The picture", body = Png, content_type = "image/png"), Error),
)]
#[get("/indicators/{indicator}/chart.png")]
pub(crate) async fn png(
    caller: Caller<ReadIndicators>,
    id: Path<String>,
    query: PictureQuery,
    app: Data<App>,
) -> Result<File, Error> {
    let picture = picture(&app, &caller, &id, &query).await?;
    Ok(File::new("image/png", app.painter.png(picture.chart.to_svg(Theme::Light)).await?))
}

/// The numbers of the picture, a row per point.
///
/// In Danish as a Danish Excel reads it: byte-order mark, semicolons, `dd-mm-åååå`. In English with commas and ISO dates.
#[utoipa::path(
    tag = "indicators", operation_id = "series_csv",
    params(SeriesQuery, LookQuery, ("indicator" = String, Path, description = "The indicator", example = "smokefree")),
    responses((status = OK, description = "The numbers", body = String, content_type = "text/csv"), Error),
)]
#[get("/indicators/{indicator}/chart.csv")]
pub(crate) async fn csv(
    caller: Caller<ReadIndicators>,
    id: Path<String>,
    query: PictureQuery,
    app: Data<App>,
) -> Result<File, Error> {
    let picture = picture(&app, &caller, &id, &query).await?;
    let dialect = match query.look.lang {
        Language::Da => Dialect::Danish,
        Language::En => Dialect::International,
    };
    Ok(File::new("text/csv; charset=utf-8", pictures::csv(&picture.grid, dialect)))
}

async fn picture(
    app: &App,
    caller: &Caller<ReadIndicators>,
    id: &str,
    query: &PictureQuery,
) -> Result<SeriesPicture, Error> {
    let series = found(app, caller, id, &query.series).await?;
    let look = &query.look;
    let view = SeriesView {
        unit: caller.municipality().map(MunicipalityCode::name).unwrap_or_default(),
        updated: db::danish_time(series.updated_at),
        is_zoomed: look.axis == Axis::Zoomed,
        language: look.lang,
    };
    Ok(pictures::series(&series, line(&series, look.level.as_deref())?, &view))
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

impl FromRequest for PictureQuery {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let all = form_urlencoded::parse(request.query_string().as_bytes());
        let (look, series): (Vec<_>, Vec<_>) =
            all.partition(|(name, _)| matches!(name.as_ref(), "level" | "axis" | "lang"));
        let text = |pairs| form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let both = read(&text(series)).and_then(|series| Ok(Self { series, look: read(&text(look))? }));
        ready(both)
    }
}

impl File {
    fn new(kind: &'static str, content: impl Into<Vec<u8>>) -> Self {
        Self { kind, content: content.into() }
    }
}

impl Responder for File {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().insert_header((header::CONTENT_TYPE, self.kind)).body(self.content)
    }
}
