//! Storing prepared records inside the one transaction of an import.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CitizenId, CourseId};
use domain::programme::Catalogue;
use sea_orm::{ConnectionTrait, DbBackend, Value};

use super::known::{self, BY_INDEX, Known};
use super::prepare::Prepared;
use super::{ImportError, ImportReport};
use crate::engine::Tx;
use crate::error::Error;
use crate::repositories::citizens::{SealedCitizen, TOKEN_INSERT, TOKEN_WIDTH};
use crate::repositories::courses;
use crate::repositories::forms::{
    FORM_INSERT, FORM_WIDTH, OUTCOME_INSERT, OUTCOME_WIDTH, TallyChanges, outcome_values,
};
use crate::repositories::health_records::courses_with_records;
use crate::repositories::recompute::recompute_within;
use crate::sql::{self, Batch};

/// Pages of the SQLite cache during an import, in KiB (negative by SQLite's convention): random places of a large
/// index must stay in memory, or every row costs a write to the log.
const IMPORT_CACHE: &str = "PRAGMA cache_size = -294912";
const USUAL_CACHE: &str = "PRAGMA cache_size = -32768";

pub(super) struct Store<'t> {
    tx: &'t Tx,
    code: String,
    programme: String,
    now: DateTime<Utc>,
    report: ImportReport,
    tallies: TallyChanges,
    chunks: u64,
    /// Courses of citizens who were known before, about whom something may have been imported.
    of_known: Vec<CourseId>,
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
            chunks: 0,
            of_known: Vec::new(),
        })
    }

    pub(super) const fn report(&self) -> &ImportReport {
        &self.report
    }

    /// Stores a chunk.
    pub(super) async fn chunk(&mut self, chunk: Vec<Prepared>) -> Result<(), ImportError> {
        self.refuse_known_keys(&chunk).await?;
        let indexes = chunk.iter().map(|record| record.citizen.cpr_index.as_slice());
        let mut known = known::citizens(self.tx, &self.code, &self.programme, indexes).await?;
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
        self.chunks += 1;
        if self.chunks.is_power_of_two() {
            known::plan_anew(self.tx).await?;
        }
        Ok(())
    }

    /// Writes what was gathered, together with a batch.
    pub(super) async fn finish(
        self,
        batch: Batch,
        (catalogue, today): (&Catalogue, NaiveDate),
    ) -> Result<ImportReport, Error> {
        self.tallies.write(self.tx, &self.code).await?;
        batch.run(self.tx).await?;
        let of_known = courses_with_records(self.tx, &self.code, &self.of_known).await?;
        recompute_within(self.tx, &self.code, catalogue, of_known, today).await?;
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
        let known = known::keys(self.tx, &self.code, seen.iter().copied()).await?;
        let known: HashSet<&str> = known.iter().map(String::as_str).collect();
        match chunk.iter().find(|record| known.contains(record.key.as_str())) {
            Some(record) => Err(ImportError::Record { index: record.index, code: "course_key_exists" }),
            None => Ok(()),
        }
    }

    fn collect(
        &mut self,
        record: Prepared,
        known: &mut HashMap<Vec<u8>, Known>,
        rows: &mut Rows,
    ) -> Result<(), ImportError> {
        let Prepared { index, citizen, name_tokens, mut course, forms, recount, .. } = record;
        let owner = known.entry(citizen.cpr_index.clone());
        let owner = match owner {
            std::collections::hash_map::Entry::Occupied(known) => {
                self.of_known.push(course.id);
                known.into_mut()
            }
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
        rows.courses.push(courses::values(&course, &recount.after, self.now));
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
        self.tallies.add(&self.programme, &recount);
        for change in &recount.changes {
            let after = change.after.map(|after| outcome_values(&self.code, &course, &change.key, after));
            rows.outcomes.extend(after);
        }
        Ok(())
    }
}

/// Prepares the engine for many rows at once; on PostgreSQL it lasts as long as the transaction.
async fn prepare(tx: &Tx) -> Result<(), Error> {
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
    if tx.get_database_backend() == DbBackend::Sqlite {
        sql::execute(tx, USUAL_CACHE, []).await?;
    }
    Ok(())
}
