//! An indicator over time, and the courses behind its numbers.

mod ask;
mod build;
mod data;

use actix_web::get;
use actix_web::web::{self, Data, Path};
use api_types::{IndicatorCourse, IndicatorCourses, Series};
use db::rights::{ReadCoursesBehindNumbers, ReadIndicators};
use db::{BehindLevel, BehindNumber, CourseBehind};
use domain::programme::{Division, Indicator, OTHER, Programme, UNKNOWN};
use domain::text::Text;

pub(super) use self::ask::SeriesQuery;
use self::ask::{Asked, CoursesQuery};
use super::page_size;
use super::period::period;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::query::{Query, refused};
use crate::series::{count, missing, reason};

/// An indicator over time: points with midline, limits and signals, and what they say in words.
///
/// Points are whole months, quarters or years, or groups of ten finished courses. `as_of` shows the numbers as they
/// were known at the end of a day; every course is then read again, which takes longer (400 with more than 20,000).
#[utoipa::path(
    tag = "indicators", operation_id = "series",
    params(SeriesQuery, ("indicator" = String, Path, description = "The indicator", example = "smokefree")),
    responses((status = OK, description = "The series", body = Series), Error),
)]
#[get("/indicators/{indicator}/series")]
pub(crate) async fn series(
    caller: Caller<ReadIndicators>,
    id: Path<String>,
    query: Query<SeriesQuery>,
    app: Data<App>,
) -> Result<web::Json<Series>, Error> {
    Ok(web::Json(found(&app, &caller, &id, &query.into_inner()).await?))
}

/// The series that is asked for.
///
/// # Errors
/// As of the operation.
pub(super) async fn found(
    app: &App,
    caller: &Caller<ReadIndicators>,
    id: &str,
    query: &SeriesQuery,
) -> Result<Series, Error> {
    let (programme, indicator) = known(app, &query.programme, query.version.as_deref(), id)?;
    let asked = Asked::read(query, programme, app.clock.today())?;
    let numbers = data::read(app, caller, (programme, indicator), &asked).await?;
    let versions: Vec<&Programme> = app.catalogue.versions(&programme.id).map(|version| &**version).collect();
    let about = build::About { programme, indicator, versions, now: app.clock.now() };
    Ok(build::series(&about, &asked, numbers))
}

/// The courses behind a number, the last counted first, each with why it counts as it does.
#[utoipa::path(
    tag = "indicators", operation_id = "indicator_courses",
    params(CoursesQuery, ("indicator" = String, Path, description = "The indicator", example = "smokefree")),
    responses((status = OK, description = "A page of the courses", body = IndicatorCourses), Error),
)]
#[get("/indicators/{indicator}/courses")]
pub(crate) async fn courses(
    caller: Caller<ReadCoursesBehindNumbers>,
    id: Path<String>,
    query: Query<CoursesQuery>,
    app: Data<App>,
) -> Result<web::Json<IndicatorCourses>, Error> {
    let query = query.into_inner();
    let (programme, indicator) = known(&app, &query.programme, query.version.as_deref(), &id)?;
    let period = period(query.from, query.to, app.clock.today())?;
    let division = query.split.as_deref().map(|id| division(programme, id)).transpose()?;
    let level = match (division, query.level.as_deref()) {
        (Some(division), Some(level)) => Some(level_of(division, level)?),
        (None, Some(_)) => {
            return Err(unknown("split", "A level belongs to a split.", "Et niveau hører til en opdeling."));
        }
        _ => None,
    };
    let number = BehindNumber { programme, indicator: &id, period, state: query.state, level };
    let limit = page_size(query.limit, 100);
    let page =
        app.db.indicators(&caller).courses(&number, query.cursor.as_deref(), limit, app.clock.now()).await?;
    Ok(web::Json(IndicatorCourses {
        courses: page.courses.into_iter().map(|course| view(programme, indicator, course)).collect(),
        total: count(page.total),
        next: page.next,
    }))
}

fn view(programme: &Programme, indicator: &Indicator, behind: CourseBehind) -> IndicatorCourse {
    IndicatorCourse {
        course_id: behind.course,
        citizen_id: behind.citizen,
        name: Some(behind.name),
        birth_date: Some(behind.birth_date),
        state: behind.state,
        attributed_on: Some(behind.attributed_on),
        reason: reason(programme, indicator, behind.state, &behind.trace),
        missing: missing(programme, behind.state, &behind.trace),
    }
}

/// An indicator in a version of a programme, the newest if none is named.
pub(super) fn known<'a>(
    app: &'a App,
    programme: &str,
    version: Option<&str>,
    indicator: &str,
) -> Result<(&'a Programme, &'a Indicator), Error> {
    let programme = match version {
        Some(version) => app.catalogue.find(programme, version),
        None => app.catalogue.current(programme),
    };
    let programme = programme.ok_or(Error::NOT_FOUND)?;
    Ok((programme, programme.indicator(indicator).ok_or(Error::NOT_FOUND)?))
}

fn division<'p>(programme: &'p Programme, id: &str) -> Result<Division<'p>, Error> {
    programme.division(id).ok_or_else(|| {
        unknown("split", "The programme has no such split.", "Programmet har ikke den opdeling.")
    })
}

fn level_of<'s>(division: Division<'s>, id: &'s str) -> Result<BehindLevel<'s>, Error> {
    let level = match division {
        Division::Split(split) if id == UNKNOWN => {
            Some(BehindLevel::NoneOf(split.levels.iter().map(|level| level.id.as_str()).collect()))
        }
        Division::Split(split) => split.level(id).map(|level| BehindLevel::Is(&level.id)),
        Division::Sites(_) if id == UNKNOWN => Some(BehindLevel::Site(None)),
        // Units that are shown together are asked for one by one.
        Division::Sites(_) => (id != OTHER).then_some(BehindLevel::Site(Some(id))),
    };
    level.ok_or_else(|| unknown("level", "The split has no such level.", "Opdelingen har ikke det niveau."))
}

fn unknown(parameter: &str, en: &str, da: &str) -> Error {
    refused(parameter, "unknown_value", Text::new(da, en))
}
