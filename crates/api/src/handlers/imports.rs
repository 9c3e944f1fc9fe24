//! Imports of whole files.

use std::io::Cursor;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::web::{self, Data};
use actix_web::{FromRequest, HttpRequest, post};
use api_types::{ImportMode, ImportReport, RowFinding};
use chrono::NaiveDate;
use db::rights::Import;
use db::{ImportError, ImportRecord, ImportedCitizen};
use domain::programme::Programme;
use domain::text::Text;
use exchange::import_csv::{ImportRow, Options, Report, Step};
use futures::future::LocalBoxFuture;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::idempotency::IdempotencyKey;
use crate::json;
use crate::query::Query;
use crate::reply::Kept;

/// The largest file, in bytes; larger ones are imported at the console.
const FILE_LIMIT: usize = 10 * 1024 * 1024;

/// What is imported, and whether it is written.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ImportQuery {
    /// The programme, e.g. `hjertekom`.
    #[param(example = "hjertekom")]
    programme: String,
    /// `validate` only reports; `commit` writes every row, or none if one has an error.
    #[serde(default)]
    #[param(inline)]
    mode: ImportMode,
}

/// A CSV file in UTF-8. 413 above 10 MiB, 415 for another type.
#[derive(Debug)]
pub(crate) struct Csv(Vec<u8>);

impl Csv {
    /// The file.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl FromRequest for Csv {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            json::require_type(&request, |essence| essence == "text/csv")?;
            json::body(&request, payload, FILE_LIMIT).await.map(Self)
        })
    }
}

/// Validates a file of courses, or imports it: every row or none.
///
/// The layout is that of the extracts: a header row with `cpr`, `course_key` and `<form>.<variable>`, one row per
/// course, `;` or `,` between the cells. The report names line, column and what to do; a file with errors is answered
/// with 200 and `committed: false`.
#[utoipa::path(
    tag = "imports", operation_id = "import",
    params(
        ImportQuery,
        ("Idempotency-Key" = Option<String>, Header, description = "Makes repeating the request safe"),
    ),
    request_body(content = String, content_type = "text/csv", description = "The file, UTF-8"),
    responses((status = OK, description = "What was found and what became of it", body = ImportReport), Error),
)]
#[post("/imports")]
pub(crate) async fn import(
    caller: Caller<Import>,
    query: Query<ImportQuery>,
    key: IdempotencyKey,
    file: Csv,
    app: Data<App>,
) -> Result<Kept<web::Json<ImportReport>>, Error> {
    let ImportQuery { programme: id, mode } = query.into_inner();
    let programme = Arc::clone(app.catalogue.current(&id).ok_or(Error::NOT_FOUND)?);
    let file = Arc::new(file.0);
    let address = format!("{id}/{mode:?}");
    let source = Arc::clone(&file);
    let work = async {
        let today = app.clock.today();
        let read = web::block(move || read(&source, &programme, today)).await;
        let (mut report, rows) = read.map_err(|_| Error::Internal("an import was abandoned"))??;
        let mut committed = false;
        if mode == ImportMode::Commit && report.is_clean() && !rows.is_empty() {
            committed = commit(&app, &caller, &id, rows, &mut report).await?;
        }
        Ok(web::Json(shown(id, mode, committed, report)))
    };
    key.once(&app, &caller, &[address.as_bytes(), &file], work).await
}

fn read(file: &[u8], programme: &Programme, as_of: NaiveDate) -> Result<(Report, Vec<ImportRow>), Error> {
    let mut rows = Vec::new();
    let options = Options { programme, as_of, threads: NonZeroUsize::MIN };
    let report = exchange::import_csv::read(Cursor::new(file), options, |step| {
        if let Step::Row(row) = step {
            rows.push(*row);
        }
        ControlFlow::Continue(())
    });
    Ok((report.map_err(|_| Error::Internal("a file in memory cannot be read"))?, rows))
}

/// Writes the rows; what the database knows and the file does not becomes a finding.
async fn commit(
    app: &App,
    caller: &db::Caller<Import>,
    programme: &str,
    rows: Vec<ImportRow>,
    report: &mut Report,
) -> Result<bool, Error> {
    let places: Vec<_> = rows.iter().map(|row| (row.line, row.course_key.clone())).collect();
    let records = rows.into_iter().map(|row| Ok(record(row)));
    match app.db.imports(caller).commit(programme, records, app.clock.now(), |_| {}).await {
        Ok(_) => Ok(true),
        Err(ImportError::Record { index, code }) => {
            let place = usize::try_from(index).ok().and_then(|index| places.get(index).cloned());
            let (line, course_key) = place.map_or((0, None), |(line, key)| (line, Some(key)));
            report.findings.insert(
                0,
                exchange::import_csv::RowFinding {
                    line,
                    course_key,
                    column: None,
                    is_error: true,
                    code: code.to_owned(),
                    message: conflict(code),
                },
            );
            report.findings_total += 1;
            report.errors_total += 1;
            report.accepted = report.accepted.saturating_sub(1);
            report.rejected += 1;
            Ok(false)
        }
        Err(ImportError::Abandoned) => Err(Error::Internal("an import was abandoned")),
        Err(ImportError::Failed(error)) => Err(error.into()),
    }
}

/// A checked row as the database stores it.
pub(crate) fn record(row: ImportRow) -> ImportRecord {
    let ImportRow { course_key, citizen, forms, .. } = row;
    ImportRecord {
        citizen: ImportedCitizen {
            cpr: citizen.cpr,
            name: citizen.name,
            birth_date: citizen.birth_date,
            sex: citizen.sex,
        },
        course_key,
        forms: forms.into_iter().map(|form| (form.form, form.answers)).collect(),
    }
}

/// What to do about a row that does not fit what the registry has already.
pub(crate) fn conflict(code: &str) -> Text {
    match code {
        "course_key_exists" => Text::new(
            "Forløbet er importeret før: course_key findes allerede. Fjern rækken.",
            "The course was imported before: the course_key exists already. Remove the row.",
        ),
        "duplicate_course_key" => Text::new(
            "course_key står to gange i filen. Giv hvert forløb sin egen.",
            "The course_key is in the file twice. Give every course its own.",
        ),
        "course_already_open" => Text::new(
            "Borgeren har allerede et igangværende forløb. Afslut det, eller fjern rækken.",
            "The citizen already has a running course. End it, or remove the row.",
        ),
        _ => Text::new(
            "Rækkens skemaer passer ikke til forløbets tilstand.",
            "The forms of the row do not fit the state of the course.",
        ),
    }
}

fn shown(programme: String, mode: ImportMode, committed: bool, report: Report) -> ImportReport {
    let finding = |found: exchange::import_csv::RowFinding| RowFinding {
        line: found.line,
        course_key: found.course_key,
        column: found.column,
        is_error: found.is_error,
        code: found.code,
        message: found.message,
    };
    ImportReport {
        programme,
        mode,
        committed,
        rows: report.rows,
        accepted: report.accepted,
        rejected: report.rejected,
        findings: report.findings.into_iter().map(finding).collect(),
        findings_total: report.findings_total,
    }
}
