//! The words of every finding.

use chrono::NaiveDate;

use super::form_rules::FirstDay;
use super::{Finding, format, meant};
use crate::decimal::Decimal;
use crate::programme::{Range, Severity, TextFormat, Variable};
use crate::text::{Language, Text};
use crate::words::quantity;

fn finding(severity: Severity, variable: &Variable, code: &str, da: String, en: String) -> Finding {
    Finding { severity, variable: Some(variable.id.clone()), code: code.into(), message: Text { da, en } }
}

fn hard(variable: &Variable, code: &str, da: &str, en: &str) -> Finding {
    let Text { da: label_da, en: label_en } = &variable.label;
    finding(Severity::Hard, variable, code, format!("{label_da}: {da}"), format!("{label_en}: {en}"))
}

/// The definition has no such variable.
pub(super) fn unknown_variable(id: &str) -> Finding {
    let message = Text::new(
        format!("Skemaet har ikke et felt, der hedder »{id}«."),
        format!("The form has no field called \"{id}\"."),
    );
    Finding { severity: Severity::Hard, variable: Some(id.into()), code: "unknown_variable".into(), message }
}

pub(super) fn wrong_type(variable: &Variable) -> Finding {
    use crate::programme::VariableType as T;
    let (da, en) = match variable.kind {
        T::Code => ("skriv koden som tekst.", "give the code as text."),
        T::Codes => ("skriv koderne som en liste.", "give the codes as a list."),
        T::Integer => ("skriv et helt tal.", "give a whole number."),
        T::Decimal => ("skriv et tal.", "give a number."),
        T::Date => ("skriv en dato som åååå-mm-dd.", "give a date as yyyy-mm-dd."),
        T::Boolean => ("svar ja eller nej.", "answer yes or no."),
        T::Text => ("skriv en tekst.", "give a text."),
    };
    hard(variable, "wrong_type", da, en)
}

pub(super) fn unknown_code(variable: &Variable, code: &str) -> Finding {
    let (da, en) =
        (format!("»{code}« findes ikke i kodelisten."), format!("\"{code}\" is not in the code list."));
    hard(variable, "unknown_code", &da, &en)
}

pub(super) fn unknown_reason(variable: &Variable, reason: &str) -> Finding {
    let allowed = "not_measured, not_applicable, declined, unknown";
    let da = format!("»{reason}« er ikke en årsag til manglende svar. Brug en af: {allowed}.");
    let en = format!("\"{reason}\" is not a missing reason. Use one of: {allowed}.");
    hard(variable, "unknown_missing_reason", &da, &en)
}

pub(super) fn impossible_date(variable: &Variable, text: &str) -> Finding {
    let da = format!("»{text}« er ikke en dato. Skriv den som åååå-mm-dd.");
    let en = format!("\"{text}\" is not a date. Write it as yyyy-mm-dd.");
    hard(variable, "impossible_date", &da, &en)
}

/// Before anything could have happened to the citizen.
pub(super) fn too_early(variable: &Variable, date: NaiveDate, first: FirstDay) -> Finding {
    let date = date.format("%d.%m.%Y");
    let (da, en) = match first {
        FirstDay::Birth(_) => (
            format!("{date} ligger før borgerens fødsel. Tjek årstallet."),
            format!("{date} lies before the citizen's birth. Check the year."),
        ),
        FirstDay::Of1900 => (
            format!("{date} ligger før 1900. Tjek årstallet."),
            format!("{date} lies before 1900. Check the year."),
        ),
    };
    hard(variable, "impossible_date", &da, &en)
}

pub(super) fn not_whole(variable: &Variable) -> Finding {
    hard(variable, "not_whole", "skriv et helt tal uden decimaler.", "give a whole number without decimals.")
}

pub(super) fn too_many_decimals(variable: &Variable) -> Finding {
    let count = variable.decimals;
    let da = format!("højst {count} decimal{}.", if count == 1 { "" } else { "er" });
    let en = format!("at most {count} decimal{}.", if count == 1 { "" } else { "s" });
    hard(variable, "too_many_decimals", &da, &en)
}

pub(super) fn too_long(variable: &Variable) -> Finding {
    let max = format::MAX_LENGTH;
    hard(variable, "too_long", &format!("højst {max} tegn."), &format!("at most {max} characters."))
}

pub(super) fn wrong_format(variable: &Variable, shape: TextFormat) -> Finding {
    let Text { da, en } = format::example(shape);
    hard(variable, "wrong_format", &format!("skriv {da}."), &format!("give {en}."))
}

pub(super) fn not_asked(variable: &Variable) -> Finding {
    hard(
        variable,
        "not_asked",
        "feltet skal være tomt, når de øvrige svar er, som de er.",
        "must be empty, given the other answers.",
    )
}

pub(super) fn computed_differs(variable: &Variable, expected: &str) -> Finding {
    let da = format!("beregnes af de øvrige svar og bliver {expected}.");
    let en = format!("is computed from the other answers and becomes {expected}.");
    hard(variable, "computed_differs", &da, &en)
}

pub(super) fn required(variable: &Variable) -> Finding {
    let da = format!(
        "Udfyld »{}«, eller vælg med de tre prikker ved feltet (Alt+M), hvorfor svaret mangler.",
        variable.label.da
    );
    let en = format!(
        "Fill in \"{}\", or choose with the three dots at the field (Alt+M) why there is no answer.",
        variable.label.en
    );
    finding(Severity::Missing, variable, "required", da, en)
}

pub(super) fn date_required(variable: &Variable) -> Finding {
    let da = format!("Udfyld »{}«. Skemaet kan ikke afsluttes uden datoen.", variable.label.da);
    let en = format!("Fill in \"{}\". The form cannot be submitted without the date.", variable.label.en);
    finding(Severity::Missing, variable, "required", da, en)
}

/// Beyond what is possible (`Hard`) or probable (`Soft`).
pub(super) fn out_of_range(
    variable: &Variable,
    severity: Severity,
    range: Range,
    number: Decimal,
) -> Finding {
    // A question that says its unit, such as "Cigaretter pr. dag", does not say it twice.
    let unit_in = |language| {
        let shown = shown_unit(variable.unit.as_deref().unwrap_or_default(), language);
        let is_said = shown.is_empty() || says(variable.label.get(language), shown);
        if is_said { String::new() } else { quantity("", shown, language) }
    };
    let (unit_da, unit) = (unit_in(Language::Da), unit_in(Language::En));
    let da = |number: Decimal| number.format(number.decimals(), ',');
    let (min_da, max_da) = (da(range.min), da(range.max));
    let Range { min, max } = range;
    let Text { da: label_da, en: label_en } = &variable.label;
    let number_da = da(number);
    match severity {
        Severity::Soft => finding(
            Severity::Soft,
            variable,
            "improbable",
            format!(
                "{label_da} er {number_da}{unit_da}. Det ligger normalt mellem {min_da} og {max_da}. Tjek, eller bekræft."
            ),
            format!(
                "{label_en} is {number}{unit}. It is usually between {min} and {max}. Check, or confirm."
            ),
        ),
        _ => {
            let question = meant(variable, number);
            let question_da = question.map(|meant| format!(" Mente du {}?", da(meant))).unwrap_or_default();
            let question = question.map(|meant| format!(" Did you mean {meant}?")).unwrap_or_default();
            finding(
                Severity::Hard,
                variable,
                "out_of_range",
                format!(
                    "{label_da} er {number_da}{unit_da}. Det skal ligge mellem {min_da} og {max_da}.{question_da}"
                ),
                format!("{label_en} is {number}{unit}. It must be between {min} and {max}.{question}"),
            )
        }
    }
}

/// Whether a question says words, as words of their own: `m` is not said by "6-minutters gangtest".
#[must_use]
pub fn says(question: &str, words: &str) -> bool {
    let is_apart = |beside: Option<char>| beside.is_none_or(|beside| !beside.is_alphanumeric());
    question.match_indices(words).any(|(at, found)| {
        let (before, rest) = question.split_at(at);
        is_apart(before.chars().next_back()) && is_apart(rest.chars().nth(found.chars().count()))
    })
}

/// A UCUM unit as people write it; empty for a plain count or score.
#[must_use]
pub fn shown_unit(ucum: &str, language: Language) -> &str {
    let danish = language == Language::Da;
    match ucum {
        "mm[Hg]" => "mmHg",
        "kg/m2" => "kg/m²",
        "1" | "{score}" | "{count}" => "",
        "/min" if danish => "pr. min.",
        "/min" => "per min",
        "/d" if danish => "pr. dag",
        "/d" => "per day",
        "/wk" if danish => "pr. uge",
        "/wk" => "per week",
        "min/wk" if danish => "min. pr. uge",
        "min/wk" => "min per week",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn a_question_says_a_unit_only_as_a_word() {
        assert!(says("Cigaretter pr. dag", "pr. dag"));
        assert!(says("LDL (mmol/l)", "mmol/l"));
        assert!(!says("6-minutters gangtest", "m"));
        assert!(!says("Walking distance", "W"));
        assert!(says("Gangtest, m", "m"));
    }
}
