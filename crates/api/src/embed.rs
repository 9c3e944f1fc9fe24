//! A page with one published chart, for the frame of a portal: no script, no cookie, nothing but public numbers.

use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, ResponseError, get};
use api_types::Problem;
use charts::Theme;
use domain::text::Language;
use pictures::{Cell, Chart, drawing};

use crate::app::App;
use crate::error::Error;
use crate::handlers::open_benchmarks::{CACHED, ChartQuery, admit, language_tag, open_benchmark, open_chart};
use crate::query::Query;

/// The width of the drawing in pixels: what fits beside the text of a portal.
const WIDTH: f64 = 760.0;
/// The looks of the page; it has no other file.
const STYLE: &str = "body{margin:0;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff}\
    svg{max-width:100%;height:auto}\
    .scroll{overflow-x:auto}\
    table{border-collapse:collapse;font-variant-numeric:tabular-nums}\
    caption{text-align:left;font-weight:600;padding:.5rem 0}\
    th,td{padding:.25rem .75rem .25rem 0;text-align:left;border-bottom:1px solid #e3e7ec}\
    .number{text-align:right}\
    summary{min-height:24px;cursor:pointer}\
    @media (prefers-color-scheme:dark){body{color:#f5f5f5;background:#1a1a1a}svg{background:#fff}}";

/// One published indicator as a page of its own.
#[get("/embed/{indicator}")]
pub(crate) async fn page(
    request: HttpRequest,
    path: Path<String>,
    query: Query<ChartQuery>,
    app: Data<App>,
) -> HttpResponse {
    let query = query.into_inner();
    let language = query.lang.unwrap_or_default();
    let answer = match admit(&app, &request) {
        Ok(()) => open_benchmark(&app, &path, query.into()).await,
        Err(error) => Err(error),
    };
    let (status, title, body) = match answer {
        Ok(benchmark) => {
            let chart = open_chart(&benchmark, language);
            (StatusCode::OK, chart.subtitle.clone(), shown(&chart, language))
        }
        Err(error) => {
            let words = why(&error, language);
            (error.status_code(), "HjerteKom".to_owned(), format!("<p>{}</p>", escape(&words)))
        }
    };
    let html = format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{}</title><link rel=\"stylesheet\" href=\"/embed/style.css\"></head><body><main>{body}</main></body></html>",
        language_tag(language),
        escape(&title),
    );
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, policy(&app.site.embed_origins)))
        .insert_header((header::CACHE_CONTROL, if status.is_success() { CACHED } else { "no-store" }))
        .body(html)
}

/// The looks of the page.
#[get("/embed/style.css")]
pub(crate) async fn style() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, CACHED))
        .body(STYLE)
}

/// Nothing runs, nothing is fetched but the style; only the sites of the settings may frame it.
fn policy(origins: &[String]) -> String {
    let ancestors = if origins.is_empty() { "'none'".to_owned() } else { origins.join(" ") };
    format!(
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
    )
}

fn shown(chart: &Chart, language: Language) -> String {
    let grid = &chart.grid;
    let class = |index: usize| if grid.is_number(index) { " class=\"number\"" } else { "" };
    let head = grid.columns.iter().enumerate();
    let head = head.map(|(index, name)| format!("<th scope=\"col\"{}>{}</th>", class(index), escape(name)));
    let cell = |(index, cell): (usize, &Cell)| {
        let words = escape(&cell.show(language));
        match index {
            0 => format!("<th scope=\"row\">{words}</th>"),
            _ => format!("<td{}>{words}</td>", class(index)),
        }
    };
    let rows = grid
        .rows
        .iter()
        .map(|cells| format!("<tr>{}</tr>", cells.iter().enumerate().map(cell).collect::<String>()));
    let (as_table, rules) = match language {
        Language::Da => ("Vis som tabel", "Sådan er tallene beskyttet"),
        Language::En => ("Show as a table", "How the numbers are protected"),
    };
    let notes: String = chart.notes.iter().map(|note| format!("<li>{}</li>", escape(note))).collect();
    format!(
        "<h1>{}</h1>{}<details><summary>{as_table}</summary><div class=\"scroll\" tabindex=\"0\"><table><caption>{}</caption>\
         <thead><tr>{}</tr></thead><tbody>{}</tbody></table></div></details><h2>{rules}</h2><ul>{notes}</ul>",
        escape(&chart.title),
        drawing(chart, WIDTH, Theme::Light),
        escape(&chart.subtitle),
        head.collect::<String>(),
        rows.collect::<String>(),
    )
}

/// Why there is no chart: the reason of what is asked for, or the words of the problem.
fn why(error: &Error, language: Language) -> String {
    match error {
        Error::Findings(_, findings) if !findings.is_empty() => {
            findings.iter().map(|finding| finding.message.get(language)).collect::<Vec<_>>().join(" ")
        }
        other => Problem::new(other.code()).message.get(language).to_owned(),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
