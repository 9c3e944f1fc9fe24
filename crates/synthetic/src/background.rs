//! Background and illnesses of the citizen, and the medicines.

use domain::answers::MissingReason;

use crate::answers::Sheet;
use crate::dice::Dice;
use crate::person::Person;

const ILLNESSES: [(f64, &str); 10] = [
    (0.30, "hypertension"),
    (0.16, "diabetes"),
    (0.10, "copd"),
    (0.12, "atrial_fibrillation"),
    (0.06, "stroke"),
    (0.05, "peripheral_artery_disease"),
    (0.05, "chronic_kidney_disease"),
    (0.07, "cancer"),
    (0.09, "depression"),
    (0.20, "musculoskeletal"),
];

const EDUCATION: [(f64, &str); 5] = [
    (0.24, "primary_school"),
    (0.43, "vocational"),
    (0.06, "short_higher"),
    (0.17, "medium_higher"),
    (0.10, "long_higher"),
];

const MEDICINES: [(&str, f64); 3] =
    [("medication_antithrombotic", 0.95), ("medication_statin", 0.90), ("medication_betablocker", 0.62)];

/// The section about the citizen's life.
pub(crate) fn life(dice: &mut Dice, sheet: &mut Sheet, person: &Person) {
    if sheet.told(dice, "civil_status") {
        let alone = [(0.55, "single"), (0.45, "widowed")];
        let together = [(0.82, "married_or_partner"), (0.18, "cohabiting")];
        let status = dice.pick(if person.living_alone { &alone } else { &together });
        sheet.code("civil_status", status.unwrap_or("single"));
    }
    if sheet.told(dice, "living_alone") {
        sheet.boolean("living_alone", person.living_alone);
    }
    if sheet.told(dice, "occupation") {
        sheet.code("occupation", occupation(dice, person));
    }
    if sheet.told(dice, "education") {
        sheet.code("education", dice.pick(&EDUCATION).unwrap_or("vocational"));
    }
    if sheet.told(dice, "interpreter") {
        sheet.boolean("interpreter", dice.chance(0.04));
    }
}

/// What the citizen lives of.
pub(crate) fn occupation(dice: &mut Dice, person: &Person) -> &'static str {
    let idle = [(0.3, "unemployed"), (0.6, "disability_or_senior_pension"), (0.1, "other")];
    let chosen = match (person.employed, person.age) {
        (true, _) => dice.pick(&[(0.55, "employed"), (0.45, "sick_leave")]),
        (false, 67.0..) => Some("retired"),
        (false, _) => dice.pick(&idle),
    };
    chosen.unwrap_or("other")
}

/// The clinical section of the start form.
pub(crate) fn clinical(dice: &mut Dice, sheet: &mut Sheet, person: &Person) {
    for (variable, classes) in [("nyha", [0.5, 0.38, 0.1, 0.02]), ("ccs", [0.7, 0.22, 0.07, 0.01])] {
        if sheet.answered(dice, variable, &[MissingReason::NotMeasured, MissingReason::NotApplicable]) {
            let [one, two, three, four] = classes;
            let weighted = [(one, "class_1"), (two, "class_2"), (three, "class_3"), (four, "class_4")];
            sheet.code(variable, dice.pick(&weighted).unwrap_or("class_1"));
        }
    }
    if sheet.told(dice, "icd_present") {
        sheet.boolean("icd_present", dice.chance(0.05));
    }
    if sheet.told(dice, "comorbidity") {
        let mut chosen: Vec<&str> = Vec::new();
        for _ in 0..person.illnesses {
            if let Some(illness) = dice.pick(&ILLNESSES).filter(|illness| !chosen.contains(illness)) {
                chosen.push(illness);
            }
        }
        sheet.codes("comorbidity", if chosen.is_empty() { &["none"] } else { &chosen });
    }
    if sheet.told(dice, "diabetes_screened") {
        let screened = [(0.6, "yes"), (0.24, "no"), (0.16, "known_diabetes")];
        sheet.code("diabetes_screened", dice.pick(&screened).unwrap_or("yes"));
    }
    medicines(dice, sheet);
}

/// The three medicines, which are the business of hospital and general practice.
pub(crate) fn medicines(dice: &mut Dice, sheet: &mut Sheet) {
    for (variable, taken) in MEDICINES {
        if sheet.told(dice, variable) {
            let rest = 1.0 - taken;
            let answers = [
                (taken, "yes"),
                (rest * 0.5, "no"),
                (rest * 0.3, "contraindicated"),
                (rest * 0.2, "declined"),
            ];
            sheet.code(variable, dice.pick(&answers).unwrap_or("yes"));
        }
    }
}
