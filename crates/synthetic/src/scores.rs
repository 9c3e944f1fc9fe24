//! Measurements and questionnaires. Totals only: the instruments' wording is licensed and not part of the registry.

use chrono::NaiveDate;
use domain::answers::MissingReason;

use crate::answers::Sheet;
use crate::dice::{Dice, later, whole};
use crate::person::Person;
use crate::rates;

/// What was measured or reported at the start and is compared at the end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Health {
    weight: f64,
    anxiety: f64,
    depression: f64,
    quality: f64,
    fat: f64,
    fruit: f64,
}

/// Draws what is compared at the end.
pub(crate) fn health(dice: &mut Dice, person: &Person) -> Health {
    let mean = if person.woman { 74.0 } else { 87.0 };
    Health {
        weight: dice.normal_within(mean, 14.0, 46.0, 150.0),
        anxiety: dice.gamma(rates::HADS_A),
        depression: dice.gamma(rates::HADS_D),
        quality: dice.normal_within(rates::HEARTQOL_START, 0.5, 0.3, 3.0),
        fat: dice.normal_within(62.0, 14.0, 10.0, 100.0),
        fruit: dice.normal_within(56.0, 16.0, 5.0, 100.0),
    }
}

impl Health {
    /// The same citizen at the end of the course.
    pub(crate) fn at_end(&self, dice: &mut Dice) -> Self {
        // Scores are cut off at 0 and at 3, so what is asked for is a little more than the mean that comes of it.
        let drop = rates::HADS_DROP + 0.3;
        Self {
            weight: (self.weight + dice.normal(-1.2, 3.0)).clamp(45.0, 151.0).max(self.weight - 14.0),
            anxiety: self.anxiety - drop + dice.normal(0.0, 1.8),
            depression: self.depression - drop + dice.normal(0.0, 1.6),
            quality: (self.quality + rates::HEARTQOL_END - rates::HEARTQOL_START + dice.normal(0.1, 0.25))
                .clamp(0.0, 3.0),
            fat: (self.fat + dice.normal(9.0, 8.0)).clamp(0.0, 100.0),
            fruit: (self.fruit + dice.normal(11.0, 9.0)).clamp(0.0, 100.0),
        }
    }
}

/// Weight, waist, blood pressure and cholesterol; the height is the caller's.
pub(crate) fn measurements(dice: &mut Dice, sheet: &mut Sheet, health: &Health, meeting: NaiveDate) {
    if sheet.measured(dice, "weight_kg") {
        sheet.decimal("weight_kg", health.weight, 1);
    }
    if sheet.measured(dice, "waist_cm") {
        sheet.decimal("waist_cm", (health.weight * 0.55 + dice.normal(52.0, 5.0)).clamp(62.0, 158.0), 1);
    }
    // Municipalities seldom measure blood pressure and cholesterol: the hospital and general practice do.
    if dice.chance(0.45) {
        let systolic = whole(dice.normal_within(132.0, 15.0, 95.0, 190.0));
        sheet.integer("bp_sys", systolic);
        sheet.integer("bp_dia", whole(dice.normal_within(78.0, 9.0, 50.0, 115.0)).min(systolic - 10));
        sheet.date("bp_date", later(meeting, -dice.between(0, 30)));
        let settings = [(0.5, "municipality"), (0.1, "home"), (0.25, "general_practice"), (0.15, "hospital")];
        sheet.code("bp_setting", dice.pick(&settings).unwrap_or("municipality"));
    }
    if dice.chance(0.4) {
        sheet.decimal("ldl", dice.normal_within(1.9, 0.7, 0.6, 6.0), 1);
    } else if dice.chance(0.1) {
        sheet.missing("ldl", MissingReason::NotMeasured);
    }
}

/// HADS as two totals.
pub(crate) fn hads(dice: &mut Dice, sheet: &mut Sheet, health: &Health, meeting: NaiveDate) {
    sheet.code("hads_entry", "total");
    sheet.integer("hads_a", whole(health.anxiety).clamp(0, 21));
    sheet.integer("hads_d", whole(health.depression).clamp(0, 21));
    sheet.date("hads_date", later(meeting, -dice.between(0, 10)));
}

/// HeartQoL as three means.
pub(crate) fn heart_quality(dice: &mut Dice, sheet: &mut Sheet, health: &Health) {
    if !sheet.told(dice, "heartqol_global") {
        return;
    }
    let physical = (health.quality + dice.normal(-0.08, 0.15)).clamp(0.0, 3.0);
    // The global mean is over ten physical and four emotional items.
    let emotional = ((14.0 * health.quality - 10.0 * physical) / 4.0).clamp(0.0, 3.0);
    sheet.code("heartqol_entry", "total");
    sheet.decimal("heartqol_physical", physical, 2);
    sheet.decimal("heartqol_emotional", emotional, 2);
    sheet.decimal("heartqol_global", (10.0 * physical + 4.0 * emotional) / 14.0, 2);
}

/// HeartDiet as two percentages; 68 % answer it.
pub(crate) fn diet(dice: &mut Dice, sheet: &mut Sheet, health: &Health) {
    if dice.chance(0.68) {
        sheet.decimal("heartdiet_fat_pct", health.fat, 0);
        sheet.decimal("heartdiet_ffv_pct", health.fruit, 0);
    } else if dice.chance(0.3) {
        sheet.missing("heartdiet_fat_pct", MissingReason::Declined);
        sheet.missing("heartdiet_ffv_pct", MissingReason::Declined);
    }
}

/// EQ-5D: five levels and the scale from 0 to 100.
pub(crate) fn health_status(dice: &mut Dice, sheet: &mut Sheet, health: &Health) {
    if !dice.chance(0.55) {
        return;
    }
    let trouble = (3.0 - health.quality) * 0.8;
    for dimension in ["eq5d_mo", "eq5d_sc", "eq5d_ua", "eq5d_pd", "eq5d_ad"] {
        sheet.integer(dimension, (1 + whole(dice.normal(trouble - 0.4, 0.6))).clamp(1, 5));
    }
    if sheet.told(dice, "eq5d_vas") {
        sheet.integer("eq5d_vas", whole(dice.normal(45.0 + 12.0 * health.quality, 10.0)).clamp(5, 100));
    }
}
