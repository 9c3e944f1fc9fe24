//! The rows of a file, one after the other.

use std::io::{self, BufReader, Chain, Cursor, Read};

use csv::ByteRecord;
use domain::programme::Programme;

use super::finding::RowFinding;
use super::header::{self, Header};
use super::keys::Keys;
use super::limited::{Allowance, Limited, MAX_ROW, is_row_too_long};
use super::lines::Lines;
use super::messages;

const BUFFER: usize = 64 * 1024;
const UTF8_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];
const UTF16_MARKS: [&[u8]; 2] = [&[0xFF, 0xFE], &[0xFE, 0xFF]];

/// A row that is not empty, with what only its neighbours can tell.
#[derive(Debug)]
pub(super) struct RawRow {
    pub(super) line: u64,
    pub(super) cells: ByteRecord,
    /// The line that had the same course key first.
    pub(super) duplicate_of: Option<u64>,
}

type Bytes<R> = Limited<Lines<BufReader<R>>>;
type Source<R> = Chain<Cursor<Vec<u8>>, Bytes<R>>;

/// The rows of a file, one after the other.
pub(super) struct Records<R> {
    csv: csv::Reader<Source<R>>,
    allowance: Allowance,
    key: usize,
    columns: usize,
    keys: Keys,
}

/// The rows and what their columns hold, or what is wrong with the header.
type Opened<R, H> = Result<(Records<R>, H), Vec<RowFinding>>;

/// What is known about the columns of a file, whatever it holds.
pub(super) trait Columns {
    /// Where the sender's own id of a row is.
    fn key(&self) -> usize;
    /// How many columns there are.
    fn count(&self) -> usize;
}

impl Columns for Header<'_> {
    fn key(&self) -> usize {
        self.key
    }

    fn count(&self) -> usize {
        self.columns.len()
    }
}

/// Reads the header of a file of courses and prepares for the rows.
///
/// # Errors
/// The source cannot be read. What is wrong with the header is the inner error.
pub(super) fn open<R: Read>(source: R, programme: &Programme) -> io::Result<Opened<R, Header<'_>>> {
    open_with(source, |names| header::read(names, programme))
}

/// Reads the header as it is told to and prepares for the rows.
///
/// # Errors
/// As [`open`].
pub(super) fn open_with<R: Read, H: Columns>(
    source: R,
    read_header: impl FnOnce(&csv::StringRecord) -> Result<H, Vec<RowFinding>>,
) -> io::Result<Opened<R, H>> {
    let allowance = Allowance::default();
    let lines = Lines::new(BufReader::with_capacity(BUFFER, source));
    let mut source = Limited::new(lines, allowance.clone());
    let first_line = match first_line(&mut source)? {
        Ok(line) => line,
        Err(finding) => return Ok(Err(vec![finding])),
    };
    let mut csv = csv::ReaderBuilder::new()
        .delimiter(header::delimiter(&first_line))
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(BUFFER)
        .from_reader(Cursor::new(first_line).chain(source));
    let mut names = csv::StringRecord::new();
    let found = match csv.read_record(&mut names) {
        Ok(true) => read_header(&names),
        Ok(false) => Err(vec![messages::empty_file().at(1, None)]),
        Err(error) => Err(vec![fault(error, 1)?]),
    };
    allowance.renew();
    Ok(found.map(|header| {
        let (key, columns) = (header.key(), header.count());
        (Records { csv, allowance, key, columns, keys: Keys::default() }, header)
    }))
}

impl<R: Read> Records<R> {
    /// The next row that is not empty; `None` at the end.
    ///
    /// # Errors
    /// The source cannot be read. A row that cannot be passed is the inner error and the last thing that is read.
    pub(super) fn next(&mut self) -> io::Result<Option<Result<RawRow, RowFinding>>> {
        loop {
            let mut cells = ByteRecord::new();
            let more = match self.csv.read_byte_record(&mut cells) {
                Ok(more) => more,
                Err(error) => {
                    let line = self.csv.position().line();
                    return Ok(Some(Err(fault(error, line)?)));
                }
            };
            self.allowance.renew();
            if !more {
                return Ok(None);
            }
            if cells.iter().all(|cell| cell.trim_ascii().is_empty()) {
                continue;
            }
            let line = self.first_line_of(&cells);
            let whole = cells.len() == self.columns;
            let key = cells.get(self.key).filter(|_| whole).unwrap_or_default().trim_ascii();
            let duplicate_of = if key.is_empty() { None } else { self.keys.seen_before(key, line) };
            return Ok(Some(Ok(RawRow { line, cells, duplicate_of })));
        }
    }
    /// Where the row that was just read begins. The CSV reader tells where it ends; what it tells of the beginning is
    /// before any empty lines that were skipped.
    fn first_line_of(&self, cells: &ByteRecord) -> u64 {
        let breaks = cells.as_slice().iter().filter(|&&byte| byte == b'\n').count();
        self.csv.position().line().saturating_sub(1 + breaks as u64)
    }
}

/// The first line with its end, without a byte order mark.
fn first_line<R: Read>(source: &mut Bytes<R>) -> io::Result<Result<Vec<u8>, RowFinding>> {
    let mut line = Vec::new();
    let mut byte = [0];
    while line.len() <= MAX_ROW && source.read(&mut byte)? == 1 {
        line.push(byte[0]);
        if byte[0] == b'\n' {
            break;
        }
    }
    if UTF16_MARKS.iter().any(|mark| line.starts_with(mark)) {
        return Ok(Err(messages::not_utf8().at(0, None)));
    }
    if line.len() > MAX_ROW {
        return Ok(Err(messages::row_too_long(MAX_ROW).at(1, None)));
    }
    if line.starts_with(UTF8_MARK) {
        line.drain(..UTF8_MARK.len());
    }
    Ok(Ok(line))
}

/// What a row that cannot be read is told as; a failing source stays an error.
fn fault(error: csv::Error, line: u64) -> io::Result<RowFinding> {
    if is_row_too_long(&error) {
        return Ok(messages::row_too_long(MAX_ROW).at(line, None));
    }
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Err(error),
        _ => Ok(messages::not_utf8().at(line, None)),
    }
}
