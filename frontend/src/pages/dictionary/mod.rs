//! The data dictionary: what is asked, what is counted and by which rules. It knows no citizens.

mod apply;
pub(crate) mod changes;
mod codes;
pub(crate) mod entries;
mod entry;
pub(crate) mod examples;
mod facts;
mod index;
pub(crate) mod indicator;
mod list;
pub(crate) mod rules;
mod sources;
mod splits;
pub(crate) mod variable;

use std::collections::BTreeSet;
use std::sync::Arc;

use api_client::{Answer, ClientError};
use api_types::{ProgrammeList, ProgrammeSummary};
use domain::programme::Programme;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use crate::browser::{focus, focus_soon, is_covered, on_window_key, single_key};
use crate::live::{follow, live, live_if};
use crate::load::Loader;
use crate::parts::page_head;
use crate::programmes::{HJERTEKOM, Programmes, use_programmes};
use crate::session::{Session, use_session};
use crate::show;
use crate::text::*;

/// The definitions that are shown.
#[derive(Clone)]
struct Definitions {
    /// Every version there is.
    versions: Vec<ProgrammeSummary>,
    shown: Arc<Programme>,
    /// The version before, which changes are told from.
    before: Option<Arc<Programme>>,
}

/// The page.
pub(crate) fn page() -> AnyView {
    let (session, programmes, query) = (use_session(), use_programmes(), use_query_map());
    let wanted = Memo::new(move |_| query.read().get("version"));
    let loader = Loader::new(move || {
        let (session, wanted) = (session.clone(), wanted.get());
        async move { load(&session, programmes, wanted.as_deref()).await }
    });
    let title = t(DICT_TITLE);
    let lead = view! { <p>{t(DICT_LEAD)}</p> };
    let versions = live_if(move || loader.ready().map(|definitions| version_choice(&definitions)));
    view! {
        {page_head(Signal::derive(move || title().to_owned()), Some(lead.into_any()), Some(versions), false)}
        {loader.show(definitions_view)}
    }
    .into_any()
}

/// Fetches the version that is asked for, or the newest of this product's programme.
async fn load(session: &Session, programmes: Programmes, wanted: Option<&str>) -> Answer<Definitions> {
    let is_open = !untrack(|| session.is_present());
    let client = session.client();
    let ProgrammeList { mut items } =
        if is_open { client.open_programmes().await? } else { client.programmes().await? };
    items.sort_by_key(|version| (version.id != HJERTEKOM, version.id.clone(), version.valid_from));
    let asked = items.iter().position(|version| wanted.is_some_and(|wanted| wanted == address(version)));
    let newest = items.iter().rposition(|version| version.id == HJERTEKOM);
    let index = asked.or(newest).unwrap_or_default();
    let fetch = async |version: &ProgrammeSummary| -> Answer<Arc<Programme>> {
        match is_open {
            true => client.open_programme(&version.id, &version.version).await.map(Arc::new),
            false => programmes.get(session, &version.id, &version.version).await,
        }
    };
    // The programmes are part of the server: without one there is nothing it could have sent.
    let Some(version) = items.get(index).cloned() else {
        return Err(ClientError::Unexpected { status: 404 });
    };
    let before =
        index.checked_sub(1).and_then(|index| items.get(index)).filter(|before| before.id == version.id);
    let before = async {
        match before {
            Some(before) => fetch(before).await.map(Some),
            None => Ok(None),
        }
    };
    let (shown, before) = futures::future::try_join(fetch(&version), before).await?;
    Ok(Definitions { versions: items, shown, before })
}

/// How a version stands in the address.
fn address(version: &ProgrammeSummary) -> String {
    format!("{}/{}", version.id, version.version)
}

fn version_choice(definitions: &Definitions) -> AnyView {
    let navigate = use_navigate();
    let shown = format!("{}/{}", definitions.shown.id, definitions.shown.version);
    let changed = move |event| {
        let version: String = event_target_value(&event);
        navigate(
            &format!("/data?version={version}"),
            NavigateOptions { scroll: false, ..NavigateOptions::default() },
        );
    };
    let option = |version: &ProgrammeSummary| {
        let value = address(version);
        let is_shown = value == shown;
        let version = version.clone();
        let words = tf(DICT_VERSION_FROM, move |language| {
            [("version", version.version.clone()), ("date", show::long_date(version.valid_from, language))]
        });
        view! { <option value=value selected=is_shown>{words}</option> }
    };
    let programmes = definitions.versions.chunk_by(|one, other| one.id == other.id);
    let options = programmes.filter_map(|versions| {
        let label = versions.first()?.label.clone();
        let options: Vec<_> = versions.iter().map(option).collect();
        Some(view! { <optgroup label=tt(label)>{options}</optgroup> })
    });
    let options: Vec<_> = options.collect();
    view! {
        <div class="field row">
            <label class="label" for="dictionary-version">{t(DICT_VERSION)}</label>
            <select class="input input-select" id="dictionary-version" on:change=changed>{options}</select>
        </div>
    }
    .into_any()
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Shown {
    /// The addresses of what the search finds.
    found: Memo<BTreeSet<String>>,
    /// The address of the entry that is opened by its link.
    linked: Memo<String>,
    /// Whether something is searched.
    is_searching: Memo<bool>,
    /// The version in addresses, so that links stay what they are.
    version: StoredValue<String>,
}

fn definitions_view(definitions: Definitions) -> AnyView {
    let Definitions { shown: programme, before, .. } = definitions;
    let search = RwSignal::new(String::new());
    let entries = StoredValue::new(entries::entries(&programme));
    let found = Memo::new(move |_| search.with(|words| entries.with_value(|all| entries::found(all, words))));
    let hash = use_location().hash;
    let linked = Memo::new(move |_| hash.with(|hash| hash.trim_start_matches('#').to_owned()));
    follow(move || {
        let anchor = linked.get();
        if !anchor.is_empty() {
            search.set(String::new());
            focus_soon(anchor);
        }
    });
    on_window_key(move |event| {
        if !is_covered() && single_key(&event).as_deref() == Some("/") {
            event.prevent_default();
            focus("dictionary-search");
        }
    });
    let version = StoredValue::new(format!("{}/{}", programme.id, programme.version));
    let is_searching = Memo::new(move |_| search.with(|words| !words.trim().is_empty()));
    let page = Shown { found, linked, is_searching, version };
    view! {
        <div class="dictionary">
            {search_field(search, found)}
            <div class="dictionary-layout">
                {index::index(&programme, page)}
                <div class="dictionary-body">
                    {how_to_read(is_searching)}
                    {list::forms(&programme, page)}
                    {list::indicators(&programme, page)}
                    {list::splits(&programme, page)}
                    {list::code_lists(&programme, page)}
                    <section class="card dictionary-group" id="changes" tabindex="-1">
                        <h2>{t(DICT_CHANGES)}</h2>
                        {changes::view(before.as_deref(), &programme, "")}
                    </section>
                    {sources::list()}
                    {apply::apply()}
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn search_field(search: RwSignal<String>, found: Memo<BTreeSet<String>>) -> AnyView {
    let language = use_language();
    let count = Signal::derive(move || {
        let (language, count) = (language.get(), found.with(BTreeSet::len));
        let words = search.with(|words| words.trim().to_owned());
        let phrase = match (count, words.is_empty()) {
            (_, true) => DICT_FOUND_ALL,
            (0, false) => DICT_FOUND_NONE,
            (_, false) => DICT_FOUND,
        };
        phrase.fill(language, &[("count", &count.to_string()), ("words", &words)])
    });
    view! {
        <div class="dictionary-search no-print">
            <label class="label" for="dictionary-search">{t(DICT_SEARCH)}" "<kbd aria-hidden="true">"/"</kbd></label>
            <p class="help" id="dictionary-search-help">{t(DICT_SEARCH_HELP)}</p>
            <input class="input" id="dictionary-search" type="search" autocomplete="off" spellcheck="false"
                aria-describedby="dictionary-search-help dictionary-found" aria-keyshortcuts="/"
                prop:value=search on:input=move |event| search.set(event_target_value(&event))/>
            <p class="small muted" id="dictionary-found" role="status">{count}</p>
        </div>
    }
    .into_any()
}

/// Three sentences for those who read it the first time; they make room for what is searched.
fn how_to_read(is_searching: Memo<bool>) -> AnyView {
    live(move || {
        if is_searching.get() {
            return ().into_any();
        }
        let lines = [DICT_HOW_1, DICT_HOW_2, DICT_HOW_3, DICT_HOW_4].map(|line| view! { <p>{t(line)}</p> });
        view! { <section class="card prose"><h2>{t(DICT_HOW)}</h2>{lines.into_iter().collect::<Vec<_>>()}</section> }
            .into_any()
    })
}
