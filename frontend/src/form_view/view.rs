//! The form on the page.

use std::sync::Arc;

use domain::text::Text;
use leptos::prelude::*;

use super::autosave::Autosave;
use super::complete::Completion;
use super::draft::{Restored, restore};
use super::evaluation::to_json;
use super::help::help_panel;
use super::index::{heading_id, section_index};
use super::keys::{focus_field, handle};
use super::model::FormModel;
use super::opened::OpenedForm;
use super::previous::{previous, short_name};
use super::row::row;
use super::save_bar::save_bar;
use super::summary::summary;
use crate::browser::{local, scroll_to_top, today};
use crate::live::live_if;
use crate::parts::{Tone, alert, announced_alert, crumbs, page_head, problem_text};
use crate::show;
use crate::text::*;

/// A form of a course, ready to fill in.
pub(crate) fn form_view(opened: OpenedForm) -> AnyView {
    let OpenedForm { course, programme, form, submitted, draft, others } = opened;
    let given = match (&draft, &submitted) {
        (Some(draft), _) => restore(&programme, &form, &draft.answers),
        (None, Some(submitted)) => restore(&programme, &form, &submitted.latest.answers),
        (None, None) => Restored::default(),
    };
    let count = to_json(&given.answers).len() + given.texts.len();
    let model = FormModel::new(programme.clone(), form.clone(), others.clone(), &given);
    let undated = submitted.is_none() && !given.answers.contains_key(&form.dated_by);
    let is_first = programme.forms.first().is_some_and(|first| first.id == form.id);
    if undated && !is_first {
        // A suggestion: it becomes an answer when the field is left or the form is completed.
        let language = use_language().get_untracked();
        model.write(&form.dated_by, &show::weekday_date(today(), language));
    }
    let autosave = Autosave::start(model, course.id, form.id.clone(), draft.as_ref());
    let version = submitted.as_ref().map(|submitted| submitted.latest.version);
    let completion = Completion::new(model, autosave, course.id, version);
    scroll_to_top();
    if let Some(first) = model.first_empty() {
        focus_field(&first);
    }

    let needs_start =
        programme.form("start").is_some() && form.id == "end" && !others.forms.contains_key("start");
    let restored_at = draft.as_ref().map(|draft| local(draft.saved_at));
    let title = form.label.clone();
    let language = use_language();
    let head = page_head(
        Signal::derive(move || title.get(language.get()).to_owned()),
        Some(lead(model, &course.citizen)),
        None,
        true,
    );
    let links = vec![
        ("/borgere".to_owned(), t(CITIZENS).into_any()),
        (format!("/borgere/{}", course.citizen.id), course.citizen.name.clone().into_any()),
        (format!("/forloeb/{}", course.id), t(COURSE_EVENTS).into_any()),
    ];
    let failed = live_if(move || {
        completion
            .failed
            .get()
            .map(|error| announced_alert(Tone::Error, view! { <p>{problem_text(&error)}</p> }.into_any()))
    });
    let notes = view! {
        {restored_at.map(|at| alert(Tone::Info, view! {
            <p>{tf(DRAFT_FOUND, move |language| [
                ("date", show::short_date(at.date(), language)),
                ("time", show::time(at.time(), language)),
                ("count", count.to_string()),
            ])}</p>
        }.into_any()))}
        {needs_start.then(|| alert(Tone::Warning, view! { <p>{t(START_MISSING)}</p> }.into_any()))}
        {live_if(move || autosave.merged.get().then(|| {
            announced_alert(Tone::Warning, view! { <p>{t(STATE_MERGED)}</p> }.into_any())
        }))}
        {failed}
    };
    let sections: Vec<_> = form
        .sections
        .iter()
        .map(|section| {
            let rows: Vec<_> = section
                .variables
                .iter()
                .map(|variable| {
                    let before = previous(model, &form, variable, &others);
                    row(model, variable, before, form.dated_by == variable.id)
                })
                .collect();
            section_view(
                model,
                &section.id,
                &section.label,
                section.variables.iter().map(|v| v.id.clone()).collect(),
                rows,
            )
        })
        .collect();
    view! {
        {crumbs(links)}
        {head}
        {summary(model, completion)}
        <div class="stack form-notes">{notes}</div>
        <div on:keydown=move |event| handle(&event, model, autosave, completion)>
            <div class="form-layout">
                {section_index(model)}
                <div>{sections}{version.map(|_| reason_section(completion))}</div>
                {help_panel(model)}
            </div>
            {save_bar(autosave, completion, version.is_some())}
        </div>
    }
    .into_any()
}

/// Asks why a completed form is corrected; the answer is kept in the form's history.
fn reason_section(completion: Completion) -> AnyView {
    view! {
        <section class="form-section" aria-labelledby="s-correction">
            <h2 id="s-correction">{t(CORRECTION)}</h2>
            <div class="form-row">
                <label class="label" for="reason">{t(CORRECTION_REASON)}</label>
                <input class="input" id="reason" type="text" autocomplete="off" maxlength="500"
                    prop:value=completion.reason
                    on:input=move |event| completion.reason.set(event_target_value(&event))/>
            </div>
        </section>
    }
    .into_any()
}

/// Who the form is about and how far it has come.
fn lead(model: FormModel, citizen: &api_types::CitizenSummary) -> AnyView {
    let (name, age, cpr) = (citizen.name.clone(), citizen.age, citizen.cpr_masked.clone());
    let form: Arc<domain::programme::Form> = model.form();
    let progress = Memo::new(move |_| {
        model
            .evaluation
            .with(|evaluation| evaluation.progress(form.variables().map(|variable| variable.id.as_str())))
    });
    view! {
        <p class="citizen-line">
            <strong>{name}</strong>
            <span>{tf(ROW_YEARS, move |_| [("years", age.to_string())])}</span>
            <span class="nowrap">{cpr}</span>
            <span class="tag">{tf(FORM_PROGRESS, move |_| {
                let (answered, asked) = progress.get();
                [("answered", answered.to_string()), ("asked", asked.to_string())]
            })}</span>
        </p>
    }
    .into_any()
}

/// A section; hidden while none of its fields is asked.
fn section_view(
    model: FormModel,
    id: &str,
    label: &Text,
    variables: Vec<String>,
    rows: Vec<AnyView>,
) -> AnyView {
    let is_empty = Memo::new(move |_| {
        model.evaluation.with(|evaluation| !variables.iter().any(|id| evaluation.asked.contains(id)))
    });
    let heading = heading_id(id);
    view! {
        <section class="form-section" aria-labelledby=heading.clone() hidden=Signal::derive(move || is_empty.get())>
            <h2 id=heading.clone() tabindex="-1">{tt(short_name(label))}</h2>
            {rows}
        </section>
    }
    .into_any()
}
