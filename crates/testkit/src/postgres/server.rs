//! Starts the private server, or joins the one that another process of the run has started.

use std::fs::{DirBuilder, File, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::programs::{output, user_id};
use super::{Error, Programs};

/// The script that stops a server without users.
const GUARD: &str = include_str!("guard.sh");
/// How long a server without users is kept, in seconds: long enough for the next test binary to start.
const LINGER_SECONDS: &str = "5";

/// A use of the private server of this machine's user. The server lives at least as long as this value.
///
/// The value is a shared file lock: it ends with the process at the latest, also when that is killed.
#[derive(Debug)]
pub struct PrivatePostgres {
    url: String,
    /// Holds the lock that the guard waits for.
    _user: File,
}

impl PrivatePostgres {
    /// Starts a server, or joins the running one. It is as durable as a production server, which refuses less.
    ///
    /// # Errors
    /// When PostgreSQL is not installed, or does not start; the message carries the end of its log.
    pub fn start() -> Result<Self, Error> {
        let programs = Programs::find()?;
        let folder = Folder::open()?;
        let user = folder.lock_file("users")?;
        user.lock_shared().map_err(Error::io("lock users"))?;
        let starting = folder.lock_file("starting")?;
        starting.lock().map_err(Error::io("lock starting"))?;

        let url = folder.url();
        let runs = folder.path("ready").exists() && programs.sql(&url, "select 1").is_ok();
        if !runs {
            folder.clear()?;
        }
        // Before the server: a process that is killed while it starts one must not leave it behind.
        folder.spawn_guard(runs)?;
        if !runs {
            folder.start(&programs)?;
            programs.create_roles(&url)?;
            File::create(folder.path("ready")).map_err(Error::io("create ready"))?;
        }
        Ok(Self { url, _user: user })
    }

    /// The administrator's URL: superuser `postgres`, database `postgres`, over the socket.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// One folder per user: two empty lock files, and beside them what the guard removes.
struct Folder(PathBuf);

impl Folder {
    fn open() -> Result<Self, Error> {
        let id = user_id()?;
        let path = std::env::temp_dir().join(format!("hjertekom-test-postgres-{id}"));
        // Others may pass through (the server's user has to), not look or write.
        let created = DirBuilder::new().mode(0o711).create(&path);
        if let Err(error) = created
            && error.kind() != std::io::ErrorKind::AlreadyExists
        {
            return Err(Error::io(format!("create {}", path.display()))(error));
        }
        // The temporary folder is everybody's: do not trust a name, look who owns it and that it is no link.
        let metadata = path.symlink_metadata().map_err(Error::io(format!("look at {}", path.display())))?;
        if !metadata.is_dir() || metadata.uid().to_string() != id {
            return Err(Error::ForeignFolder(path));
        }
        Ok(Self(path))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn url(&self) -> String {
        format!("postgres://postgres@localhost/postgres?host={}", self.path("run").display())
    }

    fn lock_file(&self, name: &str) -> Result<File, Error> {
        let path = self.path(name);
        let options = OpenOptions::new().create(true).append(true).open(&path);
        options.map_err(Error::io(format!("open {}", path.display())))
    }

    /// Removes what a server left that was killed together with its guard.
    fn clear(&self) -> Result<(), Error> {
        if let Some(pid) = self.postmaster() {
            let _ = output("kill", Command::new("kill").args(["-QUIT", &pid]));
            std::thread::sleep(std::time::Duration::from_secs(1));
        }
        for name in ["data", "run"] {
            remove(&self.path(name), |path| std::fs::remove_dir_all(path))?;
        }
        remove(&self.path("ready"), |path| std::fs::remove_file(path))
    }

    /// The process id of a server that runs on our data folder.
    fn postmaster(&self) -> Option<String> {
        let text = std::fs::read_to_string(self.path("data").join("postmaster.pid")).ok()?;
        let pid = text.lines().next()?.trim().to_owned();
        let command = std::fs::read_to_string(format!("/proc/{pid}/cmdline")).ok()?;
        command.contains(&*self.path("data").to_string_lossy()).then_some(pid)
    }

    fn start(&self, programs: &Programs) -> Result<(), Error> {
        let (data, run) = (self.path("data"), self.path("run"));
        programs.create_folder(&data)?;
        programs.create_folder(&run)?;
        let mut initdb = programs.command("initdb");
        initdb.args([
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]);
        output("initdb", initdb.arg("--pgdata").arg(&data))?;

        // No TCP at all: the socket folder's mode decides who may connect.
        let options = format!("-k {} -c listen_addresses='' -c max_connections=300", run.display());
        let log = data.join("server.log");
        let mut start = programs.command("pg_ctl");
        start.arg("start").arg("--wait").arg("--pgdata").arg(&data).arg("--log").arg(&log);
        // The server inherits the standard streams: an open pipe would make the test runner wait for it.
        start.arg("--options").arg(options).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let status = start.process_group(0).status().map_err(Error::io("start pg_ctl"))?;
        if status.success() {
            return Ok(());
        }
        let log = std::fs::read_to_string(log).unwrap_or_default();
        let last: Vec<&str> = log.lines().rev().take(8).collect();
        let output = last.into_iter().rev().collect::<Vec<_>>().join("\n");
        Err(Error::Failed { program: "pg_ctl start".to_owned(), status: status.to_string(), output })
    }

    /// Starts the guard in the background, unless one is at work (`joined` a running server).
    fn spawn_guard(&self, joined: bool) -> Result<(), Error> {
        let mut guard = Command::new("flock");
        guard.arg("--exclusive");
        if joined {
            guard.arg("--nonblock");
        }
        guard.arg(self.path("guard")).args(["sh", "-c", GUARD, "guard"]).arg(&self.0).arg(LINGER_SECONDS);
        guard.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // Its own process group: Ctrl-C in the terminal ends the tests and must not end the guard.
        let child = guard.current_dir("/").process_group(0).spawn();
        child
            .map(drop)
            .map_err(Error::io("start flock (from util-linux), which guards the private PostgreSQL"))
    }
}

fn remove(path: &Path, remove: impl FnOnce(&Path) -> std::io::Result<()>) -> Result<(), Error> {
    match remove(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::io(format!("remove {}", path.display()))(error))
        }
        _ => Ok(()),
    }
}
