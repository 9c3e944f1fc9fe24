//! Storing files, each in one transaction.

use std::fs::File;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use db::rights::Import;
use db::{Caller, Database, ImportError};
use domain::access::Role;
use exchange::import_csv::course_keys;

use super::files::Source;
use super::reading::{self, Job};
use super::tell;
use crate::clock::{Clock, SystemClock};
use crate::command::{Failure, console_context};
use crate::handlers::imports::conflict;

/// Keys that are looked up together.
const KEYS: usize = 4_096;

/// Keys of the first rows, which tell most files that are new from those that are not.
const FIRST_KEYS: usize = 200;

/// Stores files one after the other, up to the first that cannot be stored.
pub(super) async fn all(job: &Job, database: &Database, sources: &[Source]) -> Result<(), Failure> {
    for (done, source) in sources.iter().enumerate() {
        let context = console_context()?;
        let municipality = Some(source.municipality);
        let now = SystemClock.now();
        let caller =
            database.console::<Import>("hjertekom", Role::MunicipalAdmin, municipality, context, now)?;
        if is_stored(job, database, &caller, source).await? {
            job.progress.advance(source.bytes);
            job.progress.say(&format!("{}: passed over, its courses are stored already", source.name()));
        } else {
            let stored = one(job, database, &caller, source).await;
            stored.map_err(|failure| Failure::new(format!("{failure}\n{}", standing(done, sources))))?;
        }
    }
    Ok(())
}

/// What is stored when a file could not be.
fn standing(done: usize, sources: &[Source]) -> String {
    match (sources.len(), sources.get(done)) {
        (2.., Some(failed)) => format!(
            "nothing of {} was written; the {done} files before it are stored, and importing again goes on from there",
            failed.name()
        ),
        _ => "nothing was written".to_owned(),
    }
}

async fn one(
    job: &Job,
    database: &Database,
    caller: &Caller<Import>,
    source: &Source,
) -> Result<(), Failure> {
    let (records, reading) = reading::begin(job, source);
    let counted = Arc::clone(&job.progress);
    let stored = AtomicU64::new(0);
    let progress = move |courses| counted.count(courses - stored.swap(courses, Ordering::Relaxed));
    let programme = &job.programme.id;
    let result = database.imports(caller).commit(programme, records, SystemClock.now(), progress).await;
    let report =
        reading.await?.map_err(|error| Failure::new(format!("{}: {error}", source.path.display())))?;
    if job.is_stopped() {
        return Err(Failure::new("interrupted"));
    }
    match result {
        Ok(_) => {
            tell(job, source, &report, false);
            Ok(())
        }
        Err(ImportError::Abandoned) => {
            tell(job, source, &report, false);
            Err(Failure::new(match report.rejected {
                0 => format!("{} cannot be read", source.name()),
                rejected => format!("{rejected} of {} rows have errors", report.rows),
            }))
        }
        Err(ImportError::Record { index, code }) => {
            let place = place(job, source, index)?;
            Err(Failure::new(format!("{}{place}: [{code}] {}", source.name(), conflict(code).en)))
        }
        Err(ImportError::Failed(error)) => Err(error.into()),
    }
}

/// Whether every course of a file is stored already. New files are told by their first rows.
async fn is_stored(
    job: &Job,
    database: &Database,
    caller: &Caller<Import>,
    source: &Source,
) -> Result<bool, Failure> {
    let imports = database.imports(caller);
    let first = keys(job, source, FIRST_KEYS)?;
    if first.is_empty() || imports.known_keys(&first).await?.len() < first.len() {
        return Ok(false);
    }
    for some in keys(job, source, usize::MAX)?.chunks(KEYS) {
        if imports.known_keys(some).await?.len() < some.len() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn keys(job: &Job, source: &Source, most: usize) -> Result<Vec<String>, Failure> {
    let mut keys = Vec::new();
    course_keys(File::open(&source.path)?, &job.programme, |_, key| {
        keys.push(key.to_owned());
        if keys.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    Ok(keys)
}

/// Line and course key of the row with this index; rows before it are without errors, so each has a key.
fn place(job: &Job, source: &Source, index: u64) -> Result<String, Failure> {
    let (mut place, mut passed) = (String::new(), 0);
    course_keys(File::open(&source.path)?, &job.programme, |line, key| {
        if passed == index {
            place = format!(":{line}: {key}");
            return ControlFlow::Break(());
        }
        passed += 1;
        ControlFlow::Continue(())
    })?;
    Ok(place)
}
