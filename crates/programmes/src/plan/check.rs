//! What `plan.toml` must hold besides well-typed rules.

use std::collections::BTreeSet;

use toml::Spanned;

use super::RawPlan;
use crate::DefinitionError;
use crate::check::{Described, ids, require_plain};
use crate::source::InFile;

/// Checks ids, labels, sources, references and that every suggestion has a worked example.
pub(crate) fn check(place: &InFile<RawPlan>, errors: &mut Vec<DefinitionError>) {
    let raw = &place.item;
    let areas = plain_ids(place, raw.areas.iter().map(|area| (&area.id, &area.label, &area.source)), errors);
    let conditions =
        plain_ids(place, raw.conditions.iter().map(|row| (&row.id, &row.label, &row.source)), errors);
    let deliveries =
        plain_ids(place, raw.deliveries.iter().map(|row| (&row.id, &row.label, &row.source)), errors);
    plain_ids(place, raw.goal_kinds.iter().map(|row| (&row.id, &row.label, &row.source)), errors);
    let interventions =
        plain_ids(place, raw.interventions.iter().map(|row| (&row.id, &row.label, &row.source)), errors);
    plain_ids(place, raw.suggestions.iter().map(|row| (&row.id, &row.label, &row.source)), errors);
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

/// The ids of one kind, which also have the letters of an id.
fn plain_ids<'a>(
    place: &InFile<RawPlan>,
    rows: impl Iterator<Item = Described<'a>> + Clone,
    errors: &mut Vec<DefinitionError>,
) -> BTreeSet<&'a str> {
    rows.clone().for_each(|(id, ..)| require_plain(place, id, errors));
    ids(place, rows, errors)
}
