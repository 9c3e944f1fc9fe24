//! What `plan.toml` must hold besides well-typed rules.

use std::collections::BTreeSet;

use domain::text::Text;
use toml::Spanned;

use super::RawPlan;
use crate::DefinitionError;
use crate::check::require_texts;
use crate::source::InFile;

/// Checks ids, labels, sources, references and that every suggestion has a worked example.
pub(crate) fn check(place: &InFile<RawPlan>, errors: &mut Vec<DefinitionError>) {
    let raw = &place.item;
    let areas = ids(place, raw.areas.iter().map(|area| (&area.id, &area.label, &area.source)), errors);
    let conditions = ids(place, raw.conditions.iter().map(|row| (&row.id, &row.label, &row.source)), errors);
    let deliveries = ids(place, raw.deliveries.iter().map(|row| (&row.id, &row.label, &row.source)), errors);
    ids(place, raw.goal_kinds.iter().map(|row| (&row.id, &row.label, &row.source)), errors);
    let interventions =
        ids(place, raw.interventions.iter().map(|row| (&row.id, &row.label, &row.source)), errors);
    ids(place, raw.suggestions.iter().map(|row| (&row.id, &row.label, &row.source)), errors);
    let mut known = |what: &str, id: &Spanned<String>, among: &BTreeSet<&str>| {
        if !among.contains(id.get_ref().as_str()) {
            errors.push(place.error(id.span(), format!("there is no {what} {}", id.get_ref())));
        }
    };
    raw.conditions.iter().for_each(|condition| known("area", &condition.area, &areas));
    raw.interventions.iter().for_each(|row| known("delivery", &row.delivery, &deliveries));
    for suggestion in &raw.suggestions {
        known("intervention", &suggestion.intervention, &interventions);
        known("condition", &suggestion.condition, &conditions);
    }
    for suggestion in raw.suggestions.iter().filter(|suggestion| suggestion.examples.is_empty()) {
        let reason = format!("{} has no worked example", suggestion.id.get_ref());
        errors.push(place.error(suggestion.id.span(), reason));
    }
}

/// The ids of one kind, each of which may stand once, with both languages and a source.
fn ids<'a>(
    place: &InFile<RawPlan>,
    rows: impl Iterator<Item = (&'a Spanned<String>, &'a Text, &'a String)>,
    errors: &mut Vec<DefinitionError>,
) -> BTreeSet<&'a str> {
    let mut ids = BTreeSet::new();
    for (id, label, source) in rows {
        if !ids.insert(id.get_ref().as_str()) {
            errors.push(place.error(id.span(), format!("{} is defined twice", id.get_ref())));
        }
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if id.get_ref().is_empty() || !id.get_ref().bytes().all(plain) {
            let reason = format!("{} may only hold small letters, digits and _", id.get_ref());
            errors.push(place.error(id.span(), reason));
        }
        require_texts(place, &id.span(), &[Some(label)], source, errors);
    }
    ids
}
