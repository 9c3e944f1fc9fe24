//! The follow-up form.

use chrono::NaiveDate;
use domain::answers::Answers;

use crate::answers::Sheet;
use crate::dice::{Dice, later};
use crate::scores;
use crate::start::{Begun, activity};

/// The form of a citizen who is followed up, if that day has come.
pub(crate) fn followup(
    dice: &mut Dice,
    begun: &Begun,
    ended: NaiveDate,
    as_of: NaiveDate,
) -> Option<Answers> {
    let timepoints = [(0.5, ("months_3", 91)), (0.35, ("months_6", 183)), (0.15, ("months_12", 365))];
    let (timepoint, days) = dice.pick(&timepoints)?;
    let on = later(ended, days + dice.between(-20, 30));
    if !dice.chance(0.3) || on > as_of {
        return None;
    }
    let mut sheet = Sheet::default();
    sheet.date("followup_date", on);
    sheet.code("timepoint", timepoint);
    let modes = [(0.3, "in_person"), (0.5, "phone"), (0.05, "video"), (0.15, "questionnaire")];
    sheet.code("contact_mode", dice.pick(&modes)?);
    let status = match begun.smoking {
        "never" => "never",
        "former" => "former",
        smoker if dice.chance(0.66) => smoker,
        _ => "former",
    };
    sheet.code("smoking_status", status);
    activity(dice, &mut sheet);
    if sheet.told(dice, "still_training") {
        sheet.boolean("still_training", dice.chance(0.6));
    }
    if sheet.told(dice, "readmission_self_report") {
        sheet.boolean("readmission_self_report", dice.chance(0.12));
    }
    if sheet.told(dice, "satisfaction") {
        sheet.integer("satisfaction", dice.pick(&[(0.5, 5), (0.35, 4), (0.1, 3), (0.03, 2), (0.02, 1)])?);
    }
    let health = begun.health.at_end(dice);
    scores::heart_quality(dice, &mut sheet, &health);
    scores::health_status(dice, &mut sheet, &health);
    Some(sheet.finish())
}
