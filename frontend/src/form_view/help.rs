//! The definition of the field in focus, beside the form.

use domain::programme::{Range, Variable};
use leptos::prelude::*;

use super::model::FormModel;
use crate::browser::keep_in_sight;
use crate::live::{follow, live};
use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

/// The id of the panel.
const PANEL_ID: &str = "field-help";

/// The button that opens the definition without moving focus; F1 in the field does the same.
pub(crate) fn help_button(model: FormModel, variable: &Variable) -> AnyView {
    let (id, label) = (variable.id.clone(), variable.label.clone());
    let show = move |_| {
        model.helped.set(Some(id.clone()));
        model.help_open.set(true);
    };
    view! {
        <button type="button" class="icon-button" aria-controls=PANEL_ID
            aria-label=tf(FORM_HELP_BUTTON, move |language| [("label", label.get(language).to_owned())])
            on:click=show>
            {icon(Icon::Question)}
        </button>
    }
    .into_any()
}

/// The panel. It follows focus silently; asked for by F1 or the button it is also announced.
pub(crate) fn help_panel(model: FormModel) -> AnyView {
    let form = model.form();
    let shown = move || model.helped.get().and_then(|id| form.variable(&id).cloned());
    let close = move |_| model.help_open.set(false);
    follow(move || {
        if model.help_open.get() {
            model.helped.track();
            keep_in_sight();
        }
    });
    view! {
        <aside class="form-aside" id=PANEL_ID aria-label=t(FORM_HELP)
            data-open=Signal::derive(move || model.help_open.get().to_string())>
            <div class="aside-card" aria-live=Signal::derive(move || if model.help_open.get() { "polite" } else { "off" })>
                {live(move || match shown() {
                    Some(variable) => definition(&variable),
                    None => view! { <p>{t(FORM_HELP_PROMPT)}</p> }.into_any(),
                })}
                <p class="aside-close">
                    <button type="button" class="button button-plain button-small" on:click=close>{t(CLOSE)}</button>
                </p>
            </div>
        </aside>
    }
    .into_any()
}

fn definition(variable: &Variable) -> AnyView {
    let help = match variable.help.clone() {
        Some(help) => view! { <p>{tt(help)}</p> }.into_any(),
        None => view! { <p class="muted">{t(FORM_HELP_NONE)}</p> }.into_any(),
    };
    let limits = |name: Phrase, range: Option<Range>| {
        let unit = variable.unit.clone();
        range.map(|range| {
            let words = tf(RANGE, move |language| {
                let unit = unit.as_deref().map(|ucum| show::unit(ucum, language)).unwrap_or_default();
                let number = |n: domain::decimal::Decimal| show::decimal(n, n.decimals(), language);
                [("low", number(range.min)), ("high", show::quantity(&number(range.max), &unit, language))]
            });
            view! { <dt>{t(name)}</dt><dd>{words}</dd> }
        })
    };
    let (language, source) = (use_language(), variable.source.clone());
    let source = Signal::derive(move || show::source(&source, language.get()));
    view! {
        <h2 class="aside-title">{tt(variable.label.clone())}</h2>
        {help}
        <dl>
            {limits(FORM_HELP_RANGE, variable.plausible)}
            {limits(FORM_HELP_LIMITS, variable.hard)}
            <dt>{t(FORM_HELP_ID)}</dt>
            <dd><code>{variable.id.clone()}</code></dd>
            <dt>{t(FORM_HELP_SOURCE)}</dt>
            <dd>{source}</dd>
        </dl>
    }
    .into_any()
}
