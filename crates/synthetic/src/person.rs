//! Who the citizen is.

use chrono::{Datelike, NaiveDate};
use domain::citizen::Sex;
use domain::cpr::Cpr;

use crate::dice::{Dice, later, whole};
use crate::numbers::Numbers;
use crate::{names, rates};

/// An invented citizen with what decides how a course goes.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) cpr: Cpr,
    pub(crate) name: String,
    pub(crate) born: NaiveDate,
    pub(crate) woman: bool,
    /// Age in years at referral.
    pub(crate) age: f64,
    pub(crate) employed: bool,
    pub(crate) living_alone: bool,
    /// How many other illnesses.
    pub(crate) illnesses: i64,
}

impl Person {
    pub(crate) fn sex(&self) -> Sex {
        if self.woman { Sex::Female } else { Sex::Male }
    }

    /// How much likelier than others to drop out; about 1 on average.
    ///
    /// The directions are published: below 60 and in work, living alone, other illnesses. The sizes are defaults.
    pub(crate) fn drop_out_risk(&self) -> f64 {
        let young_in_work = if self.age < 60.0 && self.employed { 0.5 } else { 0.0 };
        let alone = if self.living_alone { 0.35 } else { 0.0 };
        let ill = if self.illnesses >= 2 { 0.3 } else { 0.0 };
        (1.0 + young_in_work + alone + ill) / 1.29
    }
}

/// A citizen referred on a day.
pub(crate) fn person(dice: &mut Dice, numbers: &mut Numbers, referred: NaiveDate) -> Option<Person> {
    let woman = !dice.chance(rates::MEN);
    let (youngest, oldest) = rates::AGE_BOUNDS;
    let age = dice.normal_within(rates::AGE_MEAN, rates::AGE_DEVIATION, youngest, oldest);
    let (cpr, born) = numbers.next(later(referred, -whole(age * 365.25)), woman)?;
    let in_work = match age {
        ..60.0 => 0.66,
        ..67.0 => 0.42,
        _ => 0.05,
    };
    let employed = dice.chance(in_work);
    let living_alone = dice.chance(0.22 + (age - 60.0).max(0.0) * 0.006);
    let illnesses = whole(dice.gamma(1.0)).min(4);
    let name = names::name(dice, woman);
    debug_assert!(born.year() > 1900);
    Some(Person { cpr, name, born, woman, age, employed, living_alone, illnesses })
}
