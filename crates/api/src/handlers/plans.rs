//! Plans of courses, and the suggestions for them.

use actix_web::web::{self, Data, Path};
use actix_web::{get, put};
use api_types::{DecidedView, PlanHistory, PlanView, ProblemCode, SuggestionList, SuggestionView};
use db::rights::{ReadForms, WriteForms};
use db::{OpenSuggestion, PlanSaved, StoredPlan};
use domain::ids::CourseId;
use domain::plan::{self, Plan};
use domain::programme::Catalogue;

use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::json::Json;
use crate::reply::Versioned;
use crate::version::IfMatch;

/// What is planned on a course: conditions, interventions, goals and decisions. Version 0 when nothing is.
#[utoipa::path(
    tag = "plans", operation_id = "plan",
    params(("id" = uuid::Uuid, Path, description = "The course")),
    responses((status = OK, description = "The plan", body = PlanView), Error),
)]
#[get("/courses/{id}/plan")]
pub(crate) async fn get(
    caller: Caller<ReadForms>,
    id: Path<CourseId>,
    app: Data<App>,
) -> Result<Versioned<PlanView>, Error> {
    let stored = app.db.plans(&caller).get(*id).await?;
    let body = stored.map(|stored| view(stored, &app.catalogue)).unwrap_or_default();
    Ok(Versioned { version: body.version, body })
}

/// Saves a course's plan as its next version. One that lacks a word is saved too, and says so in `findings`.
///
/// `If-Match` is the version it replaces; only the first goes without (428, 412). 422 `validation_failed` for a code that
/// is not in the definition. 409 `wrong_state` for a course that is locked.
#[utoipa::path(
    tag = "plans", operation_id = "put_plan",
    params(
        ("id" = uuid::Uuid, Path, description = "The course"),
        ("If-Match" = Option<String>, Header, description = "The version it replaces", example = "\"2\""),
    ),
    request_body = Plan,
    responses((status = OK, description = "The plan as it is kept", body = PlanView), Error),
)]
#[put("/courses/{id}/plan")]
pub(crate) async fn put(
    caller: Caller<WriteForms>,
    id: Path<CourseId>,
    if_match: IfMatch,
    body: Json<Plan>,
    app: Data<App>,
) -> Result<Versioned<PlanView>, Error> {
    let plan = body.into_inner();
    match app.db.plans(&caller).put(*id, &plan, if_match.0, app.clock.now()).await? {
        PlanSaved::Accepted(stored) => {
            let body = view(*stored, &app.catalogue);
            Ok(Versioned { version: body.version, body })
        }
        PlanSaved::Refused(findings) => Err(Error::Findings(ProblemCode::ValidationFailed, findings)),
    }
}

/// Every version of a course's plan, newest first.
#[utoipa::path(
    tag = "plans", operation_id = "plan_history",
    params(("id" = uuid::Uuid, Path, description = "The course")),
    responses((status = OK, description = "The versions", body = PlanHistory), Error),
)]
#[get("/courses/{id}/plan/history")]
pub(crate) async fn history(
    caller: Caller<ReadForms>,
    id: Path<CourseId>,
    app: Data<App>,
) -> Result<web::Json<PlanHistory>, Error> {
    let stored = app.db.plans(&caller).history(*id).await?;
    let versions = stored.into_iter().map(|stored| view(stored, &app.catalogue)).collect();
    Ok(web::Json(PlanHistory { versions }))
}

/// The interventions that a course's submitted answers call for, each with the answers it follows from.
///
/// What is shown for the first time is remembered, as is what is decided.
#[utoipa::path(
    tag = "plans", operation_id = "suggestions",
    params(("id" = uuid::Uuid, Path, description = "The course")),
    responses((status = OK, description = "The suggestions", body = SuggestionList), Error),
)]
#[get("/courses/{id}/suggestions")]
pub(crate) async fn suggestions(
    caller: Caller<ReadForms>,
    id: Path<CourseId>,
    app: Data<App>,
) -> Result<web::Json<SuggestionList>, Error> {
    let found = app.db.plans(&caller).suggestions(*id, app.clock.now()).await?;
    Ok(web::Json(SuggestionList { items: found.into_iter().map(suggestion).collect() }))
}

/// A version of a plan, with what it lacks by the definition it was made from.
fn view(stored: StoredPlan, catalogue: &Catalogue) -> PlanView {
    let definition = catalogue.find(&stored.programme, &stored.definition);
    let decided = stored.decided.into_iter().map(|decided| DecidedView {
        suggestion: decided.suggestion,
        decided_by: decided.name,
        decided_at: decided.at,
    });
    PlanView {
        version: stored.version,
        definition_version: Some(stored.definition),
        decided: decided.collect(),
        findings: definition.map(|found| plan::check(&found.planning, &stored.plan)).unwrap_or_default(),
        plan: stored.plan,
        saved_at: Some(stored.saved_at),
        saved_by: Some(stored.author.unwrap_or_default()),
    }
}

fn suggestion(open: OpenSuggestion) -> SuggestionView {
    SuggestionView {
        suggestion: open.suggestion,
        definition_version: open.definition,
        intervention: open.intervention,
        condition: open.condition,
        because: open.because,
        standing: open.standing,
    }
}
