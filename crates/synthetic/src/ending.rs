//! How and when a course ends.

use chrono::NaiveDate;

use crate::dice::{Dice, later, whole};
use crate::municipalities::Participant;
use crate::person::Person;
use crate::rates;

/// Days in which the final meeting counts as persistent, less one.
const LAST_DAY_IN_TIME: i64 = 179;

/// How a started course ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The final meeting was held.
    Completed(NaiveDate),
    /// The citizen stopped.
    DroppedOut(NaiveDate),
    /// The citizen moved, or went back to hospital.
    Transferred(NaiveDate),
    /// The citizen died.
    Died(NaiveDate),
    /// No end form is there: not yet, or never.
    Open,
}

impl Ending {
    const fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Completed(day) | Self::DroppedOut(day) | Self::Transferred(day) | Self::Died(day) => {
                Some(day)
            }
            Self::Open => None,
        }
    }
}

/// How a course that began on a day ends. What would happen after `as_of` has not happened yet.
pub(crate) fn ending(
    dice: &mut Dice,
    person: &Person,
    participant: &Participant,
    began: NaiveDate,
    as_of: NaiveDate,
) -> Ending {
    let ending = fate(dice, person, participant, began);
    if ending.day().is_some_and(|day| day > as_of) { Ending::Open } else { ending }
}

fn fate(dice: &mut Dice, person: &Person, participant: &Participant, began: NaiveDate) -> Ending {
    let after = |days: i64| later(began, days);
    let drawn = dice.unit();
    if drawn < rates::DEATHS {
        return Ending::Died(after(dice.between(5, 150)));
    }
    if drawn < rates::DEATHS + rates::TRANSFERS {
        return Ending::Transferred(after(dice.between(5, 120)));
    }
    // A municipality that keeps more citizens has fewer who drop out.
    let usual = rates::DROP_OUT - (participant.persistence - rates::PERSISTENCE);
    let drops_out = (usual * person.drop_out_risk()).clamp(0.02, 0.8);
    let stays = 1.0 - drops_out - rates::LATE - rates::END_FORM_MISSING;
    let lots = [(drops_out, 'd'), (rates::LATE, 'l'), (rates::END_FORM_MISSING, 'm'), (stays, 'c')];
    match dice.pick(&lots) {
        Some('d') => Ending::DroppedOut(after(whole(dice.gamma(55.0)).clamp(3, 240))),
        Some('l') => Ending::Completed(after(LAST_DAY_IN_TIME + 1 + whole(dice.gamma(35.0)).min(300))),
        Some('m') => Ending::Open,
        _ => Ending::Completed(after(whole(dice.normal_within(105.0, 24.0, 42.0, LAST_DAY_IN_TIME as f64)))),
    }
}
