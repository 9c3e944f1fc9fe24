//! Speed and memory, as one table: what `just bench` prints and `docs/performance.md` holds.
//!
//! Drives the real server over HTTP on loopback, next to the same rows written by bare `sqlx` in the same run. Every
//! loop is bounded in count; servers and files are gone afterwards.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark stops at the first thing that is not as it should be"
)]

mod baseline;
mod changed;
mod latency;
mod live;
mod overview;
mod rows;
mod series;
mod submit;
mod whole;

use std::path::Path;
use std::time::Duration;

use testkit::server::{Engine, Place, Server};

/// What is measured: `--quick` makes every count small, to see that the benchmark itself works; `--courses=10000,1000000`
/// chooses the sizes of the database.
#[derive(Clone, Debug)]
struct Scale {
    /// End forms per engine and concurrency.
    forms: usize,
    /// Courses in the database when the overview is read.
    courses: Vec<usize>,
    /// Overviews read per size.
    reads: usize,
    /// Saves that open screens are told of.
    saves: usize,
}

impl Scale {
    fn full() -> Self {
        Self { forms: 2_400, courses: vec![10_000, 100_000, 1_000_000], reads: 1_000, saves: 40 }
    }

    fn quick() -> Self {
        Self { forms: 160, courses: vec![2_000, 10_000], reads: 200, saves: 5 }
    }
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let is_quick = arguments.iter().any(|argument| argument == "--quick");
    let mut scale = if is_quick { Scale::quick() } else { Scale::full() };
    if let Some(sizes) = arguments.iter().find_map(|argument| argument.strip_prefix("--courses=")) {
        scale.courses = sizes.split(',').map(|size| size.parse().expect("a number of courses")).collect();
    }
    let chosen = |name: &str| {
        let names: Vec<_> = arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
        names.is_empty() || names.iter().any(|wanted| name.contains(wanted.as_str()))
    };
    let engines = engines(&arguments);
    println!("{}\n", machine());
    if chosen("idle") {
        print_idle(&engines).await;
    }
    if chosen("submit") {
        submit::print(&scale, &engines).await;
    }
    if chosen("live") {
        live::print(&scale, &engines).await;
    }
    if chosen("overview") || chosen("import") || chosen("series") || chosen("whole") {
        overview::print(&scale, &engines).await;
    }
}

/// The engines that are named, `--sqlite` or `--postgresql`; both when none is.
fn engines(arguments: &[String]) -> Vec<Engine> {
    let is_named = |engine: &Engine| arguments.contains(&format!("--{}", engine.name().to_ascii_lowercase()));
    let named: Vec<_> = Engine::ALL.into_iter().filter(is_named).collect();
    if named.is_empty() { Engine::ALL.to_vec() } else { named }
}

/// One line about the machine.
fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(Path::new(path)).unwrap_or_default();
    let value = |text: &str, key: &str| {
        let line = text.lines().find(|line| line.starts_with(key)).unwrap_or_default();
        line.split(':').nth(1).unwrap_or_default().trim().to_owned()
    };
    let processor = value(&read("/proc/cpuinfo"), "model name");
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = value(&read("/proc/meminfo"), "MemTotal");
    let kernel = read("/proc/sys/kernel/osrelease");
    format!("{cores} cores, {processor}, memory {memory}, Linux {}", kernel.trim())
}

/// An installation of the server under measurement.
async fn place(engine: Engine, accounts: &[&str]) -> Place {
    Place::new(env!("CARGO_BIN_EXE_hjertekom"), engine, accounts).await.expect("a place")
}

/// Prints the memory of a server that has nothing to do.
async fn print_idle(engines: &[Engine]) {
    println!("| server without load | resident memory, MiB |\n|---|---|");
    for &engine in engines {
        let place = place(engine, &[]).await;
        let server = Server::start(&place).await.expect("a server");
        tokio::time::sleep(Duration::from_secs(2)).await;
        println!("| {} | {:.0} |", engine.name(), server.resident());
    }
    println!();
}
