//! Importing a registry, and reading one municipality's year with 10 thousand, 100 thousand and a million courses.

use std::process::Stdio;
use std::time::Instant;

use serde_json::Value;
use testkit::server::{Client, Engine, PASSWORD, Place, Server, memory};

use crate::latency::Latencies;
use crate::series::{self, Measured};
use crate::whole::{self, Whole};
use crate::{Scale, place};

/// Prints the import rate and the overview's latency for every size and engine.
pub(crate) async fn print(scale: &Scale, engines: &[Engine]) {
    println!(
        "| courses in the database | engine | import, courses per s | highest memory, MiB | overview p50 ms | p95 | p99 | worst |\n\
         |---|---|---|---|---|---|---|---|"
    );
    let (mut series, mut wholes) = (Vec::new(), Vec::new());
    for &engine in engines {
        for &courses in &scale.courses {
            let place = place(engine, &["manager.aarhus"]).await;
            let (rate, memory) = import(&place, courses);
            let publish = whole::publish(&place);
            let (read, measured, comparison) = read(&place, engine, scale.reads).await;
            println!("| {courses} | {} | {rate:.0} | {memory:.0} | {} |", engine.name(), read.columns());
            series.push(measured.row(courses, engine));
            let whole = Whole::new(publish, comparison, whole::recompute(&place));
            wholes.push(whole.row(courses, engine));
        }
    }
    for (head, rows) in [(Measured::HEAD, series), (Whole::HEAD, wholes)] {
        println!("\n{head}\n{}", rows.join("\n"));
    }
    println!();
}

/// Writes an invented registry to files and imports them; gives courses per second and the highest memory in MiB.
fn import(place: &Place, courses: usize) -> (f64, f64) {
    let folder = place.folder().join("registry");
    let folder = folder.to_str().expect("a path");
    place
        .run(&["synthesise", "--courses", &courses.to_string(), "--seed", "1", "--out", folder])
        .expect("a registry");
    let begin = Instant::now();
    let mut command = place.command(&["import", "--dir", folder, "--mode", "commit"]);
    let mut process = command.stderr(Stdio::null()).spawn().expect("the import starts");
    let mut highest = 0.0_f64;
    let status = loop {
        highest = highest.max(memory(process.id(), "VmHWM:"));
        if let Some(status) = process.try_wait().expect("the import runs") {
            break status;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    };
    assert!(status.success(), "the import failed");
    (courses as f64 / begin.elapsed().as_secs_f64(), highest)
}

/// Reads the overview of a large municipality one request after another, then one indicator over time and a comparison.
async fn read(place: &Place, engine: Engine, reads: usize) -> (Latencies, Measured, Latencies) {
    let server = Server::start(place).await.expect("a server");
    let cookie = Client::log_in(server.address, "manager.aarhus", PASSWORD).await.expect("logged in");
    let mut client = Client::connect(server.address, &cookie).await.expect("connected");
    let path = "/api/v1/indicators/overview?programme=hjertekom&from=2025-01-01&to=2025-12-31";
    let overview = asked(&mut client, path, "/rows/0/denominator", reads).await;
    let series = series::measure(&mut client, place, engine, reads).await;
    (overview, series, whole::compare(&mut client, reads).await)
}

/// Reads an address one request after another; its answer counts something at `counted`.
pub(crate) async fn asked(client: &mut Client, path: &str, counted: &str, reads: usize) -> Latencies {
    let first = client.get(path).await.expect("an answer").json();
    assert!(first.pointer(counted).and_then(Value::as_u64) > Some(0), "{first}");
    let begin = Instant::now();
    let mut latencies = Vec::with_capacity(reads);
    for _ in 0..reads {
        let reply = client.get(path).await.expect("an answer");
        assert_eq!(reply.status, 200);
        latencies.push(reply.took);
    }
    Latencies::new(latencies, begin.elapsed())
}
