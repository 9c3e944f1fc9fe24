//! Writes records in the layout they are read in.

use std::io::{self, Write};

use domain::cpr::Cpr;
use domain::health_record::HealthRecord;

use super::COLUMNS;

/// Writes records of hospital, laboratory and general practice as CSV.
#[derive(Debug)]
pub struct Writer<W: Write>(csv::Writer<W>);

impl<W: Write> Writer<W> {
    /// Begins with the header.
    ///
    /// # Errors
    /// When the destination cannot be written.
    pub fn new(destination: W) -> io::Result<Self> {
        let mut csv = csv::WriterBuilder::new().delimiter(b';').from_writer(destination);
        csv.write_record(COLUMNS)?;
        Ok(Self(csv))
    }

    /// Writes one record.
    ///
    /// # Errors
    /// When the destination cannot be written.
    pub fn write(&mut self, cpr: &Cpr, record: &HealthRecord) -> io::Result<()> {
        Ok(self.0.write_record(cells(cpr, record))?)
    }

    /// Writes what is still on its way and returns the destination.
    ///
    /// # Errors
    /// When the destination cannot be written.
    pub fn finish(self) -> io::Result<W> {
        self.0.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

/// One record as the cells of a row, in the order of [`COLUMNS`].
fn cells(cpr: &Cpr, record: &HealthRecord) -> [String; COLUMNS.len()] {
    [
        cpr.reveal(),
        record.key.clone(),
        record.sector.id().to_owned(),
        record.provider.id().to_owned(),
        record.code.clone(),
        record.diagnosis.clone().unwrap_or_default(),
        record.on.to_string(),
        record.value.map(|value| value.to_string()).unwrap_or_default(),
        record.unit.clone().unwrap_or_default(),
        String::new(),
    ]
}
