//! The plan as it is on the screen: one signal per row, so that writing in one redraws no other.

use std::sync::Arc;

use api_types::{DecidedView, SuggestionView};
use domain::plan::{
    Decision, Goal, InterventionStatus, Plan, PlannedCondition, PlannedIntervention, Standing, Verdict, check,
};
use domain::programme::{Programme, Suggested};
use domain::text::{Language, Text};
use domain::validation::Finding;
use leptos::prelude::*;

use super::rows::Rows;
use crate::browser::today;
use crate::text::*;

/// The plan on the screen.
#[derive(Clone, Copy)]
pub(super) struct PlanModel {
    programme: StoredValue<Arc<Programme>>,
    /// The conditions.
    pub(super) conditions: Rows<PlannedCondition, String>,
    /// The interventions.
    pub(super) interventions: Rows<PlannedIntervention, u32>,
    /// The goals.
    pub(super) goals: Rows<Goal, u32>,
    decisions: RwSignal<Vec<Decision>>,
    /// All of it together.
    pub(super) whole: Memo<Plan>,
    /// Who decided, as far as the server has said it.
    pub(super) decided: RwSignal<Vec<DecidedView>>,
    /// What the answers call for.
    pub(super) suggestions: StoredValue<Vec<SuggestionView>>,
    language: RwSignal<Language>,
    findings: Memo<Vec<Finding>>,
    /// What was just done, for those who cannot see it.
    pub(super) said: RwSignal<String>,
}

impl PlanModel {
    /// The plan as it was fetched.
    pub(super) fn new(
        programme: Arc<Programme>,
        plan: &Plan,
        decided: Vec<DecidedView>,
        suggestions: Vec<SuggestionView>,
    ) -> Self {
        let conditions = Rows::new(plan.conditions.clone(), |row: &PlannedCondition| row.code.clone());
        let interventions = Rows::new(plan.interventions.clone(), |row: &PlannedIntervention| row.no);
        let goals = Rows::new(plan.goals.clone(), |row: &Goal| row.no);
        let decisions = RwSignal::new(plan.decisions.clone());
        let whole = Memo::new(move |_| Plan {
            conditions: conditions.get(),
            interventions: interventions.get(),
            goals: goals.get(),
            decisions: decisions.get(),
        });
        let definition = programme.clone();
        let findings = Memo::new(move |_| {
            let plan = Plan { interventions: interventions.get(), ..Plan::default() };
            check(&definition.planning, &plan)
        });
        Self {
            programme: StoredValue::new(programme),
            conditions,
            interventions,
            goals,
            findings,
            decisions,
            whole,
            decided: RwSignal::new(decided),
            suggestions: StoredValue::new(suggestions),
            language: use_language(),
            said: RwSignal::new(String::new()),
        }
    }

    /// What an intervention lacks at a place, e.g. `interventions.2.reason`.
    pub(super) fn lacks(self, place: &str) -> Option<Text> {
        self.findings.with(|all| {
            let found = all.iter().find(|finding| finding.variable.as_deref() == Some(place));
            found.map(|finding| finding.message.clone())
        })
    }

    /// The definition.
    pub(super) fn programme(self) -> Arc<Programme> {
        self.programme.get_value()
    }

    /// Takes over a plan; only what differs is drawn again. Nothing happens when the page is gone.
    pub(super) fn adopt(self, plan: Plan) {
        self.conditions.adopt(plan.conditions);
        self.interventions.adopt(plan.interventions);
        self.goals.adopt(plan.goals);
        self.decisions.try_set(plan.decisions);
    }

    /// Where a suggestion stands. Follows every change.
    pub(super) fn standing(self, view: &SuggestionView) -> Standing {
        let programme = self.programme();
        let Some(suggestion) = programme.planning.suggestion(&view.suggestion) else { return view.standing };
        let suggested = Suggested { suggestion, because: view.because.clone() };
        self.whole.with(|plan| plan.standing(&suggested))
    }

    /// The decision about a suggestion. Follows every change.
    pub(super) fn decision(self, suggestion: &str) -> Option<Decision> {
        self.decisions.with(|all| all.iter().find(|decision| decision.suggestion == suggestion).cloned())
    }

    /// Says why a suggestion was declined.
    pub(super) fn explain(self, suggestion: &str, reason: String) {
        self.decisions.update(|all| {
            if let Some(decision) = all.iter_mut().find(|decision| decision.suggestion == suggestion) {
                decision.reason = Some(reason).filter(|reason| !reason.is_empty());
            }
        });
    }

    /// Decides about a suggestion: accepted, its intervention is planned and its condition is in focus.
    pub(super) fn decide(self, view: &SuggestionView, verdict: Verdict) {
        let decision = Decision {
            suggestion: view.suggestion.clone(),
            decision: verdict,
            reason: None,
            because: view.because.clone(),
        };
        self.decisions.update(|all| {
            all.retain(|known| known.suggestion != decision.suggestion);
            all.push(decision);
        });
        if verdict == Verdict::Accepted {
            self.found(&view.condition);
            let is_planned =
                untrack(|| self.interventions.get()).iter().any(|it| it.code == view.intervention);
            if !is_planned {
                self.plan_intervention(&view.intervention, vec![view.condition.clone()]);
            }
        }
        let phrase = if verdict == Verdict::Accepted { PLAN_ACCEPTED } else { PLAN_DECLINED };
        self.say(phrase, &self.intervention_name(&view.intervention));
    }

    /// Takes a decision back. What accepting it planned goes too, unless it has begun.
    pub(super) fn undo(self, view: &SuggestionView) {
        let before = untrack(|| self.decision(&view.suggestion));
        self.decisions.update(|all| all.retain(|known| known.suggestion != view.suggestion));
        if before.is_some_and(|decision| decision.decision == Verdict::Accepted) {
            let planned = untrack(|| self.interventions.get());
            let unbegun = planned
                .iter()
                .find(|it| it.code == view.intervention && it.status == InterventionStatus::Planned);
            if let Some(unbegun) = unbegun {
                self.interventions.remove(&unbegun.no);
            }
        }
        self.say(PLAN_UNDONE, &self.intervention_name(&view.intervention));
    }

    /// Plans an intervention and gives its number.
    pub(super) fn plan_intervention(self, code: &str, conditions: Vec<String>) -> u32 {
        let no = self.whole.with_untracked(Plan::next_intervention);
        let programme = self.programme();
        let delivery = programme.planning.intervention(code).map(|known| known.delivery.clone());
        self.interventions.add(PlannedIntervention {
            no,
            code: code.to_owned(),
            delivery: delivery.unwrap_or_default(),
            status: InterventionStatus::Planned,
            starts_on: Some(today()),
            ends_on: None,
            conditions,
            reason: None,
        });
        no
    }

    /// Puts a condition in focus; it is added if it has not been found before.
    pub(super) fn found(self, code: &str) {
        match self.conditions.row(&code.to_owned()) {
            Some(row) => row.update(|condition| {
                condition.focus = true;
                condition.active = true;
            }),
            None => self.conditions.add(PlannedCondition {
                code: code.to_owned(),
                focus: true,
                active: true,
                note: None,
            }),
        }
    }

    /// An intervention's name.
    pub(super) fn intervention_name(self, code: &str) -> Text {
        let programme = self.programme();
        let known = programme.planning.intervention(code).map(|known| known.label.clone());
        known.unwrap_or_else(|| Text::new(code, code))
    }

    /// A condition's name.
    pub(super) fn condition_name(self, code: &str) -> Text {
        let programme = self.programme();
        let known = programme.planning.condition(code).map(|known| known.label.clone());
        known.unwrap_or_else(|| Text::new(code, code))
    }

    /// Tells those who cannot see it what was done.
    pub(super) fn say(self, phrase: Phrase, name: &Text) {
        let language = self.language.get_untracked();
        self.said.set(phrase.fill(language, &[("name", name.get(language))]));
    }
}
