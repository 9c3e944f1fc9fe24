//! `hjertekom user`: accounts, for the first administrator and for operations.

mod second_factor;

use std::io::{BufRead, IsTerminal};
use std::sync::Arc;

use clap::Subcommand;
use db::entropy::SystemEntropy;
use db::rights::ManageUsers;
use db::{AccountState, Caller, Database, NewUser};
use domain::access::Role;
use domain::municipality::{MunicipalityCode, RegionCode};
use secrecy::{ExposeSecret, SecretString};

use super::{Failure, console_context};
use crate::clock::{Clock, SystemClock};
use crate::password::Passwords;
use crate::settings::Settings;
use crate::start;

/// The shortest password that is accepted (spec/security 4.2).
const SHORTEST: usize = 15;

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make an account. The password is read from standard input.
    Add {
        /// The name used to log in.
        username: String,
        /// The name shown to people.
        #[arg(long)]
        name: String,
        /// The role, e.g. `clinician`.
        #[arg(long)]
        role: Role,
        /// The municipality's code or name, e.g. `0740` or `silkeborg`; none for analysts and operators.
        #[arg(long, value_parser = municipality)]
        municipality: Option<MunicipalityCode>,
        /// The region's code, for analysts.
        #[arg(long)]
        region: Option<RegionCode>,
    },
    /// Give an account a second factor: one-time codes from an app. The first code is read from standard input.
    Totp {
        /// The name used to log in.
        username: String,
        /// Take the second factor away, e.g. when the telephone is lost.
        #[arg(long)]
        remove: bool,
    },
    /// Keep somebody out: the account can no longer be used, and every session of it ends at once.
    Disable {
        /// The name used to log in.
        username: String,
    },
    /// Let somebody in again whose account was disabled.
    Enable {
        /// The name used to log in.
        username: String,
    },
    /// Give an account another password, read from standard input. Every session of it ends.
    Password {
        /// The name used to log in.
        username: String,
    },
}

/// What is changed about an account that is there.
enum Change {
    State(AccountState),
    Password(SecretString),
}

/// Carries it out.
///
/// # Errors
/// What keeps the account from being made or changed.
pub async fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Add { username, name, role, municipality, region } => {
            let new = NewUser { username, display_name: name, password_hash: None, role, region };
            add(new, municipality).await
        }
        Command::Totp { username, remove } => second_factor::run(&username, remove).await,
        Command::Disable { username } => change(&username, Change::State(AccountState::Disabled)).await,
        Command::Enable { username } => change(&username, Change::State(AccountState::Active)).await,
        Command::Password { username } => change(&username, Change::Password(read_password()?)).await,
    }
}

async fn change(username: &str, change: Change) -> Result<(), Failure> {
    let settings = Settings::from_environment(false)?;
    let database = start::database(&settings, Arc::new(start::catalogue(&settings)?)).await?;
    let changed = changed(&database, username, change).await;
    database.close().await;
    println!("{username} {}", changed?);
    Ok(())
}

/// Changes an account, and says what that means for whose it is.
async fn changed(database: &Database, username: &str, change: Change) -> Result<&'static str, Failure> {
    let account = database.accounts().for_login(username).await?;
    let account = account.ok_or_else(|| Failure::new(format!("there is no account {username}")))?;
    let caller = console(database, account.municipality)?;
    let (users, now) = (database.users(&caller), SystemClock.now());
    Ok(match change {
        Change::State(state) => {
            users.set_state(account.user_id, state, now).await?;
            if state == AccountState::Active { "can log in again" } else { "can no longer log in" }
        }
        Change::Password(password) => {
            let hash = Passwords::default().hash(password, Arc::new(SystemEntropy)).await?;
            users.set_password(account.user_id, hash, now).await?;
            "logs in with the new password"
        }
    })
}

/// The console as the administrator of a municipality, or of those who belong to none.
fn console(
    database: &Database,
    municipality: Option<MunicipalityCode>,
) -> Result<Caller<ManageUsers>, Failure> {
    let (context, now) = (console_context()?, SystemClock.now());
    Ok(database.console("hjertekom", Role::MunicipalAdmin, municipality, context, now)?)
}

async fn add(new: NewUser, municipality: Option<MunicipalityCode>) -> Result<(), Failure> {
    let password = read_password()?;
    let settings = Settings::from_environment(false)?;
    let database = start::database(&settings, Arc::new(start::catalogue(&settings)?)).await?;
    let hash = Passwords::default().hash(password, Arc::new(SystemEntropy)).await?;
    let caller = console(&database, municipality)?;
    let username = new.username.clone();
    let new = NewUser { password_hash: Some(hash), ..new };
    let created = database.users(&caller).create(new, SystemClock.now()).await;
    database.close().await;
    match created {
        Ok(_) => {
            println!("{username} can log in");
            Ok(())
        }
        Err(db::Error::Conflict("username_taken")) => Err(Failure::new(format!("{username} exists already"))),
        Err(db::Error::Conflict("role_not_allowed")) => Err(Failure::new(
            "analysts and operators belong to no municipality, everybody else to one: give or leave out --municipality",
        )),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn municipality(text: &str) -> Result<MunicipalityCode, String> {
    let by_name = MunicipalityCode::from_slug(&text.to_lowercase());
    by_name.map_or_else(|| text.parse().map_err(|error| format!("{error}")), Ok)
}

fn read_password() -> Result<SecretString, Failure> {
    if std::io::stdin().is_terminal() {
        eprintln!("The password, at least {SHORTEST} characters (it is shown as you type):");
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let password = SecretString::from(line.trim_end_matches(['\r', '\n']).to_owned());
    if password.expose_secret().chars().count() < SHORTEST {
        return Err(Failure::new(format!("the password needs at least {SHORTEST} characters")));
    }
    Ok(password)
}
