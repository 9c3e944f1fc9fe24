//! What expressions may ask about the citizen.

use chrono::NaiveDate;

use super::{Citizen, Sex};
use crate::answers::{Answer, Answers, Value};
use crate::expr::Facts;

/// The name by which expressions speak of the citizen, as if it were a form: `citizen.birth_date`.
pub const CITIZEN: &str = "citizen";
/// The day of birth.
pub const BIRTH_DATE: &str = "birth_date";
/// The day of death, of those who have died.
pub const DEATH_DATE: &str = "death_date";
/// The id of the sex, of those whose sex is known.
pub const SEX: &str = "sex";

impl Citizen {
    /// What is known about the citizen, for expressions.
    #[must_use]
    pub fn answers(&self) -> Answers {
        let mut answers = answers(self.birth_date, self.death_date);
        answers.extend(sex(self.sex));
        answers
    }
}

impl Facts {
    /// Adds what is known about the citizen.
    #[must_use]
    pub fn of_citizen(mut self, birth_date: NaiveDate, death_date: Option<NaiveDate>) -> Self {
        self.forms.insert(CITIZEN.to_owned(), answers(birth_date, death_date));
        self
    }

    /// Adds the citizen's sex to what is known about the citizen.
    #[must_use]
    pub fn of_sex(mut self, known: Sex) -> Self {
        self.forms.entry(CITIZEN.to_owned()).or_default().extend(sex(known));
        self
    }
}

fn sex(sex: Sex) -> Option<(String, Answer)> {
    let known = (sex != Sex::Unknown).then(|| Value::Text(sex.id().to_owned()))?;
    Some((SEX.to_owned(), Answer::Value(known)))
}

fn answers(birth_date: NaiveDate, death_date: Option<NaiveDate>) -> Answers {
    let known = [(BIRTH_DATE, Some(birth_date)), (DEATH_DATE, death_date)];
    let answered = known.into_iter().filter_map(|(id, date)| Some((id.to_owned(), date?)));
    answered.map(|(id, date)| (id, Answer::Value(Value::Date(date)))).collect()
}
