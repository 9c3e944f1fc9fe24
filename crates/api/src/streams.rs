//! Answers that stay open: how many somebody may have, and the word that ends them all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::ids::UserId;
use tokio::sync::watch;

/// Streams one person may have open: as many windows as anybody looks at.
const PER_USER: usize = 12;
/// Streams a server keeps open in all.
const IN_ALL: usize = 2000;
/// How often a stream asks whether it is still permitted.
const CHECK: Duration = Duration::from_secs(15);

/// The open streams of a server.
#[derive(Debug)]
pub struct Streams {
    open: Mutex<HashMap<UserId, usize>>,
    closing: watch::Sender<bool>,
    check: Duration,
}

impl Default for Streams {
    fn default() -> Self {
        Self::checking_every(CHECK)
    }
}

/// The right to one stream; given back when dropped.
#[derive(Debug)]
pub(crate) struct Place {
    streams: Arc<Streams>,
    user: UserId,
    closing: watch::Receiver<bool>,
}

impl Streams {
    /// Streams that ask so often whether they are still permitted.
    #[must_use]
    pub fn checking_every(check: Duration) -> Self {
        Self { open: Mutex::default(), closing: watch::Sender::new(false), check }
    }

    /// How often a stream asks whether it is still permitted.
    #[must_use]
    pub const fn check(&self) -> Duration {
        self.check
    }

    /// A place for one more stream of a person; `None` when there are too many or the server stops.
    pub(crate) fn take(self: &Arc<Self>, user: UserId) -> Option<Place> {
        let closing = self.closing.subscribe();
        let mut open = self.locked();
        let is_full = open.get(&user).is_some_and(|own| *own >= PER_USER);
        if *closing.borrow() || is_full || open.values().sum::<usize>() >= IN_ALL {
            return None;
        }
        *open.entry(user).or_default() += 1;
        drop(open);
        Some(Place { streams: Arc::clone(self), user, closing })
    }

    /// Ends every stream; no new one is opened.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// How many are open.
    #[must_use]
    pub fn count(&self) -> usize {
        self.locked().values().sum()
    }

    fn locked(&self) -> MutexGuard<'_, HashMap<UserId, usize>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Waits for the word to end.
    pub(crate) async fn closed(&mut self) {
        // Without a sender there is no server any more.
        drop(self.closing.wait_for(|closing| *closing).await);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.streams.locked();
        if let Some(own) = open.get_mut(&self.user) {
            *own = own.saturating_sub(1);
            if *own == 0 {
                open.remove(&self.user);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(number: u128) -> UserId {
        UserId::new(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn a_person_has_so_many_places_and_gets_one_back_when_a_stream_ends() {
        let streams = Arc::new(Streams::default());
        let mut places: Vec<Place> = (0..PER_USER).map(|_| streams.take(user(1)).unwrap()).collect();
        assert!(streams.take(user(1)).is_none());
        assert!(streams.take(user(2)).is_some(), "the other one's was given back at once");
        places.pop();
        assert!(streams.take(user(1)).is_some());
        drop(places);
        assert_eq!(streams.count(), 0);
    }

    #[tokio::test]
    async fn closing_ends_what_is_open_and_opens_nothing_more() {
        let streams = Arc::new(Streams::default());
        let mut place = streams.take(user(1)).unwrap();
        streams.close();
        place.closed().await;
        assert!(streams.take(user(2)).is_none());
    }
}
