//! The real server as a process, on either engine, and a client for it.

mod client;

use std::fs::OpenOptions;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

pub use self::client::{Client, Reply};
use crate::postgres::{TestDatabase, fresh_database};

/// The password of every account in tests.
pub const PASSWORD: &str = "proeve-paa-loopback-1";

/// The master key of every installation in tests.
const KEY: &str = "7465737474657374746573747465737474657374746573747465737474657374";

/// How long a server may take to be ready.
const PATIENCE: Duration = Duration::from_secs(120);

/// Which database the server writes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// One file in the data folder.
    Sqlite,
    /// A fresh database on the test run's server.
    Postgres,
}

impl Engine {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    /// As people write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// A program, a data folder and, on PostgreSQL, a database. Gone when dropped.
#[derive(Debug)]
pub struct Place {
    program: PathBuf,
    folder: TempDir,
    database: Option<TestDatabase>,
}

impl Place {
    /// An installation of the binary `hjertekom` at `program` with the given accounts, each written
    /// `<role>.<municipality>`, e.g. `clinician.silkeborg`, or `<role>-<number>.<municipality>` where there are several.
    ///
    /// # Errors
    /// When there is no room for a folder, or an account cannot be made.
    pub async fn new(program: impl Into<PathBuf>, engine: Engine, accounts: &[&str]) -> io::Result<Self> {
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(fresh_database().await),
        };
        let place = Self { program: program.into(), folder: tempfile::tempdir()?, database };
        let mut key = OpenOptions::new();
        let mut key =
            key.write(true).create_new(true).mode(0o600).open(place.folder().join("hjertekom.key"))?;
        writeln!(key, "{KEY}")?;
        place.run(&["migrate"])?;
        for account in accounts {
            let (role, town) = account.split_once('.').unwrap_or((account, ""));
            let role = role.split('-').next().unwrap_or(role);
            let mut add = vec!["user", "add", account, "--name", account, "--role", role];
            if !town.is_empty() {
                add.extend(["--municipality", town]);
            }
            place.run_with(&add, &format!("{PASSWORD}\n"))?;
        }
        Ok(place)
    }

    /// The data folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The PostgreSQL database, if that is the engine.
    #[must_use]
    pub const fn database(&self) -> Option<&TestDatabase> {
        self.database.as_ref()
    }

    /// A command of the program, set up for this place, with its output thrown away.
    #[must_use]
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(arguments).env("HJERTEKOM_DATA_DIR", self.folder()).env("HJERTEKOM_LOG", "error");
        command.env("HJERTEKOM_FRONTEND_DIR", self.folder().join("dist"));
        if let Some(database) = &self.database {
            command.env("HJERTEKOM_DATABASE_URL", &database.app_url);
            command.env("HJERTEKOM_OWNER_DATABASE_URL", &database.owner_url);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command
    }

    /// Runs a command to its end.
    ///
    /// # Errors
    /// What it wrote, when it does not succeed.
    pub fn run(&self, arguments: &[&str]) -> io::Result<Duration> {
        self.run_with(arguments, "")
    }

    fn run_with(&self, arguments: &[&str], input: &str) -> io::Result<Duration> {
        let begin = Instant::now();
        let mut process = self.command(arguments).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        if let Some(mut stdin) = process.stdin.take() {
            // A command that reads nothing may be gone already.
            drop(stdin.write_all(input.as_bytes()));
        }
        let output = process.wait_with_output()?;
        if output.status.success() {
            return Ok(begin.elapsed());
        }
        let wrote = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(io::Error::other(format!("hjertekom {arguments:?}: {}: {wrote}", output.status)))
    }
}

/// A running server, killed when dropped.
#[derive(Debug)]
pub struct Server {
    process: Ended,
    /// Where it listens.
    pub address: SocketAddr,
    /// Held open: the server may write to it as long as it runs.
    _output: BufReader<ChildStdout>,
}

impl Server {
    /// Starts a server and waits until it is ready. It takes a free port and says which, so nobody else can have it.
    ///
    /// # Errors
    /// When it is not ready in time.
    pub async fn start(place: &Place) -> io::Result<Self> {
        let mut command = place.command(&["serve"]);
        let mut process =
            Ended(command.env("HJERTEKOM_LISTEN", "127.0.0.1:0").stdout(Stdio::piped()).spawn()?);
        let output = process.0.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let deadline = Instant::now() + PATIENCE;
        let said = tokio::task::spawn_blocking(|| address(BufReader::new(output)));
        let (address, output) = tokio::time::timeout(PATIENCE, said).await???;
        let server = Self { process, address, _output: output };
        while !server.is_ready().await {
            if Instant::now() > deadline {
                return Err(io::ErrorKind::TimedOut.into());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(server)
    }

    async fn is_ready(&self) -> bool {
        let Ok(mut client) = Client::connect(self.address, "").await else { return false };
        client.get("/health/ready").await.is_ok_and(|reply| reply.status == 200)
    }

    /// Kills it at once (SIGKILL) and waits until it is gone.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn kill(mut self) -> io::Result<()> {
        self.process.0.kill()?;
        self.process.0.wait().map(drop)
    }

    /// Tells it to stop (SIGTERM), as an operator would, and waits until it is gone.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn stop(mut self) -> io::Result<()> {
        Command::new("kill").arg(self.process.0.id().to_string()).status()?;
        self.process.0.wait().map(drop)
    }

    /// Resident memory in MiB.
    #[must_use]
    pub fn resident(&self) -> f64 {
        memory(self.process.0.id(), "VmRSS:")
    }
}

/// A process that ends with what holds it.
#[derive(Debug)]
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Where a server says it serves, and the rest of what it has to say.
fn address(mut output: BufReader<ChildStdout>) -> io::Result<(SocketAddr, BufReader<ChildStdout>)> {
    let mut line = String::new();
    while output.read_line(&mut line)? > 0 {
        if let Some(address) = line.trim().strip_prefix("serving on http://") {
            return Ok((address.parse().map_err(io::Error::other)?, output));
        }
        line.clear();
    }
    Err(io::Error::other("the server ended before it served"))
}

/// A line of a process's memory statistics in MiB: `VmRSS:` now, `VmHWM:` at its highest. 0 when it is gone.
#[must_use]
pub fn memory(process: u32, key: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or_default() / 1024.0
}
