//! Reads that look at every course of a period: how many run at once, so that everybody else is still served.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use api_types::ProblemCode;
use domain::ids::UserId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::Error;

/// Heavy reads of one person at a time: as many as a page asks for together.
const PER_PERSON: usize = 2;
/// How long a read waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);
/// People after which those who read nothing are forgotten.
const MANY: usize = 1_000;

/// Who reads how much.
#[derive(Debug)]
pub struct HeavyReads {
    turns: Arc<Semaphore>,
    people: Mutex<HashMap<UserId, Arc<Semaphore>>>,
    patience: Duration,
}

/// The right to one heavy read; given back when dropped.
#[derive(Debug)]
pub struct Turn {
    _all: OwnedSemaphorePermit,
    _own: OwnedSemaphorePermit,
}

impl HeavyReads {
    /// Half of the connections to the database, so that the other half is there for everything else.
    #[must_use]
    pub fn among(connections: u32) -> Self {
        Self::waiting(connections, PATIENCE)
    }

    /// The same, with how long a read waits.
    #[must_use]
    pub fn waiting(connections: u32, patience: Duration) -> Self {
        let at_once = usize::try_from(connections / 2).unwrap_or(1).max(1);
        Self { turns: Arc::new(Semaphore::new(at_once)), people: Mutex::default(), patience }
    }

    /// A turn: first behind what the person reads already, then behind everybody, each in the order they came. So
    /// nobody waits for all that somebody else has asked for.
    ///
    /// # Errors
    /// 429 `too_much_at_once` when it takes too long.
    pub async fn turn(&self, person: UserId) -> Result<Turn, Error> {
        let own = self.own(person);
        let turn = async {
            let own = own.acquire_owned().await.ok()?;
            let all = Arc::clone(&self.turns).acquire_owned().await.ok()?;
            Some(Turn { _all: all, _own: own })
        };
        let turn = tokio::time::timeout(self.patience, turn).await;
        turn.ok().flatten().ok_or(Error::Problem(ProblemCode::TooMuchAtOnce))
    }

    fn own(&self, person: UserId) -> Arc<Semaphore> {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        if people.len() > MANY {
            people.retain(|_, own| Arc::strong_count(own) > 1);
        }
        Arc::clone(people.entry(person).or_insert_with(|| Arc::new(Semaphore::new(PER_PERSON))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(number: u128) -> UserId {
        UserId::new(uuid::Uuid::from_u128(number))
    }

    #[tokio::test]
    async fn one_person_cannot_take_all_turns() {
        let heavy = HeavyReads::waiting(8, Duration::from_millis(20));
        let held = [heavy.turn(person(1)).await.unwrap(), heavy.turn(person(1)).await.unwrap()];
        assert!(heavy.turn(person(1)).await.is_err());
        let other = heavy.turn(person(2)).await;
        assert!(other.is_ok());
        drop(held);
        assert!(heavy.turn(person(1)).await.is_ok());
    }

    #[tokio::test]
    async fn so_many_run_at_once_whoever_asks_and_the_next_one_waits() {
        let heavy = HeavyReads::waiting(5, Duration::from_millis(20));
        let first = heavy.turn(person(1)).await.unwrap();
        let _second = heavy.turn(person(2)).await.unwrap();
        assert_eq!(heavy.turn(person(3)).await.unwrap_err().code(), ProblemCode::TooMuchAtOnce);
        let patient = HeavyReads { patience: Duration::from_secs(20), ..heavy };
        let (third, ()) = tokio::join!(patient.turn(person(3)), async { drop(first) });
        assert!(third.is_ok());
    }

    #[tokio::test]
    async fn those_who_read_nothing_are_forgotten() {
        let heavy = HeavyReads::among(8);
        let _held = heavy.turn(person(0)).await.unwrap();
        for number in 0..=u128::try_from(MANY).unwrap() + 1 {
            drop(heavy.own(person(number)));
        }
        let people = heavy.people.lock().unwrap();
        assert!(people.len() <= 2 && people.contains_key(&person(0)), "{}", people.len());
    }
}
