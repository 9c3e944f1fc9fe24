//! Import of records from hospital, laboratory and general practice.

use api_types::{ImportMode, RecordImportReport};
use reqwest::Method;

use crate::{Answer, Client, read};

impl Client {
    /// Validates or commits an import of records.
    pub async fn import_health_records(&self, mode: ImportMode, csv: Vec<u8>) -> Answer<RecordImportReport> {
        let mode = if mode == ImportMode::Commit { "commit" } else { "validate" };
        let request = self.request(Method::POST, "/health-records/imports").query(&[("mode", mode)]);
        read(request.header("Content-Type", "text/csv; charset=utf-8").body(csv)).await
    }
}
