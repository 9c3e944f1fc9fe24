//! An indicator over twelve quarters, in all and by sex: from tallies, next to the same answer as raw SQL over
//! outcomes and over answers.

use std::time::Instant;

use sqlx::{AnyPool, AssertSqlSafe};
use testkit::server::{Client, Engine, Place};

use crate::baseline;
use crate::latency::Latencies;
use crate::overview::asked;

/// Raw queries over everything are slow; this many tell enough.
const RAW: usize = 10;
/// What the answer counts.
const TOTAL: &str = "/groups/0/total/denominator";
const PERIOD: &str = "from=2023-01-01&to=2025-12-31";

/// The latencies of one database.
pub(crate) struct Measured {
    whole: Latencies,
    split: Latencies,
    outcomes: Latencies,
    answers: Latencies,
}

/// Measures a running server, and the database behind it.
pub(crate) async fn measure(client: &mut Client, place: &Place, engine: Engine, reads: usize) -> Measured {
    let path = format!("/api/v1/indicators/smokefree/series?programme=hjertekom&{PERIOD}");
    let pool = baseline::open(place, 1).await;
    let measured = Measured {
        whole: asked(client, &path, TOTAL, reads).await,
        split: asked(client, &format!("{path}&split=sex"), TOTAL, reads).await,
        outcomes: raw(&pool, OUTCOMES).await,
        answers: raw(&pool, &answers(engine)).await,
    };
    pool.close().await;
    measured
}

impl Measured {
    /// Head of the table.
    pub(crate) const HEAD: &str = "| courses in the database | engine | series of 12 quarters p50 ms | p99 | by sex p50 ms | p99 \
        | raw SQL over outcomes p50 ms | times by sex | raw SQL over answers p50 ms | times by sex |\n\
        |---|---|---|---|---|---|---|---|---|---|";

    /// One row.
    pub(crate) fn row(&self, courses: usize, engine: Engine) -> String {
        let ms = |latencies: &Latencies, share| latencies.percentile(share).as_secs_f64() * 1e3;
        let split = ms(&self.split, 0.5);
        let (outcomes, answers) = (ms(&self.outcomes, 0.5), ms(&self.answers, 0.5));
        format!(
            "| {courses} | {} | {:.2} | {:.2} | {split:.2} | {:.2} | {outcomes:.1} | {:.1} | {answers:.1} | {:.1} |",
            engine.name(),
            ms(&self.whole, 0.5),
            ms(&self.whole, 0.99),
            ms(&self.split, 0.99),
            outcomes / split,
            answers / split,
        )
    }
}

/// Aarhus, by month and sex.
const OUTCOMES: &str = "SELECT substr(CAST(o.attributed_on AS text), 1, 7) AS month, z.sex, o.state, count(*) AS courses \
    FROM outcome o JOIN course c ON c.municipality = o.municipality AND c.id = o.course_id \
    JOIN citizen z ON z.municipality = c.municipality AND z.id = c.citizen_id \
    WHERE o.municipality = '0751' AND o.programme = 'hjertekom' AND o.indicator = 'smokefree' \
    AND o.attributed_on >= '2023-01-01' AND o.attributed_on <= '2025-12-31' GROUP BY 1, 2, 3";

/// The same from the newest version of both forms.
fn answers(engine: Engine) -> String {
    let of = |table: &str, variable: &str| match engine {
        Engine::Sqlite => format!("json_extract({table}.answers, '$.{variable}')"),
        Engine::Postgres => format!("({table}.answers::json ->> '{variable}')"),
    };
    let newest = |table: &str| {
        format!(
            "{table}.version = (SELECT max(n.version) FROM form_version n WHERE n.municipality = {table}.municipality \
             AND n.course_id = {table}.course_id AND n.form = {table}.form)"
        )
    };
    format!(
        "SELECT substr({day}, 1, 7) AS month, z.sex, CASE WHEN {status} = 'former' THEN 1 ELSE 0 END AS met, \
         count(*) AS courses FROM form_version s \
         JOIN form_version e ON e.municipality = s.municipality AND e.course_id = s.course_id AND e.form = 'end' \
         JOIN course c ON c.municipality = s.municipality AND c.id = s.course_id \
         JOIN citizen z ON z.municipality = c.municipality AND z.id = c.citizen_id \
         WHERE s.municipality = '0751' AND s.form = 'start' AND {begun} IN ('daily', 'occasional') \
         AND {day} >= '2023-01-01' AND {day} <= '2025-12-31' AND {} AND {} GROUP BY 1, 2, 3",
        newest("s"),
        newest("e"),
        day = of("e", "final_meeting_date"),
        status = of("e", "smoking_status"),
        begun = of("s", "smoking_status"),
    )
}

async fn raw(pool: &AnyPool, query: &str) -> Latencies {
    let begin = Instant::now();
    let mut latencies = Vec::with_capacity(RAW);
    for _ in 0..RAW {
        let started = Instant::now();
        let rows = sqlx::query(AssertSqlSafe(query.to_owned())).fetch_all(pool).await.expect("an answer");
        assert!(!rows.is_empty(), "{query}");
        latencies.push(started.elapsed());
    }
    Latencies::new(latencies, begin.elapsed())
}
