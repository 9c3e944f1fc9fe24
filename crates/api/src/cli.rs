//! The command line.

use clap::{Parser, Subcommand};

use crate::command::{
    audit, doctor, import, migrate, openapi, programme, publish, recompute, serve, synthesise, user,
};

/// HjerteKom: register of cardiac rehabilitation courses in Danish municipalities.
///
/// Settings come from the environment; `.env.example` lists them all.
#[derive(Debug, Parser)]
#[command(name = "hjertekom", version, about, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the API and the browser application.
    Serve(serve::Options),
    /// Bring the database's schema up to date.
    Migrate,
    /// Print the OpenAPI document.
    Openapi,
    /// Check or publish definitions.
    #[command(subcommand)]
    Programme(programme::Command),
    /// Import courses from a CSV file.
    Import(import::Options),
    /// Recompute what every course counts as, after definitions were added or mended.
    Recompute(recompute::Options),
    /// Publish the month's protected numbers across municipalities, and keep who is named in them.
    Publish(publish::Options),
    /// Write an invented registry as CSV files.
    Synthesise(synthesise::Options),
    /// Manage accounts.
    #[command(subcommand)]
    User(user::Command),
    /// Check the access log.
    #[command(subcommand)]
    Audit(audit::Command),
    /// Check settings, keys, database and definitions.
    Doctor,
    /// Print every setting with its default, as in `.env.example`.
    Settings,
}

impl Cli {
    /// Carries the command out.
    ///
    /// # Errors
    /// One clear message for the console.
    pub async fn run(self) -> Result<(), crate::command::Failure> {
        match self.command {
            Command::Serve(options) => serve::run(&options).await,
            Command::Migrate => migrate::run().await,
            Command::Openapi => openapi::run(),
            Command::Programme(command) => programme::run(&command),
            Command::Import(options) => import::run(&options).await,
            Command::Recompute(options) => recompute::run(&options).await,
            Command::Publish(options) => publish::run(&options).await,
            Command::Synthesise(options) => synthesise::run(&options).await,
            Command::User(command) => user::run(command).await,
            Command::Audit(command) => audit::run(&command).await,
            Command::Doctor => doctor::run().await,
            Command::Settings => {
                print!("{}", crate::settings::env_example());
                Ok(())
            }
        }
    }
}
