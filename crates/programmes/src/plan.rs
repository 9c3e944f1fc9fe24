//! `plan.toml`: what can be planned on a course, and what is suggested when.

mod check;
mod raw;

use domain::expr::Truth;
use domain::programme::{Code, ConditionCode, InterventionCode, Planning, Programme, Suggestion};

use crate::LoadError;
use crate::assemble::Builder;
use crate::examples::{Counted, failing, noted, outcome_facts};
use crate::source::{InFile, RawExample, Source};
use crate::types::Type;

pub(crate) use self::check::check;
pub(crate) use self::raw::RawPlan;
use self::raw::{RawCoded, RawSuggestion};

/// Builds the lists; every rule is parsed, type-checked and lowered. A definition without `plan.toml` plans nothing.
pub(crate) fn assemble(builder: &mut Builder<'_>, place: Option<&InFile<RawPlan>>) -> Planning {
    let Some(place) = place else { return Planning::default() };
    let raw = &place.item;
    let id = |id: &toml::Spanned<String>| id.get_ref().clone();
    let conditions = raw.conditions.iter().map(|condition| ConditionCode {
        id: id(&condition.id),
        area: id(&condition.area),
        label: condition.label.clone(),
        codings: condition.codings.clone(),
        source: condition.source.clone(),
    });
    let interventions = raw.interventions.iter().map(|intervention| InterventionCode {
        id: id(&intervention.id),
        label: intervention.label.clone(),
        delivery: id(&intervention.delivery),
        within_course: intervention.within_course,
        codings: intervention.codings.clone(),
        source: intervention.source.clone(),
    });
    let suggestions = raw.suggestions.iter().map(|suggestion| Suggestion {
        id: id(&suggestion.id),
        intervention: id(&suggestion.intervention),
        condition: id(&suggestion.condition),
        when: builder.rule(place, None, &suggestion.when, &Type::Boolean),
        label: suggestion.label.clone(),
        source: suggestion.source.clone(),
    });
    Planning {
        areas: codes(&raw.areas),
        conditions: conditions.collect(),
        interventions: interventions.collect(),
        deliveries: codes(&raw.deliveries),
        goal_kinds: codes(&raw.goal_kinds),
        suggestions: suggestions.collect(),
    }
}

fn codes(raw: &[RawCoded]) -> Vec<Code> {
    let code = |raw: &RawCoded| Code {
        id: raw.id.get_ref().clone(),
        label: raw.label.clone(),
        synonyms: Vec::new(),
        codings: raw.codings.clone(),
    };
    raw.iter().map(code).collect()
}

/// Runs the worked examples of the suggestions.
pub(crate) fn run(source: &Source, programme: &Programme, counted: &mut Counted) -> Result<(), LoadError> {
    let Some(place) = &source.plan else { return Ok(()) };
    counted.suggestions = place.item.suggestions.len();
    let mut errors = Vec::new();
    for suggestion in &place.item.suggestions {
        let holds = |example: &_| example_holds(programme, suggestion, example);
        errors.extend(failing(place, &suggestion.examples, counted, holds));
    }
    LoadError::from_found(errors)
}

fn example_holds(
    programme: &Programme,
    suggestion: &RawSuggestion,
    example: &RawExample,
) -> Result<(), String> {
    let id = suggestion.id.get_ref();
    let (_, expected) = *WORDS
        .iter()
        .find(|(word, _)| *word == example.expect)
        .ok_or_else(|| format!("`{}` is none of suggested, not_suggested and undecided", example.expect))?;
    let facts = outcome_facts(programme, &example.given)?;
    let found = programme.planning.suggestion(id).ok_or("no such suggestion")?.when.truth(&facts);
    if found == expected {
        return Ok(());
    }
    let word = WORDS.iter().find(|(_, truth)| *truth == found).map_or("", |(word, _)| *word);
    let note = noted(&example.note);
    Err(format!("the worked example{note} of {id} gives {word}, but {} is expected", example.expect))
}

const WORDS: [(&str, Truth); 3] =
    [("suggested", Truth::True), ("not_suggested", Truth::False), ("undecided", Truth::Unknown)];
