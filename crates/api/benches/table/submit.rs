//! Submitting one end form: session, validation, append, outcomes, tallies, access log, durable commit.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use testkit::server::{Client, Engine, PASSWORD, Server};
use tokio::sync::Mutex;

use crate::changed::changed;
use crate::latency::Latencies;
use crate::rows::{MUNICIPALITIES, end_form, open_courses};
use crate::{Scale, baseline, place};

const CONCURRENCY: [usize; 3] = [1, 8, 32];

/// A course to end and the session that may.
struct Work {
    course: String,
    cookie: Arc<str>,
}

/// Prints the table of submitted forms per second beside bare `sqlx`.
pub(crate) async fn print(scale: &Scale, engines: &[Engine]) {
    println!(
        "| submit one end form | clients | HTTP, per s | bare sqlx, per s | ratio | p50 ms | p95 | p99 | worst |\n\
         |---|---|---|---|---|---|---|---|---|"
    );
    for &engine in engines {
        let accounts =
            MUNICIPALITIES.map(|(_, town)| [format!("coordinator.{town}"), format!("clinician.{town}")]);
        let accounts: Vec<&str> = accounts.iter().flatten().map(String::as_str).collect();
        let place = place(engine, &accounts).await;
        let server = Server::start(&place).await.expect("a server");
        // One course stays open: what it counts as is what the others counted as before.
        let mut work = prepare(server.address, scale.forms * CONCURRENCY.len() + 1).await;
        let mut measured = Vec::new();
        for clients in CONCURRENCY {
            let share = work.split_off(work.len() - scale.forms);
            measured.push((clients, drive(server.address, share, clients).await));
        }
        drop(server);
        let pool = baseline::open(&place, 1).await;
        let changes = changed(&pool).await;
        pool.close().await;
        for (clients, through_http) in measured {
            let bare = baseline::measure(engine, scale.forms, clients, &changes).await;
            println!(
                "| {} | {clients} | {:.0} | {:.0} | {:.2} | {} |",
                engine.name(),
                through_http.rate(),
                bare.rate(),
                through_http.rate() / bare.rate(),
                through_http.columns()
            );
        }
    }
    println!();
}

/// Imports open courses through the API and lists them.
async fn prepare(address: SocketAddr, forms: usize) -> VecDeque<Work> {
    let each = forms.div_ceil(MUNICIPALITIES.len());
    let mut lists = Vec::new();
    for (series, (_, town)) in MUNICIPALITIES.iter().enumerate() {
        let coordinator =
            Client::log_in(address, &format!("coordinator.{town}"), PASSWORD).await.expect("logged in");
        let cookie: Arc<str> =
            Client::log_in(address, &format!("clinician.{town}"), PASSWORD).await.expect("logged in").into();
        let mut client = Client::connect(address, &coordinator).await.expect("connected");
        let path = "/api/v1/imports?programme=hjertekom&mode=commit";
        let reply = client
            .send("POST", path, "text/csv", open_courses(series, each).as_bytes())
            .await
            .expect("an answer");
        assert_eq!(reply.json()["committed"], true, "{}", String::from_utf8_lossy(&reply.body));
        lists.push(to_end(address, &cookie, each).await);
    }
    // Taken in turn from each municipality.
    (0..each).flat_map(|_| lists.iter_mut().filter_map(Vec::pop).collect::<Vec<_>>()).take(forms).collect()
}

async fn to_end(address: SocketAddr, cookie: &Arc<str>, wanted: usize) -> Vec<Work> {
    let mut client = Client::connect(address, cookie).await.expect("connected");
    let mut found = Vec::new();
    let mut cursor = String::new();
    while found.len() < wanted {
        let page = client
            .get(&format!("/api/v1/courses?filter=open&limit=200{cursor}"))
            .await
            .expect("an answer")
            .json();
        for course in page["items"].as_array().expect("courses") {
            let form = |id: &str| {
                course["forms"].as_array()?.iter().find(|form| form["form"] == id)?["state"].as_str()
            };
            let name = course["citizen"]["name"].as_str().unwrap_or_default();
            if name == "Maal Person"
                && form("start") == Some("submitted")
                && form("end") == Some("not_started")
            {
                let course = course["id"].as_str().expect("an id").to_owned();
                found.push(Work { course, cookie: Arc::clone(cookie) });
            }
        }
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert!(found.len() >= wanted, "only {} of {wanted} courses to end", found.len());
    found.truncate(wanted);
    found
}

async fn drive(address: SocketAddr, work: VecDeque<Work>, clients: usize) -> Latencies {
    let work = Arc::new(Mutex::new(work));
    let body: Arc<[u8]> = end_form().to_string().into_bytes().into();
    let begin = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|_| {
            let (work, body) = (Arc::clone(&work), Arc::clone(&body));
            tokio::spawn(async move {
                let mut client = Client::connect(address, "").await.expect("connected");
                let mut latencies = Vec::new();
                loop {
                    let Some(next) = work.lock().await.pop_front() else {
                        return latencies;
                    };
                    client.become_user(&next.cookie);
                    let path = format!("/api/v1/courses/{}/forms/end", next.course);
                    let reply =
                        client.send("PUT", &path, "application/json", &body).await.expect("an answer");
                    assert!(reply.status < 300, "{}", String::from_utf8_lossy(&reply.body));
                    latencies.push(reply.took);
                }
            })
        })
        .collect();
    let mut latencies = Vec::new();
    for task in tasks {
        latencies.extend(task.await.expect("no client failed"));
    }
    Latencies::new(latencies, begin.elapsed())
}
