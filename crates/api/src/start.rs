//! From settings to a running application.

use std::io::IsTerminal;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use db::entropy::SystemEntropy;
use db::{Database, KeyRing};
use domain::programme::Catalogue;
use tracing_subscriber::EnvFilter;

use crate::app::{App, Site};
use crate::clock::SystemClock;
use crate::command::Failure;
use crate::definitions::Definitions;
use crate::heavy::HeavyReads;
use crate::limit::Limits;
use crate::painter::Painter;
use crate::password::Passwords;
use crate::settings::{LogFormat, Settings};
use crate::static_files::StaticFiles;

/// Begins to log.
///
/// # Errors
/// A filter that cannot be read.
pub fn log(settings: &Settings) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(&settings.log)
        .map_err(|error| Failure::new(format!("HJERTEKOM_LOG: `{}`: {error}", settings.log)))?;
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    let begun = match settings.log_format {
        LogFormat::Text => subscriber.with_target(false).try_init(),
        LogFormat::Json => subscriber.json().try_init(),
    };
    begun.map_err(|error| Failure::new(error.to_string()))
}

/// The embedded definitions and those of the folder in the settings.
///
/// # Errors
/// A definition that does not load, or one version that is there twice.
pub fn catalogue(settings: &Settings) -> Result<Catalogue, Failure> {
    let mut loaded = programmes::load_embedded()?;
    if let Some(folder) = &settings.programmes_dir {
        for extra in programmes::load_dir(folder)? {
            let (id, version) = (&extra.programme.id, &extra.programme.version);
            if loaded.iter().any(|known| (&known.programme.id, &known.programme.version) == (id, version)) {
                return Err(Failure::new(format!(
                    "{id} {version} is built in: give the new definition its own version"
                )));
            }
            loaded.push(extra);
        }
    }
    Ok(Catalogue::new(loaded.into_iter().map(|loaded| loaded.programme)))
}

/// Opens the database; an embedded one is made and migrated first, with a key of its own.
///
/// # Errors
/// What has to be put right first, as one clear line.
pub async fn database(settings: &Settings, catalogue: Arc<Catalogue>) -> Result<Database, Failure> {
    if settings.is_embedded() {
        make_folder(&settings.data_dir)?;
        // A lost key file is put back, never replaced: a new key would open nothing and pass for the right one.
        let key_ring = match Database::has_key(&settings.database_url).await? {
            true => KeyRing::open(&settings.key_file)?,
            false => KeyRing::create_or_open(&settings.key_file, &SystemEntropy)?,
        };
        Database::migrate(&settings.database_url).await?;
        return connect(settings, catalogue, key_ring, false).await;
    }
    existing_database(settings, catalogue).await
}

/// Makes a data folder that nobody else can look into.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Opens the database as it is: nothing is made and nothing migrated.
///
/// # Errors
/// What has to be put right first, as one clear line.
pub async fn existing_database(settings: &Settings, catalogue: Arc<Catalogue>) -> Result<Database, Failure> {
    let key_ring = KeyRing::open(&settings.key_file)?;
    connect(settings, catalogue, key_ring, false).await
}

/// Opens the database to look at it; an embedded one may be in use by a server.
///
/// # Errors
/// What has to be put right first, as one clear line.
pub async fn readable_database(settings: &Settings, catalogue: Arc<Catalogue>) -> Result<Database, Failure> {
    let key_ring = KeyRing::open(&settings.key_file)?;
    connect(settings, catalogue, key_ring, settings.is_embedded()).await
}

async fn connect(
    settings: &Settings,
    catalogue: Arc<Catalogue>,
    key_ring: KeyRing,
    read_only: bool,
) -> Result<Database, Failure> {
    let mut database = db::Settings::new(&settings.database_url, key_ring, catalogue);
    database.connections = settings.database_connections;
    database.read_only = read_only;
    Ok(Database::connect(&database).await?)
}

/// Where the browser application is: as set, or `dist` in the working folder or beside the program.
#[must_use]
pub fn frontend_dir(settings: &Settings) -> PathBuf {
    if let Some(folder) = &settings.frontend_dir {
        return folder.clone();
    }
    let here = PathBuf::from("dist");
    let program = std::env::current_exe().ok();
    let beside = program.and_then(|program| Some(program.parent()?.join("dist")));
    match beside {
        Some(beside) if !here.is_dir() && beside.is_dir() => beside,
        _ => here,
    }
}

/// The browser application.
///
/// # Errors
/// Files that cannot be read, and a folder that also holds the data or the key: everything in it is served to everybody,
/// and reading a database file beside SQLite takes its locks away.
pub fn static_files(settings: &Settings) -> Result<StaticFiles, Failure> {
    let folder = frontend_dir(settings);
    let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    for secret in [&settings.data_dir, &settings.key_file] {
        if real(secret).starts_with(real(&folder)) {
            return Err(Failure::new(format!(
                "{} is in {}, which is served to everybody: set HJERTEKOM_FRONTEND_DIR to the built application alone",
                secret.display(),
                folder.display()
            )));
        }
    }
    Ok(StaticFiles::open(&folder)?)
}

/// Everything that requests share.
///
/// # Errors
/// Files or definitions that cannot be read.
pub fn app(settings: &Settings, database: Database, port: u16, demo: bool) -> Result<App, Failure> {
    let catalogue = Arc::clone(database.catalogue());
    let folder = frontend_dir(settings);
    let files = static_files(settings)?;
    if files.is_empty() {
        tracing::warn!(folder = %folder.display(), "no browser application was built: only the API is served");
    }
    let site = match &settings.public_origin {
        Some(origin) => Site::public(origin.clone()),
        None => Site::loopback(port, demo),
    };
    let site = Site {
        trusted_proxies: settings.trusted_proxies.clone(),
        support: settings.support.clone(),
        accessibility_statement: settings.accessibility_statement.clone(),
        public_definitions: settings.public_definitions,
        public_benchmarks: settings.public_benchmarks || demo,
        embed_origins: settings.embed_origins.clone(),
        offline_journal: settings.offline_journal,
        ..site
    };
    Ok(App {
        db: database,
        definitions: Definitions::new(&catalogue)?,
        catalogue,
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        passwords: Passwords::default(),
        limits: Limits::default(),
        heavy: HeavyReads::among(settings.database_connections),
        painter: Painter::default(),
        open_painter: Painter::default(),
        streams: Arc::default(),
        site,
        files,
    })
}
