//! The variables of the environment, in one table.

/// The prefix of every variable.
pub const PREFIX: &str = "HJERTEKOM_";

/// One variable of the environment, as it is documented in `.env.example`.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// The name without the prefix.
    pub name: &'static str,
    /// What holds when it is not set; empty when nothing does.
    pub default: &'static str,
    /// The unit or shape of the value.
    pub unit: &'static str,
    /// What it is for.
    pub help: &'static str,
}

macro_rules! variables {
    ($($constant:ident = $name:literal, $default:literal, $unit:literal, $help:literal;)+) => {
        $(pub(super) const $constant: Variable =
            Variable { name: $name, default: $default, unit: $unit, help: $help };)+

        /// Every variable, in the order of `.env.example`.
        pub const VARIABLES: &[Variable] = &[$($constant),+];
    };
}

variables! {
    LISTEN = "LISTEN", "127.0.0.1:8080", "address:port", "Where the server listens.";
    PUBLIC_ORIGIN = "PUBLIC_ORIGIN", "", "https://host[:port]", "The address people type. Needed when the server is reached through a TLS proxy; without it only loopback is served.";
    TRUSTED_PROXIES = "TRUSTED_PROXIES", "", "addresses, comma-separated", "Proxies whose X-Forwarded-For names the network a request came from.";
    DATA_DIR = "DATA_DIR", "data", "folder", "Where an embedded installation keeps its data.";
    DATABASE_URL = "DATABASE_URL", "", "URL", "sqlite://<file> or postgres://<user>@<host>/<database>; by default hjertekom.sqlite in the data folder.";
    OWNER_DATABASE_URL = "OWNER_DATABASE_URL", "", "URL", "PostgreSQL: how `hjertekom migrate` connects, as the owner of the tables.";
    DATABASE_CONNECTIONS = "DATABASE_CONNECTIONS", "8", "connections", "The most connections to the database.";
    KEY_FILE = "KEY_FILE", "", "file", "The master key; by default hjertekom.key in the data folder. Keep it apart from backups of the database.";
    FRONTEND_DIR = "FRONTEND_DIR", "", "folder", "The built browser application; by default dist in the working folder or beside the program.";
    PROGRAMMES_DIR = "PROGRAMMES_DIR", "", "folder", "Extra definitions, laid out as <programme>/<version>/*.toml.";
    SUPPORT = "SUPPORT", "", "text", "Whom users ask for help; stands in the foot of every page.";
    ACCESSIBILITY_STATEMENT = "ACCESSIBILITY_STATEMENT", "", "https:// address", "The accessibility statement (tilgængelighedserklæring).";
    PUBLIC_DEFINITIONS = "PUBLIC_DEFINITIONS", "false", "true or false", "Whether the data dictionary can be read without logging in. It holds no data about people.";
    OFFLINE_JOURNAL = "OFFLINE_JOURNAL", "false", "true or false", "Whether browsers may keep what is typed and not yet sent, encrypted, on the computer for up to 72 hours. Read docs/personal-data.md first.";
    PUBLIC_BENCHMARKS = "PUBLIC_BENCHMARKS", "false", "true or false", "Whether the public part of the published, protected numbers can be read without logging in (/api/v1/open/benchmarks). Always on in the demo.";
    EMBED_ORIGINS = "EMBED_ORIGINS", "", "https:// origins, comma-separated", "Sites whose pages may show /embed/<indicator> in a frame; by default none. Needs PUBLIC_BENCHMARKS.";
    WORKERS = "WORKERS", "", "threads", "Threads that serve requests; by default one per processor.";
    LOG = "LOG", "info,actix_server=warn,sea_orm_migration=warn", "filter", "What is logged; add api=debug for a line per request.";
    LOG_FORMAT = "LOG_FORMAT", "text", "text or json", "How it is logged.";
    DEMO_PASSWORD = "DEMO_PASSWORD", "", "text", "The password of every demo account; by default a random one that is printed.";
    DEMO_COURSES = "DEMO_COURSES", "3000", "courses", "How many courses the invented registry has.";
}

/// The text of `.env.example`.
#[must_use]
pub fn env_example() -> String {
    let mut text = String::from(
        "# Every setting of HjerteKom, with its default. Copy what you change; `hjertekom doctor` checks the result.\n",
    );
    for Variable { name, default, unit, help } in VARIABLES {
        text.push_str(&format!("\n# {help}\n# Unit: {unit}.\n#{PREFIX}{name}={default}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn env_example_lists_every_setting() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../.env.example");
        let published = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(published, env_example(), "write the output of `hjertekom settings` to .env.example");
    }
}
