//! What the plan was before: every version with who, when and what changed.

use std::sync::Arc;

use api_types::{PlanHistory, PlanView};
use domain::ids::CourseId;
use domain::plan::{Goal, Plan};
use domain::text::{Language, Text};
use leptos::prelude::*;

use super::model::PlanModel;
use crate::browser::local;
use crate::live::live_if;
use crate::load::Loader;
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// The button that shows the versions, and the versions.
pub(super) fn section(model: PlanModel, course: CourseId) -> AnyView {
    let is_open = RwSignal::new(false);
    view! {
        <section class="form-section plan-versions no-print" aria-labelledby="plan-versions">
            <h2 id="plan-versions">{t(PLAN_VERSIONS)}</h2>
            <p><button type="button" class="button button-quiet" aria-expanded=Signal::derive(move || is_open.get().to_string())
                on:click=move |_| is_open.update(|open| *open = !*open)>
                {Signal::derive(move || if is_open.get() { t(PLAN_VERSIONS_HIDE)() } else { t(PLAN_VERSIONS_SHOW)() })}
            </button></p>
            {live_if(move || is_open.get().then(|| versions(model, course)))}
        </section>
    }
    .into_any()
}

fn versions(model: PlanModel, course: CourseId) -> AnyView {
    let session = use_session();
    let loader = Loader::new(move || {
        let session = session.clone();
        async move { session.client().plan_history(course).await.map(Arc::new) }
    });
    loader.show(move |history: Arc<PlanHistory>| {
        if history.versions.is_empty() {
            return view! { <p class="muted">{t(PLAN_VERSIONS_NONE)}</p> }.into_any();
        }
        let nothing = Plan::default();
        let before = history.versions.iter().skip(1).map(|view| &view.plan).chain([&nothing]);
        let items: Vec<_> =
            history.versions.iter().zip(before).map(|(view, before)| version(model, view, before)).collect();
        view! { <ol class="plan-version-list" reversed=true>{items}</ol> }.into_any()
    })
}

fn version(model: PlanModel, view: &PlanView, before: &Plan) -> AnyView {
    let at = view.saved_at.map(local);
    let name = view.saved_by.clone().unwrap_or_default();
    let head = tf(PLAN_VERSION, move |language| {
        let day = at.map(|at| show::short_date(at.date(), language)).unwrap_or_default();
        let time = at.map(|at| show::time(at.time(), language)).unwrap_or_default();
        [("date", day), ("time", time), ("name", name.clone())]
    });
    let changes: Vec<_> =
        changes(model, before, &view.plan).into_iter().map(|text| view! { <li>{tt(text)}</li> }).collect();
    view! { <li><p><strong>{head}</strong></p><ul>{changes}</ul></li> }.into_any()
}

/// What differs between two versions, in words.
fn changes(model: PlanModel, before: &Plan, after: &Plan) -> Vec<Text> {
    let mut found = Vec::new();
    rows(
        &mut found,
        &before.interventions,
        &after.interventions,
        |row| row.no,
        |row| {
            let (name, status) = (model.intervention_name(&row.code), row.status.label());
            Text::new(format!("{} ({})", name.da, status.da), format!("{} ({})", name.en, status.en))
        },
    );
    rows(
        &mut found,
        &before.conditions,
        &after.conditions,
        |row| row.code.clone(),
        |row| model.condition_name(&row.code),
    );
    rows(&mut found, &before.goals, &after.goals, |row| row.no, goal_name);
    rows(
        &mut found,
        &before.decisions,
        &after.decisions,
        |row| row.suggestion.clone(),
        |row| {
            let programme = model.programme();
            let rule = programme.planning.suggestion(&row.suggestion);
            let name = rule.map(|rule| model.intervention_name(&rule.intervention)).unwrap_or_default();
            let verdict = row.decision.label();
            Text::new(
                format!("forslag om {} ({})", name.da, verdict.da.to_lowercase()),
                format!("suggestion of {} ({})", name.en, verdict.en.to_lowercase()),
            )
        },
    );
    found
}

fn goal_name(goal: &Goal) -> Text {
    let evaluation = goal.evaluation.label();
    let name = |language: Language| {
        let number = PLAN_GOAL.fill(language, &[("number", &goal.no.to_string())]);
        format!("{number}: »{}« ({})", goal.text, evaluation.get(language).to_lowercase())
    };
    Text::new(name(Language::Da), name(Language::En))
}

fn rows<T: PartialEq, K: PartialEq>(
    found: &mut Vec<Text>,
    before: &[T],
    after: &[T],
    key: impl Fn(&T) -> K,
    name: impl Fn(&T) -> Text,
) {
    let mut say = |phrase: Phrase, new: &T, old: Option<&T>| {
        let (new, old) = (name(new), old.map(&name).unwrap_or_default());
        let in_language = |language: Language| {
            phrase.fill(language, &[("name", new.get(language)), ("before", old.get(language))])
        };
        found.push(Text::new(in_language(Language::Da), in_language(Language::En)));
    };
    for row in after {
        match before.iter().find(|old| key(old) == key(row)) {
            None => say(PLAN_WAS_ADDED, row, None),
            Some(old) if old != row && name(old) != name(row) => say(PLAN_WAS_CHANGED_FROM, row, Some(old)),
            Some(old) if old != row => say(PLAN_WAS_CHANGED, row, None),
            Some(_) => {}
        }
    }
    for row in before.iter().filter(|old| !after.iter().any(|row| key(row) == key(old))) {
        say(PLAN_WAS_REMOVED, row, None);
    }
}
