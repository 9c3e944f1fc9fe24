//! Answers that stay open: how many somebody may have, and the word that ends them all.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::ids::UserId;
use tokio::sync::{Notify, watch};

/// Streams one person may have open: as many windows as anybody looks at.
const PER_USER: usize = 12;
/// Streams a server keeps open in all.
const IN_ALL: usize = 2000;
/// How often a stream asks whether it is still permitted.
const CHECK: Duration = Duration::from_secs(15);

/// The open streams of a server.
#[derive(Debug)]
pub struct Streams {
    open: Mutex<Open>,
    closing: watch::Sender<bool>,
    check: Duration,
}

impl Default for Streams {
    fn default() -> Self {
        Self::checking_every(CHECK)
    }
}

/// The streams by number, and the number of the next.
#[derive(Debug, Default)]
struct Open {
    streams: BTreeMap<u64, Stream>,
    next: u64,
}

/// Whose stream it is, and the word that its session is over.
#[derive(Debug)]
struct Stream {
    user: UserId,
    session: [u8; 32],
    over: Arc<Notify>,
}

/// The right to one stream; given back when dropped.
#[derive(Debug)]
pub(crate) struct Place {
    streams: Arc<Streams>,
    number: u64,
    over: Arc<Notify>,
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

    /// A place for one more stream of a person's session, known by the hash of its token; `None` when there are too
    /// many or the server stops.
    pub(crate) fn take(self: &Arc<Self>, user: UserId, session: [u8; 32]) -> Option<Place> {
        let closing = self.closing.subscribe();
        let mut open = self.locked();
        let own = open.streams.values().filter(|stream| stream.user == user).count();
        if *closing.borrow() || own >= PER_USER || open.streams.len() >= IN_ALL {
            return None;
        }
        let (number, over) = (open.next, Arc::new(Notify::new()));
        open.next += 1;
        open.streams.insert(number, Stream { user, session, over: Arc::clone(&over) });
        drop(open);
        Some(Place { streams: Arc::clone(self), number, over, closing })
    }

    /// Ends the streams of a session that is over, at once.
    pub(crate) fn end(&self, session: &[u8; 32]) {
        // Whoever does not listen at this moment finds the word later.
        let open = self.locked();
        open.streams
            .values()
            .filter(|stream| stream.session == *session)
            .for_each(|stream| stream.over.notify_one());
    }

    /// Ends every stream; no new one is opened.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// How many are open.
    #[must_use]
    pub fn count(&self) -> usize {
        self.locked().streams.len()
    }

    fn locked(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Waits for the word to end.
    pub(crate) async fn closed(&mut self) {
        tokio::select! {
            // Without a sender there is no server any more.
            _ = self.closing.wait_for(|closing| *closing) => {}
            () = self.over.notified() => {}
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.streams.locked().streams.remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: [u8; 32] = [1; 32];
    const OTHER: [u8; 32] = [2; 32];

    fn user(number: u128) -> UserId {
        UserId::new(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn a_person_has_so_many_places_and_gets_one_back_when_a_stream_ends() {
        let streams = Arc::new(Streams::default());
        let mut places: Vec<Place> = (0..PER_USER).map(|_| streams.take(user(1), ONE).unwrap()).collect();
        assert!(streams.take(user(1), OTHER).is_none(), "of all their sessions together");
        assert!(streams.take(user(2), OTHER).is_some(), "the other one's was given back at once");
        places.pop();
        assert!(streams.take(user(1), ONE).is_some());
        drop(places);
        assert_eq!(streams.count(), 0);
    }

    #[tokio::test]
    async fn closing_ends_what_is_open_and_opens_nothing_more() {
        let streams = Arc::new(Streams::default());
        let mut place = streams.take(user(1), ONE).unwrap();
        streams.close();
        place.closed().await;
        assert!(streams.take(user(2), OTHER).is_none());
    }

    #[tokio::test]
    async fn the_end_of_a_session_ends_its_streams_and_no_others() {
        let streams = Arc::new(Streams::default());
        let mut over = [streams.take(user(1), ONE).unwrap(), streams.take(user(1), ONE).unwrap()];
        let mut lasting = streams.take(user(1), OTHER).unwrap();
        streams.end(&ONE);
        for place in &mut over {
            place.closed().await;
        }
        let waited = tokio::time::timeout(Duration::from_millis(50), lasting.closed()).await;
        assert!(waited.is_err(), "the same person's other session goes on");
    }
}
