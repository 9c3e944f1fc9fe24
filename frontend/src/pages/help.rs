//! Help: the keys, and whom to ask.

use leptos::prelude::*;

use crate::live::live_if;
use crate::parts::page_head;
use crate::session::use_session;
use crate::text::*;

/// Keys and what they do, in groups.
const KEYS: [(Phrase, &[(&str, Phrase)]); 4] = [
    (
        HELP_EVERYWHERE,
        &[
            ("g a", KEY_WORKLIST),
            ("g b", KEY_CITIZENS),
            ("g o", KEY_OVERVIEW),
            ("g h", KEY_GROUPS),
            ("g i", KEY_PROFILE),
            ("Ctrl+K", KEY_SEARCH),
            ("?", KEY_HELP),
            ("Esc", KEY_CLOSE),
        ],
    ),
    (
        HELP_WORKLIST,
        &[
            ("/", KEY_FILTER),
            ("Pil op, Pil ned", KEY_ROWS),
            ("Enter", KEY_OPEN),
            ("n", KEY_NEW),
            ("s", KEY_START),
            ("e", KEY_END),
            ("f", KEY_ATTENDANCE),
        ],
    ),
    (
        HELP_FORM,
        &[
            ("Enter", KEY_NEXT),
            ("1 – 9", KEY_DIGIT),
            ("Backspace", KEY_CLEAR),
            ("PageUp, PageDown", KEY_SECTION),
            ("Alt+M", KEY_MISSING),
            ("im, ir, øi, vi", KEY_MISSING_LETTERS),
            ("F1", KEY_DEFINITION),
            ("Ctrl+S", KEY_SAVE),
            ("Ctrl+Enter", KEY_COMPLETE),
        ],
    ),
    (
        HELP_DATES,
        &[("120226", KEY_DATE), ("i", KEY_TODAY), ("-1, -14", KEY_DAYS_BACK), ("12.2.", KEY_DAY_MONTH)],
    ),
];

/// The keyboard, and whom to ask.
pub(crate) fn page() -> AnyView {
    let title = t(HELP);
    let session = use_session();
    let groups = KEYS.map(|(name, keys)| {
        let keys = keys.iter().map(|&(key, words)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{t(words)}</dd></div> });
        view! { <section class="card help-keys"><h2>{t(name)}</h2><dl>{keys.collect::<Vec<_>>()}</dl></section> }
    });
    view! {
        {page_head(Signal::derive(move || title().to_owned()), Some(view! { <p>{t(HELP_LEAD)}</p> }.into_any()), None, false)}
        <div class="help-grid">{groups.into_iter().collect::<Vec<_>>()}</div>
        {live_if(move || session.installation().and_then(|about| about.support).map(|support| view! {
            <p class="help-support"><strong>{t(SUPPORT)}": "</strong>{support}</p>
        }))}
    }
    .into_any()
}
