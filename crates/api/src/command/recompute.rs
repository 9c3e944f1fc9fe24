//! `hjertekom recompute`: what every course counts as, by the definitions as they are now.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use clap::Args;
use db::RecomputePlace;

use super::Failure;
use super::progress::{Progress, interrupted};
use crate::clock::{Clock, SystemClock};
use crate::settings::Settings;
use crate::start;

/// Where to begin.
#[derive(Debug, Args)]
pub struct Options {
    /// Go on behind this course, as an interrupted run says it.
    #[arg(long, value_name = "MUNICIPALITY/COURSE")]
    after: Option<RecomputePlace>,
}

/// Recomputes the outcomes of every course; those that do not change are left alone.
///
/// # Errors
/// A database that cannot be asked, or an interruption, with how to go on.
pub async fn run(options: &Options) -> Result<(), Failure> {
    let settings = Settings::from_environment(false)?;
    let database = start::database(&settings, Arc::new(start::catalogue(&settings)?)).await?;
    let progress = Progress::new(database.count_courses().await?)?;
    let (stop, mut told, mut place) = (interrupted(), 0, options.after);
    let tell = |done: db::Recomputed, reached| {
        progress.advance(done.courses - told);
        progress.count(done.courses - told);
        (told, place) = (done.courses, Some(reached));
        if stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let result = database.recompute_all(SystemClock.now(), options.after, tell).await;
    database.close().await;
    progress.clear();
    println!("{}", progress.summary());
    let go_on = || match place {
        Some(place) => format!("go on with `hjertekom recompute --after {place}`"),
        None => "run it again".to_owned(),
    };
    let done = result.map_err(|error| Failure::new(format!("{error}; {}", go_on())))?;
    if stop.load(Ordering::Relaxed) {
        return Err(Failure::new(format!("interrupted; {}", go_on())));
    }
    println!("{} courses looked at, {} count differently now", done.courses, done.changed);
    Ok(())
}
