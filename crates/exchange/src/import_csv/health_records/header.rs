//! Which column of a file of records holds what.

use super::COLUMNS;
use crate::import_csv::finding::RowFinding;
use crate::import_csv::records::Columns;
use crate::import_csv::{header, hints, messages};

/// The columns that must be there.
const REQUIRED: [&str; 5] = ["cpr", "record_key", "sector", "code", "on"];

/// Where the columns of [`COLUMNS`] are.
#[derive(Clone, Debug)]
pub(super) struct RecordHeader {
    places: [Option<usize>; COLUMNS.len()],
    count: usize,
}

impl RecordHeader {
    /// Reads the names of the columns.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub(super) fn read(names: &csv::StringRecord) -> Result<Self, Vec<RowFinding>> {
        let (mut places, mut found) = ([None; COLUMNS.len()], Vec::new());
        for (cell, name) in names.iter().map(str::trim).enumerate() {
            match COLUMNS.iter().position(|column| *column == name).and_then(|place| places.get_mut(place)) {
                Some(place) if place.is_none() => *place = Some(cell),
                Some(_) => found.push(messages::duplicate_column(name).at(1, Some(header::shown(name)))),
                None => {
                    let nearest = hints::nearest(name, COLUMNS);
                    found.push(messages::unknown_column(name, nearest).at(1, Some(header::shown(name))));
                }
            }
        }
        found.extend(header::missing(names, &REQUIRED));
        if found.is_empty() { Ok(Self { places, count: names.len() }) } else { Err(found) }
    }

    /// The cells in the order of [`COLUMNS`]; a column that is not there is empty.
    pub(super) fn cells<'r>(&self, row: &'r csv::StringRecord) -> [&'r str; COLUMNS.len()] {
        self.places.map(|place| place.and_then(|place| row.get(place)).unwrap_or_default().trim())
    }

    /// The name of a column by its place in the file.
    pub(super) fn name(&self, cell: usize) -> Option<String> {
        let place = self.places.iter().position(|place| *place == Some(cell))?;
        COLUMNS.get(place).map(|name| (*name).to_owned())
    }
}

impl Columns for RecordHeader {
    fn key(&self) -> usize {
        self.places[1].unwrap_or(0)
    }

    fn count(&self) -> usize {
        self.count
    }
}
