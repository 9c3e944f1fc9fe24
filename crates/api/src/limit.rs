//! How often somebody may try: guesses at an account, log-ins from a network, searches by a person.

mod guesses;

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::ids::UserId;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

pub(crate) use guesses::Guess;
use guesses::Guesses;

use crate::error::Error;
use crate::request::network;

/// Log-ins one network may try in a row.
const LOG_INS_AT_ONCE: NonZeroU32 = times(120);
/// Log-ins one network may try per minute after that.
const LOG_INS_PER_MINUTE: NonZeroU32 = times(60);
/// Searches for citizens by number one person may make per hour (spec/security 4.4).
const SEARCHES_PER_HOUR: NonZeroU32 = times(60);
/// Requests for open numbers one network may make in a row.
const OPEN_AT_ONCE: NonZeroU32 = times(240);
/// Requests for open numbers one network may make per minute after that.
const OPEN_PER_MINUTE: NonZeroU32 = times(120);
/// Entries after which those that do not matter any more are thrown away.
const MANY: usize = 10_000;

const fn times(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

/// Who has tried how often. Kept in memory: a restart forgets, which lets nobody guess faster than the hash allows.
#[derive(Clone, Debug)]
pub struct Limits {
    networks: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    searches: Arc<DefaultKeyedRateLimiter<UserId>>,
    open: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    guesses: Arc<Guesses>,
}

impl Default for Limits {
    fn default() -> Self {
        let networks = Quota::per_minute(LOG_INS_PER_MINUTE).allow_burst(LOG_INS_AT_ONCE);
        Self {
            networks: Arc::new(RateLimiter::keyed(networks)),
            searches: Arc::new(RateLimiter::keyed(Quota::per_hour(SEARCHES_PER_HOUR))),
            open: Arc::new(RateLimiter::keyed(Quota::per_minute(OPEN_PER_MINUTE).allow_burst(OPEN_AT_ONCE))),
            guesses: Arc::default(),
        }
    }
}

impl Limits {
    /// Counts a log-in before its password is looked at.
    ///
    /// # Errors
    /// 429 with the seconds to wait; the same whether or not there is such an account.
    pub fn log_in(&self, account: &str, address: IpAddr, now: DateTime<Utc>) -> Result<Guess, Error> {
        let network = network(address);
        admit(&self.networks, &network)?;
        self.guesses.take(account, network, now).map_err(Error::TooManyRequests)
    }

    /// Gives a guess back that was none, and remembers the network as one the account's owner uses.
    pub fn right(&self, guess: &Guess, now: DateTime<Utc>) {
        self.guesses.give_back(guess, now);
    }

    /// Counts a request for open numbers.
    ///
    /// # Errors
    /// 429 with the seconds to wait.
    pub fn open(&self, address: IpAddr) -> Result<(), Error> {
        admit(&self.open, &network(address))
    }

    /// Counts a search by CPR number.
    ///
    /// # Errors
    /// 429 with the seconds to wait.
    pub fn search_by_cpr(&self, user: UserId) -> Result<(), Error> {
        admit(&self.searches, &user)
    }
}

fn admit<K: Clone + std::hash::Hash + Eq>(
    limiter: &DefaultKeyedRateLimiter<K>,
    key: &K,
) -> Result<(), Error> {
    if limiter.len() > MANY {
        limiter.retain_recent();
    }
    limiter.check_key(key).map_err(|refused| {
        let wait = refused.wait_time_from(DefaultClock::default().now());
        Error::TooManyRequests(wait.as_secs() + 1)
    })
}
