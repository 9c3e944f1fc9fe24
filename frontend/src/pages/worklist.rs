//! The work list: what waits for whom, in the order it should be done.

use api_types::{CourseFilter, CoursePage, CourseView, FormState};
use domain::access::Permission;
use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

use crate::browser::{in_text_field, on_window_key, today};
use crate::load::Loader;
use crate::parts::{Icon, empty, icon, page_head};
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// Rows fetched per group; a longer list is shortened by the filter or continued on demand.
const ROWS: u32 = 25;

/// The groups, the most urgent first.
const GROUPS: [(CourseFilter, Phrase, Option<Phrase>); 4] = [
    (
        CourseFilter::MissingEnd,
        GROUP_MISSING_END,
        Some(GROUP_MISSING_END_NOTE),
    ),
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
            "n" if may_write => navigate("/borgere/ny", leptos_router::NavigateOptions::default()),
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
            prop:value=move || filter_text.get()
            on:input=move |event| filter_text.set(event_target_value(&event))/>
        {new_citizen}
    };
    let title = t(WORKLIST);
    let is_empty = move || {
        loaders
            .iter()
            .all(|loader| loader.ready().is_some_and(|page| page.items.is_empty()))
    };
    let groups: Vec<_> = GROUPS
        .into_iter()
        .zip(loaders)
        .map(|((_, name, note), loader)| group(name, note, loader, filter_text))
        .collect();
    view! {
        {page_head(move || title().to_owned(), Some(view! { <p>{t(WORKLIST_LEAD)}</p> }.into_any()), Some(actions.into_any()), false)}
        {move || is_empty().then(|| empty(
            view! { <strong>{t(WORKLIST_EMPTY)}</strong> }.into_any(),
            view! { <p>{t(WORKLIST_EMPTY_HINT)}</p><a class="button" href="/borgere">{t(CITIZENS)}</a> }.into_any(),
        ))}
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
    let rows = loader.show(move |page| {
        let total = page.total;
        let shown = move || {
            let wanted = filter.get().to_lowercase();
            let matches = |course: &&CourseView| course.citizen.name.to_lowercase().contains(wanted.trim());
            page.items.iter().filter(matches).map(row).collect::<Vec<_>>()
        };
        if total == 0 {
            return ().into_any();
        }
        let more = (total > u64::from(ROWS)).then(|| {
            view! {
                <p class="small muted group-more">{tf(WORKLIST_MORE, move |_| [
                    ("shown", ROWS.to_string()),
                    ("total", total.to_string()),
                ])}</p>
            }
        });
        view! {
            <section class="group">
                <div class="group-head">
                    <h2>{t(name)}</h2><span class="count">{total}</span>
                    {note.map(|note| view! { <span class="muted small">{t(note)}</span> })}
                </div>
                <ul class="rows">{shown}</ul>
                {more}
            </section>
        }
        .into_any()
    });
    rows
}

/// One course: who, where it is, what comes next.
fn row(course: &CourseView) -> impl IntoView + use<> {
    let citizen = &course.citizen;
    let (name, age, cpr) = (citizen.name.clone(), citizen.age, citizen.cpr_masked.clone());
    let next = next_form(course);
    let draft = next.is_some_and(|form| form.state == FormState::Draft);
    let words = match next.map(|form| form.form.as_str()) {
        Some("referral") => NEXT_REFERRAL,
        Some("start") => NEXT_START,
        Some("end") => NEXT_END,
        Some(_) => NEXT_FOLLOWUP,
        None => NEXT_NONE,
    };
    let (since, phrase) = match course.started_on {
        Some(day) => (day, ROW_STARTED),
        None => (course.opened_on, ROW_REFERRED),
    };
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
                    <span class="muted">" · "{tf(ROW_DAYS, move |_| [("days", days.to_string())])}</span>
                </span>
                <span class="row-extra">
                    {t(words)}
                    {draft.then(|| view! { " "<span class="tag">{t(FORM_DRAFT)}</span> })}
                </span>
                <span class="row-go">
                    {t(if draft { ROW_CONTINUE } else { ROW_OPEN })}{icon(Icon::ArrowRight)}
                </span>
            </a>
        </li>
    }
}

/// The form that comes next: one with a draft, else the first that was not submitted.
fn next_form(course: &CourseView) -> Option<&api_types::FormStatus> {
    let draft = course.forms.iter().find(|form| form.state == FormState::Draft);
    draft.or_else(|| {
        let later = |form: &&api_types::FormStatus| form.state == FormState::NotStarted;
        let start = course
            .forms
            .iter()
            .find(|form| form.form == "start" && later(form));
        start.or_else(|| course.forms.iter().find(|form| form.form == "end" && later(form)))
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
        row.is_some_and(|row| {
            focused
                .as_ref()
                .is_some_and(|focused| row.is_same_node(Some(focused)))
        })
    });
    let Some(target) = at
        .map(|at| at + step)
        .filter(|target| (0..count).contains(target))
    else {
        return;
    };
    let target = rows.item(u32::try_from(target).unwrap_or_default());
    if let Some(target) = target.and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        let _ = target.focus();
    }
}
