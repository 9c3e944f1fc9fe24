//! What a draft holds beside what was completed, as a table.

use domain::answers::merge::differences;
use leptos::prelude::*;

use super::autosave::Autosave;
use super::draft::in_words;
use crate::keep::Content;
use crate::text::*;

/// The fields in which the draft is not what was completed; of a form that never was, the fields that are filled in.
pub(super) fn differences_table(autosave: Autosave, blank: &Content, is_correction: bool) -> AnyView {
    let (programme, form) = (autosave.model.programme(), autosave.model.form());
    let language = use_language();
    let content = autosave.content();
    let mut rows = Vec::new();
    let changed = differences(&blank.answers, &content.answers);
    for variable in form.variables().filter(|variable| changed.contains(&variable.id)) {
        let say = |content: &Content| {
            in_words(&programme, variable, content.answers.get(&variable.id), language.get_untracked())
        };
        let before = is_correction.then(|| view! { <td>{say(blank)}</td> });
        let after = say(&content);
        rows.push(view! {
            <tr><th scope="row">{tt(variable.label.clone())}</th>{before}<td>{after}</td></tr>
        });
    }
    let (caption, none) =
        if is_correction { (DIFFERENCES, DIFFERENCES_NONE) } else { (ANSWERS_OF_DRAFT, ANSWERS_NONE) };
    if rows.is_empty() {
        return view! { <p>{t(none)}</p> }.into_any();
    }
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t(caption)>
            <table class="table">
                <caption class="visually-hidden">{t(caption)}</caption>
                <thead><tr>
                    <th scope="col">{t(FIELD)}</th>
                    {is_correction.then(|| view! { <th scope="col">{t(COMPLETED_VALUE)}</th> })}
                    <th scope="col">{t(DRAFT_VALUE)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
