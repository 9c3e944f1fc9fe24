//! What happens every night: courses whose outcome depends on the date, what is kept for a while only, and on the
//! first of a month the publication of protected numbers.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use db::{Database, PublicationResult};
use domain::organisation::Organisation;

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
    // What is kept for a while only goes first: nothing that fails may keep it longer.
    let drafts = database.purge_drafts(clock.now()).await?;
    let keys = database.purge_idempotency(clock.now()).await?;
    let recomputed = database.recompute_due(clock.now(), |_| {}).await?;
    // After the outcomes: what is published is what they are now. Frozen for the month once it is out.
    // A registry without courses has nothing to freeze for a month.
    let publication = match database.count_courses().await? {
        0 => None,
        _ => {
            let go_on = |_| ControlFlow::Continue(());
            Some(database.publish(&Organisation::denmark(), clock.now(), false, go_on).await?)
        }
    };
    if let Some(publication) = publication.filter(|one| one.result == PublicationResult::Published) {
        tracing::info!(
            as_of = %publication.as_of,
            released = publication.released,
            kept = publication.kept,
            "benchmarks published"
        );
    }
    tracing::info!(
        courses = recomputed.courses,
        changed = recomputed.changed,
        drafts,
        keys,
        "nightly work done"
    );
    Ok(())
}
