//! The smallest HTTP client that keeps a connection: it shares the machine with the server it measures.
//!
//! A connection that ends is an error a test can expect: it may just have killed the server.

use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One kept connection, logged in or not.
#[derive(Debug)]
pub struct Client {
    stream: TcpStream,
    cookie: String,
    buffer: Vec<u8>,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The body as it came.
    pub body: Vec<u8>,
    /// From the first byte sent to the last byte read.
    pub took: Duration,
}

impl Reply {
    /// The body as JSON; null if it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

impl Client {
    /// Connects; `cookie` is empty before log-in.
    ///
    /// # Errors
    /// When nothing listens.
    pub async fn connect(address: SocketAddr, cookie: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, cookie: cookie.to_owned(), buffer: Vec::with_capacity(64 * 1024) })
    }

    /// Logs in and returns the cookie for further connections.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn log_in(address: SocketAddr, username: &str, password: &str) -> io::Result<String> {
        let mut client = Self::connect(address, "").await?;
        let body = serde_json::json!({ "username": username, "password": password }).to_string();
        let (reply, head) =
            client.exchange("POST", "/api/v1/session", "application/json", body.as_bytes()).await?;
        if reply.status != 200 {
            return Err(io::Error::other(format!("{username}: {}", String::from_utf8_lossy(&reply.body))));
        }
        let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with("set-cookie:"));
        let cookie = line.and_then(|line| line.split_once(':')).map(|(_, cookie)| cookie).unwrap_or_default();
        Ok(cookie.split(';').next().unwrap_or_default().trim().to_owned())
    }

    /// Sends further requests with another session.
    pub fn become_user(&mut self, cookie: &str) {
        cookie.clone_into(&mut self.cookie);
    }

    /// Reads.
    ///
    /// # Errors
    /// When the connection ends.
    pub async fn get(&mut self, path: &str) -> io::Result<Reply> {
        self.send("GET", path, "application/json", b"").await
    }

    /// Sends a body of the given content type.
    ///
    /// # Errors
    /// When the connection ends.
    pub async fn send(&mut self, method: &str, path: &str, kind: &str, body: &[u8]) -> io::Result<Reply> {
        Ok(self.exchange(method, path, kind, body).await?.0)
    }

    /// Sends JSON that replaces the given version.
    ///
    /// # Errors
    /// When the connection ends.
    pub async fn put(&mut self, path: &str, body: &Value, version: Option<i64>) -> io::Result<Reply> {
        let if_match = version.map(|version| format!("\r\nIf-Match: \"{version}\"")).unwrap_or_default();
        let kind = format!("application/json{if_match}");
        self.send("PUT", path, &kind, body.to_string().as_bytes()).await
    }

    async fn exchange(
        &mut self,
        method: &str,
        path: &str,
        kind: &str,
        body: &[u8],
    ) -> io::Result<(Reply, String)> {
        let cookie = &self.cookie;
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nX-Requested-With: hjertekom\r\n\
             Content-Type: {kind}\r\nContent-Length: {length}\r\n\r\n"
        );
        let mut request = head.into_bytes();
        request.extend_from_slice(body);
        let begin = Instant::now();
        self.stream.write_all(&request).await?;
        let (head, body) = self.receive().await?;
        let took = begin.elapsed();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| io::Error::other("no status"))?;
        Ok((Reply { status, body, took }, head))
    }

    async fn receive(&mut self) -> io::Result<(String, Vec<u8>)> {
        self.buffer.clear();
        let head_end = loop {
            if let Some(at) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                break at + 4;
            }
            self.more().await?;
        };
        let head = String::from_utf8_lossy(&self.buffer[..head_end]).into_owned();
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
        });
        let end = head_end + length.unwrap_or_default();
        while self.buffer.len() < end {
            self.more().await?;
        }
        Ok((head, self.buffer[head_end..end].to_vec()))
    }

    async fn more(&mut self) -> io::Result<()> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}
