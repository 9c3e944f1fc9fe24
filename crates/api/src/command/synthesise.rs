//! `hjertekom synthesise`: an invented registry as import files, one per municipality.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;
use clap::Args;
use domain::municipality::MunicipalityCode;
use domain::programme::Programme;
use exchange::Layout;
use exchange::export_csv::{ExportRow, Writer};
use exchange::import_csv::health_records;
use synthetic::{Registry, Seed, SyntheticCourse};
use tokio::task::spawn_blocking;

use super::Failure;
use super::progress::{Progress, interrupted, unfinished};
use crate::clock::{Clock, SystemClock};

/// The file that says which registry a folder holds.
const LABEL: &str = "registry.txt";

/// The folder of the files with what hospital and laboratory have recorded, e.g. `records/0740.csv`.
const RECORDS: &str = "records";

/// What to invent.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// How many courses.
    #[arg(long)]
    courses: u64,
    /// What decides everything left to chance: the same seed gives the same registry.
    #[arg(long)]
    seed: u64,
    /// The folder to write to; one file per municipality, e.g. `0740.csv`, and what others have recorded in `records/`.
    #[arg(long)]
    out: PathBuf,
    /// The day the registry is made for, the last of its three years; today if absent.
    #[arg(long)]
    as_of: Option<NaiveDate>,
}

/// Writes the files. A file is there when it is complete; running the same command again adds those that are missing.
///
/// # Errors
/// When a file cannot be written, or the folder holds another registry.
pub async fn run(options: &Options) -> Result<(), Failure> {
    let catalogue = programmes::embedded()?;
    let programme =
        catalogue.current("hjertekom").cloned().ok_or_else(|| Failure::new("there is no programme"))?;
    let as_of = options.as_of.unwrap_or_else(|| SystemClock.today());
    fs::create_dir_all(&options.out)?;
    label(options, &programme, as_of)?;
    let progress = Arc::new(Progress::new(options.courses)?);
    let (options, shown, stop) = (options.clone(), Arc::clone(&progress), interrupted());
    let result = spawn_blocking(move || {
        let registry = Registry::new(&programme, Seed(options.seed), options.courses, as_of);
        write(&registry, &programme, &options.out, &shown, &stop)
    });
    let result = result.await?;
    progress.clear();
    println!("{}", progress.summary());
    result
}

/// Says in the folder which registry it holds, so that files of two are never mixed.
fn label(options: &Options, programme: &Programme, as_of: NaiveDate) -> Result<(), Failure> {
    let path = options.out.join(LABEL);
    let Programme { id, version, .. } = programme;
    let text = format!(
        "Invented people only.\nprogramme {id} {version}\nseed {}\ncourses {}\nas of {as_of}\n",
        options.seed, options.courses
    );
    match fs::read_to_string(&path) {
        Ok(known) if known == text => Ok(()),
        Ok(_) => Err(Failure::new(format!(
            "{} holds another registry, see {LABEL}: choose another folder",
            options.out.display()
        ))),
        Err(_) => Ok(fs::write(&path, text)?),
    }
}

fn write(
    registry: &Registry<'_>,
    programme: &Programme,
    folder: &Path,
    progress: &Progress,
    stop: &AtomicBool,
) -> Result<(), Failure> {
    let mut courses = registry.courses();
    let records_folder = folder.join(RECORDS);
    fs::create_dir_all(&records_folder)?;
    for participant in registry.participants() {
        let path = folder.join(format!("{}.csv", participant.municipality));
        let records_path = records_folder.join(format!("{}.csv", participant.municipality));
        progress.name(file_name(participant.municipality));
        let there = path.exists();
        let mut file = if there { None } else { Some(open(programme, &path)?) };
        let mut records = if there { None } else { Some(open_records(&records_path)?) };
        for course in courses.by_ref().take(usize::try_from(participant.courses)?) {
            if stop.load(Ordering::Relaxed) {
                drop((file.take(), records.take()));
                drop((fs::remove_file(unfinished(&path)), fs::remove_file(unfinished(&records_path))));
                return Err(Failure::new("interrupted; run the same command again to go on"));
            }
            if let Some(file) = &mut file {
                file.write(row(&course))?;
            }
            if let Some(records) = &mut records {
                for record in registry.records(&course) {
                    records.write(&course.cpr, &record)?;
                }
            }
            progress.advance(1);
            progress.count(1);
        }
        if let Some(records) = records {
            keep(records.finish()?, &records_path)?;
        }
        if let Some(file) = file {
            keep(file.finish()?, &path)?;
        }
    }
    Ok(())
}

/// Gives a whole file its name.
fn keep(written: BufWriter<File>, path: &Path) -> Result<(), Failure> {
    written.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
    Ok(fs::rename(unfinished(path), path)?)
}

fn file_name(municipality: MunicipalityCode) -> String {
    format!("{municipality}.csv ({})", municipality.name())
}

/// What hospital and laboratory have recorded about the citizens of a municipality.
fn open_records(path: &Path) -> Result<health_records::Writer<BufWriter<File>>, Failure> {
    let file = File::create(unfinished(path))?;
    Ok(health_records::Writer::new(BufWriter::with_capacity(1 << 20, file))?)
}

/// Variables that are always computed have no column: they follow from the rest when the file is imported.
fn open<'p>(programme: &'p Programme, path: &Path) -> Result<Writer<'p, BufWriter<File>>, Failure> {
    let layout = Layout::only(programme, |field| {
        field.variable.computed.is_none() || field.variable.computed_when.is_some()
    });
    let file = File::create(unfinished(path))?;
    Ok(Writer::new(BufWriter::with_capacity(1 << 20, file), layout)?)
}

fn row(course: &SyntheticCourse) -> ExportRow<'_> {
    ExportRow {
        cpr: &course.cpr,
        course_key: &course.course_key,
        name: Some(&course.name),
        birth_date: None,
        sex: None,
        forms: &course.forms,
    }
}
