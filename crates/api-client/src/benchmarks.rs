//! Published numbers across municipalities.

use api_types::{Benchmark, BenchmarkAsk, Benchmarks};
use reqwest::Method;

use crate::{Answer, Client, read};

impl Client {
    /// Which snapshots there are, and what can be asked of them.
    pub async fn benchmarks(&self, programme: &str) -> Answer<Benchmarks> {
        read(self.request(Method::GET, "/benchmarks").query(&[("programme", programme)])).await
    }

    /// One indicator across units.
    pub async fn benchmark(&self, indicator: &str, ask: &BenchmarkAsk) -> Answer<Benchmark> {
        read(self.request(Method::GET, &format!("/benchmarks/{indicator}")).query(ask)).await
    }

    /// The same for everybody, without logging in and with fewer cells.
    pub async fn open_benchmarks(&self, programme: &str) -> Answer<Benchmarks> {
        read(self.request(Method::GET, "/open/benchmarks").query(&[("programme", programme)])).await
    }

    /// One indicator across units for everybody, without logging in.
    pub async fn open_benchmark(&self, indicator: &str, ask: &BenchmarkAsk) -> Answer<Benchmark> {
        read(self.request(Method::GET, &format!("/open/benchmarks/{indicator}")).query(ask)).await
    }
}
