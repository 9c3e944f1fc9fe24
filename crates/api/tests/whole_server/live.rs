//! Open screens of one server hear what is saved on another, and do not keep a server from stopping.

use std::time::{Duration, Instant};

use serde_json::json;
use testkit::server::{Client, Engine, PASSWORD, Place, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// An open event stream, and what it has said that nobody has looked at.
struct Screen(TcpStream);

impl Screen {
    async fn open(server: &Server, account: &str) -> Self {
        let cookie = Client::log_in(server.address, account, PASSWORD).await.unwrap();
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        let ask = format!("GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n");
        stream.write_all(ask.as_bytes()).await.unwrap();
        Self(stream)
    }

    /// What comes in this time.
    async fn heard(&mut self, within: Duration) -> String {
        let (mut text, mut buffer) = (String::new(), [0; 4096]);
        let until = Instant::now() + within;
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            match timeout(left, self.0.read(&mut buffer)).await {
                Ok(Ok(read)) if read > 0 => text.push_str(&String::from_utf8_lossy(&buffer[..read])),
                Ok(_) => return text + "\n[ended]",
                Err(_) => break,
            }
            if text.contains("event: changed") {
                break;
            }
        }
        text
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_server_saves_is_heard_on_another_within_a_second() {
    let accounts = ["clinician.silkeborg", "manager.silkeborg", "manager.viborg"];
    let place = Place::new(env!("CARGO_BIN_EXE_hjertekom"), Engine::Postgres, &accounts).await.unwrap();
    let saving = Server::start(&place).await.unwrap();
    let showing = Server::start(&place).await.unwrap();
    let mut own = Screen::open(&showing, "manager.silkeborg").await;
    let mut other = Screen::open(&showing, "manager.viborg").await;
    // Whoever begins to hear the other servers is told once.
    drop((own.heard(Duration::from_secs(2)).await, other.heard(Duration::from_secs(2)).await));

    let cookie = Client::log_in(saving.address, "clinician.silkeborg", PASSWORD).await.unwrap();
    let mut client = Client::connect(saving.address, &cookie).await.unwrap();
    let citizen = json!({"cpr": "710350-1234", "name": "Bo Prøve"}).to_string();
    let path = "/api/v1/citizens";
    let reply = client.send("POST", path, "application/json", citizen.as_bytes()).await.unwrap();
    assert_eq!(reply.status, 201, "{}", String::from_utf8_lossy(&reply.body));
    let heard = own.heard(Duration::from_secs(1)).await;
    assert!(heard.contains("event: changed") && heard.contains("\"0740\""), "{heard}");
    assert!(!other.heard(Duration::from_millis(500)).await.contains("event: changed"));

    let begun = Instant::now();
    showing.stop().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(5), "an open stream does not keep a server");
    assert!(own.heard(Duration::from_secs(1)).await.contains("[ended]"));
}
