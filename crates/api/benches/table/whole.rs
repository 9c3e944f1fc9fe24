//! The jobs that look at every course, a snapshot of published numbers and a full recompute, and a comparison read
//! from that snapshot.

use std::time::Duration;

use testkit::server::{Client, Engine, Place};

use crate::latency::Latencies;
use crate::overview::asked;

/// What the jobs and the comparison took in one database.
pub(crate) struct Whole {
    publish: Duration,
    comparison: Latencies,
    recompute: Duration,
}

/// Publishes the month's snapshot.
pub(crate) fn publish(place: &Place) -> Duration {
    place.run(&["publish"]).expect("a snapshot")
}

/// Reads a year's shares of all municipalities from a running server.
pub(crate) async fn compare(client: &mut Client, reads: usize) -> Latencies {
    let path = "/api/v1/benchmarks/smokefree?programme=hjertekom&level=municipality&period=2025";
    asked(client, path, "/own_exact/denominator", reads).await
}

/// Computes every indicator of every course anew, beside no server.
pub(crate) fn recompute(place: &Place) -> Duration {
    place.run(&["recompute"]).expect("recomputed")
}

impl Whole {
    /// Head of the table.
    pub(crate) const HEAD: &str = "| courses in the database | engine | published comparison p50 ms | p95 | p99 | worst \
        | snapshot, s | full recompute, s | courses per s |\n\
        |---|---|---|---|---|---|---|---|---|";

    /// Both jobs and the comparison between them.
    pub(crate) const fn new(publish: Duration, comparison: Latencies, recompute: Duration) -> Self {
        Self { publish, comparison, recompute }
    }

    /// One row.
    pub(crate) fn row(&self, courses: usize, engine: Engine) -> String {
        let recompute = self.recompute.as_secs_f64();
        format!(
            "| {courses} | {} | {} | {:.1} | {recompute:.1} | {:.0} |",
            engine.name(),
            self.comparison.columns(),
            self.publish.as_secs_f64(),
            courses as f64 / recompute,
        )
    }
}
