//! What the foot of every page points at: privacy, accessibility, the version.

use leptos::prelude::*;

use crate::live::live;
use crate::parts::page_head;
use crate::session::use_session;
use crate::text::*;

/// Privacy, accessibility and the version, in plain words.
pub(crate) fn page() -> AnyView {
    let title = t(ABOUT);
    let session = use_session();
    let (installation, browser) = (session.clone(), session.clone());
    let keeps_journal = move || browser.installation().is_some_and(|about| about.offline_journal);
    let statement =
        live(move || match installation.installation().and_then(|about| about.accessibility_statement) {
            Some(address) => {
                view! { <p><a href=address rel="external">{t(ACCESSIBILITY_STATEMENT)}</a></p> }.into_any()
            }
            None => view! { <p>{t(ACCESSIBILITY_NONE)}</p> }.into_any(),
        });
    let version = tf(VERSION, move |_| {
        [("version", session.installation().map(|about| about.version).unwrap_or_default())]
    });
    view! {
        {page_head(Signal::derive(move || title().to_owned()), None, None, false)}
        <div class="stack prose">
            <section class="card" id="privatliv" tabindex="-1">
                <h2>{t(PRIVACY)}</h2>
                <p>{t(PRIVACY_WHO)}</p>
                <p>{live(move || t(if keeps_journal() { PRIVACY_JOURNAL } else { PRIVACY_BROWSER }))}</p>
                <p>{t(PRIVACY_LOG)}</p>
            </section>
            <section class="card" id="was" tabindex="-1">
                <h2>{t(ACCESSIBILITY)}</h2>
                <p>{t(ACCESSIBILITY_TEXT)}</p>
                {statement}
            </section>
            <section class="card">
                <h2>{t(PRODUCT)}</h2>
                <p>{version}</p>
                <p>{t(LICENCES)}</p>
            </section>
        </div>
    }
    .into_any()
}
