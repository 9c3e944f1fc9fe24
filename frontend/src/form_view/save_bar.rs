//! The bar that stays at the bottom: what is saved, the keys, completion.

use leptos::prelude::*;

use super::autosave::{Autosave, SaveState};
use super::complete::Completion;
use super::keys::COMPLETE_ID;
use crate::live::live;
use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

/// The bar. Its state line is announced politely.
pub(crate) fn save_bar(autosave: Autosave, completion: Completion, is_correction: bool) -> AnyView {
    let language = use_language();
    let state = Signal::derive(move || match autosave.state.get() {
        SaveState::Clean => t(STATE_CLEAN)().to_owned(),
        SaveState::Waiting => t(STATE_WAITING)().to_owned(),
        SaveState::Saved(at) => {
            STATE_SAVED.fill(language.get(), &[("time", &show::time(at, language.get()))])
        }
        SaveState::Failed => t(STATE_FAILED)().to_owned(),
        SaveState::Expired => t(STATE_EXPIRED)().to_owned(),
    });
    let mark = live(move || match autosave.state.get() {
        SaveState::Saved(_) => icon(Icon::Tick),
        SaveState::Failed | SaveState::Expired => icon(Icon::Warning),
        SaveState::Waiting => icon(Icon::Clock),
        SaveState::Clean => ().into_any(),
    });
    let words = Signal::derive(move || match (completion.is_busy.get(), is_correction) {
        (true, _) => t(COMPLETE_BUSY)(),
        (false, true) => t(COMPLETE_AGAIN)(),
        (false, false) => t(COMPLETE)(),
    });
    view! {
        <div class="save-bar">
            <div class="save-bar-in">
                <span class="save-state">{mark}<span role="status">{state}</span></span>
                <span class="save-keys">
                    <span><kbd>"Enter"</kbd>" "{t(FORM_ENTER)}</span>
                    <span><kbd>"Alt"</kbd>"+"<kbd>"M"</kbd>" "{t(FORM_KEY_MISSING)}</span>
                    <span><kbd>"F1"</kbd>" "{t(FORM_KEY_HELP)}</span>
                </span>
                <button type="button" class="button" id=COMPLETE_ID on:click=move |_| completion.complete()
                    aria-busy=Signal::derive(move || completion.is_busy.get().to_string())>
                    {words}" "<kbd aria-hidden="true">"Ctrl+Enter"</kbd>
                </button>
            </div>
        </div>
    }
    .into_any()
}
