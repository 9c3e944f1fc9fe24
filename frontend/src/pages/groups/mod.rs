//! Group sessions: a day's groups with all their citizens, marked at once, exceptions by key.

mod group;
mod new;
mod recorder;

use std::collections::BTreeMap;

use api_client::Answer;
use api_types::{CourseFilter, CourseView, GroupSessionView, GroupSessions};
use chrono::{Days, NaiveDate};
use domain::access::Permission;
use domain::attendance::read_planned;
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use crate::browser::{focus_soon, today};
use crate::live::{follow, live, live_if};
use crate::load::Loader;
use crate::pages::attendance::move_focus;
use crate::parts::{Icon, Tone, announced_alert, empty, icon, page_head};
use crate::session::{Session, use_session};
use crate::show;
use crate::text::*;

/// Days shown before and after the chosen one in the list of days with groups.
const BEFORE: u64 = 7;
const AFTER: u64 = 14;
/// Courses to choose members from.
const COURSES: u32 = 200;

/// The id of the message that a group has been repeated.
const REPEATED_ID: &str = "group-repeated";

/// What the page shows.
#[derive(Clone)]
struct Shown {
    day: NaiveDate,
    groups: Vec<GroupSessionView>,
    courses: Vec<CourseView>,
}

/// Shows the groups of a day, today's first.
pub(crate) fn page() -> AnyView {
    let session = use_session();
    let day = RwSignal::new(today());
    let loading = session.clone();
    let loader = Loader::once(move || fetch(loading.clone(), day.get()));
    let title = t(GROUPS_TITLE);
    // Outside what is loaded, so that it is still there when the days have been drawn anew; another day is another matter.
    let repeated = RwSignal::new(None::<u32>);
    follow(move || {
        day.track();
        repeated.set(None);
    });
    let said = live_if(move || {
        repeated.get().map(|count| {
            let phrase = if count == 1 { GROUP_REPEATED_ONE } else { GROUP_REPEATED };
            let words = tf(phrase, move |_| [("count", count.to_string())]);
            view! { <div id=REPEATED_ID tabindex="-1">{announced_alert(Tone::Success, view! { <p>{words}</p> }.into_any())}</div> }
        })
    });
    let tell = Callback::new(move |count| {
        repeated.set(Some(count));
        focus_soon(REPEATED_ID);
        loader.reload();
    });
    view! {
        {page_head(Signal::derive(move || title().to_owned()), Some(view! { <p>{t(GROUPS_LEAD)}</p> }.into_any()), None, false)}
        {day_form(day)}
        {said}
        {loader.show(move |shown| groups(shown, day, Callback::new(move |()| loader.reload()), tell))}
    }
    .into_any()
}

async fn fetch(session: Session, day: NaiveDate) -> Answer<Shown> {
    let client = session.client();
    let from = day.checked_sub_days(Days::new(BEFORE)).unwrap_or(day).to_string();
    let to = day.checked_add_days(Days::new(AFTER)).unwrap_or(day).to_string();
    let groups = client.group_sessions(&from, &to);
    let courses = client.courses(CourseFilter::Open, None, COURSES);
    let (GroupSessions { items }, page) = futures::future::try_join(groups, courses).await?;
    let mut courses: Vec<_> = page.items.into_iter().filter(|course| course.started_on.is_some()).collect();
    courses.sort_by(|a, b| a.citizen.name.cmp(&b.citizen.name));
    Ok(Shown { day, groups: items, courses })
}

/// Which day: typed, or one step at a time.
fn day_form(day: RwSignal<NaiveDate>) -> AnyView {
    let language = use_language();
    let input = NodeRef::<Input>::new();
    let is_wrong = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(input) = input.get_untracked() else { return };
        match read_planned(&input.value(), today()) {
            Ok(Some(read)) => {
                is_wrong.set(false);
                day.set(read);
            }
            _ => {
                is_wrong.set(true);
                let _ = input.focus();
            }
        }
    };
    let step = move |to: fn(NaiveDate) -> Option<NaiveDate>| {
        move |_| day.update(|day| *day = to(*day).unwrap_or(*day))
    };
    view! {
        <form class="filters group-day" novalidate=true on:submit=submit>
            <div class="field stacked" class:field-error=is_wrong>
                <label class="label" for="group-day">{t(GROUPS_DAY)}</label>
                {live_if(move || is_wrong.get().then(|| view! {
                    <p class="message message-error" id="group-day-message">
                        {icon(Icon::Error)}<span><span class="visually-hidden">{t(ERROR_PREFIX)}</span>{t(SERIES_WRONG_DAY)}</span>
                    </p>
                }))}
                <input class="input input-date" id="group-day" type="text" autocomplete="off" node_ref=input
                    aria-invalid=Signal::derive(move || is_wrong.get().then_some("true"))
                    aria-describedby=Signal::derive(move || is_wrong.get().then_some("group-day-message"))
                    prop:value=Signal::derive(move || show::weekday_date(day.get(), language.get()))/>
            </div>
            <button type="submit" class="button button-quiet">{t(GROUPS_GO)}</button>
            <div class="group-steps">
                <button type="button" class="button button-plain" on:click=step(|day| day.pred_opt())>{t(GROUPS_BEFORE)}</button>
                <button type="button" class="button button-plain" on:click=move |_| day.set(today())>{t(GROUPS_TODAY)}</button>
                <button type="button" class="button button-plain" on:click=step(|day| day.succ_opt())>{t(GROUPS_AFTER)}</button>
            </div>
        </form>
    }
    .into_any()
}

fn groups(shown: Shown, day: RwSignal<NaiveDate>, reload: Callback<()>, repeated: Callback<u32>) -> AnyView {
    let session = use_session();
    let may_write = session.may(Permission::WriteCourses);
    let Shown { day: chosen, groups, courses } = shown;
    let courses = StoredValue::new(courses);
    let days = days(&groups, chosen, day);
    let of_day: Vec<_> = groups.iter().filter(|group| group.held_on == chosen).cloned().collect();
    let is_empty = of_day.is_empty();
    let cards: Vec<_> =
        of_day.into_iter().map(|group| group::card(group, courses, may_write, repeated)).collect();
    let nothing = is_empty.then(|| {
        let words = tf(GROUPS_NONE, move |language| [("date", show::long_date(chosen, language))]);
        empty(
            view! { <strong>{words}</strong> }.into_any(),
            may_write.then(|| view! { <p>{t(GROUPS_NONE_HINT)}</p> }).into_any(),
        )
    });
    let titles = titles(&groups);
    view! {
        {days}
        {(!is_empty && may_write).then(|| view! { <p class="small muted about-keys">{t(GROUPS_KEYS)}</p> })}
        <div class="groups" on:keydown=|event| { move_focus(&event, ".groups [data-session] .mark", "[data-session]"); }>
            {cards}
        </div>
        {nothing}
        {may_write.then(|| new::planner_card(chosen, courses, titles, reload))}
    }
    .into_any()
}

/// The days around with groups, to go to one.
fn days(groups: &[GroupSessionView], chosen: NaiveDate, day: RwSignal<NaiveDate>) -> AnyView {
    let language = use_language();
    let mut counts: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for group in groups {
        *counts.entry(group.held_on).or_default() += 1;
    }
    let items: Vec<_> = counts
        .into_iter()
        .map(|(of, count)| {
            let words = Signal::derive(move || show::weekday_date(of, language.get()));
            view! {
                <li><button type="button" class="tab" aria-pressed=(of == chosen).to_string() on:click=move |_| day.set(of)>
                    {words}" "<span class="muted">"("{count}")"</span>
                </button></li>
            }
        })
        .collect();
    if items.is_empty() {
        return ().into_any();
    }
    view! { <nav class="jumps no-print" aria-label=t(GROUPS_DAYS)><ul class="tabs">{items}</ul></nav> }
        .into_any()
}

/// The latest group of every title: what a new one is like.
fn titles(groups: &[GroupSessionView]) -> Vec<GroupSessionView> {
    let mut latest: BTreeMap<&str, &GroupSessionView> = BTreeMap::new();
    for group in groups {
        latest.insert(&group.title, group);
    }
    latest.into_values().cloned().collect()
}

/// A list that is drawn again when what it reads changes.
fn names(courses: StoredValue<Vec<CourseView>>, keep: impl Fn(&CourseView) -> bool) -> Vec<(String, String)> {
    courses.with_value(|courses| {
        let kept = courses.iter().filter(|course| keep(course));
        kept.map(|course| (course.id.to_string(), course.citizen.name.clone())).collect()
    })
}

/// Draws options for courses.
fn options(names: impl Fn() -> Vec<(String, String)> + Send + 'static) -> AnyView {
    live(move || {
        let option = |(id, name): (String, String)| view! { <option value=id>{name}</option> };
        names().into_iter().map(option).collect::<Vec<_>>()
    })
}
