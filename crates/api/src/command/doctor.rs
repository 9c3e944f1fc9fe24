//! `hjertekom doctor`: whether everything a server needs is in order.

use std::fmt::Display;
use std::sync::Arc;

use super::Failure;
use crate::settings::Settings;
use crate::start;

/// Checks in the order in which a server needs things, and says what to do about each.
///
/// # Errors
/// How many checks failed.
pub async fn run() -> Result<(), Failure> {
    let mut checks = Checks::default();
    let Some(settings) = checks.take("settings", Settings::from_environment(false)) else {
        return checks.end();
    };
    for name in &settings.unknown {
        checks.note(format!("{name} is no setting: is it misspelt?"));
    }
    let catalogue = checks.take("definitions", start::catalogue(&settings));
    checks.take("key file", db::KeyRing::open(&settings.key_file));
    if let Some(catalogue) = catalogue {
        // Never migrates and never writes: looking must not change anything, and a server may be running.
        let database = start::readable_database(&settings, Arc::new(catalogue)).await;
        if let Some(database) = checks.take("database", database) {
            checks.take("database answers", database.ping().await);
            match database.accounts().is_empty().await {
                Ok(true) => checks.note("there is no account yet: run `hjertekom user add`".into()),
                Ok(false) => {}
                Err(error) => drop(checks.take::<(), _>("accounts", Err(error))),
            }
            database.close().await;
        }
    }
    let files = start::static_files(&settings);
    if checks.take("browser application", files).is_some_and(|files| files.is_empty()) {
        checks.note(format!(
            "no browser application in {}: build it with `cargo xtask web`, or set HJERTEKOM_FRONTEND_DIR",
            start::frontend_dir(&settings).display()
        ));
    }
    checks.end()
}

#[derive(Default)]
struct Checks {
    failed: usize,
}

impl Checks {
    fn take<T, E: Display>(&mut self, what: &str, result: Result<T, E>) -> Option<T> {
        match result {
            Ok(value) => {
                println!("ok    {what}");
                Some(value)
            }
            Err(error) => {
                self.failed += 1;
                println!("FAIL  {what}: {error}");
                None
            }
        }
    }

    fn note(&mut self, words: String) {
        println!("note  {words}");
    }

    fn end(self) -> Result<(), Failure> {
        match self.failed {
            0 => Ok(()),
            1 => Err(Failure::new("one check failed")),
            several => Err(Failure::new(format!("{several} checks failed"))),
        }
    }
}
