//! What hospital and laboratory have recorded about the invented citizens.
//!
//! General practice sends nothing, as it is in reality (S:11). All shares are defaults of the product, chosen so that the
//! rules have something to do: procedures without a heart diagnosis, services paid privately, results that are old.

use chrono::NaiveDate;
use domain::decimal::Decimal;
use domain::health_record::{HealthRecord, Provider, Sector};

use crate::dice::{Dice, later, whole};
use crate::registry::{Registry, SyntheticCourse};

/// Set beside the stream of the course itself, so that the records take no chance from the forms.
const STREAM: u64 = 1 << 61;
/// Citizens about whom anything is sent.
const SENT: f64 = 0.85;
/// Contacts whose diagnosis is only one of observation, so that their procedures are lost.
const OBSERVATION: &str = "DZ035";

impl Registry<'_> {
    /// The records of a course's citizen, oldest first.
    #[must_use]
    pub fn records(&self, course: &SyntheticCourse) -> Vec<HealthRecord> {
        let mut dice = course.dice(self.seed(), STREAM);
        if !dice.chance(SENT) {
            return Vec::new();
        }
        let mut file = File { course, as_of: self.as_of(), records: Vec::new() };
        let Some(event) = course.date("referral", "index_date") else { return Vec::new() };
        file.treatment(&mut dice, event);
        file.rehabilitation(&mut dice, event);
        file.measurements(&mut dice, event);
        file.records.sort_by(|a, b| (a.on, &a.key).cmp(&(b.on, &b.key)));
        file.records
    }
}

/// The records of one citizen while they are written.
struct File<'c> {
    course: &'c SyntheticCourse,
    as_of: NaiveDate,
    records: Vec<HealthRecord>,
}

impl File<'_> {
    /// Adds a record unless its day has not come yet.
    fn add(&mut self, sector: Sector, code: &str, on: NaiveDate) -> Option<&mut HealthRecord> {
        if on > self.as_of {
            return None;
        }
        self.records.push(HealthRecord {
            key: format!("{}-R{}", self.course.course_key, self.records.len() + 1),
            sector,
            provider: Provider::Public,
            code: code.to_owned(),
            diagnosis: None,
            on,
            value: None,
            unit: None,
        });
        self.records.last_mut()
    }

    fn measure(&mut self, sector: Sector, code: &str, on: NaiveDate, value: Option<Decimal>, unit: &str) {
        if let Some(record) = self.add(sector, code, on) {
            record.value = value;
            record.unit = Some(unit.to_owned());
        }
    }

    /// A procedure on a contact with the diagnosis of the referral, or now and then with one of observation only.
    fn procedure(&mut self, dice: &mut Dice, code: &str, on: NaiveDate) {
        let diagnosis = match code_of(self.course, "referral", "referral_diagnosis") {
            Some(known) if !dice.chance(0.04) => known.to_owned(),
            _ => OBSERVATION.to_owned(),
        };
        let is_private = dice.chance(0.02);
        if let Some(record) = self.add(Sector::Hospital, code, on) {
            record.diagnosis = Some(diagnosis);
            record.provider = if is_private { Provider::Private } else { Provider::Public };
        }
    }

    fn treatment(&mut self, dice: &mut Dice, event: NaiveDate) {
        let known = code_of(self.course, "referral", "referral_diagnosis");
        if let Some(infarction) = known.filter(|code| code.starts_with("DI21")) {
            self.add(Sector::Hospital, infarction, event);
        }
        if let Some(day) = self.course.date("referral", "procedure_pci_date") {
            self.procedure(dice, "KFNG02", day);
        }
        if let Some(day) = self.course.date("referral", "procedure_cabg_date") {
            self.procedure(dice, "KFNC10", day);
        }
    }

    fn rehabilitation(&mut self, dice: &mut Dice, event: NaiveDate) {
        for (code, share) in [("BVDY0", 0.55), ("BUGA1", 0.2), ("BRXT", 0.06)] {
            if dice.chance(share) {
                let day = later(event, dice.between(5, 70));
                self.procedure(dice, code, day);
            }
        }
    }

    fn measurements(&mut self, dice: &mut Dice, event: NaiveDate) {
        let ended = self.course.date("end", "final_meeting_date");
        let visits =
            [(0.75, later(event, dice.between(20, 60))), (0.35, later(event, dice.between(90, 200)))];
        for (share, day) in visits {
            if dice.chance(share) {
                let (high, low) = (
                    dice.normal_within(134.0, 15.0, 90.0, 200.0),
                    dice.normal_within(79.0, 9.0, 45.0, 115.0),
                );
                self.measure(Sector::Hospital, "DNK05472", day, Decimal::from_integer(whole(high)), "mm[Hg]");
                self.measure(Sector::Hospital, "DNK05473", day, Decimal::from_integer(whole(low)), "mm[Hg]");
            }
        }
        let tests = [
            (0.9, later(event, dice.between(25, 60))),
            (0.7, later(ended.unwrap_or(event), dice.between(-30, 20))),
            (0.6, later(event, dice.between(300, 430))),
        ];
        for (share, day) in tests {
            if dice.chance(share) {
                let ldl = whole(dice.normal_within(1.6, 0.5, 0.5, 5.0) * 10.0);
                self.measure(
                    Sector::Laboratory,
                    "NPU01568",
                    day,
                    Some(Decimal::from_millionths(ldl * 100_000)),
                    "mmol/L",
                );
            }
        }
    }
}

fn code_of<'c>(course: &'c SyntheticCourse, form: &str, variable: &str) -> Option<&'c str> {
    course.forms.get(form)?.get(variable)?.value()?.text()
}
