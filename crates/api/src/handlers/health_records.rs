//! Import of records from hospital, laboratory and general practice.

use std::io::Cursor;
use std::sync::Arc;

use actix_web::post;
use actix_web::web::{self, Data};
use api_types::{ImportMode, RecordFinding, RecordImportReport};
use chrono::NaiveDate;
use db::rights::Import;
use db::{ImportedRecord, RecordsReport};
use domain::programme::Catalogue;
use exchange::import_csv::health_records::{self, RecordRow};
use exchange::import_csv::{Report, RowFinding};
use serde::Deserialize;
use utoipa::IntoParams;

use super::imports::Csv;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::idempotency::IdempotencyKey;
use crate::query::Query;
use crate::reply::Kept;

/// Whether the records are written.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct RecordImportQuery {
    /// `validate` only looks at the file; `commit` writes every record, or none if a row has an error.
    #[serde(default)]
    #[param(inline)]
    mode: ImportMode,
}

/// Validates a file of records, or imports it: every record or none.
///
/// One row per record: `cpr`, `record_key`, `sector`, `code`, `on`, and where they apply `provider`, `diagnosis`, `value`,
/// `unit`, `withdrawn`. A record with a known key takes the place of the one that was there, so that a file can be sent
/// again. Records of people the municipality does not know, and with codes that no definition uses, are not kept; how
/// many is told, not which. The courses of the citizens are counted anew in the same transaction.
#[utoipa::path(
    tag = "imports", operation_id = "import_health_records",
    params(
        RecordImportQuery,
        ("Idempotency-Key" = Option<String>, Header, description = "Makes repeating the request safe"),
    ),
    request_body(content = String, content_type = "text/csv", description = "The file, UTF-8"),
    responses((status = OK, description = "What was found and what became of it", body = RecordImportReport), Error),
)]
#[post("/health-records/imports")]
pub(crate) async fn import(
    caller: Caller<Import>,
    query: Query<RecordImportQuery>,
    key: IdempotencyKey,
    file: Csv,
    app: Data<App>,
) -> Result<Kept<web::Json<RecordImportReport>>, Error> {
    let mode = query.into_inner().mode;
    let file = Arc::new(file.into_bytes());
    let address = format!("{mode:?}");
    let source = Arc::clone(&file);
    let work = async {
        let (catalogue, today) = (Arc::clone(&app.catalogue), app.clock.today());
        let read = web::block(move || read(&source, &catalogue, today)).await;
        let (report, rows) = read.map_err(|_| Error::Internal("an import was abandoned"))??;
        let committed = mode == ImportMode::Commit && report.is_clean() && !rows.is_empty();
        let done = if committed {
            let records = rows.into_iter().map(imported).collect();
            app.db.health_records(&caller).import(records, app.clock.now()).await?
        } else {
            RecordsReport::default()
        };
        Ok(web::Json(shown(mode, committed, report, &done)))
    };
    key.once(&app, &caller, &[address.as_bytes(), &file], work).await
}

fn read(file: &[u8], catalogue: &Catalogue, as_of: NaiveDate) -> Result<(Report, Vec<RecordRow>), Error> {
    let mut rows = Vec::new();
    let programmes = catalogue.all().map(Arc::as_ref);
    let report = health_records::read(Cursor::new(file), programmes, as_of, |row| rows.push(row));
    Ok((report.map_err(|_| Error::Internal("a file in memory cannot be read"))?, rows))
}

/// A checked row as the database stores it.
pub(crate) fn imported(row: RecordRow) -> ImportedRecord {
    ImportedRecord { cpr: row.cpr, record: row.record, is_withdrawn: row.is_withdrawn }
}

fn shown(mode: ImportMode, committed: bool, report: Report, done: &RecordsReport) -> RecordImportReport {
    let finding = |found: RowFinding| RecordFinding {
        line: found.line,
        record_key: found.course_key,
        column: found.column,
        is_error: found.is_error,
        code: found.code,
        message: found.message,
    };
    RecordImportReport {
        mode,
        committed,
        rows: report.rows,
        accepted: report.accepted,
        rejected: report.rejected,
        added: done.added,
        replaced: done.replaced,
        unchanged: done.unchanged,
        withdrawn: done.withdrawn,
        unknown_citizens: done.unknown,
        courses: done.courses,
        findings: report.findings.into_iter().map(finding).collect(),
        findings_total: report.findings_total,
    }
}
