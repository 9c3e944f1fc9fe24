//! Citizens of the own municipality.

use actix_web::web::{self, Data, Path};
use actix_web::{get, post};
use api_types::{CitizenView, CitizensFound, ProblemCode, RegisterCitizen, SearchCitizens};
use db::CitizenQuery;
use db::rights::{ReadCitizens, SearchCitizens as MaySearch, WriteCitizens};
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

fn shown(citizen: &Citizen, courses: Vec<db::ListedCourse>, app: &App) -> CitizenView {
    let today = app.clock.today();
    CitizenView {
        citizen: view::citizen(citizen, today),
        version: citizen.version,
        cpr_hint: citizen.cpr.hint().map(domain::cpr::CprHint::message),
        courses: courses.into_iter().map(|course| view::course(course, &app.catalogue, today)).collect(),
    }
}

fn criterion(asked: SearchCitizens) -> Result<CitizenQuery, Error> {
    match asked {
        SearchCitizens { cpr: Some(cpr), name: None, birth_date: None } => {
            let cpr = cpr.parse::<Cpr>().map_err(|error| {
                refused(vec![CitizenFinding { field: "cpr", code: error.code(), message: error.message() }])
            })?;
            Ok(CitizenQuery::Cpr(cpr))
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

fn refused(findings: Vec<CitizenFinding>) -> Error {
    let finding = |found: CitizenFinding| field_finding(Some(found.field.into()), found.code, found.message);
    Error::Findings(ProblemCode::ValidationFailed, findings.into_iter().map(finding).collect())
}
