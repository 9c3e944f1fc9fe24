//! The start form, filled in at the clarifying interview.

use chrono::NaiveDate;
use domain::answers::Answers;

use crate::answers::Sheet;
use crate::capacity::{self, Capacity};
use crate::dice::{Dice, whole};
use crate::person::Person;
use crate::scores::{self, Health};
use crate::{background, rates};

/// What the start form said that the later forms depend on.
#[derive(Clone, Debug)]
pub(crate) struct Begun {
    pub(crate) on: NaiveDate,
    pub(crate) smoking: &'static str,
    pub(crate) training: bool,
    pub(crate) education: Option<i64>,
    /// The test at the start; none where there was none.
    pub(crate) capacity: Option<Capacity>,
    /// Whether the test was left out on medical grounds.
    pub(crate) contraindicated: bool,
    pub(crate) health: Health,
}

impl Begun {
    pub(crate) fn smokes(&self) -> bool {
        matches!(self.smoking, "daily" | "occasional")
    }
}

/// The start form, and what the rest of the course depends on.
pub(crate) fn start(dice: &mut Dice, person: &Person, on: NaiveDate) -> (Answers, Begun) {
    let mut sheet = Sheet::default();
    sheet.date("initial_meeting_date", on);
    let rest = 1.0 - rates::TRAINING;
    let training = dice
        .pick(&[
            (rates::TRAINING, "yes"),
            (rest * 0.4, "no_not_indicated"),
            (rest * 0.35, "no_declined"),
            (rest * 0.25, "elsewhere"),
        ])
        .unwrap_or("yes");
    sheet.code("training_offered", training);
    let education = dice.chance(0.8).then(|| dice.between(4, 9));
    sheet.boolean("education_offered", education.is_some());
    if let Some(sessions) = education {
        sheet.integer("education_sessions_planned", sessions);
    }
    let smoking = smoking(dice);
    sheet.code("smoking_status", smoking);
    habits(dice, &mut sheet, smoking);

    let contraindicated = dice.chance(rates::CONTRAINDICATED / 2.0);
    let tested = training == "yes" && !contraindicated && !dice.chance(0.02);
    let capacity = if tested {
        Some(capacity::at_start(dice, &mut sheet, person))
    } else {
        if training == "yes" {
            capacity::not_done(dice, &mut sheet, contraindicated);
        }
        None
    };

    let health = scores::health(dice, person);
    if sheet.measured(dice, "height_cm") {
        let mean = if person.woman { 165.0 } else { 178.0 };
        sheet.decimal("height_cm", dice.normal_within(mean, 6.5, 148.0, 202.0), 0);
    }
    scores::measurements(dice, &mut sheet, &health, on);
    if dice.chance(0.35) {
        sheet.integer("hba1c", whole(dice.normal_within(42.0, 9.0, 28.0, 100.0)));
    }
    background::life(dice, &mut sheet, person);
    background::clinical(dice, &mut sheet, person);
    if dice.chance(0.8) {
        scores::hads(dice, &mut sheet, &health, on);
    }
    scores::heart_quality(dice, &mut sheet, &health);
    scores::diet(dice, &mut sheet, &health);
    scores::health_status(dice, &mut sheet, &health);

    let begun =
        Begun { on, smoking, training: training == "yes", education, capacity, contraindicated, health };
    (sheet.finish(), begun)
}

fn smoking(dice: &mut Dice) -> &'static str {
    let smokers = rates::DAILY_SMOKERS + rates::OCCASIONAL_SMOKERS;
    let habits = [
        (rates::DAILY_SMOKERS, "daily"),
        (rates::OCCASIONAL_SMOKERS, "occasional"),
        (rates::FORMER_SMOKERS, "former"),
        (1.0 - smokers - rates::FORMER_SMOKERS, "never"),
    ];
    dice.pick(&habits).unwrap_or("never")
}

/// Tobacco, nicotine, alcohol and activity.
pub(crate) fn habits(dice: &mut Dice, sheet: &mut Sheet, smoking: &str) {
    match smoking {
        "daily" => sheet.integer("cigarettes_per_day", dice.between(4, 25)),
        "occasional" => sheet.integer("cigarettes_per_day", dice.between(1, 4)),
        _ => {}
    }
    if sheet.told(dice, "other_nicotine") {
        let products =
            [(0.92, "none"), (0.03, "e_cigarette"), (0.02, "snus_or_pouch"), (0.03, "nicotine_replacement")];
        sheet.codes("other_nicotine", &[dice.pick(&products).unwrap_or("none")]);
    }
    if sheet.told(dice, "alcohol_units_week") {
        sheet.integer("alcohol_units_week", whole(dice.gamma(6.0)).min(45));
    }
    activity(dice, sheet);
}

/// Minutes of activity in a week, in steps of ten.
pub(crate) fn activity(dice: &mut Dice, sheet: &mut Sheet) {
    if sheet.told(dice, "activity_minutes_week") {
        sheet.integer("activity_minutes_week", whole(dice.gamma(170.0) / 10.0).min(150) * 10);
    }
}
