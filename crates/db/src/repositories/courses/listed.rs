//! A course as it is shown: with its citizen and how far its forms have come.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use domain::citizen::Citizen;
use domain::course::Course;
use domain::ids::{CitizenId, CourseId};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::{COLUMNS, CourseRow, Courses, Gap};
use crate::audit::Event;
use crate::engine::Tx;
use crate::error::Error;
use crate::key_ring::TenantKeys;
use crate::moment::danish_day;
use crate::repositories::Scoped;
use crate::repositories::attendance::{CourseAttendance, attach};
use crate::repositories::citizens::{BESIDE, CitizenRow};
use crate::rights::{ReadCitizens, ReadCourses, Right, WriteCitizens, WriteCourses, WriteForms};
use crate::sql;

/// A course as it is shown.
#[derive(Clone, Debug)]
pub struct ListedCourse {
    /// The course.
    pub course: Course,
    /// Whose it is.
    pub citizen: Citizen,
    /// How far every form has come that was begun, by form id.
    pub forms: BTreeMap<String, FormMark>,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
    /// Its sessions; empty where a form was submitted, which does not look at them.
    pub attendance: CourseAttendance,
    /// The answers an indicator waits for; only in the list of courses that have such.
    pub gaps: Vec<Gap>,
}

/// How far a form has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormMark {
    /// How often it was submitted.
    pub version: i64,
    /// When it was last submitted.
    pub submitted_at: Option<DateTime<Utc>>,
    /// The name of who submitted it last, where the account still exists.
    pub submitted_by: Option<String>,
    /// When the caller's own draft was saved.
    pub draft_saved_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
pub(super) struct Row {
    #[sea_orm(nested)]
    pub(super) course: CourseRow,
    pub(super) id: Uuid,
    #[sea_orm(nested(prefix = "z_"))]
    citizen: CitizenRow,
}

#[derive(FromQueryResult)]
struct SubmittedRow {
    course_id: Uuid,
    form: String,
    version: i64,
    submitted_at: DateTime<Utc>,
    author: Option<String>,
}

#[derive(FromQueryResult)]
struct DraftRow {
    course_id: Uuid,
    form: String,
    saved_at: DateTime<Utc>,
}

/// The beginning of every query for a [`Row`]: courses `c` with their citizens `z`.
pub(super) fn select() -> String {
    format!(
        "SELECT {COLUMNS}, {BESIDE} FROM course c \
         JOIN citizen z ON z.municipality = c.municipality AND z.id = c.citizen_id"
    )
}

impl Courses<'_, ReadCourses> {
    /// Returns a course as it is shown, or `None` if there is none *or it belongs to another municipality*.
    ///
    /// # Errors
    /// When the database cannot be asked, or the log cannot be written.
    pub async fn show(&self, id: CourseId) -> Result<Option<ListedCourse>, Error> {
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let found = one(&self.0, &tx, id).await?;
        let mut event = Event::new("course.read").object("course", id).found(found.is_some());
        if let Some(listed) = &found {
            event = event.citizen(listed.citizen.id);
        }
        self.0.database.finish(tx, self.0.who(), event).await?;
        Ok(found)
    }
}

impl Courses<'_, WriteCourses> {
    /// A course that the caller has just changed, as it is shown. The change has been logged.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is gone.
    pub async fn changed(&self, id: CourseId) -> Result<ListedCourse, Error> {
        changed(&self.0, id).await
    }

    /// The citizen's course of a programme that is running: what `course_already_open` means.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn running(&self, citizen: CitizenId, programme: &str) -> Result<Option<CourseId>, Error> {
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let courses = super::row::of_citizen(&tx, &self.0.code()?, citizen).await?;
        tx.commit().await?;
        let running = courses.iter().find(|course| course.programme == programme && course.state.is_open());
        Ok(running.map(|course| course.id))
    }
}

impl Courses<'_, WriteForms> {
    /// A course whose form the caller has just submitted, as it is shown. The submission has been logged.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is gone.
    pub async fn changed(&self, id: CourseId) -> Result<ListedCourse, Error> {
        changed(&self.0, id).await
    }
}

impl Courses<'_, ReadCitizens> {
    /// The courses of a citizen whose reading has been logged, newest first.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn of_citizen(&self, citizen: CitizenId) -> Result<Vec<ListedCourse>, Error> {
        of_citizen(&self.0, citizen).await
    }
}

impl Courses<'_, WriteCitizens> {
    /// The courses of a citizen whom the caller has just changed, newest first. The change has been logged.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn of_changed_citizen(&self, citizen: CitizenId) -> Result<Vec<ListedCourse>, Error> {
        of_citizen(&self.0, citizen).await
    }
}

async fn of_citizen<R: Right>(
    scoped: &Scoped<'_, R>,
    citizen: CitizenId,
) -> Result<Vec<ListedCourse>, Error> {
    let tx = scoped.database.store().snapshot(scoped.tenant()?).await?;
    let query = format!(
        "{} WHERE c.municipality = $1 AND c.citizen_id = $2 ORDER BY c.opened_on DESC, c.course_no DESC, c.id",
        select()
    );
    let rows = sql::all(&tx, query, [scoped.code()?.into(), citizen.get().into()]).await?;
    let listed = listed(scoped, &tx, rows).await?;
    tx.commit().await?;
    Ok(listed)
}

async fn changed<R: Right>(scoped: &Scoped<'_, R>, id: CourseId) -> Result<ListedCourse, Error> {
    let tx = scoped.database.store().snapshot(scoped.tenant()?).await?;
    let found = one(scoped, &tx, id).await?;
    tx.commit().await?;
    found.ok_or(Error::NotFound)
}

async fn one<R: Right>(scoped: &Scoped<'_, R>, tx: &Tx, id: CourseId) -> Result<Option<ListedCourse>, Error> {
    let query = format!("{} WHERE c.municipality = $1 AND c.id = $2", select());
    let rows = sql::all(tx, query, [scoped.code()?.into(), id.get().into()]).await?;
    Ok(listed(scoped, tx, rows).await?.pop())
}

/// Adds to courses how far their forms have come, and opens what is sealed.
pub(super) async fn listed<R: Right>(
    scoped: &Scoped<'_, R>,
    tx: &Tx,
    rows: Vec<Row>,
) -> Result<Vec<ListedCourse>, Error> {
    let (keys, code, author) = (scoped.keys()?, scoped.code()?, scoped.who().user_id.get());
    let mut marks = marks(tx, &code, author, &rows).await?;
    let listed = rows.into_iter().map(|row| {
        let forms = marks.remove(&row.id).unwrap_or_default();
        row.listed(&keys, forms)
    });
    let mut listed = listed.collect::<Result<Vec<_>, _>>()?;
    attach(tx, &code, danish_day(scoped.who().at), &mut listed).await?;
    Ok(listed)
}

impl Row {
    fn listed(self, keys: &TenantKeys, forms: BTreeMap<String, FormMark>) -> Result<ListedCourse, Error> {
        Ok(ListedCourse {
            course: self.course.course()?,
            citizen: self.citizen.open(keys)?,
            forms,
            changed_at: self.course.changed_at,
            attendance: CourseAttendance::default(),
            gaps: Vec::new(),
        })
    }
}

async fn marks(
    tx: &Tx,
    code: &str,
    author: Uuid,
    rows: &[Row],
) -> Result<HashMap<Uuid, BTreeMap<String, FormMark>>, Error> {
    let mut marks: HashMap<Uuid, BTreeMap<String, FormMark>> = HashMap::new();
    if rows.is_empty() {
        return Ok(marks);
    }
    let courses = || rows.iter().map(|row| Value::from(row.id));
    let submitted = format!(
        "SELECT f.course_id, f.form, f.version, f.submitted_at, coalesce(f.author, u.display_name) AS author FROM form_version f \
         LEFT JOIN user_account u ON u.id = f.submitted_by \
         WHERE f.municipality = $1 AND f.course_id IN ({}) ORDER BY f.version",
        sql::list(2, rows.len())
    );
    let values: Vec<Value> = std::iter::once(Value::from(code)).chain(courses()).collect();
    // Later versions take the place of earlier ones.
    for row in sql::all::<SubmittedRow>(tx, submitted, values).await? {
        let mark = marks.entry(row.course_id).or_default().entry(row.form).or_default();
        mark.version = row.version;
        mark.submitted_at = Some(row.submitted_at);
        mark.submitted_by = row.author.filter(|name| !name.is_empty());
    }
    let drafts = format!(
        "SELECT course_id, form, saved_at FROM draft \
         WHERE municipality = $1 AND author = $2 AND course_id IN ({})",
        sql::list(3, rows.len())
    );
    let values: Vec<Value> = [Value::from(code), Value::from(author)].into_iter().chain(courses()).collect();
    for row in sql::all::<DraftRow>(tx, drafts, values).await? {
        let mark = marks.entry(row.course_id).or_default().entry(row.form).or_default();
        mark.draft_saved_at = Some(row.saved_at);
    }
    Ok(marks)
}
