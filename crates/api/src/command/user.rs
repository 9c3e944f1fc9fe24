//! `hjertekom user`: accounts, for the first administrator and for operations.

mod second_factor;

use std::io::{BufRead, IsTerminal};
use std::sync::Arc;

use clap::Subcommand;
use db::NewUser;
use db::entropy::SystemEntropy;
use db::rights::ManageUsers;
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
    }
}

async fn add(new: NewUser, municipality: Option<MunicipalityCode>) -> Result<(), Failure> {
    let password = read_password()?;
    let settings = Settings::from_environment(false)?;
    let database = start::database(&settings, Arc::new(start::catalogue(&settings)?)).await?;
    let hash = Passwords::default().hash(password, Arc::new(SystemEntropy)).await?;
    let now = SystemClock.now();
    let caller = database.console::<ManageUsers>(
        "hjertekom",
        Role::MunicipalAdmin,
        municipality,
        console_context()?,
        now,
    )?;
    let username = new.username.clone();
    let new = NewUser { password_hash: Some(hash), ..new };
    let created = database.users(&caller).create(new, now).await;
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
