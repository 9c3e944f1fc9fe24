//! The invented registry of the demo, loaded the way a municipality imports its courses and what others have recorded.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use chrono::NaiveDate;
use db::{Database, ImportError, ImportRecord, ImportedCitizen, ImportedRecord, NameDecision};
use domain::municipality::MunicipalityCode;
use domain::organisation::Organisation;
use domain::programme::Programme;
use synthetic::{Registry, Seed, SyntheticCourse};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use super::demo_sessions;
use super::progress::Progress;
use super::records::{Records, channel};
use super::{Failure, console_context};
use crate::clock::{Clock, SystemClock};
use crate::demo::coordinator;

/// What the demo's chance is made of; any other number is another registry.
const SEED: Seed = Seed(2026);

/// One municipality's courses as they come.
struct Delivery {
    municipality: MunicipalityCode,
    first_key: String,
    records: Records,
}

/// Fills the database with an invented registry that ends today, attendance included. Municipalities that are there already are left alone,
/// so that an interrupted start can be repeated.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn load(database: &Database, courses: u64) -> Result<(), Failure> {
    let programme = database.catalogue().current("hjertekom").cloned();
    let programme = programme.ok_or_else(|| Failure::new("there is no programme hjertekom"))?;
    let progress = Arc::new(Progress::new(courses)?);
    let (deliver, mut deliveries) = mpsc::channel(1);
    let (id, as_of) = (programme.id.clone(), SystemClock.today());
    let registers = {
        let programme = programme.clone();
        spawn_blocking(move || demo_sessions::registers(&programme, SEED, courses, as_of))
    };
    let recorded = {
        let programme = programme.clone();
        spawn_blocking(move || recorded(&programme, courses, as_of))
    };
    let inventing = spawn_blocking(move || invent(&programme, courses, as_of, &deliver));
    let (mut registers, mut recorded) = (registers.await?, recorded.await?);
    while let Some(Delivery { municipality, first_key, records }) = deliveries.recv().await {
        progress.name(municipality.name());
        let (token, caller) = coordinator(database, municipality).await?;
        let imports = database.imports(&caller);
        if imports.known_keys(&[first_key]).await?.is_empty() {
            let (shown, mut stored) = (Arc::clone(&progress), 0);
            let count = move |courses: u64| {
                shown.advance(courses - stored);
                shown.count(courses - stored);
                stored = courses;
            };
            imports.commit(&id, records, SystemClock.now(), count).await.map_err(|error| match error {
                ImportError::Abandoned => {
                    Failure::new("the invented registry does not pass its own validation")
                }
                other => other.into(),
            })?;
            if let Some((groups, sessions)) = registers.remove(&municipality) {
                database.attendance(&caller).import(&groups, sessions, SystemClock.now()).await?;
            }
            if let Some(records) = recorded.remove(&municipality) {
                database.health_records(&caller).import(records, SystemClock.now()).await?;
            }
        }
        database.sessions().end(token, console_context()?, SystemClock.now()).await?;
    }
    inventing.await?;
    progress.clear();
    tracing::info!("invented registry: {}", progress.summary());
    Ok(())
}

/// What hospital and laboratory have recorded about the citizens of every municipality.
fn recorded(
    programme: &Programme,
    courses: u64,
    as_of: NaiveDate,
) -> HashMap<MunicipalityCode, Vec<ImportedRecord>> {
    let registry = Registry::new(programme, SEED, courses, as_of);
    let mut recorded: HashMap<_, Vec<_>> = HashMap::new();
    for course in registry.courses() {
        let records = registry.records(&course).into_iter();
        let imported =
            records.map(|record| ImportedRecord { cpr: course.cpr.clone(), record, is_withdrawn: false });
        recorded.entry(course.municipality).or_default().extend(imported);
    }
    recorded
}

/// Municipalities of the demo that have agreed to be named: one or two of every cluster.
const NAMED: [&str; 8] = ["0740", "0791", "0615", "0730", "0707", "0657", "0751", "0390"];

/// Publishes the snapshot of the last month unless it is out.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn publish(database: &Database) -> Result<(), Failure> {
    let now = SystemClock.now();
    if database.name_decisions().await?.is_empty() {
        for code in NAMED {
            let municipality = code.parse()?;
            let decided_by = "demo".to_owned();
            database
                .decide_name(&NameDecision { municipality, is_named: true, decided_at: now, decided_by })
                .await?;
        }
    }
    let go_on = |_| ControlFlow::Continue(());
    let publication = database.publish(&Organisation::denmark(), now, false, go_on).await?;
    tracing::info!(as_of = %publication.as_of, "benchmarks of the demo are published");
    Ok(())
}

fn invent(programme: &Programme, courses: u64, as_of: NaiveDate, deliver: &mpsc::Sender<Delivery>) {
    let registry = Registry::new(programme, SEED, courses, as_of);
    let mut courses = registry.courses().peekable();
    while let Some(first) = courses.peek() {
        let (municipality, first_key) = (first.municipality, first.course_key.clone());
        let (sender, records) = channel();
        if deliver.blocking_send(Delivery { municipality, first_key, records }).is_err() {
            return;
        }
        let mut good = true;
        while let Some(course) = courses.next_if(|course| course.municipality == municipality) {
            // Where the database does not listen, the municipality is there already, or it has said what is wrong.
            good = good && record(&registry, course).is_some_and(|record| sender.send(record).is_ok());
        }
        if good {
            sender.complete();
        }
    }
}

/// A course as it is stored; none if it does not pass validation.
fn record(registry: &Registry<'_>, course: SyntheticCourse) -> Option<ImportRecord> {
    let validated = registry.validated(&course);
    if !validated.iter().all(|(_, form)| form.is_complete()) {
        return None;
    }
    let name = course.name.parse().ok();
    let citizen = ImportedCitizen { cpr: course.cpr, name, birth_date: course.birth_date, sex: course.sex };
    let forms = validated.into_iter().map(|(form, validated)| (form, validated.answers)).collect();
    Some(ImportRecord { citizen, course_key: course.course_key, forms })
}
