//! `hjertekom serve`: the server.

use std::io::Write as _;
use std::net::TcpListener;
use std::sync::Arc;

use actix_web::web::Data;
use clap::Args;

use super::Failure;
use crate::docs::Document;
use crate::settings::Settings;
use crate::{demo, nightly, openapi, server, start};

/// How to serve.
#[derive(Debug, Args)]
pub struct Options {
    /// Serve an invented registry on loopback, with accounts for every role and municipality.
    #[arg(long)]
    pub demo: bool,
}

/// Serves until the process is told to stop.
///
/// # Errors
/// What keeps the server from starting, as one clear line.
pub async fn run(options: &Options) -> Result<(), Failure> {
    let settings = Settings::from_environment(options.demo)?;
    start::log(&settings)?;
    for name in &settings.unknown {
        tracing::warn!(name, "this is no setting: is it misspelt?");
    }
    demo::check(&settings, options.demo)?;
    // The port is taken before anything slow, and before another server's database is touched.
    let listener = TcpListener::bind(settings.listen).map_err(|error| {
        Failure::new(format!("{}: {error}: set HJERTEKOM_LISTEN to another address", settings.listen))
    })?;
    let address = listener.local_addr()?;
    let database = start::database(&settings, Arc::new(start::catalogue(&settings)?)).await?;
    let document = Document(openapi::text(database.catalogue())?.into());
    if options.demo {
        demo::prepare(&settings, &database, address).await?;
    }
    let app = start::app(&settings, database.clone(), address.port(), options.demo)?;
    let nightly = tokio::spawn(nightly::run(database.clone(), Arc::clone(&app.clock)));
    if database.accounts().is_empty().await? {
        tracing::warn!("there is no account yet: stop the server and run `hjertekom user add --help`");
    }
    tracing::info!(%address, "serving");
    // Whoever started it with port 0 reads here which one it got. Nobody need listen.
    drop(writeln!(std::io::stdout(), "serving on http://{address}"));
    server::serve(listener, Data::new(app), document, settings.workers)?.await?;
    nightly.abort();
    database.close().await;
    tracing::info!("stopped");
    Ok(())
}
