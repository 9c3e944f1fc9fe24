//! What every request shares.

use std::net::IpAddr;
use std::sync::Arc;

use db::Database;
use db::entropy::Entropy;
use domain::programme::Catalogue;

use crate::clock::Clock;
use crate::definitions::Definitions;
use crate::heavy::HeavyReads;
use crate::limit::Limits;
use crate::painter::Painter;
use crate::password::Passwords;
use crate::static_files::StaticFiles;
use crate::streams::Streams;

/// What every request shares; handlers take it as `Data<App>`.
#[derive(Debug)]
pub struct App {
    /// The database.
    pub db: Database,
    /// Every programme.
    pub catalogue: Arc<Catalogue>,
    /// The programmes as they are sent.
    pub definitions: Definitions,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Password hashing.
    pub passwords: Passwords,
    /// Who has tried how often.
    pub limits: Limits,
    /// Who reads every course of a period, and how many at once.
    pub heavy: HeavyReads,
    /// Who makes pixels of drawings for those who are logged in.
    pub painter: Painter,
    /// The same for everybody else, so that they cannot hold up those who are.
    pub open_painter: Painter,
    /// The answers that stay open.
    pub streams: Arc<Streams>,
    /// How people reach the server.
    pub site: Site,
    /// The browser application.
    pub files: StaticFiles,
}

/// How people reach the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Origins that are the application's own.
    pub origins: Vec<String>,
    /// Whether TLS ends in front of the server, so that cookies are `Secure`.
    pub tls: bool,
    /// Proxies that are believed about whom they forward for.
    pub trusted_proxies: Vec<IpAddr>,
    /// Whether the registry is invented.
    pub demo: bool,
    /// Whom to ask for help.
    pub support: Option<String>,
    /// The address of the accessibility statement.
    pub accessibility_statement: Option<String>,
    /// Whether the definitions can be read without logging in.
    pub public_definitions: bool,
    /// Whether the public part of the published numbers can be read without logging in.
    pub public_benchmarks: bool,
    /// Origins whose pages may show a published chart in a frame.
    pub embed_origins: Vec<String>,
    /// Whether browsers may keep what is typed, sealed, on the computer.
    pub offline_journal: bool,
}

impl Site {
    /// A server on loopback over plain HTTP.
    #[must_use]
    pub fn loopback(port: u16, demo: bool) -> Self {
        let hosts = ["127.0.0.1", "localhost", "[::1]"];
        let origins = hosts.iter().map(|host| format!("http://{host}:{port}")).collect();
        Self {
            origins,
            tls: false,
            demo,
            trusted_proxies: Vec::new(),
            support: None,
            accessibility_statement: None,
            public_definitions: false,
            public_benchmarks: demo,
            embed_origins: Vec::new(),
            offline_journal: false,
        }
    }

    /// A server that people reach at one `https://` origin.
    #[must_use]
    pub fn public(origin: String) -> Self {
        Self { origins: vec![origin], tls: true, ..Self::loopback(0, false) }
    }
}
