//! The work list: what waits for whom, in the order it should be done.

mod effect;
mod groups;
mod keys;
mod last;
mod listed;
mod place;
mod row;
mod today;
mod warning;

use std::collections::HashMap;
use std::sync::Arc;

use api_client::Answer;
use api_types::{CourseFilter, SessionView};
use domain::access::Permission;
use domain::ids::SessionId;
use domain::programme::Programme;
use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use self::groups::{GROUPS, Group};
pub(crate) use self::last::forget;
use self::listed::{Listed, is_hit};
pub(crate) use self::warning::warning_tags;
use crate::browser::{focus, on_window_key};
use crate::live::{live, live_if};
use crate::load::Loader;
use crate::pages::attendance::{Saver, save_line};
use crate::parts::{empty, page_head};
use crate::programmes::{HJERTEKOM, Programmes, use_programmes};
use crate::session::{Session, use_session};
use crate::text::*;

/// Rows fetched per group.
const ROWS: u32 = 100;

/// Rows shown per group until all are asked for.
const FIRST_ROWS: usize = 8;

/// What the page shows.
#[derive(Clone)]
struct Shown {
    /// The courses of every group, in the order of [`GROUPS`]; each course once.
    groups: Vec<Listed>,
    /// For the words of what is missing.
    programme: Arc<Programme>,
    /// What keeping or losing the courses on the radar would do.
    effect: Option<effect::Effect>,
    /// Why this is not the list of now.
    stale: Option<last::Stale>,
}

/// The sessions that are due, as they are on the screen.
type Sessions = HashMap<SessionId, RwSignal<SessionView>>;

/// Home of clinicians and coordinators.
pub(crate) fn page() -> AnyView {
    let (session, programmes) = (use_session(), use_programmes());
    let navigate = use_navigate();
    let filter_text = RwSignal::new(String::new());
    let filter_input = NodeRef::<Input>::new();
    let may_write = session.may(Permission::WriteCitizens);
    let saver = Saver::of_list(session.clone());
    let loading = session.clone();
    let loader = Loader::new(move || {
        let session = loading.clone();
        async move { last::keep_or_recall(&session, fetch(&session, programmes).await) }
    });
    let sessions = StoredValue::new(HashMap::new());
    on_window_key(move |event| {
        let go = |path: &str| navigate(path, leptos_router::NavigateOptions::default());
        keys::pressed(&event, may_write, filter_input, &go, |id, event| {
            sessions.with_value(|sessions: &Sessions| {
                let row = sessions.iter().find(|(known, _)| known.to_string() == id).map(|(_, row)| *row);
                if let Some(row) = row {
                    keys::record(row, saver, event);
                }
            });
        });
    });
    let new_citizen = may_write.then(|| {
        view! { <a class="button" href="/borgere/ny">{t(NEW_CITIZEN)}" "<kbd aria-hidden="true">"n"</kbd></a> }
    });
    let actions = view! {
        <label class="label" for="filter">{t(WORKLIST_FILTER)}" "<kbd aria-hidden="true">"/"</kbd></label>
        <input class="input input-filter" id="filter" type="search" autocomplete="off" node_ref=filter_input
            aria-describedby="filter-matches"
            prop:value=Signal::derive(move || filter_text.get())
            on:input=move |event| filter_text.set(event_target_value(&event))/>
        {new_citizen}
    };
    let title = t(WORKLIST);
    view! {
        {page_head(Signal::derive(move || title().to_owned()), Some(view! { <p>{t(WORKLIST_LEAD)}</p> }.into_any()), Some(actions.into_any()), false)}
        {loader.show(move |mut shown| {
            let rows = due(&shown, saver);
            sessions.set_value(rows.clone());
            let again = Callback::new(move |()| loader.reload());
            let stale = shown.stale.take().map(|stale| last::warning(stale, again));
            view! { {stale}{list(shown, rows, filter_text, saver)} }.into_any()
        })}
    }
    .into_any()
}

async fn fetch(session: &Session, programmes: Programmes) -> Answer<Shown> {
    let client = session.client();
    let pages = GROUPS.map(|group| client.courses(group.filter, None, ROWS));
    let (pages, overview) =
        futures::future::join(futures::future::try_join_all(pages), effect::persistence(session)).await;
    let pages = pages?;
    // All of them, those that are shown in a group before it too.
    let on_radar = GROUPS.iter().zip(&pages).find(|(group, _)| group.filter == CourseFilter::Radar);
    let count = on_radar.map_or(0, |(_, page)| page.total);
    let groups = place::in_order(place::once(pages));
    let newest =
        groups.iter().flat_map(|listed| &listed.courses).map(|course| course.programme_version.clone()).max();
    let version = match newest {
        Some(version) => version,
        None => client.programmes().await.map(|list| newest_version(&list))?,
    };
    let programme = programmes.get(session, HJERTEKOM, &version).await?;
    let effect = overview.and_then(|now| effect::Effect::of(now, count));
    Ok(Shown { groups, programme, effect, stale: None })
}

/// A signal for every session that is due.
fn due(shown: &Shown, saver: Saver) -> Sessions {
    let courses = shown.groups.iter().flat_map(|listed| &listed.courses);
    let due = courses.flat_map(|course| course.sessions_due.iter().cloned());
    let rows = saver.rows(due).into_iter();
    rows.map(|row| (row.with_untracked(|session| session.id), row)).collect()
}

fn newest_version(list: &api_types::ProgrammeList) -> String {
    let versions = list.items.iter().filter(|programme| programme.id == HJERTEKOM);
    versions.map(|programme| programme.version.clone()).max().unwrap_or_default()
}

fn list(shown: Shown, sessions: Sessions, filter: RwSignal<String>, saver: Saver) -> AnyView {
    if shown.groups.iter().all(|listed| listed.courses.is_empty()) {
        return empty(
            view! { <strong>{t(WORKLIST_EMPTY)}</strong> }.into_any(),
            view! { <p>{t(WORKLIST_EMPTY_HINT)}</p><a class="button" href="/borgere">{t(CITIZENS)}</a> }
                .into_any(),
        );
    }
    let wanted = Memo::new(move |_| filter.with(|text| text.trim().to_lowercase()));
    let Shown { groups, programme, effect, .. } = shown;
    let context = row::Context { programme, sessions: Arc::new(sessions), saver };
    let (groups, counts): (Vec<_>, Vec<_>) = GROUPS
        .into_iter()
        .zip(groups)
        .filter(|(_, listed)| listed.total > 0)
        .map(|(of, listed)| {
            let listed = Arc::new(listed);
            let counted = Arc::clone(&listed);
            let rows = Memo::new(move |_| wanted.with(|wanted| counted.rows(of.filter, wanted)));
            let effect = effect.filter(|_| of.filter == CourseFilter::Radar);
            (section(of, listed, rows, effect, wanted, context.clone()), (of, rows))
        })
        .unzip();
    let all: Vec<_> = counts.iter().map(|(_, rows)| *rows).collect();
    let matches = Signal::derive(move || {
        let is_filtered = wanted.with(|wanted| !wanted.is_empty());
        is_filtered.then(|| all.iter().map(|rows| rows.get()).sum::<u64>())
    });
    let jumps = jumps(counts);
    view! {
        {jumps}
        {save_line(saver)}
        <p class="visually-hidden" id="filter-matches" role="status">{move || matches.get().map(matches_words)}</p>
        {live_if(move || (matches.get() == Some(0)).then(|| nobody(filter)))}
        <div on:keydown=|event| keys::arrows(&event)>{groups}</div>
    }
    .into_any()
}

fn matches_words(count: u64) -> AnyView {
    match count {
        1 => t(LIST_MATCHES_ONE).into_any(),
        count => tf(LIST_MATCHES, move |_| [("count", count.to_string())]).into_any(),
    }
}

/// Nobody on the list has that name: says so, and what to do.
fn nobody(filter: RwSignal<String>) -> AnyView {
    let clear = move |_| {
        filter.set(String::new());
        focus("filter");
    };
    empty(
        view! { <strong>{tf(LIST_NO_MATCH, move |_| [("text", filter.get().trim().to_owned())])}</strong> }
            .into_any(),
        view! {
            <p>{t(LIST_NO_MATCH_HINT)}</p>
            <div class="row row-centre">
                <button type="button" class="button button-quiet" on:click=clear>{t(LIST_CLEAR)}</button>
                <a class="button" href="/borgere">{t(CITIZENS)}</a>
            </div>
        }
        .into_any(),
    )
}

/// The groups with the numbers of rows they show, to go to one.
fn jumps(groups: Vec<(Group, Memo<u64>)>) -> AnyView {
    let item = |(group, rows): (Group, Memo<u64>)| {
        let id = format!("group-{}", group.id);
        let go = move |_| {
            focus(&id);
        };
        view! {
            <li hidden=Signal::derive(move || rows.get() == 0)>
                <button type="button" class="tab" on:click=go>{t(group.name)}" "<span class="muted">"("{rows}")"</span></button>
            </li>
        }
    };
    let is_hidden = {
        let rows: Vec<_> = groups.iter().map(|(_, rows)| *rows).collect();
        Signal::derive(move || rows.iter().all(|rows| rows.get() == 0))
    };
    let items: Vec<_> = groups.into_iter().map(item).collect();
    view! { <nav class="jumps no-print" hidden=is_hidden aria-label=t(LIST_JUMP)><ul class="tabs">{items}</ul></nav> }
        .into_any()
}

fn section(
    of: Group,
    listed: Arc<Listed>,
    in_all: Memo<u64>,
    effect: Option<effect::Effect>,
    wanted: Memo<String>,
    context: row::Context,
) -> AnyView {
    let shows_all = RwSignal::new(false);
    let (count, total) = (listed.courses.len(), listed.total);
    let searched = Arc::clone(&listed);
    // The places of the courses that are shown: as long as they are the same, no row is drawn again.
    let visible = Memo::new(move |_| {
        wanted.with(|wanted| {
            // Whoever filters wants to see every hit.
            let limit = if wanted.is_empty() && !shows_all.get() { FIRST_ROWS } else { usize::MAX };
            let hits = searched.courses.iter().enumerate().filter(|(_, course)| is_hit(course, wanted));
            hits.map(|(place, _)| place).take(limit).collect::<Vec<_>>()
        })
    });
    let is_filtered = move || wanted.with(|wanted| !wanted.is_empty());
    // A group without a hit leaves no empty heading behind.
    let is_hidden = Signal::derive(move || is_filtered() && in_all.get() == 0);
    let rows = live(move || {
        visible.with(|visible| {
            let courses = visible.iter().filter_map(|place| listed.courses.get(*place));
            courses.map(|course| row::rows(of.filter, course, &context)).collect::<Vec<_>>()
        })
    });
    let more = live_if(move || {
        (count > FIRST_ROWS && !shows_all.get() && !is_filtered()).then(|| {
            view! {
                <button type="button" class="button button-plain button-small group-more"
                    on:click=move |_| shows_all.set(true)>
                    {tf(SHOW_ALL, move |_| [("total", count.to_string())])}
                </button>
            }
        })
    });
    let rest = (total > count as u64).then(|| {
        let language = use_language();
        let words = Signal::derive(move || {
            let phrase = if is_filtered() { WORKLIST_FILTERED } else { WORKLIST_MORE };
            phrase.fill(language.get(), &[("shown", &count.to_string()), ("total", &total.to_string())])
        });
        view! { <p class="small muted group-more">{words}</p> }
    });
    view! {
        <section class="group" hidden=is_hidden>
            <div class="group-head">
                <h2 id=format!("group-{}", of.id) tabindex="-1">{t(of.name)}</h2><span class="count">{in_all}</span>
                {of.note.map(|note| view! { <span class="muted small">{t(note)}</span> })}
            </div>
            {effect.map(effect::words)}
            <ul class="rows">{rows}</ul>
            {more}
            {rest}
        </section>
    }
    .into_any()
}
