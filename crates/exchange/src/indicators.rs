//! The indicators and suggestions of a programme as a published document.

use domain::decimal::Decimal;
use domain::expr::Rule;
use domain::health_record::Sector;
use domain::programme::{
    Direction, Indicator, IndicatorKind, IndicatorSet, Owner, Pick, Programme, Records, Suggestion,
};
use domain::text::Text;
use serde::Serialize;

use crate::code_book::type_id;

/// `indicators.json`: the sets, indicators, suggestions and variables derived from imported records of every programme
/// version, with their rules as they are written.
///
/// Pretty-printed JSON with a final line feed, in the order of the definitions, so that two versions can be compared
/// line by line.
///
/// # Errors
/// Only when the JSON writer fails, which writing to memory does not.
pub fn indicators<'a>(
    programmes: impl IntoIterator<Item = &'a Programme>,
) -> Result<String, serde_json::Error> {
    let document = Document { programmes: programmes.into_iter().map(published_programme).collect() };
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    Ok(text)
}

#[derive(Serialize)]
struct Document<'a> {
    programmes: Vec<PublishedProgramme<'a>>,
}

#[derive(Serialize)]
struct PublishedProgramme<'a> {
    programme: &'a str,
    version: &'a str,
    label: &'a Text,
    valid_from: chrono::NaiveDate,
    sets: Vec<PublishedSet<'a>>,
    indicators: Vec<PublishedIndicator<'a>>,
    records: Vec<PublishedRecord<'a>>,
    suggestions: Vec<PublishedSuggestion<'a>>,
}

#[derive(Serialize)]
struct PublishedSet<'a> {
    id: &'a str,
    label: &'a Text,
    description: &'a Text,
    sources: Vec<String>,
}

/// A variable that is derived from imported records, named `records.<id>` in rules.
#[derive(Serialize)]
struct PublishedRecord<'a> {
    id: &'a str,
    label: &'a Text,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    pick: Pick,
    codes: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    diagnoses: &'a [String],
    sectors: &'a [Sector],
    #[serde(skip_serializing_if = "Option::is_none")]
    around: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from_days: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to_days: Option<i64>,
    sources: Vec<String>,
}

/// A rule that suggests an intervention from the answers.
#[derive(Serialize)]
struct PublishedSuggestion<'a> {
    id: &'a str,
    intervention: &'a str,
    condition: &'a str,
    label: &'a Text,
    when: &'a str,
    sources: Vec<String>,
}

#[derive(Serialize)]
struct PublishedIndicator<'a> {
    id: &'a str,
    set: &'a str,
    owner: Owner,
    number: &'a str,
    label: &'a Text,
    description: &'a Text,
    kind: IndicatorKind,
    direction: Direction,
    standard: Option<PublishedStandard>,
    rules: Rules<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excluded_reason: Option<&'a Text>,
    sources: Vec<String>,
}

#[derive(Serialize)]
struct PublishedStandard {
    percent: Decimal,
    /// Whether a source states it; otherwise it is a placeholder.
    verified: bool,
}

/// The rules in the order they are asked. A rule the indicator does not have is null.
#[derive(Serialize)]
struct Rules<'a> {
    applies: &'a str,
    excluded: Option<&'a str>,
    pending: Option<&'a str>,
    fulfilled: &'a str,
    attributed_to: &'a str,
}

fn published_programme(programme: &Programme) -> PublishedProgramme<'_> {
    PublishedProgramme {
        programme: &programme.id,
        version: &programme.version,
        label: &programme.label,
        valid_from: programme.valid_from,
        sets: programme.sets.iter().map(published_set).collect(),
        indicators: programme.indicators.iter().map(published_indicator).collect(),
        records: programme.records.iter().flat_map(published_records).collect(),
        suggestions: programme.planning.suggestions.iter().map(published_suggestion).collect(),
    }
}

fn published_set(set: &IndicatorSet) -> PublishedSet<'_> {
    let IndicatorSet { id, label, description, source } = set;
    PublishedSet { id, label, description, sources: sources(source) }
}

fn published_records(records: &Records) -> impl Iterator<Item = PublishedRecord<'_>> {
    records.derived.iter().filter_map(|rule| {
        let variable = records.form.variable(&rule.variable)?;
        Some(PublishedRecord {
            id: &rule.variable,
            label: &variable.label,
            kind: type_id(variable.kind),
            unit: variable.unit.as_deref(),
            pick: rule.pick,
            codes: &rule.codes,
            diagnoses: &rule.diagnoses,
            sectors: &rule.sectors,
            around: rule.window.as_ref().map(|window| window.around.text.as_str()),
            from_days: rule.window.as_ref().and_then(|window| window.from_days),
            to_days: rule.window.as_ref().and_then(|window| window.to_days),
            sources: sources(&variable.source),
        })
    })
}

fn published_suggestion(suggestion: &Suggestion) -> PublishedSuggestion<'_> {
    PublishedSuggestion {
        id: &suggestion.id,
        intervention: &suggestion.intervention,
        condition: &suggestion.condition,
        label: &suggestion.label,
        when: &suggestion.when.text,
        sources: sources(&suggestion.source),
    }
}

fn published_indicator(indicator: &Indicator) -> PublishedIndicator<'_> {
    PublishedIndicator {
        id: &indicator.id,
        set: &indicator.set,
        owner: indicator.owner,
        number: &indicator.number,
        label: &indicator.label,
        description: &indicator.description,
        kind: indicator.kind,
        direction: indicator.direction,
        standard: indicator
            .standard
            .map(|standard| PublishedStandard { percent: standard.percent, verified: standard.verified }),
        rules: Rules {
            applies: &indicator.applies.text,
            excluded: rule_text(indicator.excluded.as_ref()),
            pending: rule_text(indicator.pending.as_ref()),
            fulfilled: &indicator.fulfilled.text,
            attributed_to: &indicator.attributed_to.text,
        },
        excluded_reason: indicator.excluded_reason.as_ref(),
        sources: sources(&indicator.source),
    }
}

fn rule_text(rule: Option<&Rule>) -> Option<&str> {
    rule.map(|rule| rule.text.as_str())
}

/// `S:7,15` is two entries of the source list: `S:7` and `S:15`.
fn sources(source: &str) -> Vec<String> {
    match source.split_once(':') {
        Some((list, numbers)) => {
            numbers.split(',').map(|number| format!("{list}:{}", number.trim())).collect()
        }
        None => vec![source.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_sources_are_listed_one_by_one() {
        assert_eq!(sources("S:7,15"), ["S:7", "S:15"]);
        assert_eq!(sources("K"), ["K"]);
        assert_eq!(sources("default"), ["default"]);
    }
}
