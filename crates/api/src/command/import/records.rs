//! Files of records from hospital, laboratory and general practice, each stored in one transaction.
//!
//! A file can be imported again: a record with a known key takes the place of the one that was there.

use std::fs::File;
use std::sync::Arc;

use db::rights::Import;
use db::{Database, RecordsReport};
use domain::access::Role;
use domain::programme::Catalogue;
use exchange::import_csv::Report;
use exchange::import_csv::health_records::{self, RecordRow};
use tokio::task::spawn_blocking;

use super::files::Source;
use super::reading::Job;
use super::tell;
use crate::clock::{Clock, SystemClock};
use crate::command::{Failure, console_context};
use crate::handlers::health_records::imported;

/// Checks files and writes nothing.
pub(super) async fn validate(
    job: &Job,
    catalogue: &Arc<Catalogue>,
    sources: &[Source],
) -> Result<(), Failure> {
    let mut errors = 0;
    for source in sources {
        let (report, _) = read(job, catalogue, source).await?;
        tell(job, source, &report, true);
        errors += report.errors_total;
    }
    match errors {
        0 => Ok(()),
        count => Err(Failure::new(format!("there are {count} errors"))),
    }
}

/// Stores files one after the other, up to the first that cannot be stored.
pub(super) async fn all(
    job: &Job,
    catalogue: &Arc<Catalogue>,
    database: &Database,
    sources: &[Source],
) -> Result<(), Failure> {
    for source in sources {
        if job.is_stopped() {
            return Err(Failure::new("interrupted; import the same files again to go on"));
        }
        let (report, rows) = read(job, catalogue, source).await?;
        if !report.is_clean() {
            tell(job, source, &report, true);
            return Err(Failure::new(format!("{}: nothing of it was written", source.name())));
        }
        let done = store(database, source, rows).await?;
        job.progress.count(done.courses);
        tell(job, source, &report, false);
        job.progress.say(&format!("{}: {}", source.name(), told(&done)));
    }
    Ok(())
}

async fn read(
    job: &Job,
    catalogue: &Arc<Catalogue>,
    source: &Source,
) -> Result<(Report, Vec<RecordRow>), Failure> {
    job.progress.name(source.name());
    let (catalogue, path, as_of) = (Arc::clone(catalogue), source.path.clone(), job.as_of);
    let reading = spawn_blocking(move || {
        let mut rows = Vec::new();
        let programmes = catalogue.all().map(Arc::as_ref);
        let report = health_records::read(File::open(path)?, programmes, as_of, |row| rows.push(row))?;
        Ok::<_, std::io::Error>((report, rows))
    });
    let read = reading.await?.map_err(|error| Failure::new(format!("{}: {error}", source.path.display())));
    job.progress.advance(source.bytes);
    read
}

async fn store(database: &Database, source: &Source, rows: Vec<RecordRow>) -> Result<RecordsReport, Failure> {
    let now = SystemClock.now();
    let (role, municipality) = (Role::MunicipalAdmin, Some(source.municipality));
    let caller = database.console::<Import>("hjertekom", role, municipality, console_context()?, now)?;
    let records = rows.into_iter().map(imported).collect();
    Ok(database.health_records(&caller).import(records, now).await?)
}

fn told(done: &RecordsReport) -> String {
    let RecordsReport { added, replaced, unchanged, withdrawn, unknown, courses } = done;
    format!(
        "{added} added, {replaced} replaced, {unchanged} unchanged, {withdrawn} taken back, {unknown} of unknown citizens; \
         {courses} courses count differently"
    )
}
