//! `hjertekom migrate`: brings the schema up to date.

use db::Database;

use super::Failure;
use crate::settings::Settings;
use crate::start;

/// Migrates as the owner of the tables.
///
/// # Errors
/// When another process uses the file, or the database refuses a step.
pub async fn run() -> Result<(), Failure> {
    let settings = Settings::from_environment(false)?;
    if settings.is_embedded() {
        start::make_folder(&settings.data_dir)?;
    }
    Database::migrate(&settings.owner_database_url).await?;
    println!("the schema is up to date");
    Ok(())
}
