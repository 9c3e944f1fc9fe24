//! `hjertekom import`: courses from CSV files of any size, or with `--records` what others have recorded about citizens.
//!
//! A file is read and checked by several threads while the rows that are ready are stored, all in one transaction that
//! is rolled back at the first error; the rest of the file is then only checked, so that the report is complete. A
//! file whose course keys are all stored already is passed over, which makes repeating an interrupted import safe.

mod commit;
mod files;
mod reading;
mod records;

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::available_parallelism;

use clap::{Args, ValueEnum};
use domain::municipality::MunicipalityCode;
use exchange::import_csv::{MAX_FINDINGS, Report};

use self::files::Source;
use self::reading::Job;
use super::Failure;
use super::progress::{Progress, interrupted};
use crate::clock::{Clock, SystemClock};
use crate::settings::Settings;
use crate::start;

/// What to import.
#[derive(Debug, Args)]
pub struct Options {
    /// The file: UTF-8, a header row, one row per course.
    #[arg(required_unless_present = "dir", conflicts_with = "dir")]
    file: Option<PathBuf>,
    /// A folder whose files are named after their municipality, e.g. `0740.csv`.
    #[arg(long)]
    dir: Option<PathBuf>,
    /// The municipality's code or name, e.g. `0740` or `silkeborg`; by default what the file is named after.
    #[arg(long, value_parser = super::user::municipality, conflicts_with = "dir")]
    municipality: Option<MunicipalityCode>,
    /// The programme.
    #[arg(long, default_value = "hjertekom")]
    programme: String,
    /// The files hold records from hospital, laboratory and general practice, not courses.
    #[arg(long)]
    records: bool,
    /// Whether rows are written.
    #[arg(long, value_enum, default_value = "commit")]
    mode: Mode,
}

/// Whether rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Mode {
    /// Check everything and write nothing.
    Validate,
    /// Write every row of a file, or none if one has an error.
    Commit,
}

/// Imports.
///
/// # Errors
/// What is wrong with a file, or with the database. Files before it are imported, it and those after it are not.
pub async fn run(options: &Options) -> Result<(), Failure> {
    let sources = match (&options.file, &options.dir) {
        (Some(file), _) => vec![files::one(file, options.municipality)?],
        (None, Some(folder)) => files::all(folder)?,
        (None, None) => return Err(Failure::new("name a file, or a folder with --dir")),
    };
    let settings = Settings::from_environment(false)?;
    let catalogue = Arc::new(start::catalogue(&settings)?);
    let programme = catalogue.current(&options.programme).cloned();
    let programme =
        programme.ok_or_else(|| Failure::new(format!("there is no programme `{}`", options.programme)))?;
    let progress = Arc::new(Progress::new(sources.iter().map(|source| source.bytes).sum())?);
    let processors = available_parallelism().map_or(1, NonZeroUsize::get);
    let job = Job {
        programme,
        as_of: SystemClock.today(),
        threads: NonZeroUsize::new(processors).unwrap_or(NonZeroUsize::MIN),
        progress: Arc::clone(&progress),
        stop: interrupted(),
    };
    let result = match options.mode {
        Mode::Validate if options.records => records::validate(&job, &catalogue, &sources).await,
        Mode::Validate => validate(&job, &sources).await,
        Mode::Commit => {
            let database = start::database(&settings, Arc::clone(&catalogue)).await?;
            let result = if options.records {
                records::all(&job, &catalogue, &database, &sources).await
            } else {
                commit::all(&job, &database, &sources).await
            };
            database.close().await;
            result
        }
    };
    progress.clear();
    println!("{}", progress.summary());
    result
}

async fn validate(job: &Job, sources: &[Source]) -> Result<(), Failure> {
    let mut rejected = 0;
    for source in sources {
        let report = reading::validate(job, source).await?;
        tell(job, source, &report, true);
        rejected += report.rejected;
        if job.is_stopped() {
            return Err(Failure::new("interrupted; nothing was written"));
        }
        if !report.is_clean() && report.rejected == 0 {
            return Err(Failure::new(format!("{} cannot be read", source.name())));
        }
    }
    match rejected {
        0 => Ok(()),
        count => Err(Failure::new(format!("{count} rows have errors"))),
    }
}

/// Writes the findings to standard output, so that they can be kept in a file, and a summary to standard error.
///
/// What is only improbable keeps no row out and is shown where it is asked for: when a file is checked.
fn tell(job: &Job, source: &Source, report: &Report, notes: bool) {
    for finding in report.findings.iter().filter(|finding| finding.is_error || notes) {
        let kind = if finding.is_error { "error" } else { "note" };
        let place = [finding.course_key.as_deref(), finding.column.as_deref()];
        let place = place.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let line = format!(
            "{}:{}: {kind} [{}] {place}: {}",
            source.name(),
            finding.line,
            finding.code,
            finding.message.en
        );
        job.progress.report(&line);
    }
    let Report { rows, accepted, rejected, .. } = report;
    let noted = report.findings_total - report.errors_total;
    let mut summary =
        format!("{}: {rows} rows, {accepted} without errors, {rejected} with errors", source.name());
    if noted > 0 {
        summary.push_str(&format!(", {noted} notes"));
    }
    if report.findings_total > MAX_FINDINGS as u64 {
        summary.push_str(&format!("; only the first {MAX_FINDINGS} findings are told"));
    }
    job.progress.say(&summary);
}
