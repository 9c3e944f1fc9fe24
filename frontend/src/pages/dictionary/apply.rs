//! How to apply for data: who decides, what is needed, where to turn. More in `docs/data-access.md`.

use leptos::prelude::*;

use crate::live::live_if;
use crate::session::use_session;
use crate::text::*;

/// Where an application for data of several registers begins. Source: S:56.
const AUTHORITY: &str = "https://sundhedsdatastyrelsen.dk/da/forskerservice/ansog-om-data";

/// The section.
pub(super) fn apply() -> AnyView {
    let session = use_session();
    let support = live_if(move || {
        let support = session.installation()?.support?;
        Some(view! { <li>{tf(DICT_APPLY_SUPPORT, move |_| [("support", support.clone())])}</li> })
    });
    let needed = [DICT_APPLY_PURPOSE, DICT_APPLY_BASIS, DICT_APPLY_WHAT, DICT_APPLY_CARE];
    let needed: Vec<_> = needed.into_iter().map(|line| view! { <li>{t(line)}</li> }).collect();
    view! {
        <section class="card dictionary-group dictionary-apply prose" id="apply" tabindex="-1">
            <h2>{t(DICT_APPLY)}</h2>
            <h3>{t(DICT_APPLY_WHO)}</h3>
            <p>{t(DICT_APPLY_DECIDES)}</p>
            <h3>{t(DICT_APPLY_NEEDED)}</h3>
            <ul class="bullets">{needed}</ul>
            <h3>{t(DICT_APPLY_WHERE)}</h3>
            <ul class="bullets">
                <li>{t(DICT_APPLY_ONE)}</li>
                <li>{t(DICT_APPLY_MANY)}</li>
                <li>{t(DICT_APPLY_REGISTERS)}" "<a href=AUTHORITY rel="external">{t(DICT_APPLY_AUTHORITY)}</a>"."</li>
                {support}
            </ul>
            <p>{t(DICT_APPLY_FORMAT)}" "<a href="/docs" rel="external">{t(DICT_APPLY_DOCS)}</a>"."</p>
            <p class="small muted">{t(DICT_APPLY_NOT_HERE)}</p>
        </section>
    }
    .into_any()
}
