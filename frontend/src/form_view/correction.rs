//! That a completed form is open: which version, by whom and when, and what becomes of a correction.

use api_types::FormVersionView;
use domain::ids::CourseId;
use leptos::prelude::*;

use super::autosave::Autosave;
use super::complete::Completion;
use super::notes::when;
use crate::browser::{focus_soon, local};
use crate::live::live_if;
use crate::parts::{Tone, alert};
use crate::text::*;

/// The field for the reason, at the end of the form.
const REASON_ID: &str = "reason";

/// What is said above a form that has been completed before; nothing for one that has not.
pub(super) fn correction_note(
    autosave: Autosave,
    course: CourseId,
    submitted: Option<&FormVersionView>,
) -> AnyView {
    let opened = submitted.map(|version| (version.submitted_by.clone(), version.submitted_at));
    let language = use_language();
    live_if(move || {
        let version = autosave.based_on.get()?;
        // Somebody may have completed it while it was open here.
        let overtaking = autosave.overtaking.get().map(|overtaking| (overtaking.by, overtaking.at));
        let (by, at) = overtaking.or_else(|| opened.clone())?;
        let at = local(at);
        let completed = Signal::derive(move || {
            let language = language.get();
            completed_words(version, &by, &when(at, language), language)
        });
        let next = tf(CORRECTING_NEXT, move |_| {
            [("version", version.to_string()), ("next", (version + 1).to_string())]
        });
        let content = view! {
            <h2>{t(CORRECTING)}</h2>
            <p>{completed}" "{next}</p>
            <p class="row">
                <button type="button" class="button button-quiet button-small" on:click=move |_| focus_soon(REASON_ID)>
                    {t(CORRECTING_REASON)}
                </button>
                <a class="button button-plain button-small" href=format!("/forloeb/{course}/historik")>{t(CORRECTING_HISTORY)}</a>
            </p>
        };
        Some(alert(Tone::Info, content.into_any()))
    })
}

/// `Version 2 blev afsluttet 12.03.2026 kl. 10.42 af Nina Holm.`; what came with a transfer may name nobody.
fn completed_words(version: i64, by: &str, when: &str, language: domain::text::Language) -> String {
    let phrase = if by.is_empty() { CORRECTING_UNSIGNED } else { CORRECTING_BY };
    phrase.fill(language, &[("version", &version.to_string()), ("when", when), ("name", by)])
}

/// Asks why a completed form is corrected; the answer is kept in the form's history.
pub(super) fn reason_section(completion: Completion) -> AnyView {
    view! {
        <section class="form-section" aria-labelledby="s-correction">
            <h2 id="s-correction">{t(CORRECTION)}</h2>
            <div class="form-row">
                <label class="label" for=REASON_ID>{t(CORRECTION_REASON)}</label>
                <div>
                    <input class="input" id=REASON_ID type="text" autocomplete="off" maxlength="500"
                        aria-describedby="reason-help" prop:value=completion.reason
                        on:input=move |event| completion.reason.set(event_target_value(&event))/>
                    <p class="help" id="reason-help">{t(CORRECTION_REASON_HELP)}</p>
                </div>
            </div>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::text::Language;

    use super::*;

    #[test]
    fn who_completed_a_form_is_said_where_it_is_known() {
        let say = |by: &str| completed_words(2, by, "12.03.2026 kl. 10.42", Language::Da);
        assert_eq!(say("Nina Holm"), "Version 2 blev afsluttet 12.03.2026 kl. 10.42 af Nina Holm.");
        assert_eq!(say(""), "Version 2 blev afsluttet 12.03.2026 kl. 10.42.");
    }
}
