//! The cells of one row as text.

use chrono::NaiveDate;
use csv::{ByteRecord, StringRecord};

use super::finding::Complaint;
use super::{hints, messages};

/// The longest cell in bytes; a free text has at most 2,000 characters.
pub(super) const MAX_CELL: usize = 8_000;

/// Something wrong with a cell or, without one, with the whole row.
pub(super) struct BadCell {
    pub(super) cell: Option<usize>,
    pub(super) complaint: Complaint,
}

/// The cells as text, if each of them can be read.
pub(super) fn texts(cells: ByteRecord, columns: usize) -> Result<StringRecord, BadCell> {
    if cells.len() != columns {
        let complaint = messages::ragged_row(cells.len(), columns);
        return Err(BadCell { cell: None, complaint });
    }
    let texts = StringRecord::from_byte_record(cells).map_err(|error| BadCell {
        cell: Some(error.utf8_error().field()),
        complaint: messages::not_utf8(),
    })?;
    for (cell, text) in texts.iter().enumerate() {
        if text.len() > MAX_CELL {
            return Err(BadCell { cell: Some(cell), complaint: messages::field_too_long(MAX_CELL) });
        }
        if text.bytes().any(is_control) {
            return Err(BadCell { cell: Some(cell), complaint: messages::control_character() });
        }
    }
    Ok(texts)
}

/// A date as it must be written, `yyyy-mm-dd`.
pub(super) fn date(text: &str) -> Result<NaiveDate, Complaint> {
    let date = text.parse().ok().filter(|_| text.len() == 10);
    date.ok_or_else(|| hints::date(text).unwrap_or_else(|| messages::impossible_date(text)))
}

/// Control characters other than tab and line ends, which free text may hold.
const fn is_control(byte: u8) -> bool {
    byte == 0x7F || (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r'))
}
