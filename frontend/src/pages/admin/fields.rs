//! The forms of a version, and the fields of one of them: type, ranges, answers, condition and source.

use std::sync::Arc;

use api_types::FormUse;
use domain::programme::{Code, Form, Programme, Range, Variable};
use leptos::prelude::*;

use super::{FORM, VERSION, arrows, definition_address};
use crate::browser::focus_soon;
use crate::live::live;
use crate::pages::dictionary::entries::variable_anchor;
use crate::pages::dictionary::{rules, variable};
use crate::show;
use crate::text::*;

/// The heading that choosing a form leads to.
const FIELDS_ID: &str = "admin-fields";

/// The form that is chosen, or the first.
fn form_of<'a>(programme: &'a Programme, wanted: Option<&str>) -> Option<&'a Form> {
    wanted.and_then(|wanted| programme.form(wanted)).or_else(|| programme.forms.first())
}

/// One row per form of the version.
pub(super) fn forms(programme: &Arc<Programme>, used: Vec<FormUse>, wanted: Memo<Option<String>>) -> AnyView {
    let version = programme.version.clone();
    let of = programme.clone();
    let shown = Memo::new(move |_| wanted.with(|wanted| Some(form_of(&of, wanted.as_deref())?.id.clone())));
    let rows: Vec<_> = programme
        .forms
        .iter()
        .map(|form| {
            let recorded = used.iter().find(|used| used.version == version && used.form == form.id);
            form_row(programme, form, recorded.map_or(0, |used| used.courses), shown)
        })
        .collect();
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-labelledby="admin-forms">
            <table role="table" class="table cards">
                <caption id="admin-forms">{tf(ADMIN_OF_VERSION, move |_| [("version", version.clone())])}</caption>
                <thead role="rowgroup"><tr role="row">
                    <th role="columnheader" scope="col">{t(ADMIN_FORM)}</th>
                    <th role="columnheader" scope="col" class="number">{t(ADMIN_FIELDS)}</th>
                    <th role="columnheader" scope="col" class="number">{t(ADMIN_REQUIRED)}</th>
                    <th role="columnheader" scope="col" class="number">{t(ADMIN_CHECKS)}</th>
                    <th role="columnheader" scope="col" class="number">{t(ADMIN_RECORDED_HERE)}</th>
                    <th role="columnheader" scope="col">{t(ADMIN_TRY)}</th>
                </tr></thead>
                <tbody role="rowgroup" on:keydown=move |event| arrows(&event)>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn form_row(programme: &Programme, form: &Form, recorded: u64, shown: Memo<Option<String>>) -> AnyView {
    let chosen = format!("{VERSION}={}&{FORM}={}", programme.version, form.id);
    let (href, trial) =
        (format!("/admin/skemaer?{chosen}#{FIELDS_ID}"), format!("/admin/skemaer/proev?{chosen}"));
    let of = form.id.clone();
    let current = move || shown.with(|shown| shown.as_ref() == Some(&of)).then_some("true");
    let name = short_name(&form.label);
    let required = form.variables().filter(|variable| variable.required).count();
    view! {
        <tr role="row" data-form=form.id.clone()>
            <th role="rowheader" scope="row">
                <a class="admin-link" href=href aria-current=current on:click=move |_| focus_soon(FIELDS_ID.to_owned())>
                    {tt(form.label.clone())}
                </a>
            </th>
            <td role="cell" data-label=t(ADMIN_FIELDS) class="number"><span>{form.variables().count()}</span></td>
            <td role="cell" data-label=t(ADMIN_REQUIRED) class="number"><span>{required}</span></td>
            <td role="cell" data-label=t(ADMIN_CHECKS) class="number"><span>{form.checks.len()}</span></td>
            <td role="cell" data-label=t(ADMIN_RECORDED_HERE) class="number"><span>{recorded}</span></td>
            <td role="cell"><a class="admin-try" href=trial>{tf(ADMIN_TRY_NAMED, move |language| [("form", name.get(language).to_lowercase())])}</a></td>
        </tr>
    }
    .into_any()
}

/// The fields of the form that is chosen. The heading stays when another is chosen, because focus is on it.
pub(super) fn fields(programme: &Arc<Programme>, wanted: Memo<Option<String>>) -> AnyView {
    let language = use_language();
    let (of, programme) = (programme.clone(), programme.clone());
    let title = Signal::derive(move || {
        let label = wanted.with(|wanted| form_of(&of, wanted.as_deref()).map(|form| form.label.clone()));
        let label = short_name(&label.unwrap_or_default());
        ADMIN_FIELDS_OF.fill(language.get(), &[("form", &label.get(language.get()).to_lowercase())])
    });
    let rows = live(move || {
        let form = wanted.with(|wanted| form_of(&programme, wanted.as_deref()).cloned());
        let Some(form) = form else { return ().into_any() };
        untrack(|| form.variables().map(|known| row(&programme, &form, known)).collect::<Vec<_>>().into_any())
    });
    view! {
        <section class="stack">
            <h2 id=FIELDS_ID tabindex="-1">{title}</h2>
            <div class="table-scroll" role="region" tabindex="0" aria-labelledby=FIELDS_ID>
                <table role="table" class="table cards admin-fields">
                    <thead role="rowgroup"><tr role="row">
                        <th role="columnheader" scope="col">{t(ADMIN_FIELD)}</th>
                        <th role="columnheader" scope="col">{t(ADMIN_TYPE)}</th>
                        <th role="columnheader" scope="col">{t(ADMIN_HARD)}</th>
                        <th role="columnheader" scope="col">{t(ADMIN_SOFT)}</th>
                        <th role="columnheader" scope="col">{t(ADMIN_ASKED)}</th>
                        <th role="columnheader" scope="col">{t(ADMIN_SOURCE)}</th>
                    </tr></thead>
                    <tbody role="rowgroup" on:keydown=move |event| arrows(&event)>{rows}</tbody>
                </table>
            </div>
            <p class="small muted">{t(ADMIN_RANGES_NOTE)}</p>
        </section>
    }
    .into_any()
}

fn row(programme: &Arc<Programme>, form: &Form, known: &Variable) -> AnyView {
    let language = use_language();
    let range = |range: Option<Range>| {
        range.map(|range| view! { <span>{variable::range_words(known, range)}</span> })
    };
    let asked = match &known.visible_when {
        None => view! { <span>{t(DICT_ALWAYS)}</span> }.into_any(),
        Some(rule) => rules::condition(programme, rule, Some(&form.id)),
    };
    let source = known.source.clone();
    let source = Signal::derive(move || show::source(&source, language.get()));
    let anchor = variable_anchor(&form.id, &known.id);
    view! {
        <tr role="row" data-field=known.id.clone()>
            <th role="rowheader" scope="row">
                <a class="admin-link" href=format!("{}#{anchor}", definition_address(programme))>{tt(known.label.clone())}</a>
                <br/><code class="small">{known.id.clone()}</code>
                {known.required.then(|| view! { " "<span class="tag">{t(REQUIRED)}</span> })}
            </th>
            <td role="cell" data-label=t(ADMIN_TYPE)>{kind(programme, known)}</td>
            <td role="cell" data-label=t(ADMIN_HARD)>{range(known.hard)}</td>
            <td role="cell" data-label=t(ADMIN_SOFT)>{range(known.plausible)}</td>
            <td role="cell" data-label=t(ADMIN_ASKED)>{asked}</td>
            <td role="cell" data-label=t(ADMIN_SOURCE) class="small"><span>{source}</span></td>
        </tr>
    }
    .into_any()
}

/// The type in words; of a coded field with its codes, opened when they are wanted.
fn kind(programme: &Arc<Programme>, known: &Variable) -> AnyView {
    let language = use_language();
    let (of, shown, field) = (programme.clone(), known.clone(), known.label.clone());
    let words = Signal::derive(move || variable::kind(&of, &shown, language.get()));
    let Some(list) = programme.codes_of(known) else {
        return view! { <span>{words}</span> }.into_any();
    };
    let code = |code: &Code| view! { <li>{tt(code.label.clone())}" "<code class="small">{code.id.clone()}</code></li> };
    let codes: Vec<_> = list.codes.iter().map(code).collect();
    view! {
        <details class="admin-answers">
            <summary>{words}<span class="visually-hidden">": "{tt(field)}</span></summary>
            <ul>{codes}</ul>
        </details>
    }
    .into_any()
}
