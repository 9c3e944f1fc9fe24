//! How fast the storage is: import, submitting end forms against bare transactions, and the overview.
//!
//! `cargo run --release -p db --example speed -- [courses] [postgres owner url] [postgres app url]`, SQLite in a
//! temporary folder (`TMPDIR`) unless PostgreSQL is named. A benchmark to look at, not a test.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a command line tool for developers")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use db::rights::{Import, ManageUsers, ReadIndicators, WriteForms};
use db::{
    Database, Durability, ImportRecord, ImportedCitizen, KeyRing, NewUser, RequestContext, Settings,
    Submission,
};
use domain::access::Role;
use domain::citizen::Sex;
use domain::ids::CourseId;
use domain::programme::Catalogue;
use domain::validation::{facts, validate};
use serde_json::{Map, Value as Json, json};
use sqlx::Row;
use uuid::Uuid;

const SILKEBORG: &str = "0740";
const SUBMISSIONS: usize = 6000;

fn now() -> DateTime<Utc> {
    "2026-06-15T10:00:00Z".parse().unwrap()
}

fn context() -> RequestContext {
    RequestContext { request_id: Uuid::from_u128(1), purpose: None, address: None }
}

fn object(json: Json) -> Map<String, Json> {
    json.as_object().unwrap().clone()
}

fn start() -> Map<String, Json> {
    object(json!({
        "initial_meeting_date": "2026-01-12", "training_offered": "yes", "smoking_status": "daily",
        "capacity_test_type": "six_mwt", "six_mwt_m": 400, "weight_kg": 82.5, "height_cm": 178,
    }))
}

fn end(day: u32) -> Map<String, Json> {
    object(json!({
        "end_type": "completed", "final_meeting_date": format!("2026-{:02}-{:02}", 2 + day % 4, 1 + day % 28),
        "sessions_planned": 24, "sessions_attended": 20, "diet_treatment": "yes_group",
        "diet_by_profession": "clinical_dietitian", "smoking_status": "former",
        "smoking_intervention": "participated", "quit_date": "2026-02-01", "capacity_test_type": "six_mwt",
        "six_mwt_m": 445, "depression_screened": "no",
    }))
}

/// Record number `number`, with an end form or without.
fn record(catalogue: &Catalogue, number: u64, ended: bool) -> ImportRecord {
    let programme = catalogue.current("hjertekom").unwrap();
    let mut known = facts([], now().date_naive());
    let mut forms = Vec::new();
    for (id, answers) in [("start", start()), ("end", end(u32::try_from(number % 1000).unwrap()))] {
        if id == "end" && !ended {
            continue;
        }
        let validated = validate(programme, programme.form(id).unwrap(), &answers, &known);
        assert!(validated.is_complete(), "{:?}", validated.findings);
        known.forms.insert(id.into(), validated.answers.clone());
        forms.push((id.to_owned(), validated.answers));
    }
    // Invented: 60 is added to the day, and the year runs through the century.
    let (day, serial) = (61 + number % 28, number / 28 / 100);
    let cpr =
        format!("{day:02}{:02}{:02}{:04}", 1 + serial % 12, number / 28 % 100, 1000 + serial / 12 % 3000);
    let cpr: domain::cpr::Cpr = cpr.parse().unwrap();
    ImportRecord {
        citizen: ImportedCitizen {
            birth_date: cpr.birth_date().unwrap(),
            cpr,
            name: Some(format!("Prøve Testesen{}", number % 5000).parse().unwrap()),
            sex: Sex::Female,
        },
        course_key: format!("{}{number}", if ended { "e" } else { "o" }),
        forms,
    }
}

fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM: ?");
    line.split_whitespace().skip(1).collect::<Vec<_>>().join(" ")
}

async fn import(
    database: &Database,
    name: &str,
    records: impl Iterator<Item = ImportRecord> + Send + 'static,
) {
    let caller = database
        .console::<Import>("speed", Role::Coordinator, SILKEBORG.parse().ok(), context(), now())
        .unwrap();
    let begun = Instant::now();
    let done = Arc::new(AtomicU64::new(0));
    let seen = Arc::clone(&done);
    let progress = move |courses| {
        let before = seen.swap(courses, Ordering::Relaxed);
        if courses / 50_000 != before / 50_000 {
            println!("  {courses} courses, {:.0}/s", courses as f64 / begun.elapsed().as_secs_f64());
        }
    };
    let report =
        database.imports(&caller).commit("hjertekom", records.map(Ok), now(), progress).await.unwrap();
    let rate = report.courses as f64 / begun.elapsed().as_secs_f64();
    println!(
        "import {name}: {} courses in {:.1?}, {rate:.0}/s, peak memory {}",
        report.courses,
        begun.elapsed(),
        memory()
    );
}

/// Runs `SUBMISSIONS` pieces of work by a number of clients and prints rate and latencies.
async fn clients<F, Fut>(name: &str, concurrency: usize, work: F) -> f64
where
    F: Fn(usize) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let (work, next) = (Arc::new(work), Arc::new(AtomicUsize::new(0)));
    let begun = Instant::now();
    let tasks = (0..concurrency).map(|_| {
        let (work, next) = (Arc::clone(&work), Arc::clone(&next));
        tokio::spawn(async move {
            let mut latencies = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= SUBMISSIONS {
                    break latencies;
                }
                let at = Instant::now();
                work(number).await;
                latencies.push(at.elapsed());
            }
        })
    });
    let mut latencies: Vec<Duration> = Vec::new();
    for task in tasks.collect::<Vec<_>>() {
        latencies.extend(task.await.unwrap());
    }
    let rate = SUBMISSIONS as f64 / begun.elapsed().as_secs_f64();
    latencies.sort();
    let at = |share: f64| latencies[((latencies.len() - 1) as f64 * share) as usize];
    println!(
        "{name} c={concurrency}: {rate:.0}/s p50 {:.2?} p95 {:.2?} p99 {:.2?} worst {:.2?}",
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0)
    );
    rate
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let courses: u64 = arguments.first().map_or(20_000, |text| text.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("speed.sqlite");
    let sqlite = format!("sqlite://{}", file.display());
    let owner = arguments.get(1).unwrap_or(&sqlite);
    let url = arguments.get(2).unwrap_or(owner);
    let catalogue = Arc::new(programmes::embedded().unwrap());
    Database::migrate(owner).await.unwrap();
    let mut settings = Settings::new(url.clone(), KeyRing::from_bytes([7; 32]), Arc::clone(&catalogue));
    settings.durability = Durability::Full;
    settings.connections = 16;
    settings.patience = Duration::from_secs(30);
    let database = Database::connect(&settings).await.unwrap();

    let (source, open) = (Arc::clone(&catalogue), Arc::clone(&catalogue));
    import(&database, "ended", (0..courses).map(move |number| record(&source, number, true))).await;
    let waiting = 6 * SUBMISSIONS as u64;
    import(&database, "open", (courses..courses + waiting).map(move |number| record(&open, number, false)))
        .await;

    let manager = database
        .console::<ReadIndicators>("speed", Role::Manager, SILKEBORG.parse().ok(), context(), now())
        .unwrap();
    let mut latencies = Vec::new();
    for _ in 0..500 {
        let at = Instant::now();
        database.indicators(&manager).overview("hjertekom", "2026".parse().unwrap()).await.unwrap();
        latencies.push(at.elapsed());
    }
    latencies.sort();
    println!("overview: p50 {:.2?} p99 {:.2?}", latencies[250], latencies[495]);

    let admin = database
        .console::<ManageUsers>("speed", Role::MunicipalAdmin, SILKEBORG.parse().ok(), context(), now())
        .unwrap();
    let user = NewUser {
        username: "clinician".into(),
        display_name: "Prøve".into(),
        password_hash: None,
        role: Role::Clinician,
        region: None,
    };
    let user = database.users(&admin).create(user, now()).await.unwrap();
    database.sessions().start(user, [9; 32], now()).await.unwrap();

    let bare = Bare::connect(url).await;
    let ids = Arc::new(bare.open_courses().await);
    let mut first = 0;
    for concurrency in [1, 8, 32] {
        let (ours, theirs) = (first, first + SUBMISSIONS);
        first += 2 * SUBMISSIONS;
        let (db, mine) = (database.clone(), Arc::clone(&ids));
        let fast = clients("submit", concurrency, move |number| {
            let (db, id) = (db.clone(), mine[ours + number]);
            async move {
                let caller = db.caller::<WriteForms>([9; 32], context(), now()).await.unwrap();
                let answers = end(u32::try_from(number % 1000).unwrap());
                let forms = db.forms(&caller);
                let submitted =
                    forms.submit(CourseId::new(id), "end", &answers, None, None, now()).await.unwrap();
                assert!(matches!(submitted, Submission::Accepted(_)));
            }
        })
        .await;
        let (raw, mine) = (bare.clone(), Arc::clone(&ids));
        let slow = clients("bare  ", concurrency, move |number| {
            let (raw, id) = (raw.clone(), mine[theirs + number]);
            async move { raw.write(id).await }
        })
        .await;
        println!("ratio c={concurrency}: {:.2}", fast / slow);
    }
    println!("peak memory {}", memory());
    database.close().await;
}

/// The same rows by a bare transaction.
#[derive(Clone)]
enum Bare {
    Sqlite(sqlx::SqlitePool),
    Postgres(sqlx::PgPool),
}

macro_rules! write_rows {
    ($tx:expr, $id:expr, $seq:expr) => {{
        let tx = $tx;
        let code = "0740";
        sqlx::query("UPDATE course SET state = $3, is_open = $4, started_on = $5, ended_on = $6, changed_at = $7, \
            version = version + 1, revision = revision + 1 WHERE municipality = $1 AND id = $2")
            .bind(code).bind($id).bind("ended").bind(false).bind(now().date_naive()).bind(now().date_naive())
            .bind(now()).execute(&mut *tx).await.unwrap();
        sqlx::query("INSERT INTO form_version (municipality, course_id, form, version, id, definition, answers, \
            submitted_by, submitted_at) VALUES ($1, $2, 'end', 1, $2, '2026.1', $3, $2, $4)")
            .bind(code).bind($id).bind(serde_json::to_string(&end(1)).unwrap()).bind(now())
            .execute(&mut *tx).await.unwrap();
        sqlx::query("INSERT INTO outcome (municipality, course_id, indicator, version, programme, state, attributed_on) \
            VALUES ($1,$2,'persistence','2026.1','hjertekom','fulfilled',$3), ($1,$2,'sessions80','2026.1','hjertekom','fulfilled',$3), \
            ($1,$2,'capacity10','2026.1','hjertekom','fulfilled',$3), ($1,$2,'smokefree','2026.1','hjertekom','fulfilled',$3), \
            ($1,$2,'diet','2026.1','hjertekom','fulfilled',$3), ($1,$2,'depression_end','2026.1','hjertekom','fulfilled',$3) \
            ON CONFLICT (municipality, course_id, indicator, version) DO UPDATE SET state = excluded.state, attributed_on = excluded.attributed_on")
            .bind(code).bind($id).bind(now().date_naive()).execute(&mut *tx).await.unwrap();
        sqlx::query("INSERT INTO tally (municipality, programme, indicator, version, month, fulfilled, not_fulfilled, missing, excluded, pending) \
            VALUES ($1,'hjertekom','persistence','2026.1',$2,1,0,0,0,0), ($1,'hjertekom','sessions80','2026.1',$2,1,0,0,0,0), \
            ($1,'hjertekom','capacity10','2026.1',$2,1,0,0,0,0), ($1,'hjertekom','smokefree','2026.1',$2,1,0,0,0,0), \
            ($1,'hjertekom','diet','2026.1',$2,1,0,0,0,0), ($1,'hjertekom','depression_end','2026.1',$2,1,0,0,0,0) \
            ON CONFLICT (municipality, programme, indicator, version, month) DO UPDATE SET fulfilled = tally.fulfilled + excluded.fulfilled")
            .bind(code).bind(now().date_naive()).execute(&mut *tx).await.unwrap();
        sqlx::query("DELETE FROM draft WHERE municipality = $1 AND course_id = $2 AND form = 'end' AND author = $2")
            .bind(code).bind($id).execute(&mut *tx).await.unwrap();
        // The chain's head and its next event; the bare row keeps the old hash.
        let head = sqlx::query("UPDATE access_chain SET seq = seq + 1 WHERE municipality = $1 RETURNING seq, hash")
            .bind(code).fetch_one(&mut *tx).await.unwrap();
        sqlx::query("INSERT INTO access_log (municipality, seq, at, user_id, username, role, purpose, action, object_kind, \
            object_id, citizen_id, criterion, result_count, result, request_id, address, hash) VALUES \
            ($1,$2,$3,$4,'clinician','clinician','treatment','form.submit','form','x',$4,NULL,1,'done',$4,NULL,$5)")
            .bind(code).bind(head.get::<i64, _>(0)).bind(now()).bind($id).bind(head.get::<Vec<u8>, _>(1))
            .execute(&mut *tx).await.unwrap();
    }};
}

impl Bare {
    async fn connect(url: &str) -> Self {
        if url.starts_with("sqlite") {
            use std::str::FromStr;
            let options = sqlx::sqlite::SqliteConnectOptions::from_str(url)
                .unwrap()
                .synchronous(sqlx::sqlite::SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(30));
            let pool = sqlx::sqlite::SqlitePoolOptions::new().max_connections(8);
            Self::Sqlite(pool.connect_with(options).await.unwrap())
        } else {
            let pool = sqlx::postgres::PgPoolOptions::new().max_connections(16);
            Self::Postgres(pool.connect(url).await.unwrap())
        }
    }

    async fn open_courses(&self) -> Vec<Uuid> {
        let query = "SELECT id FROM course WHERE municipality = '0740' AND state = 'in_progress'";
        match self {
            Self::Sqlite(pool) => {
                sqlx::query(query).fetch_all(pool).await.unwrap().iter().map(|row| row.get(0)).collect()
            }
            Self::Postgres(pool) => {
                let mut tx = pool.begin().await.unwrap();
                sqlx::query("SELECT set_config('app.municipality', '0740', true)")
                    .execute(&mut *tx)
                    .await
                    .unwrap();
                sqlx::query(query).fetch_all(&mut *tx).await.unwrap().iter().map(|row| row.get(0)).collect()
            }
        }
    }

    async fn write(&self, id: Uuid) {
        match self {
            Self::Sqlite(pool) => {
                let mut tx = pool.begin_with("BEGIN IMMEDIATE").await.unwrap();
                write_rows!(&mut *tx, id, 0);
                tx.commit().await.unwrap();
            }
            Self::Postgres(pool) => {
                let mut tx = pool.begin().await.unwrap();
                sqlx::query("SELECT set_config('app.municipality', '0740', true)")
                    .execute(&mut *tx)
                    .await
                    .unwrap();
                write_rows!(&mut *tx, id, 0);
                tx.commit().await.unwrap();
            }
        }
    }
}
