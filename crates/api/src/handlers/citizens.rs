//! Citizens of the own municipality.

use actix_web::web::{self, Data, Path};
use actix_web::{get, post, put};
use api_types::{
    CitizenView, CitizensFound, MergeCitizen, MergeView, ProblemCode, RecordDeath, RegisterCitizen,
    SearchCitizens,
};
use db::rights::{ReadCitizens, SearchCitizens as MaySearch, WriteCitizens};
use db::{CitizenQuery, Merge, Merged};
use domain::citizen::{Citizen, CitizenFinding, NewCitizen, NewCitizenInput};
use domain::cpr::Cpr;
use domain::ids::CitizenId;
use domain::text::Text;

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Error, field_finding};
use crate::handlers::Mode;
use crate::idempotency::IdempotencyKey;
use crate::json::Json;
use crate::query::Query;
use crate::reply::{Created, Kept, Versioned};
use crate::version::{IfMatch, etag};
use crate::view;

/// Registers a citizen with the caller's municipality.
///
/// 409 `citizen_exists` when the municipality knows the number; other municipalities' citizens are not looked at.
/// 422 `validation_failed` with a finding for everything that is wrong.
#[utoipa::path(
    tag = "citizens", operation_id = "register_citizen",
    params(Mode, ("Idempotency-Key" = Option<String>, Header, description = "Makes repeating the request safe")),
    request_body = RegisterCitizen,
    responses(
        (status = CREATED, description = "The new citizen", body = CitizenView),
        (status = NO_CONTENT, description = "With `mode=validate`: nothing is wrong, nothing was written"),
        Error,
    ),
)]
#[post("/citizens")]
pub(crate) async fn register(
    caller: Caller<WriteCitizens>,
    mode: Query<Mode>,
    key: IdempotencyKey,
    body: Json<RegisterCitizen>,
    app: Data<App>,
) -> Result<Kept<Created<CitizenView>>, Error> {
    let (body, bytes) = body.into_parts();
    let input =
        NewCitizenInput { cpr: &body.cpr, name: &body.name, birth_date: body.birth_date, sex: body.sex };
    let new = NewCitizen::check(&input, app.clock.today()).map_err(refused)?;
    if mode.into_inner().is_validate() {
        return Ok(Kept::nothing());
    }
    let work = async {
        let citizen = app.db.citizens(&caller).register(&new, app.clock.now()).await?;
        Ok(Created {
            location: format!("/citizens/{}", citizen.id),
            version: citizen.version,
            body: shown(&citizen, Vec::new(), &app),
        })
    };
    key.once(&app, &caller, &[&bytes], work).await
}

/// Searches the municipality's own citizens, by exactly one of number, name or date of birth.
///
/// 429 `too_many_requests` after 60 searches by number in an hour.
#[utoipa::path(
    tag = "citizens", operation_id = "search_citizens",
    request_body = SearchCitizens,
    responses((status = OK, description = "What was found", body = CitizensFound), Error),
)]
#[post("/citizens/search")]
pub(crate) async fn search(
    caller: Caller<MaySearch>,
    body: Json<SearchCitizens>,
    app: Data<App>,
) -> Result<web::Json<CitizensFound>, Error> {
    let query = criterion(body.into_inner())?;
    if matches!(query, CitizenQuery::Cpr(_)) {
        app.limits.search_by_cpr(caller.user_id())?;
    }
    let found = app.db.citizens(&caller).search(&query).await?;
    let today = app.clock.today();
    let mut items: Vec<_> = found.citizens.iter().map(|citizen| view::citizen(citizen, today)).collect();
    items.sort_by(|a, b| (&a.name, a.birth_date, a.id).cmp(&(&b.name, b.birth_date, b.id)));
    Ok(web::Json(CitizensFound { items, total: found.total as u64 }))
}

/// A citizen with the courses in the municipality.
#[utoipa::path(
    tag = "citizens", operation_id = "citizen",
    params(("id" = uuid::Uuid, Path, description = "The citizen")),
    responses((status = OK, description = "The citizen", body = CitizenView), Error),
)]
#[get("/citizens/{id}")]
pub(crate) async fn find(
    caller: Caller<ReadCitizens>,
    id: Path<CitizenId>,
    app: Data<App>,
) -> Result<Versioned<CitizenView>, Error> {
    let citizen = app.db.citizens(&caller).find(*id).await?.ok_or(Error::NOT_FOUND)?;
    let courses = app.db.courses(&caller).of_citizen(citizen.id).await?;
    let version = citizen.version;
    Ok(Versioned { body: shown(&citizen, courses, &app), version })
}

/// Gives a citizen with a replacement number another one, such as a CPR number.
///
/// If the municipality knows that number, the two records become one and the courses move there. With `mode=validate`
/// nothing is written, and the answer says what would be. `If-Match` is the citizen's version (428, 412). 409
/// `two_open_courses` when both have a running course of one programme; 422 `validation_failed` when the number cannot
/// take the place of the other; 429 `too_many_requests` after 60 numbers in an hour.
#[utoipa::path(
    tag = "citizens", operation_id = "merge_citizen",
    params(
        Mode,
        ("id" = uuid::Uuid, Path, description = "The citizen"),
        ("If-Match" = String, Header, description = "The citizen's version", example = "\"1\""),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes repeating the request safe"),
    ),
    request_body = MergeCitizen,
    responses((status = OK, description = "What was done, or would be", body = MergeView), Error),
)]
#[post("/citizens/{id}/merge")]
pub(crate) async fn merge(
    caller: Caller<WriteCitizens>,
    id: Path<CitizenId>,
    mode: Query<Mode>,
    if_match: IfMatch,
    key: IdempotencyKey,
    body: Json<MergeCitizen>,
    app: Data<App>,
) -> Result<Kept<web::Json<MergeView>>, Error> {
    let (id, (MergeCitizen { cpr }, bytes)) = (*id, body.into_parts());
    let is_validate = mode.into_inner().is_validate();
    // The answer tells whether a number is known, as a search does.
    app.limits.search_by_cpr(caller.user_id())?;
    let number = number(&cpr)?;
    let work = async {
        let now = app.clock.now();
        match app.db.citizens(&caller).merge(id, &number, if_match.0, is_validate, now).await? {
            Merge::Refused(finding) => Err(refused(vec![finding])),
            Merge::Done(Merged { citizen, existed, courses }) => Ok(web::Json(MergeView {
                citizen: view::citizen(&citizen, app.clock.today()),
                existed,
                courses: u32::try_from(courses).unwrap_or(u32::MAX),
                is_done: !is_validate,
            })),
        }
    };
    let if_match = if_match.0.map(etag).unwrap_or_default();
    let address = format!("{id}/{is_validate}/{if_match}");
    key.once(&app, &caller, &[address.as_bytes(), &bytes], work).await
}

/// Records the day a citizen died, or takes a mistaken one back. A running course is ended by its end form.
///
/// `If-Match` is the citizen's version (428, 412). 422 `death_before_birth`, or `validation_failed` for a day to come.
#[utoipa::path(
    tag = "citizens", operation_id = "record_death",
    params(
        ("id" = uuid::Uuid, Path, description = "The citizen"),
        ("If-Match" = String, Header, description = "The citizen's version", example = "\"1\""),
    ),
    request_body = RecordDeath,
    responses((status = OK, description = "The citizen", body = CitizenView), Error),
)]
#[put("/citizens/{id}/death")]
pub(crate) async fn record_death(
    caller: Caller<WriteCitizens>,
    id: Path<CitizenId>,
    if_match: IfMatch,
    body: Json<RecordDeath>,
    app: Data<App>,
) -> Result<Versioned<CitizenView>, Error> {
    let on = body.into_inner().on;
    if on.is_some_and(|on| on > app.clock.today()) {
        let message = Text::new("Datoen ligger i fremtiden.", "The date lies in the future.");
        return Err(refused(vec![CitizenFinding { field: "on", code: "date_in_future", message }]));
    }
    let citizens = app.db.citizens(&caller);
    let citizen = citizens.record_death(*id, on, if_match.0, app.clock.now()).await?;
    let courses = app.db.courses(&caller).of_changed_citizen(citizen.id).await?;
    Ok(Versioned { version: citizen.version, body: shown(&citizen, courses, &app) })
}

fn shown(citizen: &Citizen, courses: Vec<db::ListedCourse>, app: &App) -> CitizenView {
    let today = app.clock.today();
    CitizenView {
        citizen: view::citizen(citizen, today),
        id_type: citizen.id_type,
        version: citizen.version,
        cpr_hint: citizen.cpr.hint().map(domain::cpr::CprHint::message),
        courses: courses.into_iter().map(|course| view::course(course, &app.catalogue, today)).collect(),
    }
}

fn criterion(asked: SearchCitizens) -> Result<CitizenQuery, Error> {
    match asked {
        SearchCitizens { cpr: Some(cpr), name: None, birth_date: None } => {
            Ok(CitizenQuery::Cpr(number(&cpr)?))
        }
        SearchCitizens { cpr: None, name: Some(name), birth_date: None } if !name.trim().is_empty() => {
            Ok(CitizenQuery::Name(name.chars().take(200).collect()))
        }
        SearchCitizens { cpr: None, name: None, birth_date: Some(date) } => Ok(CitizenQuery::BirthDate(date)),
        _ => {
            let message = Text::new(
                "Søg på netop ét af CPR-nummer, navn og fødselsdato.",
                "Search by exactly one of CPR number, name and date of birth.",
            );
            Err(Error::Findings(
                ProblemCode::ValidationFailed,
                vec![field_finding(None, "one_criterion", message)],
            ))
        }
    }
}

fn number(typed: &str) -> Result<Cpr, Error> {
    typed.parse::<Cpr>().map_err(|error| {
        refused(vec![CitizenFinding { field: "cpr", code: error.code(), message: error.message() }])
    })
}

fn refused(findings: Vec<CitizenFinding>) -> Error {
    let finding = |found: CitizenFinding| field_finding(Some(found.field.into()), found.code, found.message);
    Error::Findings(ProblemCode::ValidationFailed, findings.into_iter().map(finding).collect())
}
