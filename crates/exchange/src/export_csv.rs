//! Writes courses in the layout that [`import_csv`](crate::import_csv) reads.

use std::collections::BTreeMap;
use std::io::{self, Write};

use chrono::NaiveDate;
use domain::answers::Answers;
use domain::citizen::Sex;
use domain::cpr::Cpr;

use crate::answer_text::{answer_text, marked};
use crate::layout::Layout;

/// One course to be written.
#[derive(Clone, Copy, Debug)]
pub struct ExportRow<'a> {
    /// The citizen's number.
    pub cpr: &'a Cpr,
    /// The course's id outside the registry.
    pub course_key: &'a str,
    /// The citizen's name; left empty without one.
    pub name: Option<&'a str>,
    /// The date of birth; left empty without one.
    pub birth_date: Option<NaiveDate>,
    /// The sex; left empty without one.
    pub sex: Option<Sex>,
    /// The answers by form.
    pub forms: &'a BTreeMap<String, Answers>,
}

/// Writes a header and then one row per course: UTF-8, `;`, lines ending in a line feed.
pub struct Writer<'a, W: Write> {
    csv: csv::Writer<W>,
    layout: Layout<'a>,
}

impl<'a, W: Write> Writer<'a, W> {
    /// Writes the header.
    ///
    /// # Errors
    /// The target cannot be written.
    pub fn new(target: W, layout: Layout<'a>) -> io::Result<Self> {
        let mut csv = csv::WriterBuilder::new().delimiter(b';').from_writer(target);
        csv.write_record(layout.header())?;
        Ok(Self { csv, layout })
    }

    /// Writes one course.
    ///
    /// # Errors
    /// The target cannot be written.
    pub fn write(&mut self, row: ExportRow<'_>) -> io::Result<()> {
        self.csv.write_field(row.cpr.reveal())?;
        self.csv.write_field(marked(row.course_key))?;
        self.csv.write_field(row.name.map(marked).unwrap_or_default())?;
        self.csv.write_field(row.birth_date.map(|date| date.to_string()).unwrap_or_default())?;
        self.csv.write_field(row.sex.map(Sex::id).unwrap_or_default())?;
        for field in self.layout.fields() {
            let answer = row.forms.get(&field.form.id).and_then(|answers| answers.get(&field.variable.id));
            let is_text = field.variable.kind == domain::programme::VariableType::Text;
            match answer.map(answer_text) {
                Some(text) if is_text => self.csv.write_field(marked(&text))?,
                Some(text) => self.csv.write_field(text)?,
                None => self.csv.write_field("")?,
            }
        }
        self.csv.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Writes what is still held back and returns the target.
    ///
    /// # Errors
    /// The target cannot be written.
    pub fn finish(self) -> io::Result<W> {
        self.csv.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}
