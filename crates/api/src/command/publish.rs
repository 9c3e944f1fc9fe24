//! `hjertekom publish`: makes the month's snapshot of protected numbers, and keeps who is named in it.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use clap::{Args, Subcommand};
use db::{Database, NameDecision, PublicationResult};
use domain::municipality::MunicipalityCode;
use domain::organisation::Organisation;

use super::Failure;
use super::progress::{Progress, interrupted};
use crate::clock::{Clock, SystemClock};
use crate::settings::Settings;
use crate::start;

/// What to do with the published numbers.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Options {
    /// Make another snapshot although the month has one. Numbers that hardly changed stay as they were all the same.
    #[arg(long)]
    force: bool,
    #[command(subcommand)]
    names: Option<Names>,
}

/// Who is named in comparisons: from the next snapshot on, never in one that is out.
#[derive(Debug, Subcommand)]
pub enum Names {
    /// List what municipalities have decided.
    Names,
    /// Record that a municipality has agreed to be named.
    Name(Decision),
    /// Record that a municipality is no longer named.
    Unname(Decision),
}

/// A municipality's decision.
#[derive(Debug, Args)]
pub struct Decision {
    /// The municipality's code, e.g. 0740.
    municipality: MunicipalityCode,
    /// Who said so, and where it is written down.
    #[arg(long, value_name = "TEXT")]
    by: String,
}

/// Publishes, or keeps who is named.
///
/// # Errors
/// A database that cannot be asked, or an interruption; running it again goes on.
pub async fn run(options: &Options) -> Result<(), Failure> {
    let settings = Settings::from_environment(false)?;
    let database = start::database(&settings, Arc::new(start::catalogue(&settings)?)).await?;
    let result = match &options.names {
        None => publish(&database, options.force).await,
        Some(Names::Names) => list(&database).await,
        Some(Names::Name(decision)) => decide(&database, decision, true).await,
        Some(Names::Unname(decision)) => decide(&database, decision, false).await,
    };
    database.close().await;
    result
}

async fn publish(database: &Database, force: bool) -> Result<(), Failure> {
    let organisation = Organisation::denmark();
    let today = SystemClock.today();
    let units = organisation.participants(domain::organisation::UnitId::All, today).len();
    let progress = Progress::new(units as u64)?;
    let stop = interrupted();
    let tell = |done: db::PublicationProgress| {
        progress.name(done.municipality.name());
        progress.advance(1);
        progress.count(1);
        if stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let result = database.publish(&organisation, SystemClock.now(), force, tell).await;
    progress.clear();
    let publication = result.map_err(|error| Failure::new(format!("{error}; run it again to go on")))?;
    match publication.result {
        PublicationResult::Interrupted => Err(Failure::new("interrupted; run it again to go on")),
        PublicationResult::Overtaken => {
            Err(Failure::new("a later snapshot has been begun: this one is not put out"))
        }
        PublicationResult::AlreadyPublished => {
            println!(
                "the snapshot as of {} is out already and is not changed; --force makes another one",
                publication.as_of
            );
            Ok(())
        }
        PublicationResult::Published => {
            println!(
                "published the snapshot as of {}: {} municipalities, {} cells new, {} as before",
                publication.as_of, publication.municipalities, publication.released, publication.kept
            );
            Ok(())
        }
    }
}

async fn list(database: &Database) -> Result<(), Failure> {
    let decisions = database.name_decisions().await?;
    if decisions.is_empty() {
        println!("no municipality has decided yet: none is named");
    }
    for decision in decisions {
        let what = if decision.is_named { "named" } else { "not named" };
        let NameDecision { municipality, decided_at, decided_by, .. } = decision;
        println!(
            "{municipality} {}: {what}, {} ({decided_by})",
            municipality.name(),
            decided_at.date_naive()
        );
    }
    Ok(())
}

async fn decide(database: &Database, decision: &Decision, is_named: bool) -> Result<(), Failure> {
    let kept = NameDecision {
        municipality: decision.municipality,
        is_named,
        decided_at: SystemClock.now(),
        decided_by: decision.by.clone(),
    };
    database.decide_name(&kept).await?;
    let what = if is_named { "is named" } else { "is not named" };
    println!("{} {what} from the next snapshot on", decision.municipality.name());
    Ok(())
}
