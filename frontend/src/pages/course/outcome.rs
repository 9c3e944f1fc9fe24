//! Why a course is or is not counted: every rule that was asked, with what it looked at.

use std::sync::Arc;

use api_types::{OutcomeView, ReadView, RuleView, StepView, TruthView};
use domain::access::Permission;
use domain::health_record::HealthRecord;
use domain::outcome::{OutcomeState, RuleKind};
use domain::programme::{Form, IndicatorSet, Programme, Variable, VariableType};
use domain::text::Language;
use domain::validation::read;
use leptos::prelude::*;

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

fn item(programme: &Arc<Programme>, outcome: OutcomeView) -> AnyView {
    let indicator = programme.indicator(&outcome.indicator);
    let label = indicator.map(|indicator| indicator.label.clone()).unwrap_or_default();
    let number = indicator.map(|indicator| indicator.number.clone()).unwrap_or_default();
    let description = indicator.map(|indicator| indicator.description.clone()).unwrap_or_default();
    let reason = indicator
        .and_then(|indicator| indicator.excluded_reason.clone())
        .filter(|_| outcome.state == OutcomeState::Excluded);
    let (mark, class, why) = look(outcome.state);
    let may_see = use_session().may(Permission::ReadIndicators);
    let address = may_see.then(|| format!("/indikatorer/{}", outcome.indicator));
    let day = outcome.attributed_on;
    let rules: Vec<_> = outcome.trace.into_iter().map(|rule| rule_view(programme, rule)).collect();
    view! {
        <details class="outcome" data-indicator=outcome.indicator data-state=outcome.state.id()>
            <summary>
                <span class="chevron">{icon(Icon::ChevronRight)}</span>
                <span><span class="muted">{number}</span>" "<strong>{tt(label)}</strong></span>
                <span class=class>{icon(mark)}{tt(outcome.state.label())}</span>
            </summary>
            <div class="outcome-body">
                <p>
                    {t(why)}
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

const fn question(rule: RuleKind) -> Phrase {
    match rule {
        RuleKind::Applies => RULE_APPLIES,
        RuleKind::Excluded => RULE_EXCLUDED,
        RuleKind::Pending => RULE_PENDING,
        RuleKind::Fulfilled => RULE_FULFILLED,
    }
}

/// No cross for "no": a rule that does not hold is no error.
const fn mark(truth: TruthView) -> Icon {
    match truth {
        TruthView::True => Icon::Tick,
        TruthView::False => Icon::Circle,
        TruthView::Unknown => Icon::Question,
    }
}

const fn answer(truth: TruthView) -> Phrase {
    match truth {
        TruthView::True => RULE_TRUE,
        TruthView::False => RULE_FALSE,
        TruthView::Unknown => RULE_UNKNOWN,
    }
}

fn rule_view(programme: &Arc<Programme>, rule: RuleView) -> AnyView {
    let steps: Vec<_> =
        deciding(rule.truth, rule.steps).into_iter().map(|step| step_view(programme, step)).collect();
    view! {
        <li class="rule">
            {icon(mark(rule.truth))}
            <p><strong>{t(question(rule.rule))}</strong>" "{t(answer(rule.truth))}</p>
            <div class="rule-parts">
                <ul>{steps}</ul>
                <details class="rule-text">
                    <summary class="small">{t(RULE_TEXT)}</summary>
                    <code>{rule.text}</code>
                </details>
            </div>
        </li>
    }
    .into_any()
}

/// The parts that settled a rule: those that came to the same as the rule, each answer once.
///
/// A part that only asks whether something was answered says nothing beside the one that looks at the answer.
fn deciding(truth: TruthView, steps: Vec<StepView>) -> Vec<StepView> {
    let same = |step: &StepView| step.truth == truth;
    let any = steps.iter().any(same);
    let relevant: Vec<StepView> = steps.into_iter().filter(|step| !any || same(step)).collect();
    let asks_only = |step: &StepView| step.text.trim_start_matches('!').starts_with("answered(");
    let is_said = |step: &StepView| {
        let others = relevant.iter().filter(|other| *other != step && !asks_only(other));
        let said: Vec<&ReadView> = others.flat_map(|other| &other.reads).collect();
        step.reads.iter().all(|read| said.contains(&read))
    };
    let mut kept: Vec<StepView> = Vec::new();
    for step in &relevant {
        let is_repeated = kept.iter().any(|other| !step.reads.is_empty() && other.reads == step.reads);
        if !(is_repeated || asks_only(step) && is_said(step)) {
            kept.push(step.clone());
        }
    }
    kept
}

/// One part of a rule: the answers it looked at, in words.
fn step_view(programme: &Arc<Programme>, step: StepView) -> AnyView {
    let between = days_between(programme, &step);
    let content = if step.reads.is_empty() {
        submitted(programme, &step.text, step.truth)
    } else {
        let values: Vec<_> = step.reads.into_iter().map(|read| read_view(programme, read)).collect();
        view! { <span class="rule-values">{values}{between}</span> }.into_any()
    };
    view! { <li class="rule-step">{content}</li> }.into_any()
}

/// How many days lie between the two dates a part compares.
fn days_between(programme: &Programme, step: &StepView) -> Option<AnyView> {
    if !step.text.contains("days_between(") {
        return None;
    }
    let date = |read: &ReadView| {
        let is_date = programme
            .form(&read.form)
            .and_then(|form| form.variable(&read.variable))
            .is_some_and(|variable| variable.kind == VariableType::Date);
        read.answer.as_ref()?.as_str()?.parse::<chrono::NaiveDate>().ok().filter(|_| is_date)
    };
    let [first, last] = step.reads.as_slice() else { return None };
    let days = (date(last)? - date(first)?).num_days();
    let phrase = if days == 1 { STEP_DAYS_ONE } else { STEP_DAYS };
    let days = days.to_string();
    Some(view! { <span>{tf(phrase, move |_| [("days", days.clone())])}</span> }.into_any())
}

/// A part that looks at no answer asks whether a form is completed.
fn submitted(programme: &Programme, text: &str, truth: TruthView) -> AnyView {
    let inner =
        text.split_once("submitted(").and_then(|(_, rest)| rest.split_once(')')).map(|(form, _)| form);
    match inner.and_then(|form| programme.form(form)) {
        Some(form) => {
            let label = form.label.clone();
            // What is so is told, not what was asked: `!submitted(end)` does not hold when the end form is completed.
            let asks_not = text.trim_start().starts_with('!');
            let is_completed = (truth == TruthView::True) != asks_not;
            let phrase = if is_completed { STEP_FORM_COMPLETED } else { STEP_FORM_NOT_COMPLETED };
            view! { <span>{tf(phrase, move |language| [("form", short(label.get(language)))])}</span> }
                .into_any()
        }
        None => view! { <code>{text.to_owned()}</code> }.into_any(),
    }
}

fn read_view(programme: &Arc<Programme>, read: ReadView) -> AnyView {
    let found = programme
        .form_or_records(&read.form)
        .and_then(|form| Some((form.clone(), form.variable(&read.variable)?.clone())));
    let Some((form, variable)) = found else {
        return view! { <span><code>{format!("{}.{}", read.form, read.variable)}</code></span> }.into_any();
    };
    let (programme, form_label, label) = (programme.clone(), form.label.clone(), variable.label.clone());
    let language = use_language();
    let records: Vec<_> = read.records.into_iter().map(record_view).collect();
    let value =
        Signal::derive(move || value(&programme, &form, &variable, read.answer.as_ref(), language.get()));
    view! {
        <span>
            {tt(label)}" "<span class="muted">"("{Signal::derive(move || short(form_label.get(language.get())))}")"</span>": "
            <strong>{value}</strong>
            {records}
        </span>
    }
    .into_any()
}

/// Where and when an imported record was made.
fn record_view(record: HealthRecord) -> AnyView {
    let HealthRecord { sector, code, on, .. } = record;
    let language = use_language();
    let place = Signal::derive(move || {
        let language = language.get();
        format!("{}, {}, {}", sector.label().get(language), code, show::long_date(on, language))
    });
    view! { " "<span class="muted">"("{place}")"</span> }.into_any()
}

fn value(
    programme: &Programme,
    form: &Form,
    variable: &Variable,
    answer: Option<&serde_json::Value>,
    language: Language,
) -> String {
    let Some(answer) = answer else {
        return VALUE_NONE.get(language).to_owned();
    };
    let map = api_types::AnswerMap::from_iter([(variable.id.clone(), answer.clone())]);
    let (answers, _) = read(programme, form, &map);
    match answers.get(&variable.id) {
        Some(answer) => show::answer(programme, variable, answer, language),
        None => answer.to_string(),
    }
}

/// The part of a form's title before its explanation.
fn short(label: &str) -> String {
    label.split(" – ").next().unwrap_or(label).to_owned()
}
