//! Why a course is or is not counted: every rule that was asked, with what it looked at.

use std::sync::Arc;

use api_types::{OutcomeView, TruthView};
use domain::access::Permission;
use domain::outcome::{OutcomeState, RuleKind};
use domain::programme::{Form, IndicatorSet, Programme};
use domain::text::Text;
use leptos::prelude::*;

use super::rules::{rule_view, short};
use crate::parts::{Icon, icon};
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// One line per indicator; opened it shows the rules.
pub(super) fn outcomes(programme: &Arc<Programme>, outcomes: Vec<OutcomeView>) -> AnyView {
    let content = if outcomes.is_empty() {
        view! { <p class="muted">{t(OUTCOMES_NONE)}</p> }.into_any()
    } else {
        let (own, others) = by_set(programme, outcomes);
        let items: Vec<_> = own.into_iter().map(|outcome| item(programme, outcome)).collect();
        let others: Vec<_> =
            others.into_iter().map(|(set, outcomes)| other_set(programme, set, outcomes)).collect();
        view! { <p class="muted">{t(OUTCOMES_LEAD)}</p><div class="outcomes">{items}</div>{others} }
            .into_any()
    };
    view! { <section class="card"><h2>{t(OUTCOMES)}</h2>{content}</section> }.into_any()
}

/// The outcomes in the programme's own set, and those of the other sets that concern the course.
fn by_set(
    programme: &Programme,
    outcomes: Vec<OutcomeView>,
) -> (Vec<OutcomeView>, Vec<(IndicatorSet, Vec<OutcomeView>)>) {
    let set_of = |outcome: &OutcomeView| {
        programme.indicator(&outcome.indicator).map(|indicator| indicator.set.clone()).unwrap_or_default()
    };
    let own = programme.sets.first().map(|set| set.id.clone());
    let (own, rest): (Vec<_>, Vec<_>) =
        outcomes.into_iter().partition(|outcome| own.as_ref().is_none_or(|own| *own == set_of(outcome)));
    let concern = rest.into_iter().filter(|outcome| outcome.state != OutcomeState::Outside);
    let concern: Vec<_> = concern.collect();
    let others = programme.sets.iter().skip(1).filter_map(|set| {
        let of_set: Vec<_> = concern.iter().filter(|outcome| set_of(outcome) == set.id).cloned().collect();
        (!of_set.is_empty()).then(|| (set.clone(), of_set))
    });
    (own, others.collect())
}

/// The indicators of a set that is not looked at every day, folded away.
fn other_set(programme: &Arc<Programme>, set: IndicatorSet, outcomes: Vec<OutcomeView>) -> AnyView {
    let count = outcomes.len().to_string();
    let items: Vec<_> = outcomes.into_iter().map(|outcome| item(programme, outcome)).collect();
    view! {
        <details class="outcome-set" data-set=set.id>
            <summary>
                <span class="chevron">{icon(Icon::ChevronRight)}</span>
                <strong>{tt(set.label)}</strong>" "<span class="muted">"("{count}")"</span>
            </summary>
            <p class="small muted">{tt(set.description)}</p>
            <div class="outcomes">{items}</div>
        </details>
    }
    .into_any()
}

/// How a state looks and what it means.
const fn look(state: OutcomeState) -> (Icon, &'static str, Phrase) {
    match state {
        OutcomeState::Fulfilled => (Icon::Tick, "status status-done", OUTCOME_WHY_FULFILLED),
        OutcomeState::NotFulfilled => (Icon::Cross, "status status-not", OUTCOME_WHY_NOT_FULFILLED),
        OutcomeState::Missing => (Icon::Question, "status status-attention", OUTCOME_WHY_MISSING),
        OutcomeState::Excluded => (Icon::Circle, "status", OUTCOME_WHY_EXCLUDED),
        OutcomeState::Pending => (Icon::Clock, "status", OUTCOME_WHY_PENDING),
        OutcomeState::Outside => (Icon::Circle, "status", OUTCOME_WHY_OUTSIDE),
    }
}

/// Why an indicator is not decided yet.
fn waits_for(form: Text) -> Signal<String> {
    tf(OUTCOME_WHY_LATER, move |language| [("form", short(form.get(language)))])
}

/// The name of the form an indicator waits for: all that keeps it from concerning the course is that the form is not
/// completed.
fn later_form(programme: &Programme, outcome: &OutcomeView) -> Option<Text> {
    let applies = outcome.trace.iter().find(|rule| rule.rule == RuleKind::Applies)?;
    let mut against = applies.steps.iter().filter(|step| step.truth == TruthView::False);
    let only = against.next().filter(|_| outcome.state == OutcomeState::Outside)?;
    let form = asked_to_be_completed(programme, &only.text).filter(|_| against.next().is_none())?;
    Some(form.label.clone())
}

/// The form that a part of a rule asks to be completed: by name, or by the date no form is completed without.
fn asked_to_be_completed<'a>(programme: &'a Programme, part: &str) -> Option<&'a Form> {
    let (asked, of) = part.strip_suffix(')')?.split_once('(')?;
    match (asked, of.split_once('.')) {
        ("submitted", None) => programme.form(of),
        ("answered", Some((form, variable))) => programme.form(form).filter(|form| form.dated_by == variable),
        _ => None,
    }
}

fn item(programme: &Arc<Programme>, outcome: OutcomeView) -> AnyView {
    let indicator = programme.indicator(&outcome.indicator);
    let label = indicator.map(|indicator| indicator.label.clone()).unwrap_or_default();
    let number = indicator.map(|indicator| indicator.number.clone()).unwrap_or_default();
    let description = indicator.map(|indicator| indicator.description.clone()).unwrap_or_default();
    let reason = indicator
        .and_then(|indicator| indicator.excluded_reason.clone())
        .filter(|_| outcome.state == OutcomeState::Excluded);
    let (mark, class, state, why) = match later_form(programme, &outcome) {
        Some(form) => (Icon::Clock, "status", tf(IMPACT_LATER, |_| []), waits_for(form)),
        None => {
            let (mark, class, why) = look(outcome.state);
            (mark, class, Signal::derive(tt(outcome.state.label())), tf(why, |_| []))
        }
    };
    let may_see = use_session().may(Permission::ReadIndicators);
    let address = may_see.then(|| format!("/indikatorer/{}", outcome.indicator));
    let day = outcome.attributed_on;
    let rules: Vec<_> = outcome.trace.into_iter().map(|rule| rule_view(programme, rule)).collect();
    view! {
        <details class="outcome" data-indicator=outcome.indicator data-state=outcome.state.id()>
            <summary>
                <span class="chevron">{icon(Icon::ChevronRight)}</span>
                <span><span class="muted">{number}</span>" "<strong>{tt(label)}</strong></span>
                <span class=class>{icon(mark)}{state}</span>
            </summary>
            <div class="outcome-body">
                <p>
                    {why}
                    {reason.map(|reason| view! { " "{tt(reason)} })}
                    {day.map(|day| view! {
                        " "<span class="muted">{tf(OUTCOME_COUNTED_ON, move |language| {
                            [("date", show::long_date(day, language))]
                        })}</span>
                    })}
                </p>
                <p class="small muted">{tt(description)}</p>
                <ol class="rules">{rules}</ol>
                {address.map(|href| view! { <p class="no-print"><a href=href>{t(OUTCOME_SEE_INDICATOR)}</a></p> })}
            </div>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use api_types::{RuleView, StepView};

    use super::*;

    fn outcome(state: OutcomeState, steps: &[(&str, TruthView)]) -> OutcomeView {
        let step =
            |&(text, truth): &(&str, TruthView)| StepView { text: text.to_owned(), truth, reads: vec![] };
        let applies = RuleView {
            rule: RuleKind::Applies,
            text: String::new(),
            truth: TruthView::False,
            steps: steps.iter().map(step).collect(),
        };
        OutcomeView {
            indicator: "sample".to_owned(),
            version: "1".to_owned(),
            state,
            attributed_on: None,
            trace: vec![applies],
        }
    }

    #[test]
    fn what_only_an_open_form_keeps_from_counting_is_decided_later() {
        use TruthView::{False, True, Unknown};
        let programme = crate::form_view::sample::programme();
        let waits = |state, steps: &[_]| later_form(&programme, &outcome(state, steps)).is_some();
        let open = ("submitted(start)", False);
        let smokes = |truth| ("start.smoking_status in ['daily', 'occasional']", truth);
        assert!(waits(OutcomeState::Outside, &[smokes(True), open]));
        assert!(waits(OutcomeState::Outside, &[smokes(Unknown), open]));
        assert!(waits(OutcomeState::Outside, &[("answered(start.met_on)", False)]), "its date is not there");
        assert!(!waits(OutcomeState::Outside, &[("answered(start.cigarettes)", False)]));
        assert!(!waits(OutcomeState::Outside, &[smokes(False), open]), "never smoked: never counted");
        assert!(!waits(OutcomeState::Outside, &[smokes(False), ("submitted(start)", True)]));
        assert!(!waits(OutcomeState::Missing, &[smokes(True), open]));
        assert!(!waits(OutcomeState::Outside, &[]));
    }
}
