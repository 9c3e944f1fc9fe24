//! The follow-up forms.

use chrono::NaiveDate;
use domain::answers::Answers;

use crate::answers::Sheet;
use crate::dice::{Dice, later};
use crate::scores;
use crate::start::{Begun, activity};

/// Form, its code for the time, days after the end, and how often it is filled in.
const FOLLOWUPS: [(&str, &str, i64, f64); 3] = [
    ("followup", "months_3", 91, 0.25),
    ("followup_6m", "months_6", 183, 0.15),
    ("followup_12m", "months_12", 365, 0.08),
];

/// The forms of a citizen who is followed up, of those whose day has come.
pub(crate) fn followups(
    dice: &mut Dice,
    begun: &Begun,
    ended: NaiveDate,
    as_of: NaiveDate,
) -> Vec<(&'static str, Answers)> {
    let mut forms = Vec::new();
    for (form, timepoint, days, share) in FOLLOWUPS {
        let on = later(ended, days + dice.between(-20, 30));
        if dice.chance(share) && on <= as_of {
            forms.extend(followup(dice, begun, timepoint, on).map(|answers| (form, answers)));
        }
    }
    forms
}

fn followup(dice: &mut Dice, begun: &Begun, timepoint: &str, on: NaiveDate) -> Option<Answers> {
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
