//! The bar that stays at the bottom: what is saved, undoing, the keys, completion.

use api_types::ProblemCode;
use leptos::prelude::*;

use super::autosave::Autosave;
use super::clashes::CLASHES_ID;
use super::complete::Completion;
use super::keys::COMPLETE_ID;
use super::undo::undo_buttons;
use crate::browser::{focus_soon, local};
use crate::keep::{SaveState, use_keeper};
use crate::live::{live, live_if};
use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

/// The bar. Its state line is announced politely.
pub(crate) fn save_bar(autosave: Autosave, completion: Completion) -> AnyView {
    let language = use_language();
    let keeper = use_keeper();
    let words =
        Signal::derive(move || state_words(autosave.state.get(), keeper.keeps_journal(), language.get()));
    let mark = live(move || match autosave.state.get() {
        SaveState::Saved(_) => icon(Icon::Tick),
        SaveState::Offline | SaveState::Failed(_) | SaveState::Expired => icon(Icon::Warning),
        SaveState::Waiting => icon(Icon::Clock),
        SaveState::Clean => ().into_any(),
    });
    // Each save changes the line twice; read aloud, only what is new would be heard: that saving fails, and that it
    // works again.
    let is_worth_saying = Memo::new(move |before: Option<&(bool, SaveState)>| {
        let now = autosave.state.get();
        let was_bad = before.is_some_and(|(_, state)| is_bad(*state));
        let was_worth = before.is_some_and(|(worth, _)| *worth);
        // While a better state is on its way, the line stays as loud as it was.
        (is_bad(now) || was_bad || (was_worth && now == SaveState::Waiting), now)
    });
    let live_mode = Signal::derive(move || if is_worth_saying.get().0 { "polite" } else { "off" });
    let unsaved =
        Signal::derive(move || count_words(UNSAVED_ONE, UNSAVED_MANY, keeper.unsaved(), language.get()));
    // The panel where one chooses is at the top, and whoever types may be far below.
    let clashing = Memo::new(move |_| autosave.clashes.with(serde_json::Map::len));
    let clashes = Signal::derive(move || count_words(CLASH_ONE, CLASH_MANY, clashing.get(), language.get()));
    let is_correction = move || autosave.based_on.get().is_some();
    let complete = Signal::derive(move || match (completion.is_busy.get(), is_correction()) {
        (true, _) => t(COMPLETE_BUSY)(),
        (false, true) => t(COMPLETE_AGAIN)(),
        (false, false) => t(COMPLETE)(),
    });
    view! {
        <div class="save-bar">
            <div class="save-bar-in">
                <span class="save-state" data-state=Signal::derive(move || state_id(autosave.state.get()))>
                    {mark}
                    <span role="status" aria-live=live_mode>{words}</span>
                    {live_if(move || is_bad(autosave.state.get()).then(|| view! {
                        <span class="small">{unsaved}</span>
                        <button type="button" class="button button-quiet button-small"
                            on:click=move |_| autosave.save_now()>{t(STATE_TRY_NOW)}</button>
                    }))}
                </span>
                <span role="status">
                    {live_if(move || (clashing.get() > 0).then(|| view! {
                        <button type="button" class="button button-quiet button-small"
                            on:click=move |_| focus_soon(CLASHES_ID)>{icon(Icon::Warning)}{clashes}</button>
                    }))}
                </span>
                {undo_buttons(autosave)}
                <span class="save-keys">
                    <span><kbd>"Enter"</kbd>" "{t(FORM_ENTER)}</span>
                    <span><kbd>"Alt"</kbd>"+"<kbd>"M"</kbd>" "{t(FORM_KEY_MISSING)}</span>
                    <span><kbd>"F1"</kbd>" "{t(FORM_KEY_HELP)}</span>
                </span>
                <button type="button" class="button" id=COMPLETE_ID on:click=move |_| completion.complete()
                    aria-busy=Signal::derive(move || completion.is_busy.get().to_string())>
                    {complete}" "<kbd aria-hidden="true">"Ctrl+Enter"</kbd>
                </button>
            </div>
        </div>
    }
    .into_any()
}

const fn is_bad(state: SaveState) -> bool {
    matches!(state, SaveState::Offline | SaveState::Failed(_))
}

/// The state for style sheets and tests.
const fn state_id(state: SaveState) -> &'static str {
    match state {
        SaveState::Clean => "clean",
        SaveState::Waiting => "waiting",
        SaveState::Saved(_) => "saved",
        SaveState::Offline => "offline",
        SaveState::Failed(_) => "failed",
        SaveState::Expired => "expired",
    }
}

fn state_words(state: SaveState, is_journaled: bool, language: domain::text::Language) -> String {
    let phrase = match state {
        SaveState::Clean => STATE_CLEAN,
        SaveState::Waiting => STATE_WAITING,
        SaveState::Saved(at) => {
            return STATE_SAVED.fill(language, &[("time", &show::time(local(at).time(), language))]);
        }
        SaveState::Offline if is_journaled => STATE_OFFLINE_KEPT,
        SaveState::Offline => STATE_OFFLINE,
        // What another attempt may mend needs no explanation; the rest does.
        SaveState::Failed(code) if code.status() >= 500 || code == ProblemCode::TooManyRequests => {
            STATE_FAILED
        }
        SaveState::Failed(code) => {
            return STATE_WHY.fill(language, &[("why", code.message().get(language))]);
        }
        SaveState::Expired => STATE_EXPIRED,
    };
    phrase.get(language).to_owned()
}
