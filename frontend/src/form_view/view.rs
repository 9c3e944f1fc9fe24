//! The form on the page.

use std::sync::Arc;

use domain::expr::Facts;
use domain::note::journal;
use domain::programme::{Form, Section};
use leptos::prelude::*;

use super::autosave::Autosave;
use super::complete::Completion;
use super::correction::{correction_note, reason_section};
use super::draft::restore;
use super::earlier::fetch_earlier;
use super::help::help_panel;
use super::impact::impact_panel;
use super::index::{heading_id, section_index};
use super::keys::{Keys, focus_field, handle};
use super::model::FormModel;
use super::notes::draft_notes;
use super::opened::OpenedForm;
use super::previous::previous;
use super::recalls::{addressed, recalls};
use super::register::fetch_register;
use super::row::row;
use super::save_bar::save_bar;
use super::summary::summary;
use crate::browser::scroll_to_top;
use crate::live::live_if;
use crate::parts::{Tone, alert, announced_alert, copy_button, crumbs, page_head, problem_text};
use crate::preferences::Preferences;
use crate::session::use_session;
use crate::text::*;

/// A form of a course, ready to fill in.
pub(crate) fn form_view(opened: OpenedForm) -> AnyView {
    let given = restore(&opened.programme, &opened.form, &opened.opening.content);
    let model = FormModel::new(opened.programme.clone(), opened.form.clone(), opened.others.clone(), &given);
    // What was confirmed in an earlier version is not asked again.
    let before = opened.submitted.iter().flat_map(|submitted| &submitted.latest.confirmed);
    model.confirmed.update(|all| {
        for known in before.map(|known| known.confirmation()) {
            if !all.contains(&known) {
                all.push(known);
            }
        }
    });
    model.carry_over(opened.submitted.is_none());
    model.tell_rows();
    let autosave = Autosave::start(model, &opened, given.set_aside);
    let completion = Completion::new(model, autosave, opened.course.id);
    let draft_notes = draft_notes(autosave, &opened);
    let latest = opened.submitted.as_ref().map(|submitted| &submitted.latest);
    let correction = correction_note(autosave, opened.course.id, latest);
    let OpenedForm { course, programme, form, others, .. } = opened;
    scroll_to_top();
    if let Some(first) =
        addressed(&form).or_else(|| model.typing.get_untracked()).or_else(|| model.first_empty())
    {
        focus_field(&first);
    }
    let session = use_session();
    fetch_earlier(model, session.clone(), &course);
    fetch_register(model, session.clone(), &course);
    let impact = impact_panel(model, session, &course);
    let recalls = recalls(model, &course, &others);
    let enter_moves = expect_context::<Preferences>().enter_moves;
    let complete = Callback::new(move |()| completion.complete());
    let keys = Keys { model, autosave: Some(autosave), complete, enter_moves };

    let needs_start =
        programme.form("start").is_some() && form.id == "end" && !others.forms.contains_key("start");
    let start_form = format!("/forloeb/{}/start", course.id);
    let title = form.label.clone();
    let language = use_language();
    let head = page_head(
        Signal::derive(move || title.get(language.get()).to_owned()),
        Some(lead(model, &course.citizen)),
        Some(copy(model)),
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
        {correction}
        {draft_notes}
        {needs_start.then(|| alert(Tone::Warning, view! {
            <p>{t(START_MISSING)}" "<a href=start_form>{t(START_OPEN)}</a></p>
        }.into_any()))}
        {failed}
    };
    let sections = sections(model, &form, &others);
    view! {
        {crumbs(links)}
        {head}
        {summary(model, completion)}
        <div class="stack form-notes">{notes}</div>
        {recalls}
        <div on:keydown=move |event| handle(&event, keys)>
            <div class="form-layout">
                {section_index(model)}
                <div class="form-side">{help_panel(model)}{impact}</div>
                <div class="form-sections">{sections}{live_if(move || autosave.based_on.get().map(|_| reason_section(completion)))}</div>
            </div>
            {save_bar(autosave, completion)}
        </div>
    }
    .into_any()
}

/// Copies what stands in the form as plain text for the municipality's own record.
fn copy(model: FormModel) -> AnyView {
    let language = use_language();
    copy_button("copy-journal", COPY_JOURNAL, move || {
        let answers = model.evaluation.with_untracked(|evaluation| evaluation.answers.clone());
        journal(&model.programme(), &model.form().id, &answers, language.get_untracked())
    })
}

/// Who the form is about and how far it has come.
fn lead(model: FormModel, citizen: &api_types::CitizenSummary) -> AnyView {
    let (name, age, cpr) = (citizen.name.clone(), citizen.age, citizen.cpr_masked.clone());
    let language = use_language();
    let form: Arc<Form> = model.form();
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
            <span class="tag">{Signal::derive(move || {
                let (answered, asked) = progress.get();
                let phrase = if asked == 1 { FORM_PROGRESS_ONE } else { FORM_PROGRESS };
                phrase.fill(language.get(), &[("answered", &answered.to_string()), ("asked", &asked.to_string())])
            })}</span>
        </p>
    }
    .into_any()
}

/// The sections of a form with their fields. `others` is what is known besides it.
pub(super) fn sections(model: FormModel, form: &Form, others: &Facts) -> Vec<AnyView> {
    let section = |section: &Section| {
        let rows = section.variables.iter().map(|variable| {
            let before = previous(model, form, variable, others);
            row(model, variable, before, form.dated_by == variable.id)
        });
        section_view(model, section, rows.collect())
    };
    form.sections.iter().map(section).collect()
}

/// A section; hidden while none of its fields is asked.
fn section_view(model: FormModel, section: &Section, rows: Vec<AnyView>) -> AnyView {
    let variables: Vec<String> = section.variables.iter().map(|variable| variable.id.clone()).collect();
    let is_empty = Memo::new(move |_| {
        model.evaluation.with(|evaluation| !variables.iter().any(|id| evaluation.asked.contains(id)))
    });
    let heading = heading_id(&section.id);
    view! {
        <section class="form-section" aria-labelledby=heading.clone() hidden=Signal::derive(move || is_empty.get())>
            <h2 id=heading.clone() tabindex="-1">{tt(short_name(&section.label))}</h2>
            {rows}
        </section>
    }
    .into_any()
}
