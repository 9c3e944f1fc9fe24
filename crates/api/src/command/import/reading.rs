//! A file as a stream of records, read and checked on threads of its own.

use std::fs::File;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;
use domain::programme::Programme;
use exchange::import_csv::{self, Report, Step};
use tokio::task::{JoinHandle, spawn_blocking};

use super::files::Source;
use crate::command::Failure;
use crate::command::progress::Progress;
use crate::command::records::{Records, Sender, channel};
use crate::handlers::imports::record;

/// What is the same for every file of an import.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) programme: Arc<Programme>,
    pub(super) as_of: NaiveDate,
    pub(super) threads: NonZeroUsize,
    pub(super) progress: Arc<Progress>,
    pub(super) stop: Arc<AtomicBool>,
}

impl Job {
    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn read(&self, path: &Path, each: impl FnMut(Step) -> ControlFlow<()>) -> io::Result<Report> {
        let source = Measured { file: File::open(path)?, progress: &self.progress };
        let options =
            import_csv::Options { programme: &self.programme, as_of: self.as_of, threads: self.threads };
        import_csv::read(source, options, each)
    }
}

/// Checks a file and writes nothing.
pub(super) async fn validate(job: &Job, source: &Source) -> Result<Report, Failure> {
    job.progress.name(source.name());
    let (job, path) = (job.clone(), source.path.clone());
    let reading = spawn_blocking(move || {
        job.read(&path, |_| {
            job.progress.count(1);
            if job.is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
    });
    reading.await?.map_err(|error| Failure::new(format!("{}: {error}", source.path.display())))
}

/// Begins to read a file. The records end with an abandonment unless the whole file was read without an error.
pub(super) fn begin(job: &Job, source: &Source) -> (Records, JoinHandle<io::Result<Report>>) {
    job.progress.name(source.name());
    let (sender, records) = channel();
    let (job, path) = (job.clone(), source.path.clone());
    (records, spawn_blocking(move || send(&job, &path, sender)))
}

fn send(job: &Job, path: &Path, sender: Sender) -> io::Result<Report> {
    let mut wanted = true;
    let report = job.read(path, |step| {
        if job.is_stopped() {
            return ControlFlow::Break(());
        }
        match step {
            Step::Row(row) if wanted => {
                let taken = sender.send(record(*row));
                if taken.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            }
            // Nothing will be written; what is left is read for the report only.
            Step::Row(_) | Step::Rejected { .. } => {
                wanted = false;
                ControlFlow::Continue(())
            }
        }
    })?;
    if report.is_clean() && !job.is_stopped() {
        sender.complete();
    }
    Ok(report)
}

/// Tells the progress how many bytes were read.
struct Measured<'p> {
    file: File,
    progress: &'p Progress,
}

impl Read for Measured<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.progress.advance(count as u64);
        Ok(count)
    }
}
