//! The demo: an invented registry and accounts for everybody, on loopback only.

use std::fs;
use std::io::Write;
use std::net::SocketAddr;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use db::entropy::{Entropy, SystemEntropy};
use db::rights::{Import, ManageUsers};
use db::{Caller, Database, NewUser};
use domain::access::Role;
use domain::municipality::{MunicipalityCode, RegionCode};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use crate::clock::{Clock, SystemClock};
use crate::command::{Failure, console_context, demo_registry};
use crate::password::Passwords;
use crate::settings::Settings;
use crate::start;

/// The file that says that a data folder is a demo's, and with which password.
const MARK: &str = "demo-password";
/// Letters that cannot be taken for one another.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567892";

/// Keeps demo and installation apart.
///
/// # Errors
/// When a demo could be reached from outside or would use an installation's data, or the other way round.
pub(crate) fn check(settings: &Settings, demo: bool) -> Result<(), Failure> {
    let marked = mark(settings).exists();
    if !demo {
        return match marked {
            true => Err(Failure::new(format!(
                "{} is a demo's data: its accounts are no secret. Set HJERTEKOM_DATA_DIR, or serve with --demo",
                settings.data_dir.display()
            ))),
            false => Ok(()),
        };
    }
    if !settings.listen.ip().is_loopback() || settings.is_behind_tls() {
        return Err(Failure::new("a demo is served on loopback only: its accounts are no secret"));
    }
    if !settings.is_embedded() {
        return Err(Failure::new("a demo uses an embedded database: unset HJERTEKOM_DATABASE_URL"));
    }
    let used = fs::exists(settings.data_dir.join("hjertekom.sqlite"))?;
    if used && !marked && !is_unfinished(settings) {
        return Err(Failure::new(format!(
            "{} is an installation's data, not a demo's: set HJERTEKOM_DATA_DIR to another folder",
            settings.data_dir.display()
        )));
    }
    start::make_folder(&settings.data_dir)?;
    fs::write(unfinished(settings), "")?;
    Ok(())
}

/// Makes the registry and the accounts unless they are there, and tells how to get in.
///
/// # Errors
/// What keeps them from being made.
pub(crate) async fn prepare(
    settings: &Settings,
    database: &Database,
    address: SocketAddr,
) -> Result<(), Failure> {
    let known = fs::read_to_string(mark(settings)).ok();
    let password = match (&settings.demo_password, &known) {
        (Some(set), _) => set.clone(),
        (None, Some(known)) => SecretString::from(known.trim().to_owned()),
        (None, None) => invent()?,
    };
    if known.as_deref() != Some(password.expose_secret()) {
        accounts(database, password.clone()).await?;
    }
    if known.is_none() {
        demo_registry::load(database, settings.demo_courses as u64).await?;
    }
    demo_registry::publish(database).await?;
    keep(&mark(settings), password.expose_secret())?;
    fs::remove_file(unfinished(settings))?;
    println!("{}", welcome(address, password.expose_secret()));
    Ok(())
}

/// The municipality's coordinator, who imports as everybody does: from a session.
pub(crate) async fn coordinator(
    database: &Database,
    municipality: MunicipalityCode,
) -> Result<([u8; 32], Caller<Import>), Failure> {
    let username = format!("{}.{}", Role::Coordinator, municipality.slug());
    let missing = || Failure::new(format!("there is no account {username}"));
    let account = database.accounts().for_login(&username).await?.ok_or_else(missing)?;
    let mut token = [0; 32];
    SystemEntropy.fill(&mut token)?;
    let (hash, now) = (Sha256::digest(token).into(), SystemClock.now());
    let context = console_context()?;
    database.sessions().start(account.user_id, hash, context.clone(), now).await?;
    let caller = database.caller::<Import>(hash, context, now).await?;
    Ok((hash, caller))
}

/// Every account of the demo, all with the same hash: hashing a hundred passwords would take half a minute.
async fn accounts(database: &Database, password: SecretString) -> Result<(), Failure> {
    let hash = Passwords::default().hash(password, Arc::new(SystemEntropy)).await?;
    for municipality in municipalities() {
        let names = Role::ALL.iter().filter(|role| role.belongs_to_municipality()).map(|&role| {
            let name = format!("{}, {}", role.label().da, municipality.name());
            new(format!("{role}.{}", municipality.slug()), name, role, None, &hash)
        });
        ensure(database, Some(municipality), names.collect()).await?;
    }
    let midtjylland: RegionCode = "1082".parse()?;
    let analyst = new(
        "analyst.midtjylland".into(),
        "Regionskonsulent, Midtjylland".into(),
        Role::Analyst,
        Some(midtjylland),
        &hash,
    );
    let operator = new("operator".into(), Role::Operator.label().da, Role::Operator, None, &hash);
    ensure(database, None, vec![analyst, operator]).await
}

fn new(
    username: String,
    display_name: String,
    role: Role,
    region: Option<RegionCode>,
    hash: &str,
) -> NewUser {
    NewUser { username, display_name, password_hash: Some(hash.to_owned()), role, region }
}

/// Makes accounts, or gives those that are there the new password.
async fn ensure(
    database: &Database,
    municipality: Option<MunicipalityCode>,
    accounts: Vec<NewUser>,
) -> Result<(), Failure> {
    let now = SystemClock.now();
    let caller = database.console::<ManageUsers>(
        "demo",
        Role::MunicipalAdmin,
        municipality,
        console_context()?,
        now,
    )?;
    let users = database.users(&caller);
    let known = users.list().await?;
    for account in accounts {
        match known.iter().find(|user| user.username == account.username) {
            Some(user) => users.set_password(user.id, account.password_hash.unwrap_or_default(), now).await?,
            None => drop(users.create(account, now).await?),
        }
    }
    Ok(())
}

/// The municipalities of the invented registry.
fn municipalities() -> impl Iterator<Item = MunicipalityCode> {
    synthetic::participants(0, 0).into_iter().map(|participant| participant.municipality)
}

fn invent() -> Result<SecretString, Failure> {
    let mut bytes = [0; 16];
    SystemEntropy.fill(&mut bytes)?;
    let letter = |byte: &u8| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]);
    let groups: Vec<String> = bytes.chunks(4).map(|group| group.iter().map(letter).collect()).collect();
    Ok(SecretString::from(groups.join("-")))
}

fn keep(path: &Path, password: &str) -> std::io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(password.as_bytes())?;
    file.sync_all()
}

fn mark(settings: &Settings) -> PathBuf {
    settings.data_dir.join(MARK)
}

/// Says that a demo was being made here when it was interrupted.
fn unfinished(settings: &Settings) -> PathBuf {
    settings.data_dir.join("demo-unfinished")
}

fn is_unfinished(settings: &Settings) -> bool {
    unfinished(settings).exists()
}

fn welcome(address: SocketAddr, password: &str) -> String {
    format!(
        "\nHjerteKom demo: http://{address}  (API: http://{address}/docs)\n\
         Invented people only. Log in as <role>.<municipality>, e.g.\n\
         \x20 clinician.silkeborg    coordinator.silkeborg    manager.silkeborg\n\
         \x20 municipal_admin.silkeborg    auditor.silkeborg    clinician.viborg\n\
         \x20 analyst.midtjylland    operator\n\
         Password of every account: {password}\n"
    )
}
