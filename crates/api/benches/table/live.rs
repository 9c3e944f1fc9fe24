//! From a save to other screens: 100 open event streams, each of which reads the overview anew when it is told.
//!
//! On PostgreSQL the screens are on another server process than the one that saves, so `NOTIFY` is in between.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use testkit::server::{Client, Engine, PASSWORD, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{mpsc, watch};

use crate::latency::Latencies;
use crate::rows::{end_form, open_courses};
use crate::{Scale, place};

/// Open screens.
const SCREENS: usize = 100;
/// Screens one person has open.
const EACH: usize = 12;
/// Between two saves: longer than events are kept apart, so that every save is an event.
const APART: Duration = Duration::from_millis(1300);

/// What a screen asks for when it is told.
const OVERVIEW: &str = "/api/v1/indicators/overview?programme=hjertekom";

/// What one screen saw of one save: the event, and the numbers it asked for then.
struct Seen {
    told: Duration,
    shown: Duration,
}

/// Prints how long a save takes to be on other screens.
pub(crate) async fn print(scale: &Scale, engines: &[Engine]) {
    println!(
        "| from save to {SCREENS} screens | saves | event p50 ms | p95 | p99 | worst | numbers p50 ms | p95 | p99 | worst |\n\
         |---|---|---|---|---|---|---|---|---|---|"
    );
    for &engine in engines {
        let people = SCREENS.div_ceil(EACH);
        let accounts: Vec<String> = (0..people).map(|person| format!("manager-{person}.silkeborg")).collect();
        let mut all: Vec<&str> = accounts.iter().map(String::as_str).collect();
        all.extend(["coordinator.silkeborg", "clinician.silkeborg"]);
        let place = place(engine, &all).await;
        let saving = Server::start(&place).await.expect("a server");
        let showing = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Server::start(&place).await.expect("another server")),
        };
        let shown_by = showing.as_ref().map_or(saving.address, |server| server.address);
        let seen = measure((saving.address, shown_by), &accounts, scale.saves).await;
        let begin = Duration::from_secs(1);
        let told = Latencies::new(seen.iter().map(|seen| seen.told).collect(), begin);
        let shown = Latencies::new(seen.iter().map(|seen| seen.shown).collect(), begin);
        println!("| {} | {} | {} | {} |", engine.name(), scale.saves, told.columns(), shown.columns());
    }
    println!();
}

async fn measure(
    (saving, showing): (SocketAddr, SocketAddr),
    accounts: &[String],
    saves: usize,
) -> Vec<Seen> {
    let courses = courses(saving, saves).await;
    let (began, begins) = watch::channel(Instant::now());
    let (report, mut reports) = mpsc::unbounded_channel();
    for (place, account) in accounts.iter().enumerate() {
        let cookie: Arc<str> = Client::log_in(showing, account, PASSWORD).await.expect("logged in").into();
        for _ in 0..EACH.min(SCREENS - place * EACH) {
            let screen = Screen { address: showing, cookie: Arc::clone(&cookie), begins: begins.clone() };
            tokio::spawn(screen.watch(report.clone()));
        }
    }
    // Whoever begins to listen is told once; only what comes after counts.
    tokio::time::sleep(Duration::from_secs(3)).await;
    while reports.try_recv().is_ok() {}
    let cookie = Client::log_in(saving, "clinician.silkeborg", PASSWORD).await.expect("logged in");
    let mut client = Client::connect(saving, &cookie).await.expect("connected");
    let body = end_form().to_string();
    let mut seen = Vec::new();
    for course in courses {
        began.send_replace(Instant::now());
        let path = format!("/api/v1/courses/{course}/forms/end");
        let reply = client.send("PUT", &path, "application/json", body.as_bytes()).await.expect("an answer");
        assert!(reply.status < 300, "{}", String::from_utf8_lossy(&reply.body));
        for _ in 0..SCREENS {
            let heard = tokio::time::timeout(Duration::from_secs(10), reports.recv()).await;
            seen.push(heard.expect("every screen hears of every save").expect("screens are open"));
        }
        tokio::time::sleep(APART).await;
    }
    seen
}

/// Imports courses with a start form and returns their ids.
async fn courses(address: SocketAddr, count: usize) -> Vec<String> {
    let cookie = Client::log_in(address, "coordinator.silkeborg", PASSWORD).await.expect("logged in");
    let mut client = Client::connect(address, &cookie).await.expect("connected");
    let path = "/api/v1/imports?programme=hjertekom&mode=commit";
    let csv = open_courses(4, count);
    let reply = client.send("POST", path, "text/csv", csv.as_bytes()).await.expect("an answer");
    assert_eq!(reply.json()["committed"], true, "{}", String::from_utf8_lossy(&reply.body));
    let page = client.get("/api/v1/courses?filter=open&limit=200").await.expect("an answer").json();
    let items = page["items"].as_array().expect("courses");
    items.iter().filter_map(|course| Some(course["id"].as_str()?.to_owned())).collect()
}

/// One open screen.
struct Screen {
    address: SocketAddr,
    cookie: Arc<str>,
    begins: watch::Receiver<Instant>,
}

impl Screen {
    /// Reports every event, with how long it took since the last save began.
    async fn watch(self, report: mpsc::UnboundedSender<Seen>) {
        let mut events = TcpStream::connect(self.address).await.expect("connected");
        let ask = format!(
            "GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {}\r\nAccept: text/event-stream\r\n\r\n",
            self.cookie
        );
        events.write_all(ask.as_bytes()).await.expect("asked");
        let mut client = Client::connect(self.address, &self.cookie).await.expect("connected");
        // A connection that asks nothing for a while is closed.
        client.get(OVERVIEW).await.expect("an answer");
        let mut buffer = vec![0; 4096];
        loop {
            let read = events.read(&mut buffer).await.unwrap_or(0);
            if read == 0 {
                return;
            }
            let text = String::from_utf8_lossy(buffer.get(..read).unwrap_or_default());
            assert!(!text.starts_with("HTTP/1.1 4"), "{text}");
            if !text.contains("event: changed") {
                continue;
            }
            let began = *self.begins.borrow();
            let told = began.elapsed();
            let reply = client.get(OVERVIEW).await.expect("an answer");
            assert_eq!(reply.status, 200);
            drop(report.send(Seen { told, shown: began.elapsed() }));
        }
    }
}
