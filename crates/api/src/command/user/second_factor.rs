//! One-time codes for an account: shown once, kept sealed, taken away by the administrator who can reach the console.

use std::io::{BufRead, IsTerminal};
use std::sync::Arc;

use db::Database;
use db::entropy::{Entropy, SystemEntropy};

use crate::clock::{Clock, SystemClock};
use crate::command::Failure;
use crate::settings::Settings;
use crate::{start, totp};

/// Sets or takes away the second factor. Every session of the account ends.
pub(super) async fn run(username: &str, remove: bool) -> Result<(), Failure> {
    let settings = Settings::from_environment(false)?;
    let database = start::database(&settings, Arc::new(start::catalogue(&settings)?)).await?;
    let result = change(&database, username, remove).await;
    database.close().await;
    result
}

async fn change(database: &Database, username: &str, remove: bool) -> Result<(), Failure> {
    let account = database.accounts().for_login(username).await?;
    let account = account.ok_or_else(|| Failure::new(format!("there is no account {username}")))?;
    let secret = if remove { None } else { Some(enrol(username)?) };
    let caller = super::console(database, account.municipality)?;
    let secret = secret.as_ref().map(|secret| secret.as_slice());
    database.users(&caller).set_second_factor(account.user_id, secret, SystemClock.now()).await?;
    println!("{username} {}", if remove { "logs in without a code" } else { "needs a code at every log-in" });
    Ok(())
}

/// A new secret, once the app has shown that it knows it: a mistake here would lock the owner out.
fn enrol(username: &str) -> Result<[u8; totp::SECRET_LENGTH], Failure> {
    let mut secret = [0; totp::SECRET_LENGTH];
    SystemEntropy.fill(&mut secret)?;
    println!("Secret, shown this once: {}", totp::base32(&secret));
    println!("For an app: {}", totp::address(username, &secret));
    if std::io::stdin().is_terminal() {
        eprintln!("The code the app shows now:");
    }
    let mut typed = String::new();
    std::io::stdin().lock().read_line(&mut typed)?;
    match totp::accept(&secret, &typed, SystemClock.now()) {
        Some(_) => Ok(secret),
        None => Err(Failure::new(
            "that is not the code: check the app's and this machine's time; nothing was changed",
        )),
    }
}
