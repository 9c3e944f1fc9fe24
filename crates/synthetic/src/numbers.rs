//! Numbers for invented people: replacement numbers with 60 added to the day, no number twice.

use chrono::{Datelike, NaiveDate};
use domain::citizen::Sex;
use domain::cpr::Cpr;

use crate::dice::later;

/// The first day a birth date is counted from.
const FIRST_YEAR: i32 = 1900;
const DAYS: usize = 140 * 366;

/// Numbers with one seventh digit and one sex.
const PER_DIGIT: u32 = 500;

/// Steps through all numbers of a day in an order that looks like none; shares no factor with 500 × 2 or 500 × 4.
const STEP: u32 = 1_237;

/// Hands out numbers, remembering how many every day of birth has had: 200 KiB, whatever the registry's size.
#[derive(Clone, Debug)]
pub(crate) struct Numbers {
    handed_out: [Vec<u16>; 2],
}

impl Numbers {
    pub(crate) fn new() -> Self {
        Self { handed_out: [vec![0; DAYS], vec![0; DAYS]] }
    }

    /// A number nobody has yet for somebody born on that day, or on the next day that has one left.
    pub(crate) fn next(&mut self, born: NaiveDate, woman: bool) -> Option<(Cpr, NaiveDate)> {
        (0..=3_650).find_map(|offset| {
            let day = later(born, offset);
            self.next_on(day, woman).map(|cpr| (cpr, day))
        })
    }

    fn next_on(&mut self, day: NaiveDate, woman: bool) -> Option<Cpr> {
        let digits = seventh_digits(day.year())?;
        let from_start = day.signed_duration_since(NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1)?).num_days();
        let count = self.handed_out[usize::from(woman)].get_mut(usize::try_from(from_start).ok()?)?;
        let all = PER_DIGIT * u32::try_from(digits.len()).ok()?;
        if u32::from(*count) >= all {
            return None;
        }
        let place = (u32::from(*count) * STEP + day.ordinal()) % all;
        let digit = digits.get(usize::try_from(place / PER_DIGIT).ok()?)?;
        let rest = 2 * (place % PER_DIGIT) + u32::from(!woman);
        let number =
            format!("{:02}{:02}{:02}{digit}{rest:03}", day.day() + 60, day.month(), day.year() % 100);
        let cpr: Cpr = number.parse().ok()?;
        // The number says what was asked for, or it is not handed out.
        let sex = if woman { Sex::Female } else { Sex::Male };
        if cpr.birth_date() != Some(day) || cpr.sex() != Some(sex) {
            return None;
        }
        *count += 1;
        Some(cpr)
    }
}

/// The seventh digits that state this year's century, the ones valid for a whole century first. Source: cpr.dk.
const fn seventh_digits(year: i32) -> Option<&'static [u8]> {
    match year {
        1900..=1999 => Some(&[0, 1, 2, 3]),
        2000..=2036 => Some(&[4, 9]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::cpr::IdType;
    use std::collections::HashSet;

    #[test]
    fn every_number_of_a_day_is_handed_out_once_and_then_the_next_day_serves() {
        for (born, per_day) in [("1955-02-28", 2_000), ("2004-02-29", 1_000)] {
            let born: NaiveDate = born.parse().unwrap();
            let mut numbers = Numbers::new();
            let mut seen = HashSet::new();
            for n in 0..per_day + 10 {
                let (cpr, day) = numbers.next(born, true).unwrap();
                assert_eq!(day, if n < per_day { born } else { born.succ_opt().unwrap() });
                assert_eq!(
                    (cpr.kind(), cpr.birth_date(), cpr.sex()),
                    (IdType::Replacement, Some(day), Some(Sex::Female))
                );
                assert!(seen.insert(cpr.reveal()), "handed out twice");
            }
            let (man, _) = numbers.next(born, false).unwrap();
            assert!(seen.insert(man.reveal()));
        }
    }
}
