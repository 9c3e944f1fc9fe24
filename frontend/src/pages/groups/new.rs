//! Planning a group.

use std::collections::BTreeSet;

use api_types::{CourseView, GroupSessionView, OpenGroup};
use chrono::NaiveDate;
use domain::attendance::{LONGEST_TITLE, SessionDelivery, SessionKind, StartTime, read_planned};
use domain::ids::CourseId;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::browser::{focus_soon, today};
use crate::live::{live, live_if};
use crate::pages::attendance::kind_options;
use crate::parts::{Icon, Request, Tone, announced_alert, icon, problem_text};
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// What has been typed and chosen.
#[derive(Clone, Copy)]
struct Typed {
    title: RwSignal<String>,
    day: RwSignal<String>,
    time: RwSignal<String>,
    kind: RwSignal<SessionKind>,
    members: RwSignal<BTreeSet<CourseId>>,
}

impl Typed {
    fn group(self) -> Result<OpenGroup, (&'static str, Phrase)> {
        let title = self.title.get_untracked().trim().to_owned();
        if title.is_empty() {
            return Err(("new-title", GROUP_NEW_TITLE_EMPTY));
        }
        let day = self.day.with_untracked(|text| read_planned(text, today()));
        let held_on = day.ok().flatten().ok_or(("new-day", SERIES_WRONG_DAY))?;
        let starts_at = self.time.with_untracked(|text| StartTime::typed(text));
        let starts_at = starts_at.map_err(|_| ("new-time", SERIES_WRONG_TIME))?;
        let course_ids: Vec<_> = self.members.get_untracked().into_iter().collect();
        if course_ids.is_empty() {
            return Err(("new-filter", GROUP_NEW_NOBODY));
        }
        let (kind, delivery) = (self.kind.get_untracked(), Some(SessionDelivery::Group));
        Ok(OpenGroup { held_on, starts_at, kind, delivery, title, course_ids })
    }

    /// Takes time, kind and citizens from a group with the title that was typed.
    fn like(self, group: &GroupSessionView, language: domain::text::Language) {
        self.time.set(group.starts_at.map(|time| show::start_time(time, language)).unwrap_or_default());
        self.kind.set(group.kind);
        self.members.set(group.members.iter().map(|member| member.session.course_id).collect());
    }
}

/// A disclosure with the form.
pub(super) fn planner_card(
    day: NaiveDate,
    courses: StoredValue<Vec<CourseView>>,
    titles: Vec<GroupSessionView>,
    reload: Callback<()>,
) -> AnyView {
    let language = use_language();
    let session = use_session();
    let typed = Typed {
        title: RwSignal::new(String::new()),
        day: RwSignal::new(show::weekday_date(day, language.get_untracked())),
        time: RwSignal::new(String::new()),
        kind: RwSignal::new(SessionKind::Training),
        members: RwSignal::default(),
    };
    let wrong = RwSignal::new(None::<(&'static str, Phrase)>);
    let request = Request::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let group = match typed.group() {
            Ok(group) => group,
            Err((field, message)) => {
                wrong.set(Some((field, message)));
                return focus_soon(field);
            }
        };
        wrong.set(None);
        let session = session.clone();
        let ask = async move { session.watch(session.client().open_group(&group).await) };
        request.run(ask, move |_| {
            reload.try_run(());
        });
    };
    let known = StoredValue::new(titles);
    let name_typed = move |event| {
        let text = event_target_value(&event);
        known.with_value(|known| {
            if let Some(group) = known.iter().find(|group| group.title == text.trim()) {
                typed.like(group, language.get_untracked());
            }
        });
        typed.title.set(text);
        wrong.set(None);
    };
    let suggestions: Vec<_> = known.with_value(|known| {
        known.iter().map(|group| view! { <option value=group.title.clone()></option> }).collect()
    });
    view! {
        <details class="card planner">
            <summary><h2>{t(GROUP_NEW)}</h2></summary>
            <form class="plan-form" novalidate=true on:submit=submit>
                <div class="field stacked">
                    <label class="label" for="new-title">{t(GROUP_NEW_TITLE)}</label>
                    {message("new-title", wrong)}
                    <input class="input" id="new-title" type="text" autocomplete="off" list="group-titles"
                        maxlength=LONGEST_TITLE.to_string() prop:value=Signal::derive(move || typed.title.get())
                        aria-describedby="new-title-message" on:input=name_typed/>
                    <datalist id="group-titles">{suggestions}</datalist>
                </div>
                {field("new-day", GROUPS_DAY, typed.day, wrong, "input input-date")}
                {field("new-time", SERIES_TIME, typed.time, wrong, "input input-time")}
                <div class="field stacked">
                    <label class="label" for="new-kind">{t(SERIES_KIND)}</label>
                    <select class="input" id="new-kind" prop:value=Signal::derive(move || typed.kind.get().id())
                        on:change=move |event| {
                            if let Ok(kind) = event_target_value(&event).parse() { typed.kind.set(kind); }
                        }>{kind_options()}</select>
                </div>
                {members(typed, courses, wrong)}
                <div class="plan-send">
                    <button type="submit" class="button" aria-busy=Signal::derive(move || request.is_busy.get().to_string())>{t(GROUP_CREATE)}</button>
                </div>
                {live_if(move || request.problem.get().map(|error| announced_alert(Tone::Error,
                    view! { <p>{problem_text(&error)}</p> }.into_any())))}
            </form>
        </details>
    }
    .into_any()
}

fn message(id: &'static str, wrong: RwSignal<Option<(&'static str, Phrase)>>) -> AnyView {
    let message =
        Signal::derive(move || wrong.get().filter(|(field, _)| *field == id).map(|(_, phrase)| phrase));
    view! {
        <div id=format!("{id}-message")>
            {live_if(move || message.get().map(|phrase| view! {
                <p class="message message-error">
                    {icon(Icon::Error)}<span><span class="visually-hidden">{t(ERROR_PREFIX)}</span>{t(phrase)}</span>
                </p>
            }))}
        </div>
    }
    .into_any()
}

fn field(
    id: &'static str,
    label: Phrase,
    typed: RwSignal<String>,
    wrong: RwSignal<Option<(&'static str, Phrase)>>,
    class: &'static str,
) -> AnyView {
    view! {
        <div class="field stacked">
            <label class="label" for=id>{t(label)}</label>
            {message(id, wrong)}
            <input class=class id=id type="text" autocomplete="off" prop:value=Signal::derive(move || typed.get())
                aria-describedby=format!("{id}-message") on:input=move |event| {
                    typed.set(event_target_value(&event));
                    wrong.set(None);
                }/>
        </div>
    }
    .into_any()
}

/// The citizens to choose from; the chosen ones stay when the filter would hide them.
fn members(
    typed: Typed,
    courses: StoredValue<Vec<CourseView>>,
    wrong: RwSignal<Option<(&'static str, Phrase)>>,
) -> AnyView {
    let filter = RwSignal::new(String::new());
    let boxes = live(move || {
        let wanted = filter.get().trim().to_lowercase();
        courses.with_value(|courses| {
            let kept = courses.iter().filter(|course| {
                course.citizen.name.to_lowercase().contains(&wanted)
                    || typed.members.with_untracked(|members| members.contains(&course.id))
            });
            kept.map(|course| checkbox(typed, wrong, course)).collect::<Vec<_>>()
        })
    });
    let chosen = tf(GROUP_NEW_CHOSEN, move |_| [("count", typed.members.with(BTreeSet::len).to_string())]);
    view! {
        <fieldset class="member-choice">
            <legend class="label">{t(GROUP_NEW_MEMBERS)}" "<span class="muted" role="status">{chosen}</span></legend>
            {message("new-filter", wrong)}
            <label class="label small" for="new-filter">{t(GROUP_NEW_FILTER)}</label>
            <input class="input" id="new-filter" type="search" autocomplete="off" aria-describedby="new-filter-message"
                prop:value=Signal::derive(move || filter.get())
                on:input=move |event| filter.set(event_target_value(&event))/>
            <ul class="member-boxes">{boxes}</ul>
        </fieldset>
    }
    .into_any()
}

fn checkbox(typed: Typed, wrong: RwSignal<Option<(&'static str, Phrase)>>, course: &CourseView) -> AnyView {
    let (id, name, age) = (course.id, course.citizen.name.clone(), course.citizen.age);
    let choose = move |event| {
        let is_in = event_target_checked(&event);
        typed.members.update(|members| {
            if is_in {
                members.insert(id)
            } else {
                members.remove(&id)
            };
        });
        wrong.set(None);
    };
    view! {
        <li><label class="member-box">
            <input type="checkbox" prop:checked=Signal::derive(move || typed.members.with(|members| members.contains(&id)))
                on:change=choose/>
            <span>{name}" "<span class="muted nowrap">{tf(ROW_YEARS, move |_| [("years", age.to_string())])}</span></span>
        </label></li>
    }
    .into_any()
}
