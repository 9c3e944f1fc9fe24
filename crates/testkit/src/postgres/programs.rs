//! Finds PostgreSQL's programs and runs them, as an unprivileged user when we are root.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{APP, Error, OWNER};

/// Where Debian and its relatives keep one folder per major version.
const VERSIONED: &str = "/usr/lib/postgresql";

/// Says how to get PostgreSQL, in one line.
#[must_use]
pub fn missing_programs_advice() -> &'static str {
    "Install it: `apt-get install postgresql` (Debian, Ubuntu), `dnf install postgresql-server` (Fedora), \
     `brew install postgresql@17` (macOS, then put its bin folder on PATH)."
}

/// PostgreSQL's programs, and the user to run them as.
#[derive(Debug, Clone)]
pub struct Programs {
    /// `None`: they are on PATH.
    folder: Option<PathBuf>,
    /// `None`: as ourselves.
    user: Option<&'static str>,
}

impl Programs {
    /// Finds the newest installed version.
    ///
    /// # Errors
    /// [`Error::NotInstalled`], with advice.
    pub fn find() -> Result<Self, Error> {
        let folder = newest_version(Path::new(VERSIONED));
        if folder.is_none() && !runs(Command::new("initdb").arg("--version")) {
            return Err(Error::NotInstalled(missing_programs_advice()));
        }
        let user = (user_id()? == "0").then(|| if has_user("postgres") { "postgres" } else { "nobody" });
        Ok(Self { folder, user })
    }

    /// Runs SQL as the superuser; `url` is the administrator's.
    pub(super) fn sql(&self, url: &str, sql: &str) -> Result<String, Error> {
        let mut command = Command::new(self.path("psql"));
        command.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1"]);
        output("psql", command.args(["--dbname", url, "--command", sql]))
    }

    /// Creates the two roles of an installation unless they exist; safe to run from many processes at once.
    pub(super) fn create_roles(&self, url: &str) -> Result<(), Error> {
        let create = |role: &str| {
            format!(
                "begin create role {role} login nosuperuser nobypassrls nocreatedb nocreaterole; \
                 exception when duplicate_object or unique_violation then null; end;"
            )
        };
        self.sql(url, &format!("do $$ begin {} {} end $$", create(OWNER), create(APP))).map(drop)
    }

    /// A command that runs one of the server's programs as the unprivileged user.
    pub(super) fn command(&self, program: &str) -> Command {
        let path = self.path(program);
        let mut command = match self.user {
            None => Command::new(path),
            Some(user) => {
                let mut command = Command::new("runuser");
                command.args(["--user", user, "--"]).arg(path);
                command
            }
        };
        // The unprivileged user may not be allowed into our own working folder.
        command.current_dir("/");
        command
    }

    /// Creates a folder that only the server's user can enter.
    pub(super) fn create_folder(&self, folder: &Path) -> Result<(), Error> {
        std::fs::create_dir(folder).map_err(Error::io(format!("create {}", folder.display())))?;
        if let Some(user) = self.user {
            output("chown", Command::new("chown").arg(user).arg(folder))?;
        }
        output("chmod", Command::new("chmod").arg("700").arg(folder)).map(drop)
    }

    fn path(&self, program: &str) -> PathBuf {
        self.folder.as_ref().map_or_else(|| PathBuf::from(program), |folder| folder.join(program))
    }
}

/// Our user id, as a number in text.
pub(super) fn user_id() -> Result<String, Error> {
    output("id", Command::new("id").arg("-u")).map(|text| text.trim().to_owned())
}

/// Runs a command to its end and returns what it wrote to standard output.
pub(super) fn output(program: &str, command: &mut Command) -> Result<String, Error> {
    let output = command.stdin(Stdio::null()).output().map_err(Error::io(format!("start {program}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    Err(Error::Failed {
        program: program.to_owned(),
        status: output.status.to_string(),
        output: format!("{}\n{}", text(&output.stderr), text(&output.stdout)).trim().to_owned(),
    })
}

fn newest_version(folder: &Path) -> Option<PathBuf> {
    let versions = std::fs::read_dir(folder).ok()?.flatten();
    let numbered = versions.filter_map(|entry| {
        let version: u32 = entry.file_name().to_str()?.parse().ok()?;
        let bin = entry.path().join("bin");
        bin.join("initdb").is_file().then_some((version, bin))
    });
    numbered.max_by_key(|(version, _)| *version).map(|(_, bin)| bin)
}

fn has_user(name: &str) -> bool {
    runs(Command::new("id").arg(name))
}

fn runs(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}
