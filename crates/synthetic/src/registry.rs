//! The registry as a stream of courses.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::answers::Answers;
use domain::citizen::Sex;
use domain::cpr::Cpr;
use domain::expr::Facts;
use domain::municipality::MunicipalityCode;
use domain::programme::Programme;
use domain::validation::{Validated, validate_read};

use crate::dice::{Dice, later, whole};
use crate::ending::{Ending, ending};
use crate::municipalities::{Participant, participants};
use crate::numbers::Numbers;
use crate::person::person;
use crate::{end, followup, hospital, rates, sites, start};

/// What decides everything that is left to chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed(pub u64);

/// An invented registry: so many courses in 22 municipalities over three years.
#[derive(Clone, Debug)]
pub struct Registry<'a> {
    programme: &'a Programme,
    seed: Seed,
    as_of: NaiveDate,
    participants: Vec<Participant>,
}

/// One invented course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntheticCourse {
    /// The municipality that owns it.
    pub municipality: MunicipalityCode,
    /// The course's id outside the registry, unique in all municipalities.
    pub course_key: String,
    /// The citizen's number; every course has a citizen of its own.
    pub cpr: Cpr,
    /// The citizen's name.
    pub name: String,
    /// The citizen's date of birth.
    pub birth_date: NaiveDate,
    /// The citizen's sex.
    pub sex: Sex,
    /// The answers by form, as they would be typed: without computed variables.
    pub forms: BTreeMap<String, Answers>,
}

impl SyntheticCourse {
    /// Dice of its own for something that is not in its forms; `stream` says for what.
    pub(crate) fn dice(&self, seed: u64, stream: u64) -> Dice {
        let number = self.course_key.rsplit('-').next().and_then(|digits| digits.parse().ok());
        Dice::new(seed, stream | (u64::from(self.municipality.number()) << 40) | number.unwrap_or(0))
    }

    /// The date that was answered.
    pub(crate) fn date(&self, form: &str, variable: &str) -> Option<NaiveDate> {
        self.forms.get(form)?.get(variable)?.value()?.date()
    }
}

impl<'a> Registry<'a> {
    /// A registry of referrals in the three years up to and including `as_of`.
    #[must_use]
    pub fn new(programme: &'a Programme, seed: Seed, courses: u64, as_of: NaiveDate) -> Self {
        Self { programme, seed, as_of, participants: participants(seed.0, courses) }
    }

    pub(crate) const fn seed(&self) -> u64 {
        self.seed.0
    }

    pub(crate) const fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// The municipalities, how many courses each has and what its practice is like, in the order of [`Self::courses`].
    #[must_use]
    pub fn participants(&self) -> &[Participant] {
        &self.participants
    }

    /// All courses, one municipality after the other. Memory does not grow with their number.
    pub fn courses(&self) -> impl Iterator<Item = SyntheticCourse> + '_ {
        let mut numbers = Numbers::new();
        let places = self
            .participants
            .iter()
            .flat_map(|participant| (1..=participant.courses).map(move |number| (participant, number)));
        places.filter_map(move |(participant, number)| self.course(participant, number, &mut numbers))
    }

    fn course(
        &self,
        participant: &Participant,
        number: u64,
        numbers: &mut Numbers,
    ) -> Option<SyntheticCourse> {
        let municipality = participant.municipality;
        let stream = (u64::from(municipality.number()) << 40) | number;
        let mut dice = Dice::new(self.seed.0, stream);
        let first = later(self.as_of, 1 - rates::DAYS);
        let referred = dice.day_between(first, self.as_of);
        let person = person(&mut dice, numbers, referred)?;
        let mut forms = BTreeMap::from([("referral".to_owned(), hospital::referral(&mut dice, referred))]);
        let mut add = |form: &str, answers: Answers| forms.insert(form.to_owned(), answers);

        let waited = whole(dice.gamma(17.0)).clamp(2, 58);
        let met = later(referred, waited);
        if dice.chance(rates::NEVER_MET) {
            let given_up = later(met, dice.between(7, 40));
            if given_up <= self.as_of {
                add("end", end::not_started(&mut dice, given_up));
            }
        } else if met <= self.as_of {
            let (mut answers, begun) = start::start(&mut dice, &person, met);
            sites::state(&mut Dice::new(self.seed.0, sites::STREAM | stream), municipality, &mut answers);
            add("start", answers);
            match ending(&mut dice, &person, participant, met, self.as_of) {
                Ending::Completed(day) => {
                    add("end", end::completed(&mut dice, &person, participant, &begun, day));
                    for (form, answers) in followup::followups(&mut dice, &begun, day, self.as_of) {
                        add(form, answers);
                    }
                }
                Ending::DroppedOut(day) => drop(add("end", end::dropped_out(&mut dice, &begun, day))),
                Ending::Transferred(day) => drop(add("end", end::by_event("transferred", day))),
                Ending::Died(day) => drop(add("end", end::by_event("died", day))),
                Ending::Open => {}
            }
        }
        Some(SyntheticCourse {
            municipality,
            course_key: format!("T{municipality}-{number:07}"),
            sex: person.sex(),
            cpr: person.cpr,
            name: person.name,
            birth_date: person.born,
            forms,
        })
    }

    /// The forms of a course as they would be stored: validated in the order of the workflow, with computed variables.
    #[must_use]
    pub fn validated(&self, course: &SyntheticCourse) -> Vec<(String, Validated)> {
        let mut facts = Facts { as_of: self.as_of, ..Facts::default() };
        let mut validated = Vec::new();
        for form in &self.programme.forms {
            let Some(answers) = course.forms.get(&form.id) else {
                continue;
            };
            let form_validated = validate_read(form, answers.clone(), Vec::new(), &mut facts);
            facts.forms.insert(form.id.clone(), form_validated.answers.clone());
            validated.push((form.id.clone(), form_validated));
        }
        validated
    }
}
