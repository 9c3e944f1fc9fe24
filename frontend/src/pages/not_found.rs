//! The page that is not there.

use leptos::prelude::*;

use crate::parts::page_head;
use crate::session::use_session;
use crate::text::*;

/// Says so, and shows the way back.
pub(crate) fn page() -> AnyView {
    let session = use_session();
    let words = t(NOT_FOUND_TITLE);
    let home = Signal::derive(move || if session.is_present() { session.home() } else { "/" });
    view! {
        {page_head(Signal::derive(move || words().to_owned()), None, None, false)}
        <div class="stack">
            <p>{t(NOT_FOUND_TEXT)}</p>
            <p><a class="button" href=home>{t(TO_START)}</a></p>
        </div>
    }
    .into_any()
}
