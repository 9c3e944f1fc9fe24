//! The courses that management information is counted from, read in pieces.

use chrono::NaiveDate;
use domain::course::CourseState;
use domain::expr::{Facts, VariableRef};
use domain::ids::{CitizenId, CourseId};
use domain::period::Period;
use domain::programme::Programme;
use domain::validation::facts;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::Scoped;
use super::forms::{StoredForm, answer_text, is_newest, newest};
use crate::engine::Tx;
use crate::error::Error;
use crate::moment::danish_day;
use crate::rights::Right;
use crate::sql;

/// Courses whose answers are in memory at a time.
const PIECE: usize = 400;

/// Which courses of a programme are read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cohort<'a> {
    /// Those with this answer in the period, or opened in it where there is no answer.
    Dated(&'a VariableRef, Period),
    /// Those that ended in the period.
    Ended(Period),
    /// Those that had not ended before the period.
    Alive(Period),
}

/// A course of a cohort, with what is known about it today.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) id: CourseId,
    pub(super) citizen: CitizenId,
    pub(super) state: CourseState,
    pub(super) is_imported: bool,
    pub(super) opened_on: NaiveDate,
    pub(super) ended_on: Option<NaiveDate>,
    pub(super) facts: Facts,
    pub(super) forms: Vec<StoredForm>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    citizen_id: Uuid,
    state: String,
    is_imported: bool,
    opened_on: NaiveDate,
    ended_on: Option<NaiveDate>,
    birth_date: NaiveDate,
    death_date: Option<NaiveDate>,
    sex: String,
}

const COURSES: &str = "SELECT c.id, c.citizen_id, c.state, c.course_key IS NOT NULL AS is_imported, c.opened_on, \
    c.ended_on, z.birth_date, z.death_date, z.sex FROM course c \
    JOIN citizen z ON z.municipality = c.municipality AND z.id = c.citizen_id";

/// Hands every course of a cohort to `each`, in the order of their ids; answers are read a piece at a time.
pub(super) async fn each<R: Right>(
    scoped: &Scoped<'_, R>,
    tx: &Tx,
    programme: &Programme,
    cohort: Cohort<'_>,
    mut each: impl FnMut(Member) -> Result<(), Error> + Send,
) -> Result<(), Error> {
    let (code, catalogue) = (scoped.code()?, scoped.database.catalogue());
    let today = danish_day(scoped.who().at);
    let rows = rows(tx, &code, &programme.id, cohort).await?;
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let piece: Vec<Row> = rows.by_ref().take(PIECE).collect();
        let courses: Vec<_> =
            piece.iter().map(|row| (CourseId::new(row.id), programme.id.as_str())).collect();
        let mut forms = newest(tx, &code, &courses, catalogue).await?;
        for row in piece {
            let forms = forms.remove(&CourseId::new(row.id)).unwrap_or_default();
            each(row.member(forms, today)?)?;
        }
    }
    Ok(())
}

async fn rows(tx: &Tx, code: &str, programme: &str, cohort: Cohort<'_>) -> Result<Vec<Row>, Error> {
    let mut values: Vec<Value> = vec![code.into(), programme.into()];
    let (join, condition) = match cohort {
        Cohort::Dated(variable, period) => {
            values.extend([period.from().to_string(), period.to().to_string()].map(Value::from));
            values.extend([variable.form.as_str(), variable.variable.as_str()].map(Value::from));
            let answer = answer_text(tx, "f", 6);
            let join = format!(
                " LEFT JOIN form_version f ON f.municipality = c.municipality AND f.course_id = c.id \
                 AND f.form = $5 AND {}",
                is_newest("f")
            );
            (join, format!("coalesce({answer}, CAST(c.opened_on AS text)) BETWEEN $3 AND $4"))
        }
        Cohort::Ended(period) => {
            values.extend([period.from().into(), period.to().into()]);
            (String::new(), "c.ended_on BETWEEN $3 AND $4".to_owned())
        }
        Cohort::Alive(period) => {
            values.push(period.from().into());
            (String::new(), "(c.ended_on IS NULL OR c.ended_on >= $3)".to_owned())
        }
    };
    let query = format!(
        "{COURSES}{join} WHERE c.municipality = $1 AND c.programme = $2 AND {condition} ORDER BY c.id"
    );
    sql::all(tx, query, values).await
}

/// The day at which two answers of a course are counted.
#[derive(Clone, Copy, Debug)]
pub(super) enum CountedOn {
    /// The second answer, which is a date.
    SecondAnswer,
    /// The day the course ended.
    End,
}

/// Two answers of a course as they are stored: a number or a date as it is, anything else as JSON.
#[derive(FromQueryResult)]
pub(super) struct AnswerPair {
    pub(super) day: String,
    pub(super) first: String,
    pub(super) second: String,
}

/// Two answers of every course that has both and counts in the period: one query, no course is read.
pub(super) async fn answer_pairs<R: Right>(
    scoped: &Scoped<'_, R>,
    tx: &Tx,
    programme: &str,
    (first, second): (&VariableRef, &VariableRef),
    (counted_on, period): (CountedOn, Period),
) -> Result<Vec<AnswerPair>, Error> {
    let (one, two) = (answer_text(tx, "a", 6), answer_text(tx, "b", 8));
    let day = match counted_on {
        CountedOn::SecondAnswer => two.clone(),
        CountedOn::End => "CAST(c.ended_on AS text)".to_owned(),
    };
    let newest = |form: &str, place: u32| {
        format!(
            " JOIN form_version {form} ON {form}.municipality = c.municipality AND {form}.course_id = c.id \
             AND {form}.form = ${place} AND {}",
            is_newest(form)
        )
    };
    let query = format!(
        "SELECT {day} AS day, {one} AS first, {two} AS second FROM course c{}{} WHERE c.municipality = $1 \
         AND c.programme = $2 AND {day} BETWEEN $3 AND $4 AND {one} IS NOT NULL AND {two} IS NOT NULL",
        newest("a", 5),
        newest("b", 7)
    );
    let mut values: Vec<Value> = vec![scoped.code()?.into(), programme.into()];
    values.extend([period.from().to_string(), period.to().to_string()].map(Value::from));
    let names = [&first.form, &first.variable, &second.form, &second.variable];
    values.extend(names.map(|name| Value::from(name.as_str())));
    sql::all(tx, query, values).await
}

impl Row {
    fn member(self, forms: Vec<StoredForm>, today: NaiveDate) -> Result<Member, Error> {
        let state = self.state.parse().map_err(|cause| Error::inconsistent("course", cause))?;
        let sex = self.sex.parse().map_err(|cause| Error::inconsistent("citizen", cause))?;
        let facts = facts(forms.iter().map(|form| (form.form.clone(), form.answers.clone())), today)
            .of_citizen(self.birth_date, self.death_date)
            .of_sex(sex);
        Ok(Member {
            id: CourseId::new(self.id),
            citizen: CitizenId::new(self.citizen_id),
            state,
            is_imported: self.is_imported,
            opened_on: self.opened_on,
            ended_on: self.ended_on,
            facts,
            forms,
        })
    }
}
