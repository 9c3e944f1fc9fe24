//! Killing the server under load loses nothing it has acknowledged.
//!
//! Clients keep submitting new versions of forms and remember what the server answered. The server is killed at
//! once (SIGKILL), started again and asked for everything it had acknowledged.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use serde_json::{Value, json};
use testkit::server::{Client, Engine, PASSWORD, Place, Server};

const COURSES: usize = 24;
const CLIENTS: usize = 8;

/// What a client was told: course → the last version that was acknowledged, with its weight in hectograms.
type Acknowledged = BTreeMap<String, (i64, i64)>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_on_sqlite() {
    kill_and_look(Engine::Sqlite, 25).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_on_postgresql() {
    kill_and_look(Engine::Postgres, 5).await;
}

async fn kill_and_look(engine: Engine, kills: u64) {
    let accounts = ["clinician.silkeborg", "coordinator.silkeborg"];
    let place = Place::new(env!("CARGO_BIN_EXE_hjertekom"), engine, &accounts).await.unwrap();
    let mut server = Server::start(&place).await.unwrap();
    let cookie = Client::log_in(server.address, "clinician.silkeborg", PASSWORD).await.unwrap();
    let courses = import(server.address).await;
    let mut known: Acknowledged = courses.into_iter().map(|course| (course, (1, 700))).collect();
    let mut acknowledged = 0;
    for kill in 0..kills {
        let load = load(server.address, &cookie, &known);
        tokio::time::sleep(Duration::from_millis(250 + kill * 37 % 170)).await;
        server.kill().unwrap();
        for client in load {
            for (course, version) in client.await.unwrap() {
                acknowledged += version.0 - known[&course].0;
                known.insert(course, version);
            }
        }
        server = Server::start(&place).await.unwrap();
        look(server.address, &cookie, &mut known).await;
    }
    assert!(acknowledged > 5 * i64::try_from(kills).unwrap(), "too little load: {acknowledged} forms");
    drop(server);
    place.run(&["audit", "verify"]).unwrap();
}

/// Imports open courses with a start form and lists them.
async fn import(address: SocketAddr) -> Vec<String> {
    let header = "cpr;course_key;name;referral.referral_date;referral.referral_source;referral.index_event;referral.referral_diagnosis;\
                  start.initial_meeting_date;start.training_offered;start.smoking_status;start.weight_kg\n";
    let row = |number: usize| {
        let (day, year) = (61 + number % 28, 40 + number / 28);
        format!(
            "{day}04{year}1234;kill-{number};Drab Person;2026-01-05;hospital;stemi;DI214;2026-01-19;no_declined;never;70\n"
        )
    };
    let csv: String = std::iter::once(header.to_owned()).chain((0..COURSES).map(row)).collect();
    let cookie = Client::log_in(address, "coordinator.silkeborg", PASSWORD).await.unwrap();
    let mut client = Client::connect(address, &cookie).await.unwrap();
    let path = "/api/v1/imports?programme=hjertekom&mode=commit";
    let report = client.send("POST", path, "text/csv", csv.as_bytes()).await.unwrap().json();
    assert_eq!(report["committed"], true, "{report}");
    let page = client.get("/api/v1/courses?filter=open&limit=200").await.unwrap().json();
    let ours = |course: &&Value| course["citizen"]["name"] == "Drab Person";
    let items = page["items"].as_array().unwrap().iter().filter(ours);
    let ids: Vec<_> = items.map(|course| course["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids.len(), COURSES);
    ids
}

/// Clients that submit new versions of their own courses' start forms until the server is gone.
fn load(
    address: SocketAddr,
    cookie: &str,
    known: &Acknowledged,
) -> Vec<tokio::task::JoinHandle<Acknowledged>> {
    let shares = (0..CLIENTS).map(|client| {
        let own = known.iter().enumerate().filter(move |(index, _)| index % CLIENTS == client);
        own.map(|(_, (course, version))| (course.clone(), *version)).collect::<Acknowledged>()
    });
    shares.map(|own| tokio::spawn(submit_until_gone(address, cookie.to_owned(), own))).collect()
}

async fn submit_until_gone(address: SocketAddr, cookie: String, mut own: Acknowledged) -> Acknowledged {
    let Ok(mut client) = Client::connect(address, &cookie).await else {
        return own;
    };
    loop {
        for (course, (version, weight)) in &mut own {
            let next = *weight + 1;
            let path = format!("/api/v1/courses/{course}/forms/start");
            match client.put(&path, &form(next), Some(*version)).await {
                Ok(reply) => {
                    let answer = reply.json();
                    assert_eq!(reply.status, 200, "{answer}");
                    *version = answer["version"].as_i64().unwrap();
                    *weight = next;
                }
                Err(_) => return own,
            }
        }
    }
}

fn form(weight: i64) -> Value {
    json!({ "answers": {
        "initial_meeting_date": "2026-01-19", "training_offered": "no_declined", "smoking_status": "never",
        "weight_kg": weight as f64 / 10.0
    }})
}

/// Everything acknowledged is there; one more version may be, written but not answered.
async fn look(address: SocketAddr, cookie: &str, known: &mut Acknowledged) {
    let mut client = Client::connect(address, cookie).await.unwrap();
    for (course, (version, weight)) in known {
        let form = client.get(&format!("/api/v1/courses/{course}/forms/start")).await.unwrap().json();
        let found = form["version"].as_i64().unwrap_or_else(|| panic!("{form}"));
        assert!((*version..=*version + 1).contains(&found), "acknowledged {version}, found {found}");
        let expected = *weight + (found - *version);
        assert_eq!(form["answers"]["weight_kg"].as_f64(), Some(expected as f64 / 10.0));
        let history =
            client.get(&format!("/api/v1/courses/{course}/forms/start/history")).await.unwrap().json();
        assert_eq!(history["versions"].as_array().unwrap().len() as i64, found, "{history}");
        (*version, *weight) = (found, expected);
    }
}
