//! The end form.

use chrono::NaiveDate;
use domain::answers::{Answers, MissingReason};

use crate::answers::Sheet;
use crate::dice::{Dice, later};
use crate::municipalities::Participant;
use crate::person::Person;
use crate::start::{Begun, activity, habits};
use crate::{background, capacity, rates, scores};

const DROP_OUT_REASONS: [(f64, &str); 8] = [
    (0.28, "active_optout"),
    (0.20, "optout_other_illness"),
    (0.20, "no_show"),
    (0.09, "optout_other_training"),
    (0.08, "optout_transport_logistics"),
    (0.02, "optout_transport_cost"),
    (0.10, "no_need_citizen"),
    (0.03, "no_need_professional"),
];

const DETAILS: [(f64, &str); 9] = [
    (0.24, "logistics_work"),
    (0.10, "logistics_transport"),
    (0.10, "logistics_distance"),
    (0.08, "programme_time"),
    (0.06, "programme_level"),
    (0.16, "personal_motivation"),
    (0.08, "personal_no_benefit"),
    (0.12, "clinical_comorbidity"),
    (0.06, "clinical_musculoskeletal"),
];

/// The end form of a citizen who was never met.
pub(crate) fn not_started(dice: &mut Dice, on: NaiveDate) -> Answers {
    let mut sheet = Sheet::default();
    sheet.code("end_type", "not_started");
    sheet.date("end_date", on);
    reasons(dice, &mut sheet);
    sheet.finish()
}

/// The end form of a citizen who stopped.
pub(crate) fn dropped_out(dice: &mut Dice, begun: &Begun, on: NaiveDate) -> Answers {
    let mut sheet = Sheet::default();
    sheet.code("end_type", "dropped_out");
    sheet.date("end_date", on);
    reasons(dice, &mut sheet);
    if begun.training && dice.chance(0.8) {
        let planned = planned(dice);
        sheet.integer("sessions_planned", planned);
        sheet.integer("sessions_attended", dice.between(0, planned / 2));
    }
    if dice.chance(0.6) {
        let diet = [(0.2, "yes_group"), (0.1, "yes_individual"), (0.5, "no"), (0.2, "declined")];
        let diet = dice.pick(&diet).unwrap_or("no");
        sheet.code("diet_treatment", diet);
        if diet.starts_with("yes") {
            sheet.code("diet_by_profession", "clinical_dietitian");
        }
    }
    sheet.finish()
}

/// The end form after death or a move.
pub(crate) fn by_event(end_type: &str, on: NaiveDate) -> Answers {
    let mut sheet = Sheet::default();
    sheet.code("end_type", end_type);
    sheet.date("end_date", on);
    sheet.code("end_reason", "event_termination");
    sheet.finish()
}

/// The end form filled in at the closing interview.
pub(crate) fn completed(
    dice: &mut Dice,
    person: &Person,
    participant: &Participant,
    begun: &Begun,
    on: NaiveDate,
) -> Answers {
    let mut sheet = Sheet::default();
    sheet.code("end_type", "completed");
    sheet.date("final_meeting_date", on);
    if begun.training {
        training(dice, &mut sheet, begun, on);
    }
    if let Some(planned) = begun.education {
        sheet.integer("education_sessions_planned", planned);
        sheet.integer("education_sessions_attended", dice.between(planned / 2, planned));
    }
    diet(dice, &mut sheet, participant, begun, on);
    if sheet.told(dice, "psychosocial_intervention") {
        let given = [
            (0.7, "none"),
            (0.22, "conversation"),
            (0.04, "psychologist_referral"),
            (0.04, "general_practice"),
        ];
        sheet.code("psychosocial_intervention", dice.pick(&given).unwrap_or("none"));
    }
    smoking(dice, &mut sheet, participant, begun, on);
    if begun.training {
        test(dice, &mut sheet, begun);
    }
    let health = begun.health.at_end(dice);
    screening(dice, &mut sheet, participant, &health, on);
    scores::measurements(dice, &mut sheet, &health, on);
    scores::heart_quality(dice, &mut sheet, &health);
    scores::diet(dice, &mut sheet, &health);
    scores::health_status(dice, &mut sheet, &health);
    if dice.chance(0.5) {
        sheet.code("occupation", background::occupation(dice, person));
    }
    if dice.chance(0.4) {
        background::medicines(dice, &mut sheet);
    }
    sheet.finish()
}

fn reasons(dice: &mut Dice, sheet: &mut Sheet) {
    sheet.code("end_reason", dice.pick(&DROP_OUT_REASONS).unwrap_or("active_optout"));
    if dice.chance(0.6) {
        sheet.codes("end_reason_detail", &[dice.pick(&DETAILS).unwrap_or("personal_motivation")]);
    }
}

fn planned(dice: &mut Dice) -> i64 {
    if dice.chance(rates::SESSIONS_24) { 24 } else { 16 }
}

/// The fewest sessions that are at least 80 % of the planned ones.
const fn enough(planned: i64) -> i64 {
    (4 * planned + 4) / 5
}

fn training(dice: &mut Dice, sheet: &mut Sheet, begun: &Begun, on: NaiveDate) {
    let planned = planned(dice);
    sheet.integer("sessions_planned", planned);
    let enough = enough(planned);
    if dice.chance(0.03) {
        sheet.missing("sessions_attended", MissingReason::Unknown);
    } else if dice.chance(rates::SESSIONS_80) {
        sheet.integer("sessions_attended", dice.between(enough, planned));
    } else {
        sheet.integer("sessions_attended", dice.between(planned / 3, enough - 1));
    }
    let first = dice.day_between(begun.on, later(begun.on, 20).min(on));
    sheet.date("first_training_date", first);
    let last = dice.day_between(later(on, -10).max(first), on);
    sheet.date("last_training_date", last);
    let modes = [(0.86, "group"), (0.06, "individual"), (0.05, "home"), (0.03, "digital")];
    sheet.code("training_mode", dice.pick(&modes).unwrap_or("group"));
}

fn diet(dice: &mut Dice, sheet: &mut Sheet, participant: &Participant, begun: &Begun, on: NaiveDate) {
    let rest = 1.0 - participant.diet;
    let given = [
        (participant.diet, "right"),
        (rest * 0.2, "wrong"),
        (rest * 0.3, "declined"),
        (rest * 0.33, "no"),
        (rest * 0.17, "not_indicated"),
    ];
    let given = dice.pick(&given).unwrap_or("no");
    if !matches!(given, "right" | "wrong") {
        return sheet.code("diet_treatment", given);
    }
    sheet.code("diet_treatment", if dice.chance(0.65) { "yes_group" } else { "yes_individual" });
    let right = if dice.chance(0.93) { "clinical_dietitian" } else { "cand_scient_clinical_nutrition" };
    sheet.code("diet_by_profession", if given == "right" { right } else { "other" });
    if dice.chance(0.7) {
        sheet.date("diet_first_date", dice.day_between(begun.on, on));
        sheet.integer("diet_contacts", dice.between(1, 4));
    }
}

fn smoking(dice: &mut Dice, sheet: &mut Sheet, participant: &Participant, begun: &Begun, on: NaiveDate) {
    if dice.chance(0.02) {
        sheet.missing("smoking_status", MissingReason::Declined);
    } else {
        let quit = begun.smokes() && dice.chance(participant.quit);
        let status = if quit { "former" } else { begun.smoking };
        sheet.code("smoking_status", status);
        if quit && dice.chance(0.9) {
            sheet.date("quit_date", dice.day_between(begun.on, on));
        }
        habits(dice, sheet, status);
    }
    if begun.smokes() {
        let offers = [(0.55, "participated"), (0.3, "offered_declined"), (0.15, "not_offered")];
        sheet.code("smoking_intervention", dice.pick(&offers).unwrap_or("not_offered"));
    } else if dice.chance(0.1) {
        activity(dice, sheet);
    }
}

fn test(dice: &mut Dice, sheet: &mut Sheet, begun: &Begun) {
    match &begun.capacity {
        // Some have no test at the start already, so the rest of the unpaired ones are fewer than the rate.
        Some(_) if dice.chance(rates::CONTRAINDICATED / 2.0) => capacity::not_done(dice, sheet, true),
        Some(_) if dice.chance(rates::UNPAIRED_TEST - 0.02) => capacity::not_done(dice, sheet, false),
        Some(start) => capacity::at_end(dice, sheet, start),
        None => capacity::not_done(dice, sheet, begun.contraindicated),
    }
}

fn screening(
    dice: &mut Dice,
    sheet: &mut Sheet,
    participant: &Participant,
    health: &scores::Health,
    on: NaiveDate,
) {
    let rest = 1.0 - participant.hads;
    let screened = [
        (participant.hads, "yes_hads"),
        (rest * 0.2, "yes_other"),
        (rest * 0.4, "no"),
        (rest * 0.27, "declined"),
        (rest * 0.13, "not_relevant"),
    ];
    let screened = dice.pick(&screened).unwrap_or("no");
    sheet.code("depression_screened", screened);
    if screened == "yes_hads" {
        scores::hads(dice, sheet, health, on);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enough_is_the_smallest_number_of_sessions_that_is_80_percent() {
        for planned in 1..=36 {
            let enough = enough(planned);
            assert!(5 * enough >= 4 * planned && 5 * (enough - 1) < 4 * planned, "{planned}: {enough}");
        }
    }
}
