//! What stands in a written field, read as the variable asks for.

use chrono::NaiveDate;
use domain::answers::{Answer, Value};
use domain::programme::{Programme, Variable, VariableType};
use domain::text::{Language, Text};
use domain::validation::parse_text;

use crate::input::{DateProblem, NumberProblem, parse_date, parse_missing, parse_number};
use crate::text::*;

/// Reads a text as an answer; an empty one is none. `today` is asked only for dates.
///
/// # Errors
/// What to write instead, in both languages.
pub(super) fn read_typed(
    programme: &Programme,
    variable: &Variable,
    text: &str,
    today: impl Fn() -> NaiveDate,
) -> Result<Option<Answer>, Text> {
    if variable.kind != VariableType::Text
        && let Some(missing) = parse_missing(text)
    {
        return Ok(Some(Answer::Missing { missing }));
    }
    match variable.kind {
        VariableType::Date => {
            let date = parse_date(text, today()).map_err(|problem| date_message(variable, problem))?;
            Ok(date.map(|date| Answer::Value(Value::Date(date))))
        }
        VariableType::Integer => {
            let number = parse_number(text, 0).map_err(|problem| number_message(variable, &problem))?;
            Ok(number.and_then(|number| Some(Answer::Value(Value::Integer(number.to_integer()?)))))
        }
        VariableType::Decimal => {
            let number = parse_number(text, variable.decimals)
                .map_err(|problem| number_message(variable, &problem))?;
            Ok(number.map(|number| Answer::Value(Value::Decimal(number))))
        }
        _ => {
            let text = if variable.format.is_some() { text.to_uppercase() } else { text.to_owned() };
            // `!` begins a missing reason in files; typed by hand it is only a sign.
            let text = text.trim_start_matches('!');
            parse_text(programme, variable, text).map_err(|finding| finding.message)
        }
    }
}

fn message(variable: &Variable, phrase: Phrase, place: (&str, &str)) -> Text {
    let fill = |language| phrase.fill(language, &[("label", variable.label.get(language)), place]);
    Text::new(fill(Language::Da), fill(Language::En))
}

fn date_message(variable: &Variable, problem: DateProblem) -> Text {
    let phrase = match problem {
        DateProblem::Format => DATE_FORMAT,
        DateProblem::NoSuchDay => DATE_NO_SUCH_DAY,
    };
    message(variable, phrase, ("", ""))
}

fn number_message(variable: &Variable, problem: &NumberProblem) -> Text {
    match problem {
        NumberProblem::Format => message(variable, NUMBER_FORMAT, ("", "")),
        NumberProblem::ThousandSeparator(plain) => message(variable, NUMBER_THOUSANDS, ("plain", plain)),
        NumberProblem::TooManyDecimals(0) => message(variable, NUMBER_WHOLE, ("", "")),
        NumberProblem::TooManyDecimals(count) => {
            message(variable, NUMBER_DECIMALS, ("count", &count.to_string()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form_view::sample;

    fn read(id: &str, text: &str) -> Result<Option<Answer>, Text> {
        let programme = sample::programme();
        let form = sample::form(&programme);
        let today = || NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        read_typed(&programme, form.variable(id).unwrap(), text, today)
    }

    #[test]
    fn dates_and_numbers_are_read_by_the_type_of_the_variable() {
        let date = Answer::Value(Value::Date("2026-03-01".parse().unwrap()));
        assert_eq!(read("met_on", "-1"), Ok(Some(date)));
        assert_eq!(read("first", "7"), Ok(Some(Answer::Value(Value::Integer(7)))));
        assert_eq!(read("first", " "), Ok(None));
    }

    #[test]
    fn a_text_that_cannot_be_read_is_answered_with_what_to_write() {
        assert_eq!(read("first", "1.250").unwrap_err().da, "Første: skriv 1250 uden punktum eller mellemrum");
        assert_eq!(read("first", "7,5").unwrap_err().da, "Første: skriv et helt tal");
        assert_eq!(read("met_on", "310226").unwrap_err().en, "Dato: there is no such day");
    }
}
