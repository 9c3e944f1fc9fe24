//! The work list: what waits for whom, in the order it should be done.

use api_types::{CourseFilter, CoursePage, CourseView, FormState};
use domain::access::Permission;
use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

use crate::browser::{in_text_field, on_window_key, today};
use crate::live::{live, live_if};
use crate::load::Loader;
use crate::parts::{Icon, empty, icon, page_head};
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// Rows fetched per group.
const ROWS: u32 = 100;

/// Rows shown per group until all are asked for.
const FIRST_ROWS: usize = 8;

/// The groups, the most urgent first.
const GROUPS: [(CourseFilter, Phrase, Option<Phrase>); 4] = [
    (CourseFilter::MissingEnd, GROUP_MISSING_END, Some(GROUP_MISSING_END_NOTE)),
    (CourseFilter::Drafts, GROUP_DRAFTS, Some(GROUP_DRAFTS_NOTE)),
    (CourseFilter::Waiting, GROUP_REFERRED, None),
    (CourseFilter::DataGaps, GROUP_GAPS, Some(GROUP_GAPS_NOTE)),
];

/// Home of clinicians and coordinators.
pub(crate) fn page() -> AnyView {
    let session = use_session();
    let navigate = use_navigate();
    let filter_text = RwSignal::new(String::new());
    let filter_input = NodeRef::<Input>::new();
    let loaders = GROUPS.map(|(filter, ..)| group_loader(filter));
    let may_write = session.may(Permission::WriteCitizens);
    on_window_key(move |event| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || in_text_field(&event) {
            return;
        }
        match event.key().as_str() {
            "n" if may_write => {
                // Otherwise the letter arrives in the first field of the page it opens.
                event.prevent_default();
                navigate("/borgere/ny", leptos_router::NavigateOptions::default());
            }
            "/" => {
                if let Some(input) = filter_input.get_untracked() {
                    event.prevent_default();
                    let _ = input.focus();
                }
            }
            _ => {}
        }
    });
    let new_citizen = may_write.then(|| {
        view! { <a class="button" href="/borgere/ny">{t(NEW_CITIZEN)}" "<kbd aria-hidden="true">"n"</kbd></a> }
    });
    let actions = view! {
        <label class="label" for="filter">{t(WORKLIST_FILTER)}" "<kbd aria-hidden="true">"/"</kbd></label>
        <input class="input input-filter" id="filter" type="search" autocomplete="off" node_ref=filter_input
            prop:value=Signal::derive(move || filter_text.get())
            on:input=move |event| filter_text.set(event_target_value(&event))/>
        {new_citizen}
    };
    let title = t(WORKLIST);
    let is_empty =
        move || loaders.iter().all(|loader| loader.ready().is_some_and(|page| page.items.is_empty()));
    let groups: Vec<_> = GROUPS
        .into_iter()
        .zip(loaders)
        .map(|((_, name, note), loader)| group(name, note, loader, filter_text))
        .collect();
    view! {
        {page_head(Signal::derive(move || title().to_owned()), Some(view! { <p>{t(WORKLIST_LEAD)}</p> }.into_any()), Some(actions.into_any()), false)}
        {live_if(move || is_empty().then(|| empty(
            view! { <strong>{t(WORKLIST_EMPTY)}</strong> }.into_any(),
            view! { <p>{t(WORKLIST_EMPTY_HINT)}</p><a class="button" href="/borgere">{t(CITIZENS)}</a> }.into_any(),
        )))}
        <div on:keydown=move_between_rows>{groups}</div>
    }
    .into_any()
}

fn group_loader(filter: CourseFilter) -> Loader<CoursePage> {
    let session = use_session();
    Loader::new(move || {
        let session = session.clone();
        async move { session.client().courses(filter, None, ROWS).await }
    })
}

fn group(
    name: Phrase,
    note: Option<Phrase>,
    loader: Loader<CoursePage>,
    filter: RwSignal<String>,
) -> AnyView {
    let shows_all = RwSignal::new(false);
    loader.show(move |page| {
        let total = page.total;
        if total == 0 {
            return ().into_any();
        }
        let count = page.items.len();
        let shown = live(move || {
            let wanted = filter.get().trim().to_lowercase();
            // Whoever filters wants to see every hit.
            let limit = if wanted.is_empty() && !shows_all.get() { FIRST_ROWS } else { usize::MAX };
            let matches = |course: &&CourseView| course.citizen.name.to_lowercase().contains(&wanted);
            page.items.iter().filter(matches).take(limit).map(row).collect::<Vec<_>>()
        });
        let is_cut =
            move || count > FIRST_ROWS && !shows_all.get() && filter.with(|text| text.trim().is_empty());
        let more = live_if(move || {
            is_cut().then(|| {
                view! {
                    <button type="button" class="button button-plain button-small group-more"
                        on:click=move |_| shows_all.set(true)>
                        {tf(SHOW_ALL, move |_| [("total", total.to_string())])}
                    </button>
                }
            })
        });
        let rest = (total > u64::from(ROWS)).then(|| {
            let places = move |_| [("shown", ROWS.to_string()), ("total", total.to_string())];
            view! { <p class="small muted group-more">{tf(WORKLIST_MORE, places)}</p> }
        });
        view! {
            <section class="group">
                <div class="group-head">
                    <h2>{t(name)}</h2><span class="count">{total}</span>
                    {note.map(|note| view! { <span class="muted small">{t(note)}</span> })}
                </div>
                <ul class="rows">{shown}</ul>
                {more}
                {rest}
            </section>
        }
        .into_any()
    })
}

/// One course: who, where it is, what comes next.
fn row(course: &CourseView) -> impl IntoView + use<> {
    let citizen = &course.citizen;
    let (name, age, cpr) = (citizen.name.clone(), citizen.age, citizen.cpr_masked.clone());
    let next = next_form(course);
    let draft = next.is_some_and(|form| form.state == FormState::Draft);
    let words = match next.map(|form| form.form.as_str()) {
        Some("referral") => t(NEXT_REFERRAL).into_any(),
        Some("start") => t(NEXT_START).into_any(),
        Some("end") => t(NEXT_END).into_any(),
        Some(_) => t(NEXT_FOLLOWUP).into_any(),
        None => tt(course.state.label()).into_any(),
    };
    let (since, phrase) = match (course.ended_on, course.started_on) {
        (Some(day), _) => (day, ROW_ENDED),
        (None, Some(day)) => (day, ROW_STARTED),
        (None, None) => (course.opened_on, ROW_REFERRED),
    };
    // How long somebody has waited matters only while the course runs.
    let is_running = course.ended_on.is_none();
    let days = (today() - since).num_days();
    view! {
        <li>
            <a class="row-link" href=format!("/forloeb/{}", course.id)>
                <span>
                    <span class="row-name">{name}</span>
                    " "<span class="muted">{tf(ROW_YEARS, move |_| [("years", age.to_string())])}</span>
                </span>
                <span class="row-extra muted nowrap">{cpr}</span>
                <span class="row-extra">
                    {tf(phrase, move |language| [("date", show::short_date(since, language))])}
                    {is_running.then(|| view! {
                        <span class="muted">" · "{tf(ROW_DAYS, move |_| [("days", days.to_string())])}</span>
                    })}
                </span>
                <span class="row-extra">
                    {words}
                    {draft.then(|| view! { " "<span class="tag">{t(FORM_DRAFT)}</span> })}
                </span>
                <span class="row-go">
                    {t(if draft { ROW_CONTINUE } else { ROW_OPEN })}{icon(Icon::ArrowRight)}
                </span>
            </a>
        </li>
    }
}

/// The form that comes next: one with a draft, else while the course runs the first that was not submitted.
fn next_form(course: &CourseView) -> Option<&api_types::FormStatus> {
    let in_state =
        |state| course.forms.iter().filter(move |form: &&api_types::FormStatus| form.state == state);
    in_state(FormState::Draft).next().or_else(|| {
        let due = |form: &&api_types::FormStatus| matches!(form.form.as_str(), "start" | "end");
        in_state(FormState::NotStarted).find(due).filter(|_| course.ended_on.is_none())
    })
}

/// Arrows move between the rows of all groups.
fn move_between_rows(event: KeyboardEvent) {
    let step: i32 = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    let Ok(rows) = document().query_selector_all("a.row-link") else {
        return;
    };
    let focused = document().active_element();
    let count = i32::try_from(rows.length()).unwrap_or_default();
    let at = (0..count).find(|index| {
        let row = rows.item(u32::try_from(*index).unwrap_or_default());
        row.is_some_and(|row| focused.as_ref().is_some_and(|focused| row.is_same_node(Some(focused))))
    });
    let Some(target) = at.map(|at| at + step).filter(|target| (0..count).contains(target)) else {
        return;
    };
    let target = rows.item(u32::try_from(target).unwrap_or_default());
    if let Some(target) = target.and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        let _ = target.focus();
    }
}
