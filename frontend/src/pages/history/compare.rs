//! Any two versions of a form side by side.

use domain::answers::changes;
use leptos::prelude::*;

use super::Version;
use super::entry::changes_table;
use crate::live::live;
use crate::text::*;

/// A choice of form and two of its versions; nothing while no form has two.
pub(super) fn compare(versions: &[Version]) -> AnyView {
    let mut forms: Vec<(String, Vec<Version>)> = Vec::new();
    for version in versions {
        match forms.iter_mut().find(|(form, _)| *form == version.form.id) {
            Some((_, known)) => known.push(version.clone()),
            None => forms.push((version.form.id.clone(), vec![version.clone()])),
        }
    }
    forms.retain(|(_, versions)| versions.len() > 1);
    let Some(first) = forms.first() else { return ().into_any() };
    let newest = first.1.len();
    let (chosen, from, to) = (RwSignal::new(0_usize), RwSignal::new(newest - 2), RwSignal::new(newest - 1));
    let names: Vec<_> =
        forms.iter().map(|(_, versions)| versions.first().map(|v| short_name(&v.form.label))).collect();
    let counts: Vec<_> = forms.iter().map(|(_, versions)| versions.len()).collect();
    let form_options: Vec<_> = names
        .into_iter()
        .enumerate()
        .map(
            |(index, name)| view! { <option value=index.to_string()>{tt(name.unwrap_or_default())}</option> },
        )
        .collect();
    let choose_form = {
        let counts = counts.clone();
        move |event| {
            let index = event_target_value(&event).parse().unwrap_or(0);
            let newest = counts.get(index).copied().unwrap_or(2);
            chosen.set(index);
            from.set(newest.saturating_sub(2));
            to.set(newest.saturating_sub(1));
        }
    };
    let count = move || counts.get(chosen.get()).copied().unwrap_or(0);
    let select = |id: &'static str, label: Phrase, value: RwSignal<usize>| {
        let count = count.clone();
        view! {
            <div class="field stacked">
                <label class="label" for=id>{t(label)}</label>
                {live(move || {
                    let options: Vec<_> = (0..count()).map(|index| view! {
                        <option value=index.to_string() selected=index == value.get_untracked()>{index + 1}</option>
                    }).collect();
                    view! {
                        <select class="input" id=id
                            on:change=move |event| value.set(event_target_value(&event).parse().unwrap_or(0))>{options}</select>
                    }
                })}
            </div>
        }
    };
    let result = live(move || {
        let found = forms.get(chosen.get()).map(|(_, versions)| versions);
        let pair = found.and_then(|versions| Some((versions.get(from.get())?, versions.get(to.get())?)));
        let Some((before, after)) = pair else { return ().into_any() };
        let changed = changes(&before.answers, &after.answers);
        if changed.is_empty() {
            return view! { <p>{t(COMPARE_SAME)}</p> }.into_any();
        }
        let form = short_name(&after.form.label);
        let numbers = (before.view.version.to_string(), after.view.version.to_string());
        let caption = tf(COMPARE_CAPTION, move |language| {
            [("form", form.get(language).to_owned()), ("from", numbers.0.clone()), ("to", numbers.1.clone())]
        });
        changes_table(&after.programme, &after.form, changed, false, Some(caption))
    });
    view! {
        <section class="card history-compare" aria-labelledby="compare-title">
            <h2 id="compare-title">{t(COMPARE)}</h2>
            <div class="filters">
                <div class="field stacked">
                    <label class="label" for="compare-form">{t(COMPARE_FORM)}</label>
                    <select class="input input-select" id="compare-form" on:change=choose_form>{form_options}</select>
                </div>
                {select("compare-from", COMPARE_FROM, from)}
                {select("compare-to", COMPARE_TO, to)}
            </div>
            <div aria-live="polite">{result}</div>
        </section>
    }
    .into_any()
}
