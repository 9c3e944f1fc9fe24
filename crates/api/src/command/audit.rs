//! `hjertekom audit`: whether the access log is what was written.

use std::sync::Arc;

use clap::Subcommand;
use db::Database;
use db::rights::ReadAccessLog;
use domain::access::Role;
use domain::municipality::MunicipalityCode;

use super::{Failure, console_context};
use crate::clock::{Clock, SystemClock};
use crate::settings::Settings;
use crate::start;

/// What to do with the access log.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read the whole log of every municipality and of people who belong to none, and follow each chain.
    Verify {
        /// Only the log of this municipality, by code or name.
        #[arg(long, value_parser = super::user::municipality)]
        municipality: Option<MunicipalityCode>,
    },
}

/// Carries it out.
///
/// # Errors
/// A chain that does not hold, or a database that cannot be asked.
pub async fn run(command: &Command) -> Result<(), Failure> {
    let Command::Verify { municipality } = command;
    let settings = Settings::from_environment(false)?;
    let database = start::readable_database(&settings, Arc::new(start::catalogue(&settings)?)).await?;
    let which: Vec<Option<MunicipalityCode>> = match municipality {
        Some(one) => vec![Some(*one)],
        None => MunicipalityCode::all().map(Some).chain([None]).collect(),
    };
    let mut faults = 0;
    for municipality in which {
        faults += verify(&database, municipality).await?;
    }
    database.close().await;
    if faults > 0 {
        return Err(Failure::new(format!("{faults} faults: the access log is not what was written")));
    }
    println!("every chain holds");
    Ok(())
}

async fn verify(database: &Database, municipality: Option<MunicipalityCode>) -> Result<usize, Failure> {
    let (context, now) = (console_context()?, SystemClock.now());
    let caller = database.console::<ReadAccessLog>("hjertekom", Role::Auditor, municipality, context, now)?;
    let verification = database.access_log(&caller).verify().await?;
    if verification.events > 0 || !verification.faults.is_empty() {
        let (code, name) = match municipality {
            Some(municipality) => (municipality.to_string(), municipality.name()),
            None => ("0000".to_owned(), "no municipality"),
        };
        println!("{code} {name:<20} {:>9} events", verification.events);
    }
    for fault in &verification.faults {
        println!("  {fault:?}");
    }
    Ok(verification.faults.len())
}
