//! The same rows in bare `sqlx`: one transaction per form, prepared statements, no session, no validation.
//!
//! The schema is the product's own. On SQLite each client has a connection and begins `IMMEDIATE`, on PostgreSQL the
//! rows are written as the owner of a table without forced row-level security, which is the cheaper path.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sqlx::any::AnyPoolOptions;
use sqlx::{AnyPool, Executor};
use testkit::server::{Engine, Place};

use crate::changed::Changed;
use crate::latency::Latencies;
use crate::place;
use crate::rows::{MUNICIPALITIES, SITE, end_form};

/// How often a busy SQLite is asked again before the benchmark gives up.
const ATTEMPTS: usize = 1_000;

/// Writes `forms` forms' worth of rows with `clients` clients.
pub(crate) async fn measure(engine: Engine, forms: usize, clients: usize, changed: &[Changed]) -> Latencies {
    let place = place(engine, &[]).await;
    let pool = open(&place, clients).await;
    prepare(&pool, engine, forms).await;
    let statements = Arc::new(Statements::new(engine, changed));
    let next = Arc::new(AtomicUsize::new(0));
    let begin = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|_| {
            let (pool, next, statements) = (pool.clone(), Arc::clone(&next), Arc::clone(&statements));
            tokio::spawn(async move {
                let mut latencies = Vec::new();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= forms {
                        return latencies;
                    }
                    let started = Instant::now();
                    write(&pool, engine, &statements, number).await;
                    latencies.push(started.elapsed());
                }
            })
        })
        .collect();
    let mut latencies: Vec<Duration> = Vec::new();
    for task in tasks {
        latencies.extend(task.await.expect("no client failed"));
    }
    let measured = Latencies::new(latencies, begin.elapsed());
    pool.close().await;
    measured
}

pub(crate) async fn open(place: &Place, clients: usize) -> AnyPool {
    sqlx::any::install_default_drivers();
    let url = match place.database() {
        Some(database) => database.admin_url.clone(),
        None => sqlite_url(&place.folder().join("hjertekom.sqlite")),
    };
    let options = AnyPoolOptions::new().max_connections(u32::try_from(clients).unwrap_or(1));
    let sqlite = place.database().is_none();
    let options = options.after_connect(move |connection, _| {
        Box::pin(async move {
            if sqlite {
                let settings = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON";
                connection.execute(settings).await?;
            }
            Ok(())
        })
    });
    options.connect(&url).await.expect("the database opens")
}

fn sqlite_url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

/// How the two engines write the same thing.
struct Dialect {
    begin: &'static str,
    /// A parameter that is a uuid.
    uuid: fn(usize) -> String,
    date: fn(&str) -> String,
    timestamp: &'static str,
    hash: &'static str,
}

const SQLITE: Dialect = Dialect {
    begin: "BEGIN IMMEDIATE",
    uuid: |index| format!("${index}"),
    date: |date| format!("'{date}'"),
    timestamp: "'2026-05-04 10:00:00+00:00'",
    hash: "zeroblob(32)",
};

const POSTGRES: Dialect = Dialect {
    begin: "BEGIN",
    uuid: |index| format!("${index}::uuid"),
    date: |date| format!("'{date}'::date"),
    timestamp: "'2026-05-04 10:00:00+00:00'::timestamptz",
    hash: "decode(repeat('00', 32), 'hex')",
};

const fn dialect(engine: Engine) -> &'static Dialect {
    match engine {
        Engine::Sqlite => &SQLITE,
        Engine::Postgres => &POSTGRES,
    }
}

/// Binds a uuid as the engine takes it through `sqlx`'s common driver.
fn bind_id(engine: Engine, query: AnyQuery<'_>, kind: u8, number: usize) -> AnyQuery<'_> {
    let text = format!("{kind:02x}000000-0000-4000-8000-{number:012x}");
    match engine {
        Engine::Sqlite => query.bind(hex::decode(text.replace('-', "")).expect("hexadecimal")),
        Engine::Postgres => query.bind(text),
    }
}

type AnyQuery<'q> = sqlx::query::Query<'q, sqlx::Any, sqlx::any::AnyArguments>;

/// The statements of one form: `$1` municipality, `$2` course, `$3` a fresh id, `$4` the number in the chain; each uses
/// the first few of them.
struct Statements {
    begin: &'static str,
    texts: Vec<(String, usize)>,
}

impl Statements {
    fn new(engine: Engine, changed: &[Changed]) -> Self {
        let Dialect { begin, uuid, date, timestamp, hash } = dialect(engine);
        let (course, version) = (uuid(2), uuid(3));
        let ended = date("2026-05-04");
        let answers = end_form()["answers"].to_string();
        let outcomes = changed.iter().map(|Changed { indicator, version, state, counts_on, .. }| {
            let on = counts_on.as_deref().map_or_else(|| "NULL".to_owned(), date);
            format!("($1, {course}, '{indicator}', '{version}', 'hjertekom', '{state}', {on})")
        });
        let outcomes: Vec<String> = outcomes.collect();
        let tallies = |part: &str| {
            let rows = changed.iter().flat_map(|change| {
                let Changed { indicator, version, .. } = change;
                let months = change.months().into_iter();
                months.map(move |month| {
                    format!(
                        "($1, 'hjertekom', '{indicator}', '{version}', {}{part}, 1, 0, 0, 0, 0)",
                        date(&month)
                    )
                })
            });
            rows.collect::<Vec<_>>().join(", ")
        };
        let texts = vec![
            (
                format!(
                    "INSERT INTO form_version (municipality, course_id, form, version, id, definition, answers, submitted_by, \
                     submitted_at) VALUES ($1, {course}, 'end', 1, {version}, '2026.1', '{answers}', {version}, {timestamp})"
                ),
                3,
            ),
            (
                format!(
                    "INSERT INTO outcome (municipality, course_id, indicator, version, programme, state, attributed_on) \
                     VALUES {} ON CONFLICT (municipality, course_id, indicator, version) DO UPDATE SET state = excluded.state",
                    outcomes.join(", ")
                ),
                2,
            ),
            (
                format!(
                    "INSERT INTO tally (municipality, programme, indicator, version, month, fulfilled, not_fulfilled, missing, \
                     excluded, pending) VALUES {} ON CONFLICT (municipality, programme, indicator, version, month) \
                     DO UPDATE SET fulfilled = tally.fulfilled + excluded.fulfilled",
                    tallies("")
                ),
                1,
            ),
            (
                format!(
                    "INSERT INTO stratum_tally (municipality, programme, indicator, version, month, stratum, fulfilled, \
                     not_fulfilled, missing, excluded, pending) VALUES {} \
                     ON CONFLICT (municipality, programme, indicator, version, month, stratum) \
                     DO UPDATE SET fulfilled = stratum_tally.fulfilled + excluded.fulfilled",
                    tallies(", 'sex=male;age_band=60_74;index_event=stemi'")
                ),
                1,
            ),
            (
                format!(
                    "INSERT INTO site_tally (municipality, programme, indicator, version, month, site, fulfilled, \
                     not_fulfilled, missing, excluded, pending) VALUES {} \
                     ON CONFLICT (municipality, programme, indicator, version, month, site) \
                     DO UPDATE SET fulfilled = site_tally.fulfilled + excluded.fulfilled",
                    tallies(&format!(", '{SITE}'"))
                ),
                1,
            ),
            (
                format!(
                    "UPDATE course SET state = 'ended', is_open = FALSE, ended_on = {ended}, version = version + 1, \
                     revision = revision + 1 WHERE municipality = $1 AND id = {course}"
                ),
                2,
            ),
            (
                format!(
                    "DELETE FROM draft WHERE municipality = $1 AND course_id = {course} AND form = 'end'"
                ),
                2,
            ),
            (
                format!(
                    "INSERT INTO access_log (municipality, seq, at, user_id, username, role, purpose, action, object_kind, \
                     object_id, citizen_id, result_count, result, request_id, hash) VALUES ($1, $4, {timestamp}, {version}, \
                     'clinician.silkeborg', 'clinician', 'treatment', 'submit', 'form', 'end', {course}, 1, 'done', {version}, \
                     {hash})"
                ),
                4,
            ),
            (format!("UPDATE access_chain SET seq = seq + 1, hash = {hash} WHERE municipality = $1"), 1),
        ];
        Self { begin, texts }
    }
}

fn municipality(number: usize) -> &'static str {
    MUNICIPALITIES[number % MUNICIPALITIES.len()].0
}

/// A citizen and an open course per form, in one transaction that is not measured.
async fn prepare(pool: &AnyPool, engine: Engine, forms: usize) {
    let Dialect { uuid, date, timestamp, hash, .. } = dialect(engine);
    let (course, citizen) = (uuid(2), uuid(3));
    let index = match engine {
        Engine::Sqlite => "randomblob(32)".to_owned(),
        Engine::Postgres => "sha256(($2::text)::bytea)".to_owned(),
    };
    let citizens = format!(
        "INSERT INTO citizen (municipality, id, cpr_index, cpr_sealed, birth_date, sex, created_at, changed_at, version) \
         VALUES ($1, {}, {index}, {hash}, {}, 'male', {timestamp}, {timestamp}, 1)",
        uuid(2),
        date("1960-01-31")
    );
    let courses = format!(
        "INSERT INTO course (municipality, id, citizen_id, programme, definition, course_no, state, is_open, opened_on, \
         started_on, changed_at, version, revision) VALUES ($1, {course}, {citizen}, 'hjertekom', '2026.1', 1, 'in_progress', \
         TRUE, {}, {}, {timestamp}, 1, 1)",
        date("2026-01-05"),
        date("2026-01-19")
    );
    let mut tx = pool.begin().await.expect("begins");
    for number in 0..forms {
        let query = sqlx::query(sqlx::AssertSqlSafe(citizens.clone())).bind(municipality(number));
        bind_id(engine, query, 1, number).execute(&mut *tx).await.expect("a citizen");
        let query = sqlx::query(sqlx::AssertSqlSafe(courses.clone())).bind(municipality(number));
        let query = bind_id(engine, bind_id(engine, query, 2, number), 1, number);
        query.execute(&mut *tx).await.expect("a course");
    }
    let head = format!("INSERT INTO access_chain (municipality, seq, hash) VALUES ($1, 0, {hash})");
    for (municipality, _) in MUNICIPALITIES {
        let query = sqlx::query(sqlx::AssertSqlSafe(head.clone())).bind(municipality);
        query.execute(&mut *tx).await.expect("a chain head");
    }
    tx.commit().await.expect("prepared");
}

async fn write(pool: &AnyPool, engine: Engine, statements: &Statements, number: usize) {
    for _ in 0..ATTEMPTS {
        match try_write(pool, engine, statements, number).await {
            Ok(()) => return,
            Err(error) if error.to_string().contains("locked") => {}
            Err(error) => panic!("{error}"),
        }
    }
    panic!("SQLite stayed locked");
}

async fn try_write(
    pool: &AnyPool,
    engine: Engine,
    statements: &Statements,
    number: usize,
) -> Result<(), sqlx::Error> {
    let mut connection = pool.acquire().await?;
    connection.execute(statements.begin).await?;
    for (text, parameters) in &statements.texts {
        let mut query = sqlx::query(sqlx::AssertSqlSafe(text.as_str())).bind(municipality(number));
        if *parameters >= 2 {
            query = bind_id(engine, query, 2, number);
        }
        if *parameters >= 3 {
            query = bind_id(engine, query, 3, number);
        }
        if *parameters >= 4 {
            query = query.bind(i64::try_from(number + 1).unwrap_or_default());
        }
        if let Err(error) = query.execute(&mut *connection).await {
            drop(connection.execute("ROLLBACK").await);
            return Err(error);
        }
    }
    connection.execute("COMMIT").await?;
    Ok(())
}
