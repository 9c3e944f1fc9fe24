//! The error summary: under the title, with focus, every line a link to its field and in the field's own words.

use domain::programme::Severity;
use domain::validation::Finding;
use leptos::html::Div;
use leptos::prelude::*;

use super::complete::Completion;
use super::keys::focus_field;
use super::model::FormModel;
use crate::live::{follow, live, live_if};
use crate::text::*;

/// The summary, there once completion has been tried and something is in the way.
pub(crate) fn summary(model: FormModel, completion: Completion) -> AnyView {
    let obstacles = Memo::new(move |_| {
        if !model.attempted.get() {
            return Vec::new();
        }
        let mut found = model.obstacles();
        found.extend(completion.refused.get());
        found
    });
    let is_there = Memo::new(move |_| obstacles.with(|found| !found.is_empty()));
    let place = NodeRef::<Div>::new();
    follow(move || {
        completion.asked.track();
        if is_there.get_untracked()
            && let Some(place) = place.get()
        {
            let _ = place.focus();
        }
    });
    let only_soft = move || obstacles.with(|found| found.iter().all(|f| f.severity == Severity::Soft));
    let language = use_language();
    let title = Signal::derive(move || {
        let count = obstacles.with(|found| found.iter().filter(|f| f.severity != Severity::Soft).count());
        match count {
            0 => SUMMARY_CONFIRM.get(language.get()).to_owned(),
            1 => SUMMARY_ONE.get(language.get()).to_owned(),
            _ => SUMMARY_MANY.fill(language.get(), &[("count", &count.to_string())]),
        }
    });
    let lines = move || live(move || obstacles.get().into_iter().map(line).collect::<Vec<_>>());
    let confirm_all = move || {
        live_if(move || {
            only_soft().then(|| {
            view! {
                <p class="summary-action">
                    <button type="button" class="button button-quiet" on:click=move |_| completion.confirm_all()>
                        {t(SUMMARY_CONFIRM_ALL)}
                    </button>
                </p>
            }
        })
        })
    };
    live_if(move || {
        is_there.get().then(|| {
            view! {
                <div class="summary-box" tabindex="-1" node_ref=place role="group" aria-labelledby="summary-title">
                    <h2 id="summary-title">{title}</h2>
                    <ul>{lines()}</ul>
                    {confirm_all()}
                </div>
            }
        })
    })
}

pub(super) fn line(finding: Finding) -> AnyView {
    let class = if finding.severity == Severity::Soft { "warning-link" } else { "" };
    let text = tt(finding.message);
    match finding.variable {
        Some(variable) => {
            let href = format!("#{}", super::keys::control_id(&variable));
            let go = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                focus_field(&variable);
            };
            view! { <li><a class=class href=href on:click=go>{text}</a></li> }.into_any()
        }
        None => view! { <li>{text}</li> }.into_any(),
    }
}
