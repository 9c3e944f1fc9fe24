//! Reads, checks and hands on, side by side.
//!
//! One thread cuts the file into rows, several check them, and the caller receives them in the order of the file. The
//! channels between them are short, so that a slow caller slows the file down instead of filling the memory.

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use chrono::NaiveDate;
use domain::programme::Programme;

use super::finding::RowFinding;
use super::records::{RawRow, Records, open};
use super::report::Report;
use super::row::{Checked, ImportRow, RowReader};

/// Rows that travel together.
const CHUNK: usize = 64;

/// Chunks that may wait before and behind each checking thread.
const WAITING: usize = 2;

/// How a file is read.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The programme whose forms the file holds.
    pub programme: &'a Programme,
    /// The local Danish date of today: nothing may lie after it.
    pub as_of: NaiveDate,
    /// How many threads check rows, besides the one that reads.
    pub threads: NonZeroUsize,
}

/// One row of the file, in order.
#[derive(Debug)]
pub enum Step {
    /// A row without errors.
    Row(Box<ImportRow>),
    /// A row with errors; they are in the report.
    Rejected {
        /// Its line in the file.
        line: u64,
    },
}

type Chunk<T> = Vec<T>;

/// Reads a file and hands on every row in the order of the file, until the caller breaks off.
///
/// What is wrong with the file or its rows is in the report; nothing is written anywhere.
///
/// # Errors
/// The source cannot be read.
pub fn read<R: Read + Send>(
    source: R,
    options: Options<'_>,
    mut each: impl FnMut(Step) -> ControlFlow<()>,
) -> io::Result<Report> {
    let mut report = Report::default();
    let (records, header) = match open(source, options.programme)? {
        Ok(opened) => opened,
        Err(findings) => {
            findings.into_iter().for_each(|finding| report.add(finding));
            return Ok(report);
        }
    };
    let rows = RowReader::new(options.programme, header, options.as_of);
    let end = thread::scope(|scope| {
        let mut to_check = Vec::new();
        let mut checked = Vec::new();
        for _ in 0..options.threads.get() {
            let (give, take) = sync_channel::<Chunk<RawRow>>(WAITING);
            let (pass_on, receive) = sync_channel::<Chunk<Checked>>(WAITING);
            let rows = &rows;
            scope.spawn(move || check(rows, &take, &pass_on));
            to_check.push(give);
            checked.push(receive);
        }
        let reader = scope.spawn(move || cut(records, &to_check));
        let finished = collect(&checked, &mut report, &mut each);
        // Without receivers the threads that are still busy come to an end.
        drop(checked);
        let end = reader.join().unwrap_or_else(|_| Err(io::Error::other("the reading thread failed")));
        if finished.is_break() { Ok(None) } else { end }
    })?;
    if let Some(finding) = end {
        report.add(finding);
    }
    Ok(report)
}

/// Deals chunks of rows out in turn. Returns what stopped it before the end of the file, if anything did.
fn cut<R: Read>(
    mut records: Records<R>,
    to_check: &[SyncSender<Chunk<RawRow>>],
) -> io::Result<Option<RowFinding>> {
    for worker in to_check.iter().cycle() {
        let mut chunk = Vec::with_capacity(CHUNK);
        let mut stopped = None;
        let mut more = true;
        while more && chunk.len() < CHUNK {
            match records.next()? {
                Some(Ok(row)) => chunk.push(row),
                Some(Err(finding)) => (stopped, more) = (Some(finding), false),
                None => more = false,
            }
        }
        if worker.send(chunk).is_err() || !more {
            return Ok(stopped);
        }
    }
    Ok(None)
}

fn check(rows: &RowReader<'_>, take: &Receiver<Chunk<RawRow>>, pass_on: &SyncSender<Chunk<Checked>>) {
    for chunk in take {
        let checked = chunk.into_iter().map(|row| rows.read(row)).collect();
        if pass_on.send(checked).is_err() {
            return;
        }
    }
}

/// Receives the chunks in the turn they were dealt out.
fn collect(
    checked: &[Receiver<Chunk<Checked>>],
    report: &mut Report,
    each: &mut impl FnMut(Step) -> ControlFlow<()>,
) -> ControlFlow<()> {
    for worker in checked.iter().cycle() {
        let Ok(chunk) = worker.recv() else { break };
        for Checked { line, row, findings } in chunk {
            report.count_row(findings);
            match row {
                Some(row) => each(Step::Row(row))?,
                None => each(Step::Rejected { line })?,
            }
        }
    }
    ControlFlow::Continue(())
}
