//! The forms of the programme in each version: what they ask, how much they are used, and whether their rules hold.

use api_client::Answer;
use api_types::FormUse;
use leptos::prelude::*;

use super::{FORM, VERSION, Version, chosen, difference, examples, fields, versions};
use crate::live::live;
use crate::load::Loader;
use crate::parts::{in_address, page_head};
use crate::programmes::{HJERTEKOM, Programmes, use_programmes};
use crate::session::{Session, use_session};
use crate::text::*;

/// What the page shows.
#[derive(Clone)]
struct Shown {
    versions: Vec<Version>,
    used: Vec<FormUse>,
}

/// The page.
pub(crate) fn page() -> AnyView {
    let (session, programmes, language) = (use_session(), use_programmes(), use_language());
    let loader = Loader::new(move || {
        let session = session.clone();
        async move { load(&session, programmes).await }
    });
    let title = Signal::derive(move || ADMIN_FORMS_TITLE.get(language.get()).to_owned());
    let lead = view! { <p>{t(ADMIN_FORMS_LEAD)}</p> };
    view! {
        {page_head(title, Some(lead.into_any()), None, false)}
        {loader.show(content)}
    }
    .into_any()
}

async fn load(session: &Session, programmes: Programmes) -> Answer<Shown> {
    let used = session.client().programme_use(HJERTEKOM);
    let (versions, used) = futures::future::try_join(super::versions(session, programmes), used).await?;
    Ok(Shown { versions, used: used.items })
}

fn content(shown: Shown) -> AnyView {
    let (wanted, _) = in_address(VERSION);
    let (form, _) = in_address(FORM);
    let Shown { versions, used } = shown;
    let all = StoredValue::new(versions.clone());
    let of_version = {
        let used = used.clone();
        live(move || {
            let version = all.with_value(|all| chosen(all, wanted.get().as_deref()).cloned());
            let Some(version) = version else { return ().into_any() };
            let used = used.clone();
            untrack(|| {
                view! {
                    {fields::forms(&version.programme, used, form)}
                    {fields::fields(&version.programme, form)}
                    {difference::difference(all, &version.programme.version)}
                    {examples::examples(&version.programme)}
                }
                .into_any()
            })
        })
    };
    view! {
        <div class="dictionary admin">
            {versions::table(&versions, used, wanted)}
            {of_version}
        </div>
    }
    .into_any()
}
