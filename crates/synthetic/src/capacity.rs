//! Tests of work capacity at the start and at the end.

use crate::answers::Sheet;
use crate::dice::{Dice, whole};
use crate::person::Person;
use crate::rates;

/// What was measured at the start.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Capacity {
    test: &'static str,
    protocol: &'static str,
    aid: &'static str,
    watt: f64,
    metres: f64,
    stands: i64,
}

/// The tests at the start.
pub(crate) fn at_start(dice: &mut Dice, sheet: &mut Sheet, person: &Person) -> Capacity {
    let [both, watt, walk] = rates::TEST_MIX;
    let test = dice.pick(&[(both, "both"), (watt, "watt_max"), (walk, "six_mwt")]).unwrap_or("both");
    let (mean, deviation) = rates::WATT[usize::from(person.woman)];
    // Older people reach less; the mean of the registry stays where it is.
    let by_age = 1.0 + (rates::AGE_MEAN - person.age) * 0.006;
    let (walk_mean, walk_deviation) = rates::SIX_MWT;
    let capacity = Capacity {
        test,
        protocol: dice
            .pick(&[
                (0.5, "step_25_w_2_min"),
                (0.3, "step_25_w_3_min"),
                (0.1, "step_10_w_1_min"),
                (0.1, "ramp"),
            ])
            .unwrap_or("ramp"),
        aid: dice.pick(&[(0.92, "none"), (0.03, "cane"), (0.05, "rollator")]).unwrap_or("none"),
        watt: dice.normal_within(mean * by_age, deviation, 40.0, 290.0).round(),
        metres: dice.normal_within(walk_mean, walk_deviation, 120.0, 720.0).round(),
        stands: whole(dice.normal_within(13.0, 4.0, 4.0, 26.0)),
    };
    write(dice, sheet, &capacity);
    capacity
}

/// The same tests at the end, with the gains of [`rates`].
pub(crate) fn at_end(dice: &mut Dice, sheet: &mut Sheet, start: &Capacity) {
    let (watt_mean, watt_deviation) = rates::WATT_GAIN;
    let (walk_mean, walk_deviation) = rates::SIX_MWT_GAIN;
    let end = Capacity {
        watt: (start.watt * (1.0 + dice.normal_within(watt_mean, watt_deviation, -0.3, 0.6)))
            .clamp(30.0, 345.0),
        metres: (start.metres * (1.0 + dice.normal_within(walk_mean, walk_deviation, -0.2, 0.4)))
            .clamp(90.0, 830.0),
        stands: (start.stands + whole(dice.normal(2.0, 2.0))).clamp(4, 30),
        ..*start
    };
    write(dice, sheet, &end);
}

/// No test was done, and why.
pub(crate) fn not_done(dice: &mut Dice, sheet: &mut Sheet, contraindicated: bool) {
    sheet.code("capacity_test_type", "not_done");
    let others = [
        (0.25, "musculoskeletal"),
        (0.25, "declined"),
        (0.3, "no_show"),
        (0.05, "equipment"),
        (0.15, "other"),
    ];
    let reason = if contraindicated { Some("medical_contraindication") } else { dice.pick(&others) };
    sheet.code("test_not_done_reason", reason.unwrap_or("other"));
}

fn write(dice: &mut Dice, sheet: &mut Sheet, capacity: &Capacity) {
    sheet.code("capacity_test_type", capacity.test);
    if matches!(capacity.test, "watt_max" | "both") {
        sheet.decimal("watt_max", capacity.watt, 0);
        sheet.code("watt_protocol", capacity.protocol);
    }
    if matches!(capacity.test, "six_mwt" | "both") {
        sheet.integer("six_mwt_m", whole(capacity.metres));
        sheet.code("walking_aid", capacity.aid);
    }
    if sheet.measured(dice, "borg_end") {
        sheet.integer("borg_end", dice.between(13, 18));
    }
    if sheet.measured(dice, "hr_max") {
        sheet.integer("hr_max", whole(dice.normal_within(128.0, 18.0, 75.0, 190.0)));
    }
    if sheet.measured(dice, "sit_to_stand_30s") {
        sheet.integer("sit_to_stand_30s", capacity.stands);
    }
}
