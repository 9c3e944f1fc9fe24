//! Help: the keys, and whom to ask.

use leptos::prelude::*;

use crate::live::{live, live_if};
use crate::parts::page_head;
use crate::session::use_session;
use crate::text::*;

/// A key with the same name in both languages.
const fn key(name: &'static str) -> Phrase {
    Phrase::same(name)
}

/// Keys and what they do.
type Keys = &'static [(Phrase, Phrase)];

/// The keys of the program, by where they work.
const KEYS: [(Phrase, Keys); 9] = [
    (
        HELP_EVERYWHERE,
        &[
            (key("g a"), KEY_WORKLIST),
            (key("g b"), KEY_CITIZENS),
            (key("g h"), KEY_GROUPS),
            (key("g i"), KEY_PROFILE),
            (key("Ctrl+K"), KEY_SEARCH),
            (key("?"), KEY_HELP),
            (key("Esc"), KEY_CLOSE),
        ],
    ),
    (
        HELP_NUMBERS,
        &[
            (key("g o"), KEY_OVERVIEW),
            (key("g s"), KEY_COMPARE),
            (key("g f"), KEY_FLOW),
            (key("g r"), KEY_RESULTS),
            (key("g m"), KEY_CASE_MIX),
            (key("g d"), KEY_DATA_QUALITY),
            (key("g p"), KEY_REPORTS),
            (key("g v"), KEY_DATA),
        ],
    ),
    (
        HELP_CHARTS,
        &[
            (KEYS_LEFT_RIGHT, KEY_POINT),
            (key("Home, End"), KEY_POINT_ENDS),
            (KEYS_ARROWS, KEY_CELLS),
            (key("Enter"), KEY_POINT_OPEN),
            (key("t"), KEY_TABLE),
            (key("d"), KEY_EXPORT),
        ],
    ),
    (
        HELP_WORKLIST,
        &[
            (key("/"), KEY_FILTER),
            (KEYS_UP_DOWN, KEY_ROWS),
            (key("Enter"), KEY_OPEN),
            (key("n"), KEY_NEW),
            (key("s"), KEY_START),
            (key("e"), KEY_END),
            (key("t"), KEY_UNDER_WAY),
            (key("f"), KEY_ATTENDANCE),
        ],
    ),
    (HELP_COURSE, &[(key("s"), KEY_START), (key("e"), KEY_END), (key("v"), KEY_CITIZEN_VIEW)]),
    (
        HELP_FORM,
        &[
            (key("Enter"), KEY_NEXT),
            (key("1 – 9"), KEY_DIGIT),
            (key("Backspace"), KEY_CLEAR),
            (key("PageUp, PageDown"), KEY_SECTION),
            (key("Alt+M"), KEY_MISSING),
            (key("im, ir, øi, vi"), KEY_MISSING_LETTERS),
            (key("r"), KEY_CARRIED),
            (key("F1"), KEY_DEFINITION),
            (key("F2"), KEY_MEND),
            (key("Ctrl+S"), KEY_SAVE),
            (key("Ctrl+Enter"), KEY_COMPLETE),
        ],
    ),
    (
        HELP_DATES,
        &[
            (key("120226"), KEY_DATE),
            (key("i"), KEY_TODAY),
            (key("-1, -14"), KEY_DAYS_BACK),
            (key("12.2."), KEY_DAY_MONTH),
            (KEYS_CALENDAR, KEY_CALENDAR),
        ],
    ),
    (
        HELP_REGISTER,
        &[
            (KEYS_UP_DOWN, KEY_ROWS),
            (KEYS_ATTENDED, KEY_ATTENDED),
            (key("0 – 5"), KEY_STATUS),
            (key("a"), KEY_PLAN_SESSIONS),
            (KEYS_A_IN_GROUP, KEY_ALL_ATTENDED),
        ],
    ),
    (
        HELP_PLAN,
        &[
            (key("a"), KEY_ACCEPT),
            (key("x"), KEY_DECLINE),
            (key("i"), KEY_ADD_INTERVENTION),
            (key("t"), KEY_ADD_CONDITION),
            (key("m"), KEY_ADD_GOAL),
        ],
    ),
];

/// A cap for every key that is pressed: two for `g a`, two for `Home, End`.
fn caps(keys: Phrase) -> Vec<AnyView> {
    let words = keys.get(use_language().get());
    let one_by_one = words.strip_prefix("g ").map(|second| vec!["g", second]);
    let caps = one_by_one.unwrap_or_else(|| words.split(", ").collect());
    let cap = |name: &str| view! { <kbd>{name.to_owned()}</kbd>" " }.into_any();
    caps.into_iter().map(cap).collect()
}

/// The keyboard, and whom to ask.
pub(crate) fn page() -> AnyView {
    let title = t(HELP);
    let session = use_session();
    let groups = KEYS.map(|(name, keys)| {
        let keys = keys
            .iter()
            .map(|&(key, words)| view! { <div><dt>{live(move || caps(key))}</dt><dd>{t(words)}</dd></div> });
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
