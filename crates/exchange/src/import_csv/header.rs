//! The first row: the delimiter and what each column holds.

use std::collections::HashSet;

use domain::programme::Programme;

use super::finding::RowFinding;
use super::{hints, messages};
use crate::layout::{BIRTH_DATE, COURSE_KEY, CPR, Field, LEADING, Layout, NAME, SEX};

/// The most columns a file may have.
const MAX_COLUMNS: usize = 2_000;

/// What a column holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Column<'a> {
    Cpr,
    CourseKey,
    Name,
    BirthDate,
    Sex,
    Answer(Field<'a>),
}

/// The columns of a file.
#[derive(Clone, Debug)]
pub(super) struct Header<'a> {
    pub(super) columns: Vec<Column<'a>>,
    /// Where the course key is.
    pub(super) key: usize,
}

/// The delimiter the header uses: the more frequent of `;` and `,` outside quotation marks.
pub(super) fn delimiter(first_line: &[u8]) -> u8 {
    let mut quoted = false;
    let (mut semicolons, mut commas) = (0, 0);
    for byte in first_line {
        match byte {
            b'"' => quoted = !quoted,
            b';' if !quoted => semicolons += 1,
            b',' if !quoted => commas += 1,
            _ => {}
        }
    }
    if commas > semicolons { b',' } else { b';' }
}

/// Reads the names of the columns.
///
/// # Errors
/// Everything that is wrong with them.
pub(super) fn read<'a>(
    names: &csv::StringRecord,
    programme: &'a Programme,
) -> Result<Header<'a>, Vec<RowFinding>> {
    if names.len() > MAX_COLUMNS {
        return Err(vec![messages::too_many_columns(MAX_COLUMNS).at(1, None)]);
    }
    let layout = Layout::full(programme);
    let known: Vec<String> = layout.header().collect();
    let find = |name: &str| known.iter().position(|known| known == name);

    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut columns = Vec::with_capacity(names.len());
    for name in names.iter().map(str::trim) {
        let Some(position) = find(name) else {
            let nearest = hints::nearest(name, known.iter().map(String::as_str));
            found.push(messages::unknown_column(name, nearest).at(1, Some(shown(name))));
            continue;
        };
        if !seen.insert(position) {
            found.push(messages::duplicate_column(name).at(1, Some(shown(name))));
        }
        columns.push(match name {
            CPR => Column::Cpr,
            COURSE_KEY => Column::CourseKey,
            NAME => Column::Name,
            BIRTH_DATE => Column::BirthDate,
            SEX => Column::Sex,
            _ => Column::Answer(layout.fields()[position - LEADING.len()]),
        });
    }
    if columns.is_empty() {
        let other_delimiter = names.len() == 1 && names.iter().any(|name| name.contains(['\t', '|', ':']));
        let complaint =
            if other_delimiter { messages::wrong_delimiter() } else { messages::missing_header() };
        return Err(vec![complaint.at(1, None)]);
    }
    found.extend(missing(names, &[CPR, COURSE_KEY]));
    let key = columns.iter().position(|column| matches!(column, Column::CourseKey));
    match key {
        Some(key) if found.is_empty() => Ok(Header { columns, key }),
        _ => Err(found),
    }
}

/// The columns that must be there and are not.
pub(super) fn missing(names: &csv::StringRecord, required: &[&str]) -> impl Iterator<Item = RowFinding> {
    let is_there = |column: &&&str| names.iter().any(|name| name.trim() == **column);
    required
        .iter()
        .filter(move |column| !is_there(column))
        .map(|column| messages::missing_column(column).at(1, Some((*column).to_owned())))
}

/// A name out of the file, short enough for a report.
pub(super) fn shown(name: &str) -> String {
    name.chars().take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_the_header_uses_outside_quotation_marks() {
        assert_eq!(delimiter(b"cpr;course_key;name"), b';');
        assert_eq!(delimiter(b"cpr,course_key,name"), b',');
        assert_eq!(delimiter(b"\"a,b,c,d\";cpr;course_key"), b';');
        assert_eq!(delimiter(b"cpr"), b';');
    }
}
