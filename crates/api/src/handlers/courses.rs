//! Courses and work lists.

use actix_web::web::{self, Data, Path};
use actix_web::{get, post};
use api_types::{CourseFilter, CoursePage, CourseView, OpenCourse, ProblemCode};
use chrono::{Days, NaiveDate};
use db::rights::{ReadCourses, WriteCourses};
use domain::course::CourseState;
use domain::ids::CourseId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::page_size;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::handlers::Mode;
use crate::idempotency::IdempotencyKey;
use crate::json::Json;
use crate::query::Query;
use crate::reply::{Created, Kept, Versioned};
use crate::view;

/// A course is expected to have ended this many days after its start. Configurable default (twelve weeks).
pub(crate) const EXPECTED_DAYS: u64 = 84;
/// Opens a course for a citizen, in the newest version of a programme.
///
/// 409 `course_already_open` when one of the programme is running: a new referral joins it; `Location` says which.
#[utoipa::path(
    tag = "courses", operation_id = "open_course",
    params(Mode, ("Idempotency-Key" = Option<String>, Header, description = "Makes repeating the request safe")),
    request_body = OpenCourse,
    responses(
        (status = CREATED, description = "The new course", body = CourseView),
        (status = NO_CONTENT, description = "With `mode=validate`: nothing is wrong, nothing was written"),
        Error,
    ),
)]
#[post("/courses")]
pub(crate) async fn open(
    caller: Caller<WriteCourses>,
    mode: Query<Mode>,
    key: IdempotencyKey,
    body: Json<OpenCourse>,
    app: Data<App>,
) -> Result<Kept<Created<CourseView>>, Error> {
    let (OpenCourse { citizen_id, programme }, bytes) = body.into_parts();
    let courses = app.db.courses(&caller);
    let refused = async |error| match error {
        db::Error::Conflict("course_already_open") => match courses.running(citizen_id, &programme).await {
            Ok(running) => Error::CourseAlreadyOpen(running),
            Err(error) => error.into(),
        },
        error => error.into(),
    };
    if mode.into_inner().is_validate() {
        return match courses.rehearse(citizen_id, &programme).await {
            Ok(()) => Ok(Kept::nothing()),
            Err(error) => Err(refused(error).await),
        };
    }
    let work = async {
        let opened = match courses.open(citizen_id, &programme, app.clock.now()).await {
            Ok(opened) => opened,
            Err(error) => return Err(refused(error).await),
        };
        let listed = courses.changed(opened.id).await?;
        Ok(Created {
            location: format!("/courses/{}", opened.id),
            version: opened.version,
            body: view::course(listed, &app.catalogue, app.clock.today()),
        })
    };
    key.once(&app, &caller, &[&bytes], work).await
}

/// Which courses are listed, and where the page begins.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CourseQuery {
    /// The work list; all courses if absent.
    #[serde(default)]
    #[param(inline)]
    filter: CourseFilter,
    /// Only courses of this programme.
    #[serde(default)]
    programme: Option<String>,
    /// `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
    /// Courses on the page, 1–200; 50 if absent.
    #[serde(default)]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// Courses of the municipality, the last changed first.
#[utoipa::path(
    tag = "courses", operation_id = "list_courses",
    params(CourseQuery),
    responses((status = OK, description = "A page of courses", body = CoursePage), Error),
)]
#[get("/courses")]
pub(crate) async fn list(
    caller: Caller<ReadCourses>,
    query: Query<CourseQuery>,
    app: Data<App>,
) -> Result<web::Json<CoursePage>, Error> {
    let query = query.into_inner();
    let today = app.clock.today();
    let filter = db::CourseFilter { programme: query.programme, ..work_list(query.filter, today) };
    let limit = page_size(query.limit, 200);
    let page = app.db.courses(&caller).list(&filter, query.cursor.as_deref(), limit).await?;
    Ok(web::Json(CoursePage {
        items: page.courses.into_iter().map(|course| view::course(course, &app.catalogue, today)).collect(),
        total: u64::try_from(page.total).unwrap_or(0),
        next_cursor: page.next,
    }))
}

/// A course with the state of its forms.
#[utoipa::path(
    tag = "courses", operation_id = "course",
    params(("id" = uuid::Uuid, Path, description = "The course")),
    responses((status = OK, description = "The course", body = CourseView), Error),
)]
#[get("/courses/{id}")]
pub(crate) async fn find(
    caller: Caller<ReadCourses>,
    id: Path<CourseId>,
    app: Data<App>,
) -> Result<Versioned<CourseView>, Error> {
    let listed = app.db.courses(&caller).show(*id).await?.ok_or(Error::Problem(ProblemCode::NotFound))?;
    let version = listed.course.version;
    Ok(Versioned { body: view::course(listed, &app.catalogue, app.clock.today()), version })
}

fn work_list(filter: CourseFilter, today: NaiveDate) -> db::CourseFilter {
    let all = db::CourseFilter::default();
    match filter {
        CourseFilter::All => all,
        CourseFilter::Open => db::CourseFilter { open: true, ..all },
        CourseFilter::Waiting => {
            db::CourseFilter { states: vec![CourseState::Referred, CourseState::Invited], ..all }
        }
        CourseFilter::MissingEnd => db::CourseFilter {
            states: vec![CourseState::InProgress, CourseState::Paused],
            started_before: today.checked_sub_days(Days::new(EXPECTED_DAYS)),
            ..all
        },
        CourseFilter::Drafts => db::CourseFilter { with_draft: true, ..all },
        CourseFilter::DataGaps => db::CourseFilter { with_missing: true, ..all },
        CourseFilter::Today => db::CourseFilter {
            session_due: Some(today),
            states: CourseState::ALL.iter().copied().filter(|state| !state.is_final()).collect(),
            ..all
        },
        CourseFilter::Radar => db::CourseFilter { radar: Some(today), ..all },
        CourseFilter::FollowupDue => db::CourseFilter {
            followup_due: Some(today),
            states: vec![CourseState::Ended, CourseState::Followup],
            ..all
        },
    }
}
