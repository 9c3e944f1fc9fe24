//! What happens every night: courses whose outcome depends on the date, and what is kept for a while only.

use std::sync::Arc;
use std::time::Duration;

use db::Database;

use crate::clock::Clock;

/// How often the date is looked at.
const EVERY: Duration = Duration::from_secs(300);

/// Works through what is due now, and again after every midnight in Denmark, until it is dropped.
pub(crate) async fn run(database: Database, clock: Arc<dyn Clock>) {
    let mut done_on = None;
    loop {
        let today = clock.today();
        if done_on != Some(today) {
            match once(&database, clock.as_ref()).await {
                Ok(()) => done_on = Some(today),
                // Whatever it was, the next round tries again.
                Err(error) => {
                    tracing::error!(error = &error as &dyn std::error::Error, "the nightly work failed")
                }
            }
        }
        tokio::time::sleep(EVERY).await;
    }
}

async fn once(database: &Database, clock: &dyn Clock) -> Result<(), db::Error> {
    let recomputed = database.recompute_due(clock.now(), |_| {}).await?;
    let drafts = database.purge_drafts(clock.now()).await?;
    let keys = database.purge_idempotency(clock.now()).await?;
    tracing::info!(
        courses = recomputed.courses,
        changed = recomputed.changed,
        drafts,
        keys,
        "nightly work done"
    );
    Ok(())
}
