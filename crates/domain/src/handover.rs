//! The monthly hand-over to the national database: what of a month goes with it, what is waited for and until when, and
//! what comes with the next.
//!
//! Rules of the database's answers to its senders (S:3): each provider hands over only what it delivered itself (F1), and
//! what is late is waited for and handed over when it arrives, within a hard deadline (F15). The days are a default of the
//! product: a month is made up on the 5th of the next at 06:00 and waits until the 20th.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use crate::health_record::{Provider, Sector};
use crate::period::Month;
use crate::wire::wire_enum;

/// The day of the next month on which a month is made up.
const MADE_UP_ON: u64 = 5;
/// The hour of that day, in Denmark.
const AT: NaiveTime = match NaiveTime::from_hms_opt(6, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};
/// The last day of the next month on which something late still goes with it.
const WAITS_UNTIL: u64 = 20;

wire_enum! {
    /// Who delivered an activity, and so who hands it over (F1).
    pub enum DeliveredBy ("delivered_by_sector") {
        /// The municipality whose registry this is.
        Municipality = "municipality", "kommunen", "the municipality";
        /// The municipality that a course came from.
        OtherMunicipality = "other_municipality", "en anden kommune", "another municipality";
        /// A hospital.
        Hospital = "hospital", "sygehus", "hospital";
        /// The laboratory database.
        Laboratory = "laboratory", "laboratorium", "laboratory";
        /// General practice.
        Gp = "gp", "almen praksis", "general practice";
        /// Somebody whom the citizen or an insurance paid.
        Private = "private", "privat", "private";
    }
}

impl DeliveredBy {
    /// Who delivered what a sector has registered.
    #[must_use]
    pub const fn of(sector: Sector, provider: Provider) -> Self {
        match (provider, sector) {
            (Provider::Private, _) => Self::Private,
            (Provider::Public, Sector::Hospital) => Self::Hospital,
            (Provider::Public, Sector::Laboratory) => Self::Laboratory,
            (Provider::Public, Sector::Gp) => Self::Gp,
        }
    }
}

/// Something that was done for a citizen, and when the registry got to know of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Who did it.
    pub delivered_by: DeliveredBy,
    /// The day it was done.
    pub on: NaiveDate,
    /// When it was submitted, by the clock in Denmark; absent as long as it is begun and waits, as for a late result.
    pub arrived: Option<NaiveDateTime>,
}

/// Where an activity is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandedOver {
    /// By the provider who delivered it, not from here.
    ByItsProvider,
    /// With its own month.
    InTime(Month),
    /// With its own month, for which it was late: it came after the month was made up, and before the deadline.
    Late(Month),
    /// With a later month: it came after the deadline of its own.
    WithLater(Month),
    /// It has not arrived, and would go with this month if it came now.
    Awaited(Month),
}

/// How far the hand-over of a month has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It has not been made up.
    Open,
    /// It has been made up and waits for what is late.
    Waiting,
    /// The deadline is over.
    Closed,
}

/// When a month is made up, by the clock in Denmark.
#[must_use]
pub fn made_up_at(month: Month) -> NaiveDateTime {
    of_next(month, MADE_UP_ON).and_time(AT)
}

/// The last day on which something late still goes with its month.
#[must_use]
pub fn waits_until(month: Month) -> NaiveDate {
    of_next(month, WAITS_UNTIL)
}

fn of_next(month: Month, day: u64) -> NaiveDate {
    let last = month.period().to();
    last.checked_add_days(Days::new(day)).unwrap_or(last)
}

/// How far the hand-over of a month has come at some moment in Denmark.
#[must_use]
pub fn stage(month: Month, now: NaiveDateTime) -> Stage {
    if now < made_up_at(month) {
        Stage::Open
    } else if now.date() <= waits_until(month) {
        Stage::Waiting
    } else {
        Stage::Closed
    }
}

/// The first month that has not been made up at some moment.
fn first_open(now: NaiveDateTime) -> Month {
    let running = Month::of(now.date());
    let before = running.previous();
    if stage(before, now) == Stage::Open { before } else { running }
}

/// Where an activity is handed over, as things are now.
#[must_use]
pub fn handed_over(activity: Activity, now: NaiveDateTime) -> HandedOver {
    if activity.delivered_by != DeliveredBy::Municipality {
        return HandedOver::ByItsProvider;
    }
    let own = Month::of(activity.on);
    match activity.arrived {
        Some(at) => match stage(own, at) {
            Stage::Open => HandedOver::InTime(own),
            Stage::Waiting => HandedOver::Late(own),
            Stage::Closed => HandedOver::WithLater(first_open(at)),
        },
        None if stage(own, now) == Stage::Closed => HandedOver::Awaited(first_open(now)),
        None => HandedOver::Awaited(own),
    }
}

/// The hand-over of one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// Of which month.
    pub month: Month,
    /// How far it has come.
    pub stage: Stage,
    /// Activities of the month that came before it was made up.
    pub in_time: u64,
    /// Activities of the month that came after that and before the deadline.
    pub late: u64,
    /// Activities of earlier months that came after the deadline of theirs.
    pub of_earlier: u64,
    /// Activities that go with it if they come in time.
    pub awaited: u64,
    /// Activities of the month that the municipality did not deliver: not part of it.
    pub by_others: u64,
}

impl HandOver {
    /// What of some activities belongs to the hand-over of a month, as things are now.
    #[must_use]
    pub fn of(month: Month, now: NaiveDateTime, activities: impl IntoIterator<Item = Activity>) -> Self {
        let stage = stage(month, now);
        let mut sum = Self { month, stage, in_time: 0, late: 0, of_earlier: 0, awaited: 0, by_others: 0 };
        for activity in activities {
            match handed_over(activity, now) {
                HandedOver::ByItsProvider if Month::of(activity.on) == month => sum.by_others += 1,
                HandedOver::InTime(with) if with == month => sum.in_time += 1,
                HandedOver::Late(with) if with == month => sum.late += 1,
                HandedOver::WithLater(with) if with == month => sum.of_earlier += 1,
                HandedOver::Awaited(with) if with == month => sum.awaited += 1,
                _ => {}
            }
        }
        sum
    }

    /// How many activities are part of it by now.
    #[must_use]
    pub const fn included(&self) -> u64 {
        self.in_time + self.late + self.of_earlier
    }
}

#[cfg(test)]
mod tests;
