//! Settings: the environment, read once at start.

mod variables;

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

use secrecy::SecretString;

use variables::*;
pub use variables::{PREFIX, VARIABLES, Variable, env_example};

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object per line.
    Json,
}

impl FromStr for LogFormat {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err("write text or json"),
        }
    }
}

/// A value that cannot be used, as one clear line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{PREFIX}{name}: {reason}")]
pub struct SettingError {
    name: &'static str,
    reason: String,
}

/// Everything the environment decides.
#[derive(Clone)]
pub struct Settings {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The address people type, where it is not the one the server listens on.
    pub public_origin: Option<String>,
    /// Proxies that are believed about whom they forward for.
    pub trusted_proxies: Vec<IpAddr>,
    /// Where an embedded installation keeps its data.
    pub data_dir: PathBuf,
    /// The database's address.
    pub database_url: String,
    /// The address `migrate` uses; the same unless set.
    pub owner_database_url: String,
    /// The most connections to the database.
    pub database_connections: u32,
    /// The file of the master key.
    pub key_file: PathBuf,
    /// The folder of the built browser application, if it was set.
    pub frontend_dir: Option<PathBuf>,
    /// A folder of extra definitions.
    pub programmes_dir: Option<PathBuf>,
    /// Whom users ask for help.
    pub support: Option<String>,
    /// The address of the accessibility statement.
    pub accessibility_statement: Option<String>,
    /// Whether the data dictionary can be read without logging in.
    pub public_definitions: bool,
    /// Whether the public part of the published numbers can be read without logging in.
    pub public_benchmarks: bool,
    /// Origins whose pages may show a published chart in a frame.
    pub embed_origins: Vec<String>,
    /// Whether browsers may keep what is typed, sealed, on the computer.
    pub offline_journal: bool,
    /// Threads that serve requests; one per processor if not set.
    pub workers: Option<usize>,
    /// What is logged.
    pub log: String,
    /// How it is logged.
    pub log_format: LogFormat,
    /// The password of the demo accounts.
    pub demo_password: Option<SecretString>,
    /// How many courses the invented registry has.
    pub demo_courses: usize,
    /// Variables with our prefix that nothing reads: most often a typing error.
    pub unknown: Vec<String>,
}

impl Settings {
    /// Reads the process's environment. The demo keeps its data apart unless a folder is named.
    ///
    /// # Errors
    /// The first value that cannot be used.
    pub fn from_environment(demo: bool) -> Result<Self, SettingError> {
        #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
        let variable = |name: &str| std::env::var(name).ok();
        let apart = |name: &str| (demo && name == "HJERTEKOM_DATA_DIR").then(|| "data/demo".to_owned());
        let mut settings = Self::read(|name| variable(name).or_else(|| apart(name)))?;
        let known = |name: &str| VARIABLES.iter().any(|variable| variable.name == name);
        #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
        let names = std::env::vars().map(|(name, _)| name);
        settings.unknown = names
            .filter_map(|name| name.strip_prefix(PREFIX).map(str::to_owned))
            .filter(|name| !known(name) && !name.starts_with("TEST_"))
            .map(|name| format!("{PREFIX}{name}"))
            .collect();
        Ok(settings)
    }

    /// Reads settings from anything that looks up a name. An empty value is as good as none.
    ///
    /// # Errors
    /// The first value that cannot be used.
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, SettingError> {
        let raw = |variable: Variable| {
            lookup(&format!("{PREFIX}{}", variable.name))
                .map(|text| text.trim().to_owned())
                .filter(|t| !t.is_empty())
        };
        let data_dir = PathBuf::from(raw(DATA_DIR).unwrap_or_else(|| DATA_DIR.default.into()));
        let database_url = raw(DATABASE_URL)
            .unwrap_or_else(|| format!("sqlite://{}", data_dir.join("hjertekom.sqlite").display()));
        let settings = Self {
            listen: parsed(LISTEN, raw(LISTEN))?,
            public_origin: raw(PUBLIC_ORIGIN).map(|origin| origin.trim_end_matches('/').to_owned()),
            trusted_proxies: addresses(raw(TRUSTED_PROXIES))?,
            owner_database_url: raw(OWNER_DATABASE_URL).unwrap_or_else(|| database_url.clone()),
            database_url,
            database_connections: parsed(DATABASE_CONNECTIONS, raw(DATABASE_CONNECTIONS))?,
            key_file: raw(KEY_FILE).map_or_else(|| data_dir.join("hjertekom.key"), PathBuf::from),
            data_dir,
            frontend_dir: raw(FRONTEND_DIR).map(PathBuf::from),
            programmes_dir: raw(PROGRAMMES_DIR).map(PathBuf::from),
            support: raw(SUPPORT),
            accessibility_statement: raw(ACCESSIBILITY_STATEMENT),
            public_definitions: parsed(PUBLIC_DEFINITIONS, raw(PUBLIC_DEFINITIONS))?,
            public_benchmarks: parsed(PUBLIC_BENCHMARKS, raw(PUBLIC_BENCHMARKS))?,
            embed_origins: origins(raw(EMBED_ORIGINS))?,
            offline_journal: parsed(OFFLINE_JOURNAL, raw(OFFLINE_JOURNAL))?,
            workers: raw(WORKERS).map(|text| parsed(WORKERS, Some(text))).transpose()?,
            log: raw(LOG).unwrap_or_else(|| LOG.default.into()),
            log_format: parsed(LOG_FORMAT, raw(LOG_FORMAT))?,
            demo_password: raw(DEMO_PASSWORD).map(SecretString::from),
            demo_courses: parsed(DEMO_COURSES, raw(DEMO_COURSES))?,
            unknown: Vec::new(),
        };
        settings.check_exposure()?;
        settings.check_statement()?;
        Ok(settings)
    }

    fn check_statement(&self) -> Result<(), SettingError> {
        match &self.accessibility_statement {
            Some(address) if !address.starts_with("https://") => Err(SettingError {
                name: ACCESSIBILITY_STATEMENT.name,
                reason: format!("`{address}` cannot be used; it takes {}", ACCESSIBILITY_STATEMENT.unit),
            }),
            _ => Ok(()),
        }
    }

    /// Passwords and session cookies never cross a network in the clear.
    fn check_exposure(&self) -> Result<(), SettingError> {
        let refuse = |name, reason: &str| Err(SettingError { name, reason: reason.into() });
        match &self.public_origin {
            Some(origin) if origin.starts_with("https://") && origin.matches('/').count() == 2 => Ok(()),
            Some(_) => refuse(
                PUBLIC_ORIGIN.name,
                "write https://host, without a path: plain HTTP is for loopback only",
            ),
            None if self.listen.ip().is_loopback() => Ok(()),
            None => refuse(
                LISTEN.name,
                "an address that others can reach needs a TLS proxy in front: set HJERTEKOM_PUBLIC_ORIGIN to its https:// address",
            ),
        }
    }

    /// Whether people reach the server over TLS.
    #[must_use]
    pub const fn is_behind_tls(&self) -> bool {
        self.public_origin.is_some()
    }

    /// Whether the database is a file of our own.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        self.database_url.starts_with("sqlite:")
    }
}

impl fmt::Debug for Settings {
    /// Without addresses of databases and passwords: they may hold secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Settings")
            .field("listen", &self.listen)
            .field("public_origin", &self.public_origin)
            .field("data_dir", &self.data_dir)
            .field("embedded", &self.is_embedded())
            .finish_non_exhaustive()
    }
}

fn parsed<T: FromStr>(variable: Variable, text: Option<String>) -> Result<T, SettingError> {
    let text = text.unwrap_or_else(|| variable.default.to_owned());
    text.parse().map_err(|_| SettingError {
        name: variable.name,
        reason: format!("`{text}` cannot be used; it takes {}", variable.unit),
    })
}

fn addresses(text: Option<String>) -> Result<Vec<IpAddr>, SettingError> {
    let text = text.unwrap_or_default();
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| parsed(TRUSTED_PROXIES, Some(part.into())))
        .collect()
}

/// Origins as a Content-Security-Policy names them: a scheme and a host, nothing that could end the directive.
fn origins(text: Option<String>) -> Result<Vec<String>, SettingError> {
    let text = text.unwrap_or_default();
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let host = part.strip_prefix("https://").unwrap_or_default();
            let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
            if !host.is_empty() && host.chars().all(is_host) {
                return Ok(part.to_owned());
            }
            Err(SettingError {
                name: EMBED_ORIGINS.name,
                reason: format!("`{part}` cannot be used; it takes {}", EMBED_ORIGINS.unit),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(values: &[(&str, &str)]) -> Result<Settings, SettingError> {
        Settings::read(|name| {
            let found = values.iter().find(|(key, _)| format!("{PREFIX}{key}") == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn without_any_variable_an_embedded_installation_listens_on_loopback() {
        let settings = with(&[]).unwrap();
        assert!(settings.listen.ip().is_loopback() && settings.is_embedded() && !settings.is_behind_tls());
        assert_eq!(settings.database_url, "sqlite://data/hjertekom.sqlite");
        assert_eq!(settings.key_file, PathBuf::from("data/hjertekom.key"));
    }

    #[test]
    fn an_address_that_others_can_reach_is_refused_without_tls_in_front() {
        assert!(with(&[("LISTEN", "0.0.0.0:80")]).is_err());
        assert!(with(&[("LISTEN", "0.0.0.0:80"), ("PUBLIC_ORIGIN", "http://hjertekom.example")]).is_err());
        assert!(
            with(&[("LISTEN", "0.0.0.0:80"), ("PUBLIC_ORIGIN", "https://hjertekom.example/app")]).is_err()
        );
        assert!(with(&[("LISTEN", "0.0.0.0:80"), ("PUBLIC_ORIGIN", "https://hjertekom.example")]).is_ok());
    }

    #[test]
    fn a_value_that_cannot_be_used_is_named_with_what_it_takes() {
        let error = with(&[("WORKERS", "many")]).unwrap_err();
        assert_eq!(error.to_string(), "HJERTEKOM_WORKERS: `many` cannot be used; it takes threads");
        assert!(with(&[("TRUSTED_PROXIES", "10.0.0.1, 10.0.0.x")]).is_err());
        assert!(with(&[("LOG_FORMAT", "xml")]).is_err());
        assert!(with(&[("PUBLIC_DEFINITIONS", "ja")]).is_err());
        assert!(with(&[("EMBED_ORIGINS", "https://a.example, https://b.example:8443")]).is_ok());
        for bad in
            ["*", "http://a.example", "https://a.example/x", "https://a.example; script-src *", "https://"]
        {
            assert!(with(&[("EMBED_ORIGINS", bad)]).is_err(), "{bad}");
        }
        assert!(with(&[("ACCESSIBILITY_STATEMENT", "javascript:alert(1)")]).is_err());
    }
}
