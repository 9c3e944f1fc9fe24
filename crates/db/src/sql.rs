//! Hand-written SQL with bound values.
//!
//! The texts are constants that mean the same on both engines: parameters are `$1`, `$2` …, upserts are
//! `ON CONFLICT … DO UPDATE`. What differs by engine differs by a few words, never by a value in the text.

mod parameters;

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, SelectorRaw, Statement, Value};

use crate::error::Error;

/// SQLite's limit on parameters of one statement; PostgreSQL's is twice as high.
pub(crate) const MAX_PARAMETERS: usize = 32_766;

pub(crate) fn statement(
    connection: &impl ConnectionTrait,
    text: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Statement {
    let (text, values) = (text.into(), values.into_iter().collect());
    let backend = connection.get_database_backend();
    let (text, values) = match backend {
        sea_orm::DbBackend::Sqlite => parameters::positional(&text, values),
        _ => (text, values),
    };
    Statement::from_sql_and_values(backend, text, values)
}

/// Runs a statement and returns the number of rows it changed.
pub(crate) async fn execute(
    connection: &impl ConnectionTrait,
    text: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Result<u64, DbErr> {
    let result = connection.execute_raw(statement(connection, text, values)).await?;
    Ok(result.rows_affected())
}

/// All rows of a query.
pub(crate) async fn all<R: FromQueryResult + Send>(
    connection: &impl ConnectionTrait,
    text: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<R>, Error> {
    let statement = statement(connection, text, values);
    Ok(SelectorRaw::<sea_orm::SelectModel<R>>::from_statement(statement).all(connection).await?)
}

/// The first row of a query.
pub(crate) async fn one<R: FromQueryResult + Send>(
    connection: &impl ConnectionTrait,
    text: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<R>, Error> {
    let row = connection.query_one_raw(statement(connection, text, values)).await?;
    Ok(row.map(|row| R::from_query_result(&row, "")).transpose()?)
}

/// Whether a query finds a row; what is in it does not matter.
pub(crate) async fn exists(
    connection: &impl ConnectionTrait,
    text: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Result<bool, Error> {
    Ok(connection.query_one_raw(statement(connection, text, values)).await?.is_some())
}

/// How many rows there are, for a query that counts them in the column `rows`.
pub(crate) async fn count(
    connection: &impl ConnectionTrait,
    text: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Result<i64, Error> {
    let row = connection.query_one_raw(statement(connection, text, values)).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get("", "rows"))?)
}

/// Statements that need nothing of each other's results, sent in one round trip.
///
/// PostgreSQL runs them as one statement, all but the last as data-modifying parts of a `WITH`; SQLite takes them one
/// after the other. They must change different rows.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    statements: Vec<String>,
    values: Vec<Value>,
}

impl Batch {
    /// Adds a statement whose parameters are numbered from `$1`.
    pub(crate) fn add(&mut self, text: &str, values: impl IntoIterator<Item = Value>) {
        self.statements.push(parameters::renumbered(text, self.values.len()));
        self.values.extend(values);
    }

    /// Runs the statements.
    pub(crate) async fn run(self, connection: &impl ConnectionTrait) -> Result<(), DbErr> {
        let Some((last, before)) = self.statements.split_last() else { return Ok(()) };
        let text = match connection.get_database_backend() {
            sea_orm::DbBackend::Postgres if !before.is_empty() => {
                let parts =
                    before.iter().enumerate().map(|(number, text)| format!("part{number} AS ({text})"));
                format!("WITH {} {last}", parts.collect::<Vec<_>>().join(", "))
            }
            _ => self.statements.join("; "),
        };
        execute(connection, text, self.values).await?;
        Ok(())
    }
}

/// `($1, $2), ($3, $4)` for a number of rows of some width.
pub(crate) fn rows(rows: usize, width: usize) -> String {
    let row = |row: usize| format!("({})", list(row * width + 1, width));
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

/// `$3, $4, $5` for a number of parameters from a first one.
pub(crate) fn list(first: usize, count: usize) -> String {
    (first..first + count).map(|number| format!("${number}")).collect::<Vec<_>>().join(", ")
}

/// Whether a query locks the rows it reads: PostgreSQL only, SQLite has one writer.
pub(crate) fn for_update(connection: &impl ConnectionTrait) -> &'static str {
    match connection.get_database_backend() {
        sea_orm::DbBackend::Postgres => " FOR UPDATE",
        _ => "",
    }
}

/// Inserts many rows of one width: a few statements of fixed sizes, each prepared once.
pub(crate) async fn insert_rows<const N: usize>(
    connection: &impl ConnectionTrait,
    insert: &str,
    rows: Vec<[Value; N]>,
) -> Result<(), DbErr> {
    const SIZES: [usize; 4] = [256, 32, 4, 1];
    let mut rows = rows.into_iter();
    for size in SIZES.into_iter().filter(|size| size * N <= MAX_PARAMETERS) {
        while rows.len() >= size {
            let values: Vec<Value> = rows.by_ref().take(size).flatten().collect();
            execute(connection, format!("{insert}{}", self::rows(size, N)), values).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_numbered_one_after_the_other() {
        assert_eq!(rows(2, 3), "($1, $2, $3), ($4, $5, $6)");
    }
}
