//! Guesses at passwords, by account and day.
//!
//! At most 100 wrong passwords are looked at per account and day (S-09): 50 from networks its owner has used, 50 from
//! all others together. Strangers who use up theirs therefore never lock the owner out.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

/// Wrong passwords per account and day from one side.
const PER_DAY: u32 = 50;
/// Wrong passwords per account and network within [`SPELL`].
const PER_SPELL: u32 = 10;
const SPELL: TimeDelta = TimeDelta::minutes(15);
/// How long a network stays one of the owner's after a log-in.
const KNOWN_FOR: TimeDelta = TimeDelta::days(90);
/// Accounts after which yesterday's are thrown away.
const MANY: usize = 10_000;
/// Networks kept per account.
const MOST_NETWORKS: usize = 64;

/// A guess that was counted before it was looked at.
#[derive(Clone, Debug)]
pub struct Guess {
    account: String,
    network: IpAddr,
    from_owner: bool,
    day: NaiveDate,
}

#[derive(Debug, Default)]
pub(super) struct Guesses(Mutex<HashMap<String, Account>>);

#[derive(Debug, Default)]
struct Account {
    day: NaiveDate,
    by_owner: u32,
    by_others: u32,
    networks: HashMap<IpAddr, Network>,
}

#[derive(Clone, Copy, Debug)]
struct Network {
    spell_began: DateTime<Utc>,
    in_spell: u32,
    known_until: Option<DateTime<Utc>>,
}

impl Network {
    fn is_known(&self, now: DateTime<Utc>) -> bool {
        self.known_until.is_some_and(|until| now < until)
    }

    fn matters(&self, now: DateTime<Utc>) -> bool {
        self.is_known(now) || now - self.spell_began < SPELL
    }
}

impl Guesses {
    /// Counts a guess, or says after how many seconds one may be made again.
    pub(super) fn take(&self, account: &str, network: IpAddr, now: DateTime<Utc>) -> Result<Guess, u64> {
        let mut accounts = self.lock();
        if accounts.len() > MANY {
            accounts.retain(|_, account| account.matters(now));
        }
        // A made-up name takes memory too, so only what can be a name is kept whole.
        let name: String = account.trim().to_lowercase().chars().take(100).collect();
        let account = accounts.entry(name.clone()).or_default();
        if account.day != now.date_naive() {
            (account.day, account.by_owner, account.by_others) = (now.date_naive(), 0, 0);
        }
        if account.networks.len() > MOST_NETWORKS {
            account.networks.retain(|_, network| network.is_known(now));
        }
        let entry = account.networks.entry(network).or_insert(Network {
            spell_began: now,
            in_spell: 0,
            known_until: None,
        });
        if now - entry.spell_began >= SPELL {
            (entry.spell_began, entry.in_spell) = (now, 0);
        }
        let from_owner = entry.is_known(now);
        let today = if from_owner { &mut account.by_owner } else { &mut account.by_others };
        if *today >= PER_DAY {
            return Err(until_tomorrow(now));
        }
        if entry.in_spell >= PER_SPELL {
            return Err(seconds(entry.spell_began + SPELL - now));
        }
        *today += 1;
        entry.in_spell += 1;
        Ok(Guess { account: name, network, from_owner, day: account.day })
    }

    /// The password was right: the guess does not count, and the network is one of the owner's.
    pub(super) fn give_back(&self, guess: &Guess, now: DateTime<Utc>) {
        let mut accounts = self.lock();
        let Some(account) = accounts.get_mut(&guess.account) else {
            return;
        };
        if account.day == guess.day {
            let today = if guess.from_owner { &mut account.by_owner } else { &mut account.by_others };
            *today = today.saturating_sub(1);
        }
        if let Some(network) = account.networks.get_mut(&guess.network) {
            network.in_spell = network.in_spell.saturating_sub(1);
            network.known_until = Some(now + KNOWN_FOR);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Account>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Account {
    fn matters(&self, now: DateTime<Utc>) -> bool {
        self.day == now.date_naive() || self.networks.values().any(|network| network.matters(now))
    }
}

fn until_tomorrow(now: DateTime<Utc>) -> u64 {
    let tomorrow = now.date_naive().succ_opt().map(|day| day.and_time(NaiveTime::MIN).and_utc());
    tomorrow.map_or(86_400, |tomorrow| seconds(tomorrow - now))
}

fn seconds(time: TimeDelta) -> u64 {
    u64::try_from(time.num_seconds()).unwrap_or(0) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> DateTime<Utc> {
        time.parse().unwrap()
    }

    fn ip(last: u32) -> IpAddr {
        IpAddr::V4((0xc633_6400 + last).into())
    }

    #[test]
    fn at_most_a_hundred_wrong_passwords_are_looked_at_per_account_and_day() {
        let guesses = Guesses::default();
        let morning = at("2026-03-02T06:00:00Z");
        let home = guesses.take("anna", ip(0), morning).unwrap();
        guesses.give_back(&home, morning);
        let looked_at = (0..10_000_u32).filter(|&guess| {
            let time = morning + TimeDelta::seconds(i64::from(guess) * 6);
            guesses.take("anna", ip(guess % 200), time).is_ok()
        });
        assert_eq!(looked_at.count(), 100);
    }

    #[test]
    fn strangers_never_lock_the_owner_out() {
        let guesses = Guesses::default();
        let now = at("2026-03-02T08:00:00Z");
        let home = guesses.take("anna", ip(1), now).unwrap();
        guesses.give_back(&home, now);
        while (2..200).any(|stranger| guesses.take("anna", ip(stranger), now).is_ok()) {}
        assert!(guesses.take("anna", ip(201), now).is_err(), "strangers have used up theirs");
        assert!(guesses.take("Anna ", ip(1), now).is_ok(), "the owner still gets in from a known network");
    }

    #[test]
    fn ten_wrong_passwords_in_a_row_from_one_network_mean_a_quarter_of_an_hour() {
        let guesses = Guesses::default();
        let now = at("2026-03-02T08:00:00Z");
        for _ in 0..10 {
            guesses.take("anna", ip(1), now).unwrap();
        }
        assert_eq!(guesses.take("anna", ip(1), now).unwrap_err(), 901);
        assert!(guesses.take("bodil", ip(1), now).is_ok(), "another account is not concerned");
        assert!(guesses.take("anna", ip(1), now + SPELL).is_ok());
    }

    #[test]
    fn right_passwords_do_not_count() {
        let guesses = Guesses::default();
        let now = at("2026-03-02T08:00:00Z");
        for _ in 0..500 {
            let guess = guesses.take("anna", ip(1), now).unwrap();
            guesses.give_back(&guess, now);
        }
    }
}
