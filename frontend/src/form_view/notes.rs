//! What is said above a form that was begun before: the draft that was found, what was merged in, what is not asked
//! any more.

use std::time::Duration;

use domain::answers::merge::differences;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::autosave::Autosave;
use super::clashes::clashes_panel;
use super::differences::differences_table;
use super::draft::in_words;
use super::opened::OpenedForm;
use crate::browser::{focus_soon, local, today};
use crate::keep::Content;
use crate::live::{live, live_if};
use crate::parts::{Tone, announced_alert};
use crate::show;
use crate::text::*;

/// How long a discarded draft can be brought back (spec/ux 4.4).
const REGRET: Duration = Duration::from_secs(30);
/// The button that brings it back, where focus goes.
const UNDO_DISCARD_ID: &str = "undo-discard";

/// What is said, in the order of how much it matters.
pub(crate) fn draft_notes(autosave: Autosave, opened: &OpenedForm) -> AnyView {
    let found = opened.draft.as_ref().map(|draft| found(autosave, opened, draft.saved_at));
    view! {
        {clashes_panel(autosave)}
        {overtaken(autosave)}
        {live_if(move || autosave.merged.get().then(|| {
            announced_alert(Tone::Warning, view! { <p>{t(STATE_MERGED)}</p> }.into_any())
        }))}
        {found}
        {set_aside(autosave, opened)}
    }
    .into_any()
}

fn overtaken(autosave: Autosave) -> AnyView {
    live_if(move || {
        autosave.overtaking.get().map(|overtaking| {
            let at = local(overtaking.at);
            let text = tf(OVERTAKEN, move |language| {
                [("name", overtaking.by.clone()), ("when", when(at, language))]
            });
            announced_alert(Tone::Warning, view! { <p>{text}</p> }.into_any())
        })
    })
}

/// `kl. 10.42`, or with the day when it was another.
pub(super) fn when(at: chrono::NaiveDateTime, language: domain::text::Language) -> String {
    let time = show::time(at.time(), language);
    match at.date() == today() {
        true => WHEN_TODAY.fill(language, &[("time", &time)]),
        false => {
            WHEN_BEFORE.fill(language, &[("date", &show::short_date(at.date(), language)), ("time", &time)])
        }
    }
}

/// What the form shows, since when, and how much of it is not completed.
fn found_words(
    when: &str,
    count: usize,
    (is_correction, is_ahead): (bool, bool),
    language: domain::text::Language,
) -> String {
    let shown = if is_ahead { DRAFT_SHOWN_AHEAD } else { DRAFT_SHOWN };
    let (one, many) =
        if is_correction { (DRAFT_CHANGED_ONE, DRAFT_CHANGED) } else { (DRAFT_FILLED_ONE, DRAFT_FILLED) };
    format!("{} {}", shown.fill(language, &[("when", when)]), count_words(one, many, count, language))
}

/// What there is to do about a draft that was found.
#[derive(Clone)]
enum Found {
    Offered,
    Settled,
    Discarded(Box<Content>),
    Failed,
}

fn found(autosave: Autosave, opened: &OpenedForm, saved_at: chrono::DateTime<chrono::Utc>) -> AnyView {
    let state = RwSignal::new(Found::Offered);
    let shows = RwSignal::new(false);
    let blank = StoredValue::new(opened.opening.blank.clone());
    let count =
        differences(&opened.opening.content.answers, &blank.with_value(|blank| blank.answers.clone())).len();
    let is_correction = opened.submitted.is_some();
    let is_ahead = opened.opening.is_ahead && opened.opening.overtaking.is_none();
    let at = local(saved_at);
    let language = use_language();
    let title = Signal::derive(move || {
        let language = language.get();
        found_words(&when(at, language), count, (is_correction, is_ahead), language)
    });
    let is_busy = StoredValue::new(false);
    let discard = move || {
        // Twice would throw away what the first time could be brought back.
        if is_busy.get_value() {
            return;
        }
        is_busy.set_value(true);
        spawn_local(async move {
            let discarded = discard(autosave, blank).await;
            is_busy.try_set_value(false);
            let is_gone = discarded.is_some();
            state.try_set(discarded.map_or(Found::Failed, |content| Found::Discarded(Box::new(content))));
            if is_gone {
                focus_soon(UNDO_DISCARD_ID);
                let regret = move || {
                    if let Some(Found::Discarded(_)) = state.try_get_untracked() {
                        state.try_set(Found::Settled);
                    }
                };
                set_timeout(regret, REGRET);
            }
        });
    };
    let offered = move || {
        let differences = Signal::derive(move || match (is_correction, shows.get()) {
            (true, true) => t(DRAFT_HIDE_DIFFERENCES)(),
            (true, false) => t(DRAFT_DIFFERENCES)(),
            (false, true) => t(DRAFT_HIDE_ANSWERS)(),
            (false, false) => t(DRAFT_ANSWERS)(),
        });
        let go_on = if autosave.model.first_empty().is_some() { DRAFT_CONTINUE } else { FORM_CONTINUE };
        let content = view! {
            <p>{title}</p>
            <p class="row">
                <button type="button" class="button button-small" on:click=move |_| {
                    state.set(Found::Settled);
                    if let Some(first) = autosave.model.first_empty() {
                        super::keys::focus_field(&first);
                    }
                }>{t(go_on)}</button>
                <button type="button" class="button button-quiet button-small"
                    aria-expanded=Signal::derive(move || shows.get().to_string())
                    on:click=move |_| shows.update(|shows| *shows = !*shows)>{differences}</button>
                <button type="button" class="button button-quiet button-small" on:click=move |_| discard()>
                    {t(DRAFT_DISCARD)}
                </button>
            </p>
            {live_if(move || shows.get().then(|| differences_table(autosave, &blank.get_value(), is_correction)))}
        };
        announced_alert(Tone::Info, content.into_any())
    };
    let discarded = move |content: Content| {
        let back = move |_| {
            autosave.take_in(&content);
            autosave.save_now();
            state.set(Found::Settled);
            if let Some(first) = autosave.model.first_empty() {
                super::keys::focus_field(&first);
            }
        };
        let content = view! {
            <p>{t(if is_correction { DRAFT_DISCARDED_CORRECTION } else { DRAFT_DISCARDED })}</p>
            <p><button type="button" class="button button-quiet button-small" id=UNDO_DISCARD_ID on:click=back>
                {t(DRAFT_UNDO_DISCARD)}
            </button></p>
        };
        announced_alert(Tone::Info, content.into_any())
    };
    live(move || match state.get() {
        Found::Offered => offered(),
        Found::Settled => ().into_any(),
        Found::Discarded(content) => discarded(*content),
        Found::Failed => {
            let failed = announced_alert(Tone::Error, view! { <p>{t(DRAFT_NOT_DISCARDED)}</p> }.into_any());
            view! { {failed}{offered()} }.into_any()
        }
    })
}

/// Throws the draft away; gives what it held, or nothing if the server did not do it.
async fn discard(autosave: Autosave, blank: StoredValue<Content>) -> Option<Content> {
    // Also what was typed just now can be brought back.
    let (is_saved, session) = (autosave.saved().await, autosave.session.try_get_value()?);
    if !is_saved {
        return None;
    }
    let content = autosave.content();
    if let Some(revision) = autosave.revision() {
        let form = autosave.model.form();
        let answer = session.client().discard_draft(autosave.course, &form.id, revision).await;
        session.watch(answer).ok()?;
    }
    autosave.empty(&blank.try_get_value()?);
    Some(content)
}

/// Answers typed with another version of the definition, which has no field for them any more.
fn set_aside(autosave: Autosave, opened: &OpenedForm) -> AnyView {
    let older = opened.opening.older.clone();
    let form = opened.form.id.clone();
    let language = use_language();
    live_if(move || {
        let aside = autosave.set_aside.get();
        (!aside.is_empty()).then(|| {
            let count = aside.len();
            let title = Signal::derive(move || count_words(SET_ASIDE_ONE, SET_ASIDE, count, language.get()));
            let known = older.as_ref().and_then(|programme| Some((programme, programme.form(&form)?)));
            let line = |(id, json): (&String, &serde_json::Value)| {
                let said = known.and_then(|(programme, form)| {
                    let variable = form.variable(id)?;
                    let words = in_words(programme, variable, Some(json), language.get_untracked());
                    Some(format!("{}: {words}", variable.label.get(language.get_untracked())))
                });
                let plain =
                    || format!("{id}: {}", json.as_str().map_or_else(|| json.to_string(), str::to_owned));
                view! { <li>{said.unwrap_or_else(plain)}</li> }
            };
            let lines: Vec<_> = aside.iter().map(line).collect();
            announced_alert(Tone::Warning, view! { <p>{title}</p><ul>{lines}</ul> }.into_any())
        })
    })
}

#[cfg(test)]
mod tests {
    use domain::text::Language;

    use super::*;

    #[test]
    fn the_words_about_a_draft_say_what_is_in_the_form() {
        let say = |count, is| found_words("kl. 10.42", count, is, Language::Da);
        assert_eq!(say(14, (false, false)), "Skemaet viser din kladde fra kl. 10.42. 14 felter er udfyldt.");
        assert_eq!(
            say(1, (true, false)),
            "Skemaet viser din kladde fra kl. 10.42. 1 felt er rettet, siden skemaet blev afsluttet."
        );
        assert!(say(2, (false, true)).contains("det, du nåede at skrive bagefter"));
    }
}
