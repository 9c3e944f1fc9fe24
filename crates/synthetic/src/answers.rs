//! Filling in a form.

use chrono::NaiveDate;
use domain::answers::{Answer, Answers, MissingReason, Value};

use crate::dice::{Dice, decimal};
use crate::rates;

/// A form being filled in. Computed variables are left to the definition.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet(Answers);

impl Sheet {
    pub(crate) fn finish(self) -> Answers {
        self.0
    }

    fn value(&mut self, variable: &str, value: Value) {
        self.0.insert(variable.to_owned(), Answer::Value(value));
    }

    pub(crate) fn code(&mut self, variable: &str, code: &str) {
        self.value(variable, Value::Text(code.to_owned()));
    }

    pub(crate) fn codes(&mut self, variable: &str, codes: &[&str]) {
        self.value(variable, Value::Codes(codes.iter().map(|&code| code.to_owned()).collect()));
    }

    pub(crate) fn integer(&mut self, variable: &str, number: i64) {
        self.value(variable, Value::Integer(number));
    }

    pub(crate) fn decimal(&mut self, variable: &str, number: f64, decimals: u8) {
        self.value(variable, Value::Decimal(decimal(number, decimals)));
    }

    pub(crate) fn date(&mut self, variable: &str, date: NaiveDate) {
        self.value(variable, Value::Date(date));
    }

    pub(crate) fn boolean(&mut self, variable: &str, answer: bool) {
        self.value(variable, Value::Boolean(answer));
    }

    pub(crate) fn missing(&mut self, variable: &str, missing: MissingReason) {
        self.0.insert(variable.to_owned(), Answer::Missing { missing });
    }

    /// Whether an optional question gets a value; otherwise it is left empty or a reason is given.
    pub(crate) fn answered(&mut self, dice: &mut Dice, variable: &str, reasons: &[MissingReason]) -> bool {
        let (empty, reason) = rates::UNANSWERED;
        let drawn = dice.unit();
        if drawn < empty {
            return false;
        }
        if drawn < empty + reason {
            if let Some(missing) = dice.any(reasons) {
                self.missing(variable, missing);
            }
            return false;
        }
        true
    }

    /// An optional question about something that can be measured.
    pub(crate) fn measured(&mut self, dice: &mut Dice, variable: &str) -> bool {
        self.answered(dice, variable, &[MissingReason::NotMeasured, MissingReason::Declined])
    }

    /// An optional question that the citizen answers.
    pub(crate) fn told(&mut self, dice: &mut Dice, variable: &str) -> bool {
        self.answered(dice, variable, &[MissingReason::Declined, MissingReason::Unknown])
    }
}
