//! Flow, waiting, results, case mix and completeness as pictures: by the right of the numbers, and never more of them.

use actix_web::get;
use actix_web::web::{Data, Path};
use chrono::{DateTime, Utc};
use db::rights::ReadIndicators;
use domain::text::{Language, Text};
use pictures::View;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::query::{Look, Shown};
use super::{File, Format};
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::handlers::period::{InPeriod, OverTime};
use crate::handlers::{case_mix, data_quality, flow, results};
use crate::query::refused;

/// How the flow is shown.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct FlowLook {
    /// What of the flow.
    #[serde(default)]
    #[param(inline)]
    part: FlowPart,
    /// `da` or `en`; absent: `da`. A file of numbers is for a Danish Excel, or in the international form.
    #[serde(default)]
    #[param(inline)]
    lang: Language,
}

/// What of the flow is drawn.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FlowPart {
    /// How far courses come, and why they end early.
    #[default]
    Steps,
    /// How long citizens waited.
    Waiting,
}

/// How results are shown.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ResultsLook {
    /// `da` or `en`; absent: `da`. A file of numbers is for a Danish Excel, or in the international form.
    #[serde(default)]
    #[param(inline)]
    lang: Language,
}

/// How the case mix is shown.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CaseMixLook {
    /// One way to divide the citizens; absent: the first.
    #[serde(default)]
    split: Option<String>,
    /// `da` or `en`; absent: `da`. A file of numbers is for a Danish Excel, or in the international form.
    #[serde(default)]
    #[param(inline)]
    lang: Language,
}

/// How completeness is shown.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CompletenessLook {
    /// The form; absent: the first.
    #[serde(default)]
    form: Option<String>,
    /// `da` or `en`; absent: `da`. A file of numbers is for a Danish Excel, or in the international form.
    #[serde(default)]
    #[param(inline)]
    lang: Language,
}

impl Look for FlowLook {
    const NAMES: &'static [&'static str] = &["part", "lang"];
}

impl Look for ResultsLook {
    const NAMES: &'static [&'static str] = &["lang"];
}

impl Look for CaseMixLook {
    const NAMES: &'static [&'static str] = &["split", "lang"];
}

impl Look for CompletenessLook {
    const NAMES: &'static [&'static str] = &["form", "lang"];
}

/// The flow as a picture: its steps with why courses end early, or how long citizens waited.
#[utoipa::path(
    tag = "management", operation_id = "flow_chart",
    params(
        OverTime, FlowLook,
        ("format" = inline(Format), Path, description = "In which form"),
    ),
    responses(File, Error),
)]
#[get("/flow/chart.{format}")]
pub(crate) async fn of_flow(
    caller: Caller<ReadIndicators>,
    format: Path<String>,
    query: Shown<OverTime, FlowLook>,
    app: Data<App>,
) -> Result<File, Error> {
    let (format, look) = (format.parse()?, query.look);
    let flow = flow::found(&app, &caller, query.asked).await?;
    let view = view(flow.updated_at, look.lang);
    let chart = match look.part {
        FlowPart::Steps => pictures::flow(&flow, &view),
        FlowPart::Waiting => pictures::waiting(&flow, &view),
    };
    File::of(&chart, format, &app.painter, look.lang).await
}

/// How one measure changes as a picture, of the same citizens that the numbers show.
///
/// Answers that are chosen from a list have numbers only: their picture is refused with 400.
#[utoipa::path(
    tag = "management", operation_id = "results_chart",
    params(
        OverTime, ResultsLook,
        ("measure" = String, Path, description = "The measure", example = "walk"),
        ("format" = inline(Format), Path, description = "In which form"),
    ),
    responses(File, Error),
)]
#[get("/results/{measure}/chart.{format}")]
pub(crate) async fn of_results(
    caller: Caller<ReadIndicators>,
    path: Path<(String, String)>,
    query: Shown<OverTime, ResultsLook>,
    app: Data<App>,
) -> Result<File, Error> {
    let (measure, format) = path.into_inner();
    let (format, language) = (format.parse()?, query.look.lang);
    let results = results::found(&app, &caller, &measure, query.asked).await?;
    let chart = match (&results.moves, format) {
        (None, _) => pictures::results(&results, &view(results.updated_at, language)),
        (Some(_), Format::Csv) => pictures::result_moves(&results, language),
        (Some(_), _) => {
            let message = Text::new(
                "Målingen er en tabel over svar. Hent den som CSV.",
                "The measure is a table of answers. Fetch it as CSV.",
            );
            return Err(refused("format", "no_picture", message));
        }
    };
    File::of(&chart, format, &app.painter, language).await
}

/// Who the citizens are as a picture, by one way to divide them.
#[utoipa::path(
    tag = "management", operation_id = "case_mix_chart",
    params(
        InPeriod, CaseMixLook,
        ("format" = inline(Format), Path, description = "In which form"),
    ),
    responses(File, Error),
)]
#[get("/case-mix/chart.{format}")]
pub(crate) async fn of_case_mix(
    caller: Caller<ReadIndicators>,
    format: Path<String>,
    query: Shown<InPeriod, CaseMixLook>,
    app: Data<App>,
) -> Result<File, Error> {
    let (format, look) = (format.parse()?, query.look);
    let mix = case_mix::found(&app, &caller, query.asked).await?;
    let split = one_of("split", look.split.as_deref(), mix.splits.iter().map(|split| split.id.as_str()))?;
    let chart = pictures::case_mix(&mix, split, &view(mix.updated_at, look.lang));
    File::of(&chart, format, &app.painter, look.lang).await
}

/// How complete the fields of a form are, quarter by quarter, as a picture.
#[utoipa::path(
    tag = "management", operation_id = "completeness_chart",
    params(
        OverTime, CompletenessLook,
        ("format" = inline(Format), Path, description = "In which form"),
    ),
    responses(File, Error),
)]
#[get("/data-quality/chart.{format}")]
pub(crate) async fn of_completeness(
    caller: Caller<ReadIndicators>,
    format: Path<String>,
    query: Shown<OverTime, CompletenessLook>,
    app: Data<App>,
) -> Result<File, Error> {
    let (format, look) = (format.parse()?, query.look);
    let quality = data_quality::found(&app, &caller, query.asked).await?;
    let form = one_of("form", look.form.as_deref(), quality.forms.iter().map(|form| form.id.as_str()))?;
    let chart = pictures::completeness(&quality, form, &view(quality.updated_at, look.lang));
    File::of(&chart, format, &app.painter, look.lang).await
}

/// A picture is looked at in Denmark.
pub(super) fn view(updated_at: DateTime<Utc>, language: Language) -> View {
    View { updated: db::danish_time(updated_at), language }
}

/// What is asked for of what there is, or the first; 400 that names them all.
fn one_of<'k>(
    parameter: &str,
    asked: Option<&str>,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Result<&'k str, Error> {
    let found = known.clone().find(|id| asked.is_none_or(|asked| asked == *id));
    found.ok_or_else(|| {
        let known = known.collect::<Vec<_>>().join(", ");
        let message =
            Text::new(format!("Vælg en af disse: {known}."), format!("Choose one of these: {known}."));
        refused(parameter, "unknown_value", message)
    })
}
