//! What the municipality has already of what an import brings.
//!
//! PostgreSQL plans these look-ups without statistics: the tables may be empty when the import begins, and nothing
//! counts them before its end. So each begins with what is wanted (`LEFT JOIN` from a list) and goes on by equality on
//! an index of exactly these columns; [`BY_INDEX`] leaves no other way. Left alone, it would read the whole
//! municipality every time, and the import would slow down with every row.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Value};
use uuid::Uuid;

use crate::engine::Tx;
use crate::error::Error;
use crate::sql;

/// Settings of PostgreSQL for as long as the transaction of an import lasts.
pub(super) const BY_INDEX: [&str; 4] = [
    "SET LOCAL enable_seqscan = off",
    "SET LOCAL enable_hashjoin = off",
    "SET LOCAL enable_mergejoin = off",
    "SET LOCAL enable_material = off",
];

/// Makes PostgreSQL plan by the size the tables have now; asked for whenever an import has doubled.
///
/// Besides the look-ups this concerns the checks of foreign keys, whose plans were made for empty tables too.
pub(super) async fn plan_anew(tx: &Tx) -> Result<(), Error> {
    if tx.get_database_backend() == DbBackend::Postgres {
        sql::execute(tx, "DISCARD PLANS", []).await?;
    }
    Ok(())
}

/// What is known about a citizen while records are stored.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub(super) id: Uuid,
    pub(super) course_no: i32,
    pub(super) has_open: bool,
}

#[derive(FromQueryResult)]
struct KeyRow {
    course_key: Option<String>,
}

#[derive(FromQueryResult)]
struct CitizenRow {
    cpr_index: Option<Vec<u8>>,
    id: Option<Uuid>,
}

#[derive(FromQueryResult)]
struct CoursesRow {
    citizen_id: Uuid,
    course_no: Option<i32>,
    open_courses: Option<i64>,
}

/// Which of these keys the municipality has already.
pub(super) async fn keys<'k>(
    tx: &Tx,
    code: &str,
    keys: impl ExactSizeIterator<Item = &'k str>,
) -> Result<Vec<String>, Error> {
    let query = |wanted: &str, code: usize| {
        format!(
            "WITH wanted (course_key) AS (VALUES {wanted}) SELECT c.course_key FROM wanted LEFT JOIN course c \
             ON c.municipality = ${code} AND c.course_key = wanted.course_key AND c.course_key IS NOT NULL"
        )
    };
    let rows: Vec<KeyRow> = look_up(tx, keys.map(Value::from), [code.into()], query).await?;
    Ok(rows.into_iter().filter_map(|row| row.course_key).collect())
}

/// The citizens with these CPR indexes, and their courses of a programme.
pub(super) async fn citizens(
    tx: &Tx,
    code: &str,
    programme: &str,
    indexes: impl ExactSizeIterator<Item = &[u8]>,
) -> Result<HashMap<Vec<u8>, Known>, Error> {
    let by_index = |wanted: &str, code: usize| {
        format!(
            "WITH wanted (cpr_index) AS (VALUES {wanted}) SELECT z.cpr_index, coalesce(z.merged_into, z.id) AS id \
             FROM wanted LEFT JOIN citizen z ON z.municipality = ${code} AND z.cpr_index = wanted.cpr_index"
        )
    };
    let indexes = indexes.map(|index| Value::from(index.to_vec()));
    let citizens: Vec<CitizenRow> = look_up(tx, indexes, [code.into()], by_index).await?;
    let citizens: Vec<_> = citizens.into_iter().filter_map(|row| row.cpr_index.zip(row.id)).collect();
    let of_citizens = |wanted: &str, code: usize| {
        format!(
            "WITH wanted (citizen_id) AS (VALUES {wanted}) SELECT wanted.citizen_id, max(c.course_no) AS course_no, \
             sum(CASE WHEN c.is_open THEN 1 ELSE 0 END) AS open_courses FROM wanted LEFT JOIN course c \
             ON c.municipality = ${code} AND c.citizen_id = wanted.citizen_id AND c.programme = ${programme} \
             GROUP BY wanted.citizen_id",
            programme = code + 1,
        )
    };
    let ids = citizens.iter().map(|(_, id)| Value::from(*id));
    let courses: Vec<CoursesRow> = look_up(tx, ids, [code.into(), programme.into()], of_citizens).await?;
    let courses: HashMap<Uuid, CoursesRow> = courses.into_iter().map(|row| (row.citizen_id, row)).collect();
    let known = citizens.into_iter().map(|(index, id)| {
        let row = courses.get(&id);
        let known = Known {
            id,
            course_no: row.and_then(|row| row.course_no).unwrap_or(0),
            has_open: row.and_then(|row| row.open_courses).unwrap_or(0) > 0,
        };
        (index, known)
    });
    Ok(known.collect())
}

/// Asks for the rows of a list; the query is written for the list and the number of its first other parameter.
async fn look_up<T: FromQueryResult + Send + Sync, const N: usize>(
    tx: &Tx,
    wanted: impl ExactSizeIterator<Item = Value>,
    others: [Value; N],
    query: impl FnOnce(&str, usize) -> String,
) -> Result<Vec<T>, Error> {
    if wanted.len() == 0 {
        return Ok(Vec::new());
    }
    let query = query(&sql::rows(wanted.len(), 1), wanted.len() + 1);
    sql::all(tx, query, wanted.chain(others).collect::<Vec<_>>()).await
}
