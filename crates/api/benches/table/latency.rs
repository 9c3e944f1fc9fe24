//! Latencies and the numbers people read from them.

use std::time::Duration;

/// Every latency of one measurement.
pub(crate) struct Latencies {
    sorted: Vec<Duration>,
    elapsed: Duration,
}

impl Latencies {
    /// Latencies of requests that together took `elapsed`.
    pub(crate) fn new(mut latencies: Vec<Duration>, elapsed: Duration) -> Self {
        latencies.sort_unstable();
        Self { sorted: latencies, elapsed }
    }

    /// Requests per second.
    pub(crate) fn rate(&self) -> f64 {
        self.sorted.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// The latency that this share of the requests does not exceed.
    pub(crate) fn percentile(&self, share: f64) -> Duration {
        let rank = (share * self.sorted.len() as f64).ceil() as usize;
        self.sorted[rank.clamp(1, self.sorted.len()) - 1]
    }

    /// Columns: p50, p95, p99 and worst, in milliseconds.
    pub(crate) fn columns(&self) -> String {
        let shown = |share| format!("{:.2}", self.percentile(share).as_secs_f64() * 1e3);
        [0.5, 0.95, 0.99, 1.0].map(shown).join(" | ")
    }
}
