//! The pictures of the application without it: what it draws, and the numbers of a picture as a file.
//!
//! Every picture is one operation; the end of its address says in which form it is wanted. It is made of the answer of
//! another operation, by the same right.

mod comparison;
mod development;
mod levels;
mod management;
mod overview;
mod query;
mod series;

use std::collections::BTreeMap;
use std::str::FromStr;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, Responder};
use charts::Theme;
use domain::text::Language;
use pictures::{Chart, Dialect, FILE_WIDTH, Grid};
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::{RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, PartialSchema, ToSchema};

pub(crate) use self::comparison::{chart as comparison_chart, of_comparison};
pub(crate) use self::development::{of_change, of_quality, of_waiting};
pub(crate) use self::levels::of_levels;
pub(crate) use self::management::{of_case_mix, of_completeness, of_flow, of_results};
pub(crate) use self::overview::of_overview;
pub(crate) use self::series::of_series;
use crate::error::{Error, schema_reference};
use crate::painter::Painter;

/// In which form a picture is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum Format {
    /// A drawing, to stand by itself.
    Svg,
    /// The drawing as pixels: twice as large each way, on white.
    Png,
    /// The numbers of the drawing. In Danish as a Danish Excel reads it: byte-order mark, semicolons, `dd-mm-åååå`. In
    /// English with commas and ISO dates.
    Csv,
}

/// Pixels.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, format = Binary)]
pub(crate) struct Png(#[expect(dead_code, reason = "its type describes the body of an answer")] Vec<u8>);

/// A file with its kind.
#[derive(Debug)]
pub(crate) struct File {
    pub(super) kind: &'static str,
    pub(super) content: Vec<u8>,
}

impl File {
    /// A chart in the form that is wanted.
    ///
    /// # Errors
    /// As of [`Painter::png`].
    pub(super) async fn of(
        chart: &Chart,
        format: Format,
        painter: &Painter,
        language: Language,
    ) -> Result<Self, Error> {
        let svg = || pictures::drawing(chart, FILE_WIDTH, Theme::Light);
        Self::written(svg, &chart.grid, format, painter, language).await
    }

    /// A drawing, or the numbers of it, in the form that is wanted.
    async fn written(
        svg: impl FnOnce() -> String,
        grid: &Grid,
        format: Format,
        painter: &Painter,
        language: Language,
    ) -> Result<Self, Error> {
        let content = match format {
            Format::Svg => svg().into_bytes(),
            Format::Png => painter.png(svg()).await?,
            Format::Csv => pictures::csv(grid, dialect(language)).into_bytes(),
        };
        Ok(Self { kind: format.kind(), content })
    }
}

impl IntoResponses for File {
    /// The same for every picture.
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let content = |schema| ContentBuilder::new().schema(Some(schema)).build();
        let response = ResponseBuilder::new()
            .description("The picture, or its numbers")
            .content("image/svg+xml", content(String::schema()))
            .content("image/png", content(schema_reference::<Png>()))
            .content("text/csv", content(String::schema()));
        BTreeMap::from([("200".to_owned(), RefOr::T(response.build()))])
    }
}

/// Who reads a file in this language.
const fn dialect(language: Language) -> Dialect {
    match language {
        Language::Da => Dialect::Danish,
        Language::En => Dialect::International,
    }
}

impl Format {
    /// As it is sent.
    pub(super) const fn kind(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "svg" => Ok(Self::Svg),
            "png" => Ok(Self::Png),
            "csv" => Ok(Self::Csv),
            _ => Err(Error::NOT_FOUND),
        }
    }
}

impl Responder for File {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().insert_header((header::CONTENT_TYPE, self.kind)).body(self.content)
    }
}
