//! The invented units of a municipality, and which of them has a course.

use domain::answers::{Answer, Answers, Value};
use domain::municipality::MunicipalityCode;

use crate::dice::Dice;
use crate::rates;

/// Set beside the stream of the course itself, so that the unit takes no chance from the forms.
pub(crate) const STREAM: u64 = 1 << 60;

/// How the courses of a municipality spread over its units: the first is the largest. Default of the product.
const TWO: &[(f64, u8)] = &[(0.65, 1), (0.35, 2)];
const THREE: &[(f64, u8)] = &[(0.5, 1), (0.3, 2), (0.2, 3)];

/// States the unit in a start form, in most of them: every second municipality has two, the others three.
pub(crate) fn state(dice: &mut Dice, municipality: MunicipalityCode, start: &mut Answers) {
    if dice.chance(rates::SITE_NOT_STATED) {
        return;
    }
    let units = if municipality.number().is_multiple_of(2) { TWO } else { THREE };
    let unit = dice.pick(units).unwrap_or(1);
    let number = Value::Text(format!("990{municipality}0000000{unit}"));
    start.insert("site_sor".to_owned(), Answer::Value(number));
}
