//! The overview as a picture.

use actix_web::get;
use actix_web::web::{Data, Path};
use db::rights::ReadIndicators;
use domain::text::Language;
use serde::Deserialize;
use utoipa::IntoParams;

use super::query::{Look, Shown};
use super::{File, Format};
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::handlers::indicators::{OverviewQuery, found};

/// How the overview is shown.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OverviewLook {
    /// `da` or `en`; absent: `da`. A file of numbers is for a Danish Excel, or in the international form.
    #[serde(default)]
    #[param(inline)]
    lang: Language,
}

impl Look for OverviewLook {
    const NAMES: &'static [&'static str] = &["lang"];
}

/// The overview as a picture: a bar per indicator with its uncertainty and its target. Its numbers are all of the rows'.
#[utoipa::path(
    tag = "indicators", operation_id = "overview_chart",
    params(
        OverviewQuery, OverviewLook,
        ("format" = inline(Format), Path, description = "In which form"),
    ),
    responses(File, Error),
)]
#[get("/indicators/overview.{format}")]
pub(crate) async fn of_overview(
    caller: Caller<ReadIndicators>,
    format: Path<String>,
    query: Shown<OverviewQuery, OverviewLook>,
    app: Data<App>,
) -> Result<File, Error> {
    let (format, look) = (format.parse()?, query.look);
    let overview = found(&app, &caller, query.asked).await?;
    File::of(&pictures::overview(&overview, look.lang), format, &app.painter, look.lang).await
}
