//! Comments on dates, an aim, and where a new baseline begins.

mod checks;

use actix_web::web::{self, Data, Path};
use actix_web::{delete, get, post, put};
use api_types::{
    AimSettingView, AimView, BaselineView, BeginBaseline, CommentView, IndicatorNotes, IndicatorSettingView,
    IndicatorSettings, SetAim, WriteComment,
};
use db::rights::{AnnotateIndicators, ReadIndicators, ReviewDefinitions};
use db::{Baseline, Comment};
use domain::programme::{Indicator, Programme};
use uuid::Uuid;

use self::checks::{checked, possible};
use super::programmes::ProgrammeQuery;
use super::series::known;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::idempotency::IdempotencyKey;
use crate::json::Json;
use crate::query::Query;
use crate::reply::{Done, Kept};
use crate::series::{aim_view, better};

/// What is noted about an indicator: comments on dates, the aim with its verdict, and where new baselines begin.
#[utoipa::path(
    tag = "indicators", operation_id = "indicator_notes",
    params(ProgrammeQuery, ("indicator" = String, Path, description = "The indicator", example = "smokefree")),
    responses((status = OK, description = "The notes", body = IndicatorNotes), Error),
)]
#[get("/indicators/{indicator}/notes")]
pub(crate) async fn list(
    caller: Caller<ReadIndicators>,
    id: Path<String>,
    query: Query<ProgrammeQuery>,
    app: Data<App>,
) -> Result<web::Json<IndicatorNotes>, Error> {
    let (programme, indicator) = of(&app, query, &id)?;
    let history = app.db.indicators(&caller).history(programme, &indicator.id, None).await?;
    let (better, today) = (better(indicator.direction), app.clock.today());
    Ok(web::Json(IndicatorNotes {
        comments: history.notes.comments.into_iter().map(comment_view).collect(),
        aim: history.notes.aim.map(|aim| aim_view(aim, &history.months, better, today)),
        baselines: history.notes.baselines.into_iter().map(baseline_view).collect(),
    }))
}

/// What the caller's municipality has settled about its indicators: the aim and where new baselines begin.
#[utoipa::path(
    tag = "indicators", operation_id = "indicator_settings",
    params(ProgrammeQuery),
    responses((status = OK, description = "What is settled", body = IndicatorSettings), Error),
)]
#[get("/indicators/settings")]
pub(crate) async fn settings(
    caller: Caller<ReviewDefinitions>,
    query: Query<ProgrammeQuery>,
    app: Data<App>,
) -> Result<web::Json<IndicatorSettings>, Error> {
    let programme = app.catalogue.current(&query.into_inner().programme).ok_or(Error::NOT_FOUND)?;
    let settled = app.db.indicators(&caller).settings(programme).await?;
    let today = app.clock.today();
    let items = settled.into_iter().filter_map(|(indicator, settled)| {
        let better = better(programme.indicator(&indicator)?.direction);
        let aim = settled.aim.map(|aim| aim_view(aim, &settled.months, better, today));
        Some(IndicatorSettingView {
            aim: aim.map(|AimView { percent, from, due, by, verdict, .. }| AimSettingView {
                percent,
                from,
                due,
                by,
                verdict,
            }),
            baselines: settled.baselines.into_iter().map(baseline_view).collect(),
            indicator,
        })
    });
    Ok(web::Json(IndicatorSettings { items: items.collect() }))
}

/// Comments on a date.
#[utoipa::path(
    tag = "indicators", operation_id = "comment_indicator",
    params(
        ProgrammeQuery,
        ("indicator" = String, Path, description = "The indicator", example = "smokefree"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes repeating the request safe"),
    ),
    request_body = WriteComment,
    responses((status = OK, description = "The comment", body = CommentView), Error),
)]
#[post("/indicators/{indicator}/comments")]
pub(crate) async fn write_comment(
    caller: Caller<AnnotateIndicators>,
    id: Path<String>,
    query: Query<ProgrammeQuery>,
    key: IdempotencyKey,
    body: Json<WriteComment>,
    app: Data<App>,
) -> Result<Kept<web::Json<CommentView>>, Error> {
    let (programme, indicator) = of(&app, query, &id)?;
    let (WriteComment { on, text }, bytes) = body.into_parts();
    let text = checked("text", &text)?;
    let work = async {
        let notes = app.db.indicator_notes(&caller);
        let comment = notes.comment(&programme.id, &indicator.id, (on, &text), app.clock.now()).await?;
        Ok(web::Json(comment_view(comment)))
    };
    key.once(&app, &caller, &[programme.id.as_bytes(), indicator.id.as_bytes(), &bytes], work).await
}

/// Takes a comment back.
#[utoipa::path(
    tag = "indicators", operation_id = "remove_comment",
    params(
        ProgrammeQuery,
        ("indicator" = String, Path, description = "The indicator", example = "smokefree"),
        ("comment" = Uuid, Path, description = "The comment"),
    ),
    responses((status = NO_CONTENT, description = "It is gone"), Error),
)]
#[delete("/indicators/{indicator}/comments/{comment}")]
pub(crate) async fn remove_comment(
    caller: Caller<AnnotateIndicators>,
    path: Path<(String, Uuid)>,
    query: Query<ProgrammeQuery>,
    app: Data<App>,
) -> Result<Done, Error> {
    let (id, comment) = path.into_inner();
    let (programme, indicator) = of(&app, query, &id)?;
    app.db.indicator_notes(&caller).remove_comment(&programme.id, &indicator.id, comment).await?;
    Ok(Done)
}

/// Sets the aim, in place of the one there was. The verdict comes by itself, when four quarters have ended.
#[utoipa::path(
    tag = "indicators", operation_id = "set_aim",
    params(ProgrammeQuery, ("indicator" = String, Path, description = "The indicator", example = "smokefree")),
    request_body = SetAim,
    responses((status = OK, description = "The aim with its verdict", body = AimView), Error),
)]
#[put("/indicators/{indicator}/aim")]
pub(crate) async fn set_aim(
    caller: Caller<AnnotateIndicators>,
    id: Path<String>,
    query: Query<ProgrammeQuery>,
    body: Json<SetAim>,
    app: Data<App>,
) -> Result<web::Json<AimView>, Error> {
    let (programme, indicator) = of(&app, query, &id)?;
    let SetAim { percent, from, due } = body.into_inner();
    possible(percent, from, due)?;
    let notes = app.db.indicator_notes(&caller);
    let aim = notes.set_aim(&programme.id, &indicator.id, (percent, from, due), app.clock.now()).await?;
    let history = app.db.indicators(&caller).noted(programme, &indicator.id).await?;
    Ok(web::Json(aim_view(aim, &history.months, better(indicator.direction), app.clock.today())))
}

/// Removes the aim.
#[utoipa::path(
    tag = "indicators", operation_id = "remove_aim",
    params(ProgrammeQuery, ("indicator" = String, Path, description = "The indicator", example = "smokefree")),
    responses((status = NO_CONTENT, description = "It is gone"), Error),
)]
#[delete("/indicators/{indicator}/aim")]
pub(crate) async fn remove_aim(
    caller: Caller<AnnotateIndicators>,
    id: Path<String>,
    query: Query<ProgrammeQuery>,
    app: Data<App>,
) -> Result<Done, Error> {
    let (programme, indicator) = of(&app, query, &id)?;
    app.db.indicator_notes(&caller).remove_aim(&programme.id, &indicator.id).await?;
    Ok(Done)
}

/// Begins a new baseline: from that day midline and limits are computed anew, and the reason is shown.
#[utoipa::path(
    tag = "indicators", operation_id = "begin_baseline",
    params(
        ProgrammeQuery,
        ("indicator" = String, Path, description = "The indicator", example = "smokefree"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes repeating the request safe"),
    ),
    request_body = BeginBaseline,
    responses((status = OK, description = "The baseline", body = BaselineView), Error),
)]
#[post("/indicators/{indicator}/baselines")]
pub(crate) async fn begin_baseline(
    caller: Caller<AnnotateIndicators>,
    id: Path<String>,
    query: Query<ProgrammeQuery>,
    key: IdempotencyKey,
    body: Json<BeginBaseline>,
    app: Data<App>,
) -> Result<Kept<web::Json<BaselineView>>, Error> {
    let (programme, indicator) = of(&app, query, &id)?;
    let (BeginBaseline { from, reason }, bytes) = body.into_parts();
    let reason = checked("reason", &reason)?;
    let work = async {
        let notes = app.db.indicator_notes(&caller);
        let baseline =
            notes.begin_baseline(&programme.id, &indicator.id, (from, &reason), app.clock.now()).await?;
        Ok(web::Json(baseline_view(baseline)))
    };
    key.once(&app, &caller, &[programme.id.as_bytes(), indicator.id.as_bytes(), &bytes], work).await
}

/// Programme and indicator, if there is such an indicator.
fn of<'a>(
    app: &'a App,
    query: Query<ProgrammeQuery>,
    indicator: &str,
) -> Result<(&'a Programme, &'a Indicator), Error> {
    known(app, &query.into_inner().programme, None, indicator)
}

/// A comment as it is sent.
pub(crate) fn comment_view(comment: Comment) -> CommentView {
    let Comment { id, on, text, by, at } = comment;
    CommentView { id, on, text, by, at }
}

fn baseline_view(baseline: Baseline) -> BaselineView {
    let Baseline { from, reason, by, at } = baseline;
    BaselineView { from, reason, by, at }
}
