//! The forms of a course, each with an icon and a word for how far it has come.

use api_types::{CourseView, FormState, FormStatus};
use domain::programme::{Form, Programme};
use leptos::prelude::*;

use crate::browser::local;
use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

/// The list of forms.
pub(super) fn forms(course: &CourseView, programme: &Programme) -> AnyView {
    let next = next_form(course);
    let items: Vec<_> = course
        .forms
        .iter()
        .filter_map(|status| {
            let form = programme.form(&status.form)?;
            Some(card(course, status, form, next == Some(status.form.as_str())))
        })
        .collect();
    view! { <section class="card"><h2>{t(FORMS)}</h2><ul>{items}</ul></section> }.into_any()
}

/// The form that is the natural next step: what is begun, else the start form, else the end form.
fn next_form(course: &CourseView) -> Option<&str> {
    let state = |id: &str| course.forms.iter().find(|status| status.form == id).map(|status| status.state);
    if let Some(begun) = course.forms.iter().find(|status| status.state == FormState::Draft) {
        return Some(&begun.form);
    }
    ["start", "end"].into_iter().find(|id| state(id) == Some(FormState::NotStarted))
}

fn card(course: &CourseView, status: &FormStatus, form: &Form, is_next: bool) -> AnyView {
    let href = format!("/forloeb/{}/{}", course.id, form.slug);
    let submitted = status.submitted_at.map(local);
    let by = status.submitted_by.clone();
    let has_draft = status.draft_saved_at.is_some();
    let (class, mark) = match status.state {
        FormState::NotStarted => ("status", Icon::Circle),
        FormState::Draft => ("status", Icon::Half),
        FormState::Submitted if has_draft => ("status status-done", Icon::Half),
        FormState::Submitted => ("status status-done", Icon::Tick),
    };
    let language = use_language();
    let state = status.state;
    let words = Signal::derive(move || match (state, submitted) {
        (FormState::NotStarted, _) => FORM_NOT_STARTED.get(language.get()).to_owned(),
        (FormState::Draft, _) => FORM_DRAFT.get(language.get()).to_owned(),
        (FormState::Submitted, _) if has_draft => FORM_DRAFT_ON_TOP.get(language.get()).to_owned(),
        (FormState::Submitted, Some(at)) => {
            FORM_COMPLETED.fill(language.get(), &[("date", &show::short_date(at.date(), language.get()))])
        }
        (FormState::Submitted, None) => STEP_ENDED.get(language.get()).to_owned(),
    });
    let (action, button) = match state {
        FormState::NotStarted => (FORM_FILL, if is_next { "button" } else { "button button-quiet" }),
        FormState::Draft => (FORM_CONTINUE, "button"),
        FormState::Submitted => (FORM_SEE, "button button-plain"),
    };
    let label = form.label.clone();
    view! {
        <li class="form-card">
            <div>
                <h3>{tt(form.label.clone())}</h3>
                <p class=class>{icon(mark)}<span>{words}{by.map(|by| view! { <span class="muted">" · "{by}</span> })}</span></p>
            </div>
            <a class=format!("{button} button-small") href=href>
                {t(action)}<span class="visually-hidden">": "{tt(label)}</span>
            </a>
        </li>
    }
    .into_any()
}
