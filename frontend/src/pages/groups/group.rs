//! One group session.

use api_types::{CourseView, GroupSessionView, OpenGroup, SessionView};
use chrono::Days;
use domain::attendance::AttendanceStatus;
use domain::ids::CourseId;
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html::{Input, Select};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::recorder::{Recorder, Sent};
use super::{names, options};
use crate::browser::{focus, single_key, today};
use crate::live::{live, live_if};
use crate::pages::attendance::{pressed_status, status_choice, status_mark, status_word, toggled};
use crate::parts::{Icon, Tone, announced_alert, icon, problem_text};
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// The most weeks a group is repeated at once.
const MOST_WEEKS: u32 = 26;

/// A group with its citizens.
pub(super) fn card(
    group: GroupSessionView,
    courses: StoredValue<Vec<CourseView>>,
    may_write: bool,
    repeated: Callback<u32>,
) -> AnyView {
    let recorder = Recorder::new(use_session(), &group);
    let is_ahead = recorder.held_on() > today();
    let language = use_language();
    let heading = {
        let (starts_at, title) = (group.starts_at, group.title.clone());
        Signal::derive(move || match starts_at {
            Some(time) => format!("{} {title}", show::start_time(time, language.get())),
            None => title.clone(),
        })
    };
    let id = format!("group-{}", group.id);
    let labelled = id.clone();
    let counted = live(move || {
        let statuses: Vec<_> =
            recorder.rows().get().iter().map(|row| row.with(|session| session.status)).collect();
        let attended = statuses.iter().filter(|status| **status == AttendanceStatus::Attended).count();
        let counts = move |_| [("attended", attended.to_string()), ("count", statuses.len().to_string())];
        tf(GROUP_COUNT, counts)
    });
    let all = (may_write && !is_ahead).then(|| {
        view! {
            <button type="button" class="button" on:click=move |_| mark_all(recorder)>
                {t(GROUP_ALL)}<span class="visually-hidden">": "{heading}</span><kbd aria-hidden="true">"a"</kbd>
            </button>
        }
    });
    let members = live(move || {
        let rows = recorder.rows().get();
        rows.into_iter().map(|row| member(recorder, row, may_write, is_ahead)).collect::<Vec<_>>()
    });
    view! {
        <section class="card group-card" aria-labelledby=labelled on:keydown=move |event| pressed(&event, recorder, may_write)>
            <div class="group-card-head">
                <div>
                    <h2 id=id>{heading}</h2>
                    <p class="muted">{tt(group.kind.label())}" · "{counted}</p>
                    {is_ahead.then(|| view! { <p class="small muted">{t(GROUP_AHEAD)}</p> })}
                </div>
                {all}
            </div>
            {state(recorder)}
            <ul class="register group-members">{members}</ul>
            {may_write.then(|| view! {
                <div class="group-tools">
                    {latecomer(recorder, courses, is_ahead)}
                    {repeat(&group, repeated)}
                </div>
            })}
        </section>
    }
    .into_any()
}

/// Everybody of whom nothing has been said came.
fn mark_all(recorder: Recorder) {
    let rows = recorder.rows().get_untracked();
    let open = rows.iter().filter_map(|row| {
        row.with_untracked(|session| {
            (session.status == AttendanceStatus::Planned)
                .then_some((session.course_id, AttendanceStatus::Attended))
        })
    });
    recorder.record(open.collect::<Vec<_>>());
}

/// Keys pressed in a group: `a` for all, the others for the citizen in focus.
fn pressed(event: &KeyboardEvent, recorder: Recorder, may_write: bool) {
    if !may_write {
        return;
    }
    let is_ahead = recorder.held_on() > today();
    if single_key(event).as_deref() == Some("a") && !is_ahead {
        event.prevent_default();
        return mark_all(recorder);
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let row = target.and_then(|target| target.closest("[data-session]").ok().flatten());
    let Some(id) = row.and_then(|row| row.get_attribute("data-session")) else { return };
    let rows = recorder.rows().get_untracked();
    let found = rows.iter().map(|row| row.get_untracked()).find(|session| session.id.to_string() == id);
    let Some(session) = found else { return };
    let status = pressed_status(event, session.status).filter(|status| !is_ahead || status.may_lie_ahead());
    if let Some(status) = status {
        event.prevent_default();
        recorder.record([(session.course_id, status)]);
    }
}

/// The line that says what was saved; announced.
fn state(recorder: Recorder) -> AnyView {
    let words = live(move || match recorder.sent() {
        Sent::Nothing => ().into_any(),
        Sent::Sending => view! { {icon(Icon::Clock)}<span>{t(SESSION_SAVING)}</span> }.into_any(),
        Sent::Saved => view! { {icon(Icon::Tick)}<span>{t(GROUP_SAVED)}</span> }.into_any(),
        Sent::Failed(error) => {
            let reason = problem_text(&error);
            view! { {icon(Icon::Warning)}<span>{tf(SESSION_NOT_SAVED, move |_| [("reason", reason())])}</span> }
                .into_any()
        }
    });
    let state = Signal::derive(move || match recorder.sent() {
        Sent::Nothing => "none",
        Sent::Sending => "saving",
        Sent::Saved => "saved",
        Sent::Failed(_) => "failed",
    });
    view! { <p class="save-line" role="status" data-state=state>{words}</p> }.into_any()
}

/// One citizen of the group.
fn member(recorder: Recorder, row: RwSignal<SessionView>, may_write: bool, is_ahead: bool) -> AnyView {
    let session = row.get_untracked();
    let course = session.course_id;
    let name = Signal::derive(move || recorder.name(course));
    let record = Callback::new(move |status| recorder.record([(course, status)]));
    let is_open = may_write && !is_ahead;
    let toggle = Callback::new(move |()| {
        if is_open {
            recorder.record([(course, toggled(row.with_untracked(|session| session.status)))]);
        }
    });
    view! {
        <li class="session session-member" data-session=session.id.to_string()>
            {status_mark(row, is_open, name, toggle, false)}
            <a class="session-who" href=format!("/forloeb/{course}/undervejs")>{name}</a>
            <div class="session-status">{status_word(row)}</div>
            {may_write.then(|| status_choice(row, is_ahead, name, record))}
        </li>
    }
    .into_any()
}

/// Adds somebody who came although they were not in the group.
fn latecomer(recorder: Recorder, courses: StoredValue<Vec<CourseView>>, is_ahead: bool) -> AnyView {
    let select = NodeRef::<Select>::new();
    let id = format!("late-{}", recorder.group());
    let others = move || {
        let rows = recorder.rows().get();
        names(courses, |course| !rows.iter().any(|row| row.with(|session| session.course_id == course.id)))
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let chosen = select.get_untracked().and_then(|select| select.value().parse::<CourseId>().ok());
        if let Some(course) = chosen {
            let status = if is_ahead { AttendanceStatus::Planned } else { AttendanceStatus::Attended };
            recorder.record([(course, status)]);
        }
    };
    view! {
        <form class="tool-form" on:submit=submit>
            <label class="label" for=id.clone()>{t(GROUP_LATECOMER)}</label>
            <div class="row">
                <select class="input input-select" id=id node_ref=select>
                    <option value="">{t(GROUP_LATECOMER_CHOOSE)}</option>
                    {options(others)}
                </select>
                <button type="submit" class="button button-quiet button-small">{t(SERIES_ADD)}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Plans the same group for the weeks to come. The page says that it is done: this card is drawn anew with the days.
fn repeat(group: &GroupSessionView, repeated: Callback<u32>) -> AnyView {
    let session = use_session();
    let weeks = NodeRef::<Input>::new();
    let (is_busy, is_wrong, problem) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(None));
    // After a failure the weeks before it are planned: trying again goes on with those that are not.
    let planned = StoredValue::new(0_u32);
    let id = format!("repeat-{}", group.id);
    let (field, message, described) = (id.clone(), format!("{id}-message"), format!("{id}-message"));
    let group = StoredValue::new(group.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let count = weeks.get_untracked().and_then(|input| input.value().trim().parse::<u32>().ok());
        let count = count.filter(|count| (1..=MOST_WEEKS).contains(count));
        is_wrong.set(count.is_none());
        let Some(count) = count else {
            focus(&field);
            return;
        };
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        problem.set(None);
        let (session, group, next) = (session.clone(), group.get_value(), planned.get_value() + 1);
        spawn_local(async move {
            for week in next..=count {
                let Some(open) = later(&group, week) else { break };
                if let Err(error) = session.watch(session.client().open_group(&open).await) {
                    is_busy.try_set(false);
                    problem.try_set(Some(error));
                    return;
                }
                planned.try_set_value(week);
            }
            is_busy.try_set(false);
            repeated.try_run(count);
        });
    };
    view! {
        <form class="tool-form" class:field-error=is_wrong novalidate=true on:submit=submit>
            <label class="label" for=id.clone()>{t(GROUP_REPEAT)}": "{t(GROUP_REPEAT_WEEKS)}</label>
            {live_if(move || is_wrong.get().then(|| view! {
                <p class="message message-error" id=message.clone()>
                    {icon(Icon::Error)}
                    <span>
                        <span class="visually-hidden">{t(ERROR_PREFIX)}</span>
                        {tf(GROUP_REPEAT_WRONG, |_| [("most", MOST_WEEKS.to_string())])}
                    </span>
                </p>
            }))}
            <div class="row">
                <input class="input input-count" id=id type="text" inputmode="numeric" autocomplete="off" value="1" node_ref=weeks
                    aria-invalid=Signal::derive(move || is_wrong.get().then_some("true"))
                    aria-describedby=Signal::derive(move || is_wrong.get().then(|| described.clone()))/>
                <button type="submit" class="button button-quiet button-small"
                    aria-busy=Signal::derive(move || is_busy.get().to_string())>{t(GROUP_REPEAT)}</button>
            </div>
            {live_if(move || problem.get().map(|error| announced_alert(Tone::Error,
                view! { <p>{problem_text(&error)}</p> }.into_any())))}
        </form>
    }
    .into_any()
}

/// The same group so many weeks later.
fn later(group: &GroupSessionView, weeks: u32) -> Option<OpenGroup> {
    let held_on = group.held_on.checked_add_days(Days::new(u64::from(weeks) * 7))?;
    Some(OpenGroup {
        held_on,
        starts_at: group.starts_at,
        kind: group.kind,
        delivery: Some(group.delivery),
        title: group.title.clone(),
        course_ids: group.members.iter().map(|member| member.session.course_id).collect(),
    })
}
