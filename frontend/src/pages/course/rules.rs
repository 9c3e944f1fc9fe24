//! The rules of an indicator, with the answers each looked at.

use std::sync::Arc;

use api_types::{ReadView, RuleView, StepView, TruthView};
use domain::health_record::HealthRecord;
use domain::outcome::RuleKind;
use domain::programme::{Form, Programme, Variable, VariableType};
use domain::text::Language;
use domain::validation::read;
use leptos::prelude::*;

use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

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

/// One rule: what it asks, what it came to and what settled it.
pub(super) fn rule_view(programme: &Arc<Programme>, rule: RuleView) -> AnyView {
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
pub(super) fn short(label: &str) -> String {
    label.split(" – ").next().unwrap_or(label).to_owned()
}
