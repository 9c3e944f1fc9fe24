//! What is wrong with a plan.
//!
//! Only what no screen can produce is hard: a plan that lacks a word is saved, and says what it lacks.

use std::collections::BTreeSet;

use super::{Goal, Plan, PlannedIntervention};
use crate::programme::{Planning, Severity};
use crate::text::Text;
use crate::validation::Finding;

/// The longest text, in characters.
const MAX_LENGTH: usize = 2_000;
/// The most rows of one kind.
const MAX_ROWS: usize = 200;

/// Everything that is wrong with a plan. `variable` says where, e.g. `interventions.2.reason` for the reason of the
/// intervention with the number 2, or `conditions.tobacco.note`.
#[must_use]
pub fn check(planning: &Planning, plan: &Plan) -> Vec<Finding> {
    let mut found = Found::default();
    found.rows("conditions", plan.conditions.iter().map(|condition| condition.code.clone()));
    found.rows("interventions", plan.interventions.iter().map(|it| it.no.to_string()));
    found.rows("goals", plan.goals.iter().map(|goal| goal.no.to_string()));
    found.rows("decisions", plan.decisions.iter().map(|decision| decision.suggestion.clone()));
    for condition in &plan.conditions {
        let place = format!("conditions.{}", condition.code);
        found.known(&place, "code", &condition.code, planning.condition(&condition.code).is_some());
        found.short(&place, "note", condition.note.as_deref());
    }
    for intervention in &plan.interventions {
        found.intervention(planning, intervention);
    }
    for goal in &plan.goals {
        found.goal(planning, goal);
    }
    for decision in &plan.decisions {
        let place = format!("decisions.{}", decision.suggestion);
        found.known(
            &place,
            "suggestion",
            &decision.suggestion,
            planning.suggestion(&decision.suggestion).is_some(),
        );
        found.short(&place, "reason", decision.reason.as_deref());
        if decision.because.len() > MAX_ROWS {
            found.add(Severity::Hard, &place, "because", "too_many", too_many());
        }
    }
    found.0
}

#[derive(Default)]
struct Found(Vec<Finding>);

impl Found {
    fn intervention(&mut self, planning: &Planning, intervention: &PlannedIntervention) {
        let place = format!("interventions.{}", intervention.no);
        self.known(&place, "code", &intervention.code, planning.intervention(&intervention.code).is_some());
        let delivery = &intervention.delivery;
        self.known(&place, "delivery", delivery, planning.delivery(delivery).is_some());
        if intervention.conditions.len() > MAX_ROWS {
            self.add(Severity::Hard, &place, "conditions", "too_many", too_many());
        }
        for condition in intervention.conditions.iter().take(MAX_ROWS) {
            self.known(&place, "conditions", condition, planning.condition(condition).is_some());
        }
        self.short(&place, "reason", intervention.reason.as_deref());
        let is_empty = intervention.reason.as_deref().is_none_or(|reason| reason.trim().is_empty());
        if intervention.status.needs_reason() && is_empty {
            let text = Text::new(
                "Skriv, hvorfor indsatsen er stoppet eller frabedt.",
                "Say why the intervention was stopped or declined.",
            );
            self.add(Severity::Missing, &place, "reason", "required", text);
        }
        if let (Some(starts_on), Some(ends_on)) = (intervention.starts_on, intervention.ends_on)
            && ends_on < starts_on
        {
            let text =
                Text::new("Slutdatoen ligger før startdatoen.", "The last day is before the first day.");
            self.add(Severity::Soft, &place, "ends_on", "end_before_start", text);
        }
    }

    fn goal(&mut self, planning: &Planning, goal: &Goal) {
        let place = format!("goals.{}", goal.no);
        if let Some(condition) = &goal.condition {
            self.known(&place, "condition", condition, planning.condition(condition).is_some());
        }
        if let Some(kind) = &goal.kind {
            self.known(&place, "kind", kind, planning.goal_kind(kind).is_some());
        }
        for (field, text) in
            [("text", Some(&goal.text)), ("target", goal.target.as_ref()), ("note", goal.note.as_ref())]
        {
            self.short(&place, field, text.map(String::as_str));
        }
        if goal.text.trim().is_empty() {
            let text = Text::new("Skriv målet.", "Write the goal.");
            self.add(Severity::Missing, &place, "text", "required", text);
        }
    }

    /// Every row is there once, and there are not too many.
    fn rows(&mut self, list: &str, keys: impl Iterator<Item = String>) {
        let mut known = BTreeSet::new();
        for (count, key) in keys.enumerate() {
            if count == MAX_ROWS {
                self.add(Severity::Hard, list, "", "too_many", too_many());
                return;
            }
            if !known.insert(key.clone()) {
                let text = Text::new(
                    format!("»{key}« står mere end én gang."),
                    format!("\"{key}\" stands more than once."),
                );
                self.add(Severity::Hard, list, "", "duplicate", text);
            }
        }
    }

    fn known(&mut self, place: &str, field: &str, code: &str, is_known: bool) {
        if !is_known {
            let text = Text::new(
                format!("»{code}« findes ikke i definitionen."),
                format!("\"{code}\" is not in the definition."),
            );
            self.add(Severity::Hard, place, field, "unknown_code", text);
        }
    }

    fn short(&mut self, place: &str, field: &str, text: Option<&str>) {
        if text.is_some_and(|text| text.chars().count() > MAX_LENGTH) {
            let words = Text::new(
                format!("Teksten må højst have {MAX_LENGTH} tegn."),
                format!("The text may have at most {MAX_LENGTH} characters."),
            );
            self.add(Severity::Hard, place, field, "too_long", words);
        }
    }

    fn add(&mut self, severity: Severity, place: &str, field: &str, code: &str, message: Text) {
        let variable = if field.is_empty() { place.to_owned() } else { format!("{place}.{field}") };
        self.0.push(Finding { severity, variable: Some(variable), code: code.into(), message });
    }
}

fn too_many() -> Text {
    Text::new(format!("Der kan højst være {MAX_ROWS}."), format!("There can be at most {MAX_ROWS}."))
}
