//! The heart event and the referral form.

use chrono::NaiveDate;
use domain::answers::Answers;

use crate::answers::Sheet;
use crate::dice::{Dice, later, whole};

/// What led to the referral.
#[derive(Clone, Copy, Debug)]
struct Event {
    index_event: &'static str,
    pci: bool,
    cabg: bool,
    diagnoses: &'static [&'static str],
}

const fn event(
    index_event: &'static str,
    pci: bool,
    cabg: bool,
    diagnoses: &'static [&'static str],
) -> Event {
    Event { index_event, pci, cabg, diagnoses }
}

const STEMI: &[&str] = &["DI210", "DI211", "DI213"];
const CHRONIC: &[&str] = &["DI251", "DI259"];

/// PCI after an infarction 45 %, elective PCI 20 %, CABG 13 %, infarction without PCI 12 %, other 10 %.
///
/// The five shares are those of the specification (3.4); how each is parted further is a default of the product.
const EVENTS: [(f64, Event); 11] = [
    (0.19, event("stemi", true, false, STEMI)),
    (0.26, event("nstemi", true, false, &["DI214"])),
    (0.12, event("pci", true, false, CHRONIC)),
    (0.05, event("stable_angina", true, false, &["DI208", "DI209"])),
    (0.03, event("uap", true, false, &["DI200"])),
    (0.13, event("cabg", false, true, CHRONIC)),
    (0.03, event("stemi", false, false, STEMI)),
    (0.09, event("nstemi", false, false, &["DI214", "DI219"])),
    (0.04, event("valve", false, false, &["DI350", "DI340"])),
    (0.04, event("heart_failure", false, false, &["DI500", "DI509"])),
    (0.02, event("other", false, false, &["DI480", "DI429"])),
];

const REFERRERS: [(f64, &str); 5] = [
    (0.86, "hospital"),
    (0.06, "general_practice"),
    (0.03, "specialist"),
    (0.03, "municipality"),
    (0.02, "self_referral"),
];

/// The referral form.
pub(crate) fn referral(dice: &mut Dice, referred: NaiveDate) -> Answers {
    let mut sheet = Sheet::default();
    sheet.date("referral_date", referred);
    sheet.code("referral_source", dice.pick(&REFERRERS).unwrap_or("hospital"));
    let Some(event) = dice.pick(&EVENTS) else {
        return sheet.finish();
    };
    sheet.code("index_event", event.index_event);
    if let Some(diagnosis) = dice.any(event.diagnoses) {
        sheet.code("referral_diagnosis", diagnosis);
    }
    let happened = later(referred, -whole(dice.gamma(14.0)).clamp(1, 90));
    sheet.date("index_date", happened);
    let treated = dice.day_between(happened, later(happened, 3).min(referred));
    sheet.boolean("procedure_pci", event.pci);
    if event.pci {
        sheet.date("procedure_pci_date", treated);
    }
    sheet.boolean("procedure_cabg", event.cabg);
    if event.cabg {
        sheet.date("procedure_cabg_date", treated);
    }
    if sheet.measured(dice, "lvef") {
        let mean = if event.index_event == "heart_failure" { 34.0 } else { 53.0 };
        sheet.integer("lvef", whole(dice.normal_within(mean, 8.0, 16.0, 70.0)));
    }
    if sheet.told(dice, "risk_class") {
        sheet.code(
            "risk_class",
            dice.pick(&[(0.45, "low"), (0.4, "moderate"), (0.15, "high")]).unwrap_or("low"),
        );
    }
    if dice.chance(0.05) {
        sheet.code("legal_basis", "both");
    }
    sheet.finish()
}
