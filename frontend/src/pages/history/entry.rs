//! One line of the history.

use std::sync::Arc;

use api_types::{ConfirmationView, CourseEventView};
use chrono::{DateTime, Utc};
use domain::answers::{Answer, AnswerChange, Answers, changes};
use domain::programme::{Form, Programme};
use domain::text::Text;
use leptos::prelude::*;

use super::Version;
use crate::browser::local;
use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

/// Something that happened besides the forms.
pub(super) fn event_entry(event: CourseEventView) -> AnyView {
    let CourseEventView { event: what, on, reason, municipality, recorded_by, recorded_at, .. } = event;
    let unit = municipality.map(|municipality| municipality.name);
    let is_same_day = local(recorded_at).date() == on;
    view! {
        <li class="history-event">
            {icon(Icon::Clock)}
            <div>
                <p><strong>{tt(what.label())}</strong>{unit.map(|unit| view! { " · "{unit} })}</p>
                {(!is_same_day).then(|| view! {
                    <p>{tf(OPEN_HAPPENED, move |language| [("date", show::long_date(on, language))])}</p>
                })}
                {reason.map(|reason| view! { <p>{tf(COURSE_REASON, move |_| [("reason", reason.clone())])}</p> })}
                {by(recorded_by, recorded_at)}
            </div>
        </li>
    }
    .into_any()
}

/// A version of a form: opened, it shows what changed.
pub(super) fn version_entry(version: &Version) -> AnyView {
    let nothing = Answers::new();
    let changed = changes(version.before.as_ref().unwrap_or(&nothing), &version.answers);
    let (count, is_first) = (changed.len(), version.before.is_none());
    let form = short_name(&version.form.label);
    let phrase = match (is_first, count) {
        (true, 1) => HISTORY_FIRST_ONE,
        (true, _) => HISTORY_FIRST,
        (false, 0) => HISTORY_SAME,
        (false, 1) => HISTORY_CHANGED_ONE,
        (false, _) => HISTORY_CHANGED,
    };
    let title =
        tf(phrase, move |language| [("form", form.get(language).to_owned()), ("count", count.to_string())]);
    let number = version.view.version;
    let reason = version.view.reason.clone();
    let confirmed = new_confirmations(version);
    let table =
        (count > 0).then(|| changes_table(&version.programme, &version.form, changed, is_first, None));
    view! {
        <li>
            <details class="history-version">
                <summary>
                    <span class="chevron">{icon(Icon::ChevronRight)}</span>
                    <span>
                        <span class="history-title">
                            <strong>{title}</strong>
                            <span class="tag">{tf(HISTORY_VERSION, move |_| [("version", number.to_string())])}</span>
                        </span>
                        {reason.map(|reason| view! {
                            <span class="history-line">{tf(COURSE_REASON, move |_| [("reason", reason.clone())])}</span>
                        })}
                        {by(version.view.submitted_by.clone(), version.view.submitted_at)}
                    </span>
                </summary>
                <div class="history-body">{table}{confirmed}</div>
            </details>
        </li>
    }
    .into_any()
}

fn by(name: String, at: DateTime<Utc>) -> AnyView {
    let at = local(at);
    view! {
        <span class="history-line small muted">{tf(HISTORY_BY, move |language| [
            ("name", name.clone()),
            ("date", show::short_date(at.date(), language)),
            ("time", show::time(at.time(), language)),
        ])}</span>
    }
    .into_any()
}

/// What was confirmed as improbable in this version.
fn new_confirmations(version: &Version) -> AnyView {
    let new =
        version.view.confirmed.iter().filter(|confirmed| confirmed.confirmed_at <= version.view.submitted_at);
    let lines: Vec<_> = new
        .map(|confirmed| {
            let what = what(&version.form, confirmed);
            let (name, at) = (confirmed.confirmed_by.clone(), confirmed.confirmed_at);
            view! {
                <li>{tf(HISTORY_CONFIRMED, move |language| [("what", what.get(language).to_owned())])}{by(name, at)}</li>
            }
        })
        .collect();
    if lines.is_empty() {
        ().into_any()
    } else {
        view! { <ul class="history-confirmed">{lines}</ul> }.into_any()
    }
}

/// The check's own words, or the field.
fn what(form: &Form, confirmed: &ConfirmationView) -> Text {
    let check =
        form.checks.iter().find(|check| check.id == confirmed.code).map(|check| check.message.clone());
    let field = || {
        let id = confirmed.variable.as_ref()?;
        form.variable(id).map(|variable| variable.label.clone())
    };
    check.or_else(field).unwrap_or_else(|| Text::new(confirmed.code.clone(), confirmed.code.clone()))
}

/// The fields that differ, in the order of the form: old and new, or only the answers of a first version.
pub(super) fn changes_table(
    programme: &Arc<Programme>,
    form: &Arc<Form>,
    mut changed: Vec<AnswerChange>,
    is_first: bool,
    caption: Option<Signal<String>>,
) -> AnyView {
    let order: Vec<&str> = form
        .sections
        .iter()
        .flat_map(|section| &section.variables)
        .map(|variable| variable.id.as_str())
        .collect();
    changed.sort_by_key(|change| order.iter().position(|id| *id == change.variable).unwrap_or(usize::MAX));
    let rows: Vec<_> = changed
        .into_iter()
        .map(|change| {
            let label = form.variable(&change.variable).map_or_else(
                || Text::new(change.variable.clone(), change.variable.clone()),
                |variable| variable.label.clone(),
            );
            let cell = |answer| words(programme, form, &change.variable, answer);
            let before =
                (!is_first).then(|| view! { <td class="history-before">{cell(change.before.clone())}</td> });
            view! { <tr><th scope="row">{tt(label)}</th>{before}<td>{cell(change.after.clone())}</td></tr> }
        })
        .collect();
    let head = match is_first {
        true => view! { <th scope="col">{t(HISTORY_ANSWER)}</th> }.into_any(),
        false => view! { <th scope="col">{t(HISTORY_BEFORE)}</th><th scope="col">{t(HISTORY_AFTER)}</th> }
            .into_any(),
    };
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=t(HISTORY_FIELD)>
            <table class="table history-table">
                {caption.map(|caption| view! { <caption>{caption}</caption> })}
                <thead><tr><th scope="col">{t(HISTORY_FIELD)}</th>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// An answer as people say it.
fn words(programme: &Arc<Programme>, form: &Arc<Form>, id: &str, answer: Option<Answer>) -> AnyView {
    let Some(answer) = answer else {
        return view! { <span class="muted">{t(HISTORY_NOTHING)}</span> }.into_any();
    };
    let (programme, variable) = (programme.clone(), form.variable(id).cloned());
    let language = use_language();
    let text = Signal::derive(move || match &variable {
        Some(variable) => show::answer(&programme, variable, &answer, language.get()),
        None => serde_json::to_string(&answer).unwrap_or_default(),
    });
    view! { <span>{text}</span> }.into_any()
}
