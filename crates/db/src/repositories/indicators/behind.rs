//! The courses behind a number.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CitizenId, CourseId};
use domain::outcome::{OutcomeState, RuleTrace, trace};
use domain::period::Period;
use domain::programme::Programme;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Value};
use uuid::Uuid;

use super::{Indicators, read_state};
use crate::audit::Event;
use crate::engine::Tx;
use crate::error::Error;
use crate::moment::danish_day;
use crate::repositories::forms::Case;
use crate::rights::ReadCoursesBehindNumbers;
use crate::sql;

/// The most courses on a page.
const MAX_PAGE: usize = 100;

/// Which number it is.
#[derive(Clone, Debug)]
pub struct BehindNumber<'n> {
    /// The programme in the version that counts.
    pub programme: &'n Programme,
    /// The indicator's id.
    pub indicator: &'n str,
    /// The dates courses are counted at.
    pub period: Period,
    /// What they count as; anything if absent.
    pub state: Option<OutcomeState>,
    /// The level of a split they belong to; `unknown` only together with its split.
    pub level: Option<BehindLevel<'n>>,
}

/// A level of a split, or a unit.
#[derive(Clone, Debug)]
pub enum BehindLevel<'n> {
    /// This one.
    Is(&'n str),
    /// None of these.
    NoneOf(Vec<&'n str>),
    /// This unit; none, where nobody has stated one.
    Site(Option<&'n str>),
}

/// A page of the courses behind a number.
#[derive(Clone, Debug)]
pub struct CoursesBehind {
    /// The courses, the last counted first.
    pub courses: Vec<CourseBehind>,
    /// How many there are on all pages.
    pub total: i64,
    /// What to ask for to get the next page.
    pub next: Option<String>,
}

/// A course behind a number.
#[derive(Clone, Debug)]
pub struct CourseBehind {
    /// The course.
    pub course: CourseId,
    /// Whose it is.
    pub citizen: CitizenId,
    /// The citizen's name.
    pub name: String,
    /// The citizen's date of birth.
    pub birth_date: NaiveDate,
    /// What it counts as.
    pub state: OutcomeState,
    /// The date it counts at.
    pub attributed_on: NaiveDate,
    /// The rules that decide it today.
    pub trace: Vec<RuleTrace>,
}

#[derive(FromQueryResult)]
struct Row {
    course_id: Uuid,
    state: String,
    attributed_on: NaiveDate,
}

impl Indicators<'_, ReadCoursesBehindNumbers> {
    /// The courses behind a number, the last counted first.
    ///
    /// # Errors
    /// [`Error::Conflict`] `invalid_cursor` for what is no cursor.
    pub async fn courses(
        &self,
        number: &BehindNumber<'_>,
        cursor: Option<&str>,
        limit: usize,
        now: DateTime<Utc>,
    ) -> Result<CoursesBehind, Error> {
        let after = cursor.map(read_cursor).transpose()?;
        let (code, limit) = (self.0.code()?, limit.clamp(1, MAX_PAGE));
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let (condition, values) = condition(&tx, &code, number);
        let count = format!("SELECT count(*) AS rows FROM {condition}");
        let total = sql::count(&tx, count, values.clone()).await?;
        let mut rows = page(&tx, condition, values, after, limit + 1).await?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(Row::cursor);
        let mut courses = Vec::with_capacity(rows.len());
        for row in rows {
            courses.extend(self.open(&tx, &code, number, row, now).await?);
        }
        let event = Event::new("indicator.courses")
            .object("indicator", format!("{}/{}", number.programme.id, number.indicator))
            .citizens(courses.iter().map(|course| course.citizen))
            .count(courses.len());
        self.0.database.finish(tx, self.0.who(), event).await?;
        Ok(CoursesBehind { courses, total, next })
    }

    async fn open(
        &self,
        tx: &Tx,
        code: &str,
        number: &BehindNumber<'_>,
        row: Row,
        now: DateTime<Utc>,
    ) -> Result<Option<CourseBehind>, Error> {
        let (database, who) = (&self.0.database, self.0.who());
        let id = CourseId::new(row.course_id);
        let Some(case) = Case::load(tx, code, id, who.user_id, database.catalogue()).await? else {
            return Ok(None);
        };
        let facts = case.facts(danish_day(now));
        let seen = facts.seen_by(number.programme);
        let indicator = number.programme.indicator(number.indicator);
        let keys = self.0.keys()?;
        let citizen = case.citizen(&keys)?;
        Ok(Some(CourseBehind {
            course: id,
            citizen: citizen.id,
            name: citizen.name.as_str().to_owned(),
            birth_date: citizen.birth_date,
            state: read_state(&row.state)?,
            attributed_on: row.attributed_on,
            trace: indicator.map(|indicator| trace(indicator, &seen)).unwrap_or_default(),
        }))
    }
}

/// Everything after `FROM`.
fn condition(tx: &Tx, code: &str, number: &BehindNumber<'_>) -> (String, Vec<Value>) {
    let mut text = "outcome o JOIN course c ON c.municipality = o.municipality AND c.id = o.course_id \
        WHERE o.municipality = $1 AND o.programme = $2 AND o.attributed_on >= $3 AND o.attributed_on <= $4 \
        AND o.indicator = $5 AND o.version = $6"
        .to_owned();
    let mut values: Vec<Value> = vec![
        code.into(),
        number.programme.id.as_str().into(),
        number.period.from().into(),
        number.period.to().into(),
        number.indicator.into(),
        number.programme.version.as_str().into(),
    ];
    if let Some(state) = number.state {
        values.push(state.id().into());
        text.push_str(&format!(" AND o.state = ${}", values.len()));
    }
    let find = match tx.get_database_backend() {
        DbBackend::Postgres => "strpos",
        _ => "instr",
    };
    let (levels, wanted) = match &number.level {
        None => (Vec::new(), "> 0"),
        Some(BehindLevel::Is(level)) => (vec![*level], "> 0"),
        Some(BehindLevel::NoneOf(levels)) => (levels.clone(), "= 0"),
        Some(BehindLevel::Site(None)) => {
            text.push_str(" AND c.site IS NULL");
            (Vec::new(), "> 0")
        }
        Some(BehindLevel::Site(Some(site))) => {
            values.push((*site).into());
            text.push_str(&format!(" AND c.site = ${}", values.len()));
            (Vec::new(), "> 0")
        }
    };
    for level in levels {
        values.push(format!("/{level}/").into());
        let place = values.len();
        text.push_str(&format!(" AND {find}('/' || coalesce(c.stratum, '') || '/', ${place}) {wanted}"));
    }
    (text, values)
}

async fn page(
    tx: &Tx,
    mut condition: String,
    mut values: Vec<Value>,
    after: Option<(NaiveDate, Uuid)>,
    limit: usize,
) -> Result<Vec<Row>, Error> {
    if let Some((day, id)) = after {
        values.extend([Value::from(day), Value::from(id)]);
        let (day, id) = (values.len() - 1, values.len());
        condition.push_str(&format!(
            " AND (o.attributed_on < ${day} OR (o.attributed_on = ${day} AND o.course_id < ${id}))"
        ));
    }
    values.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
    let query = format!(
        "SELECT o.course_id, o.state, o.attributed_on FROM {condition} \
         ORDER BY o.attributed_on DESC, o.course_id DESC LIMIT ${}",
        values.len()
    );
    sql::all(tx, query, values).await
}

impl Row {
    /// Where the next page begins: behind this course.
    fn cursor(&self) -> String {
        format!("{}_{}", self.attributed_on, self.course_id.simple())
    }
}

fn read_cursor(text: &str) -> Result<(NaiveDate, Uuid), Error> {
    let parts = text.split_once('_');
    let read = parts.and_then(|(day, id)| day.parse().ok().zip(Uuid::parse_str(id).ok()));
    read.ok_or(Error::Conflict("invalid_cursor"))
}
