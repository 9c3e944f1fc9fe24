//! Answers of earlier forms shown for reference: nobody is asked twice, and they are corrected where they were given.

use api_types::CourseView;
use domain::expr::Facts;
use domain::programme::{Form, Programme};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::keys::control_id;
use super::model::FormModel;
use super::previous::spoken_name;
use crate::show;
use crate::text::*;

/// One line per recalled answer; nothing if there is none.
pub(super) fn recalls(model: FormModel, course: &CourseView, others: &Facts) -> Option<AnyView> {
    let (programme, form) = (model.programme(), model.form());
    let lines: Vec<_> = form
        .recalls
        .iter()
        .filter_map(|recalled| {
            let answer = others.answer(recalled).filter(|answer| answer.value().is_some())?.clone();
            let (from, variable) = (programme.form(&recalled.form)?, programme.variable(recalled)?.clone());
            let href = format!("/forloeb/{}/{}#{}", course.id, from.slug, control_id(&variable.id));
            let (from, label, named) = (spoken_name(&from.label), variable.label.clone(), variable.label.clone());
            let (programme, language) = (programme.clone(), use_language());
            let value = Signal::derive(move || show::answer(&programme, &variable, &answer, language.get()));
            Some(view! {
                <div class="recall">
                    <dt>{tt(label)}</dt>
                    <dd>
                        <strong>{value}</strong>
                        <span class="muted">{tf(CARRIED, move |language| [("form", from.get(language).to_owned())])}</span>
                        <a href=href on:keydown=follow_by_key>
                            {t(CARRIED_OPEN)}" "<span class="visually-hidden">{tt(named)}</span><kbd aria-hidden="true">"r"</kbd>
                        </a>
                    </dd>
                </div>
            })
        })
        .collect();
    (!lines.is_empty()).then(|| view! { <dl class="recalls" aria-label=t(RECALLS)>{lines}</dl> }.into_any())
}

/// `r` on the link corrects, as it does on a carried answer in a field.
fn follow_by_key(event: KeyboardEvent) {
    let plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
    if plain
        && event.key().eq_ignore_ascii_case("r")
        && let Some(link) = event.current_target().and_then(|link| link.dyn_into::<HtmlElement>().ok())
    {
        event.prevent_default();
        link.click();
    }
}

/// The field the address points at, when an answer is corrected from another form.
pub(super) fn addressed(form: &Form) -> Option<String> {
    let hash = window().location().hash().ok()?;
    let id = hash.strip_prefix("#f-")?;
    form.variable(id).map(|variable| variable.id.clone())
}

/// What the form is called where only its name fits.
pub(super) fn form_name(programme: &Programme, id: &str) -> domain::text::Text {
    programme.form(id).map(|form| short_name(&form.label)).unwrap_or_default()
}
