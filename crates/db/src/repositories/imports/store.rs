//! Storing prepared records inside the one transaction of an import.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::ids::CitizenId;
use sea_orm::{DbBackend, FromQueryResult, Value};
use uuid::Uuid;

use super::prepare::Prepared;
use super::{ImportError, ImportReport};
use crate::engine::Tx;
use crate::error::Error;
use crate::repositories::citizens::{SealedCitizen, TOKEN_INSERT, TOKEN_WIDTH};
use crate::repositories::courses;
use crate::repositories::forms::{
    FORM_INSERT, FORM_WIDTH, OUTCOME_INSERT, OUTCOME_WIDTH, TallyChanges, outcome_values,
};
use crate::sql::{self, Batch};

/// Pages of the SQLite cache during an import, in KiB (negative by SQLite's convention): random places of a large
/// index must stay in memory, or every row costs a write to the log.
const IMPORT_CACHE: &str = "PRAGMA cache_size = -294912";
const USUAL_CACHE: &str = "PRAGMA cache_size = -32768";

/// The tables are empty when PostgreSQL plans the first look-ups, and nothing counts them before the end of the
/// transaction: left alone it would read whole tables to the end, and the import would slow down with every row.
const BY_INDEX: [&str; 3] =
    ["SET LOCAL enable_seqscan = off", "SET LOCAL enable_hashjoin = off", "SET LOCAL enable_mergejoin = off"];

pub(super) struct Store<'t> {
    tx: &'t Tx,
    code: String,
    programme: String,
    now: DateTime<Utc>,
    report: ImportReport,
    tallies: TallyChanges,
}

/// What is known about a citizen while records are stored.
#[derive(Clone, Copy)]
struct Known {
    id: Uuid,
    course_no: i32,
    has_open: bool,
}

#[derive(FromQueryResult)]
struct KnownRow {
    id: Uuid,
    cpr_index: Vec<u8>,
    course_no: Option<i32>,
    open_courses: Option<i64>,
}

#[derive(FromQueryResult)]
struct KeyRow {
    course_key: String,
}

/// Rows of one chunk, table by table, parents first.
#[derive(Default)]
struct Rows {
    citizens: Vec<[Value; SealedCitizen::WIDTH]>,
    tokens: Vec<[Value; TOKEN_WIDTH]>,
    courses: Vec<[Value; courses::WIDTH]>,
    forms: Vec<[Value; FORM_WIDTH]>,
    outcomes: Vec<[Value; OUTCOME_WIDTH]>,
}

impl<'t> Store<'t> {
    pub(super) async fn new(
        tx: &'t Tx,
        code: String,
        programme: String,
        now: DateTime<Utc>,
    ) -> Result<Self, Error> {
        prepare(tx).await?;
        Ok(Self {
            tx,
            code,
            programme,
            now,
            report: ImportReport::default(),
            tallies: TallyChanges::default(),
        })
    }

    pub(super) const fn report(&self) -> &ImportReport {
        &self.report
    }

    /// Stores a chunk.
    pub(super) async fn chunk(&mut self, chunk: Vec<Prepared>) -> Result<(), ImportError> {
        self.refuse_known_keys(&chunk).await?;
        let mut known = self.known_citizens(&chunk).await?;
        let mut rows = Rows::default();
        for record in chunk {
            self.collect(record, &mut known, &mut rows)?;
        }
        let insert = async {
            sql::insert_rows(self.tx, SealedCitizen::INSERT, rows.citizens).await?;
            sql::insert_rows(self.tx, TOKEN_INSERT, rows.tokens).await?;
            sql::insert_rows(self.tx, courses::INSERT, rows.courses).await?;
            sql::insert_rows(self.tx, FORM_INSERT, rows.forms).await?;
            sql::insert_rows(self.tx, OUTCOME_INSERT, rows.outcomes).await
        };
        insert.await.map_err(Error::from)?;
        Ok(())
    }

    /// Writes what was gathered, together with a batch.
    pub(super) async fn finish(self, mut batch: Batch) -> Result<ImportReport, Error> {
        self.tallies.add_to(&mut batch, &self.code);
        batch.run(self.tx).await?;
        restore(self.tx).await?;
        Ok(self.report)
    }

    async fn refuse_known_keys(&self, chunk: &[Prepared]) -> Result<(), ImportError> {
        let mut seen = HashSet::new();
        for record in chunk {
            if !seen.insert(record.key.as_str()) {
                return Err(ImportError::Record { index: record.index, code: "duplicate_course_key" });
            }
        }
        let known = known_keys(self.tx, &self.code, seen.iter().copied()).await?;
        let known: HashSet<&str> = known.iter().map(String::as_str).collect();
        match chunk.iter().find(|record| known.contains(record.key.as_str())) {
            Some(record) => Err(ImportError::Record { index: record.index, code: "course_key_exists" }),
            None => Ok(()),
        }
    }

    async fn known_citizens(&self, chunk: &[Prepared]) -> Result<HashMap<Vec<u8>, Known>, Error> {
        if chunk.is_empty() {
            return Ok(HashMap::new());
        }
        let query = format!(
            "SELECT coalesce(z.merged_into, z.id) AS id, z.cpr_index, max(c.course_no) AS course_no, \
             sum(CASE WHEN c.is_open THEN 1 ELSE 0 END) AS open_courses FROM citizen z \
             LEFT JOIN course c ON c.municipality = z.municipality AND c.citizen_id = coalesce(z.merged_into, z.id) \
               AND c.programme = $2 \
             WHERE z.municipality = $1 AND z.cpr_index IN ({}) GROUP BY z.merged_into, z.id, z.cpr_index",
            sql::list(3, chunk.len())
        );
        let mut values: Vec<Value> = vec![self.code.as_str().into(), self.programme.as_str().into()];
        values.extend(chunk.iter().map(|record| record.citizen.cpr_index.clone().into()));
        let rows: Vec<KnownRow> = sql::all(self.tx, query, values).await?;
        let known = rows.into_iter().map(|row| {
            let known = Known {
                id: row.id,
                course_no: row.course_no.unwrap_or(0),
                has_open: row.open_courses.unwrap_or(0) > 0,
            };
            (row.cpr_index, known)
        });
        Ok(known.collect())
    }

    fn collect(
        &mut self,
        record: Prepared,
        known: &mut HashMap<Vec<u8>, Known>,
        rows: &mut Rows,
    ) -> Result<(), ImportError> {
        let Prepared { index, citizen, name_tokens, mut course, forms, outcomes, .. } = record;
        let owner = known.entry(citizen.cpr_index.clone());
        let owner = match owner {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(entry) => {
                let id = citizen.id;
                let tokens = name_tokens.into_iter();
                rows.tokens.extend(tokens.map(|token| [self.code.as_str().into(), token.into(), id.into()]));
                rows.citizens.push(citizen.into_values(&self.code, self.now));
                self.report.new_citizens += 1;
                entry.insert(Known { id, course_no: 0, has_open: false })
            }
        };
        if course.state.is_open() && std::mem::replace(&mut owner.has_open, true) {
            return Err(ImportError::Record { index, code: "course_already_open" });
        }
        owner.course_no += 1;
        course.course_no = owner.course_no;
        course.citizen = CitizenId::new(owner.id);
        rows.courses.push(courses::values(&course, self.now));
        self.report.courses += 1;
        self.report.forms += forms.len() as u64;
        rows.forms.extend(forms.into_iter().map(|form| {
            [
                self.code.as_str().into(),
                course.id.get().into(),
                form.form.into(),
                1_i64.into(),
                form.id.into(),
                form.definition.into(),
                form.answers.into(),
                form.author.get().into(),
                self.now.into(),
            ]
        }));
        for change in &outcomes {
            self.tallies.add(&self.programme, change);
            let after = change.after.map(|after| outcome_values(&self.code, &course, &change.key, after));
            rows.outcomes.extend(after);
        }
        Ok(())
    }
}

/// Which of these keys the municipality has already.
pub(super) async fn known_keys<'k>(
    tx: &Tx,
    code: &str,
    keys: impl ExactSizeIterator<Item = &'k str>,
) -> Result<Vec<String>, Error> {
    if keys.len() == 0 {
        return Ok(Vec::new());
    }
    let query = format!(
        "SELECT course_key FROM course WHERE municipality = $1 AND course_key IN ({})",
        sql::list(2, keys.len())
    );
    let values = std::iter::once(Value::from(code)).chain(keys.map(Value::from));
    let rows: Vec<KeyRow> = sql::all(tx, query, values.collect::<Vec<_>>()).await?;
    Ok(rows.into_iter().map(|row| row.course_key).collect())
}

/// Prepares the engine for many rows at once; on PostgreSQL it lasts as long as the transaction.
async fn prepare(tx: &Tx) -> Result<(), Error> {
    use sea_orm::ConnectionTrait;
    let settings: &[&'static str] = match tx.get_database_backend() {
        DbBackend::Sqlite => &[IMPORT_CACHE],
        _ => &BY_INDEX,
    };
    for setting in settings {
        sql::execute(tx, *setting, []).await?;
    }
    Ok(())
}

async fn restore(tx: &Tx) -> Result<(), Error> {
    use sea_orm::ConnectionTrait;
    if tx.get_database_backend() == DbBackend::Sqlite {
        sql::execute(tx, USUAL_CACHE, []).await?;
    }
    Ok(())
}
