//! Only the course keys of a file: a quick look at what it holds.

use std::io::{self, Read};
use std::ops::ControlFlow;

use domain::programme::Programme;

use super::records::open;
use crate::answer_text::unmarked;

/// Hands on the line and the course key of every row that has a readable one, until the caller breaks off.
///
/// Nothing else is checked, and a file whose header is wrong has no keys: [`read`](super::read) tells what is wrong.
///
/// # Errors
/// The source cannot be read.
pub fn course_keys<R: Read>(
    source: R,
    programme: &Programme,
    mut each: impl FnMut(u64, &str) -> ControlFlow<()>,
) -> io::Result<()> {
    let Ok((mut records, header)) = open(source, programme)? else {
        return Ok(());
    };
    while let Some(Ok(row)) = records.next()? {
        let key = row.cells.get(header.key).and_then(|cell| std::str::from_utf8(cell).ok());
        let Some(key) = key.map(|key| unmarked(key.trim())).filter(|key| !key.is_empty()) else {
            continue;
        };
        if each(row.line, key).is_break() {
            break;
        }
    }
    Ok(())
}
