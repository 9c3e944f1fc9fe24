//! Why a course counts as it does, in words.

use api_types::MissingAnswer;
use domain::answers::Answer;
use domain::expr::{Read, Truth, VariableRef};
use domain::outcome::{OutcomeState, RuleKind, RuleTrace};
use domain::programme::{Indicator, Programme};
use domain::text::{Language, Text};
use domain::words;

/// Why a course counts as it does: the state, and the answers that the rule which settled it looked at.
pub(crate) fn reason(
    programme: &Programme,
    indicator: &Indicator,
    state: OutcomeState,
    trace: &[RuleTrace],
) -> Text {
    let settled = trace.last();
    let head = match (state, settled.map(|rule| rule.rule)) {
        (OutcomeState::Excluded, _) => indicator.excluded_reason.clone().unwrap_or_else(|| state.label()),
        (OutcomeState::Missing, _) => Text::new("Et svar mangler", "An answer is missing"),
        (OutcomeState::Pending, _) => Text::new("Kan ikke vurderes endnu", "Cannot be judged yet"),
        (OutcomeState::Outside, Some(RuleKind::Applies)) => {
            Text::new("Indikatoren gælder ikke forløbet", "The indicator does not concern the course")
        }
        _ => state.label(),
    };
    let reads = settled.map(|rule| read_by(rule, state)).unwrap_or_default();
    let said = |language| {
        let parts = reads.iter().filter_map(|read| said(programme, read, language));
        let parts: Vec<String> = parts.collect();
        let head = head.get(language).trim_end_matches('.');
        if parts.is_empty() { format!("{head}.") } else { format!("{head}: {}.", parts.join("; ")) }
    };
    Text::new(said(Language::Da), said(Language::En))
}

/// The answers a rule looked at, each once; of a rule that could not be decided those of the open parts.
fn read_by(rule: &RuleTrace, state: OutcomeState) -> Vec<Read> {
    let mut reads: Vec<Read> = Vec::new();
    for step in &rule.steps {
        if state == OutcomeState::Missing && step.truth != Truth::Unknown {
            continue;
        }
        for read in &step.reads {
            if !reads.iter().any(|known| known.variable == read.variable) {
                reads.push(read.clone());
            }
        }
    }
    reads
}

fn said(programme: &Programme, read: &Read, language: Language) -> Option<String> {
    let variable = programme.variable(&read.variable)?;
    let label = variable.label.get(language);
    let answer = match &read.answer {
        Some(answer) => words::answer(programme, variable, answer, language),
        None => Text::new("ikke besvaret", "not answered").get(language).to_owned(),
    };
    Some(format!("{label} {}", quoted(&answer, language)))
}

fn quoted(answer: &str, language: Language) -> String {
    match language {
        Language::Da => format!("»{answer}«"),
        Language::En => format!("\"{answer}\""),
    }
}

/// The answers that would decide a course that is missing one.
pub(crate) fn missing(programme: &Programme, state: OutcomeState, trace: &[RuleTrace]) -> Vec<MissingAnswer> {
    let Some(rule) = trace.last().filter(|_| state == OutcomeState::Missing) else { return Vec::new() };
    let open = read_by(rule, state).into_iter().filter(|read| !matches!(read.answer, Some(Answer::Value(_))));
    open.filter_map(|read| named(programme, read.variable)).collect()
}

fn named(programme: &Programme, variable: VariableRef) -> Option<MissingAnswer> {
    let label = programme.variable(&variable)?.label.clone();
    Some(MissingAnswer { form: variable.form, variable: variable.variable, label })
}
