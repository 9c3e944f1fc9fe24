//! The newest version of every form of several courses.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::ids::CourseId;
use domain::programme::Catalogue;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Value};
use uuid::Uuid;

use super::stored::{self, FormRow, StoredForm};
use crate::engine::Tx;
use crate::error::Error;
use crate::sql;

#[derive(FromQueryResult)]
struct Row {
    course_id: Uuid,
    #[sea_orm(nested)]
    form: FormRow,
}

/// The condition that a row of `form_version`, by the name it has in a query, is the newest version of its form.
pub(crate) fn is_newest(form: &str) -> String {
    format!(
        "{form}.version = (SELECT max(l.version) FROM form_version l WHERE l.municipality = {form}.municipality \
         AND l.course_id = {form}.course_id AND l.form = {form}.form)"
    )
}

/// An answer of a row of `form_version` as text; its variable is the parameter of this number.
pub(crate) fn answer_text(connection: &impl ConnectionTrait, form: &str, variable: usize) -> String {
    let json = if connection.get_database_backend() == DbBackend::Postgres { "::json" } else { "" };
    format!("CAST({form}.answers{json} ->> ${variable} AS text)")
}

/// Reads the newest version of every form of courses, each with its programme.
pub(crate) async fn newest(
    tx: &Tx,
    code: &str,
    courses: &[(CourseId, &str)],
    catalogue: &Catalogue,
) -> Result<HashMap<CourseId, Vec<StoredForm>>, Error> {
    newest_until(tx, code, courses, catalogue, None).await
}

/// The same among the versions submitted before a moment, if there is one.
pub(crate) async fn newest_until(
    tx: &Tx,
    code: &str,
    courses: &[(CourseId, &str)],
    catalogue: &Catalogue,
    until: Option<DateTime<Utc>>,
) -> Result<HashMap<CourseId, Vec<StoredForm>>, Error> {
    let mut found: HashMap<CourseId, Vec<StoredForm>> = HashMap::new();
    if courses.is_empty() {
        return Ok(found);
    }
    let query = format!(
        "SELECT f.course_id, {} FROM form_version f LEFT JOIN user_account u ON u.id = f.submitted_by \
         WHERE f.municipality = $1 AND f.course_id IN ({}) AND f.version = \
           (SELECT max(l.version) FROM form_version l WHERE l.municipality = f.municipality \
            AND l.course_id = f.course_id AND l.form = f.form{})",
        stored::COLUMNS,
        sql::list(2, courses.len()),
        until.map_or_else(String::new, |_| format!(" AND l.submitted_at < ${}", courses.len() + 2))
    );
    let mut values: Vec<Value> = vec![code.into()];
    values.extend(courses.iter().map(|(course, _)| Value::from(course.get())));
    values.extend(until.map(Value::from));
    let programmes: HashMap<CourseId, &str> = courses.iter().copied().collect();
    for row in sql::all::<Row>(tx, query, values).await? {
        let course = CourseId::new(row.course_id);
        let Some(programme) = programmes.get(&course) else { continue };
        found.entry(course).or_default().push(row.form.stored(programme, catalogue)?);
    }
    Ok(found)
}
