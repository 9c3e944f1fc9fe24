//! Moving a session, or adding a remark to it.

use api_types::SessionView;
use domain::attendance::{LONGEST_NOTE, StartTime, read_planned};
use leptos::ev::SubmitEvent;
use leptos::html::{Details, Input};
use leptos::prelude::*;

use super::saver::Saver;
use crate::browser::today;
use crate::live::live_if;
use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

/// A disclosure with day, time and remark. A session of a group keeps the group's day.
pub(super) fn editor(row: RwSignal<SessionView>, saver: Saver, name: Signal<String>) -> AnyView {
    let language = use_language();
    let session = row.get_untracked();
    let (id, is_own) = (session.id, session.group_id.is_none());
    let (day, time, note) = (NodeRef::<Input>::new(), NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let details = NodeRef::<Details>::new();
    let wrong = RwSignal::new(None::<Phrase>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let value =
            |input: NodeRef<Input>| input.get_untracked().map(|input| input.value()).unwrap_or_default();
        let (mut held_on, mut starts_at) = row.with_untracked(|session| (session.held_on, session.starts_at));
        if is_own {
            match read_planned(&value(day), today()) {
                Ok(Some(read)) => held_on = read,
                _ => return wrong.set(Some(SERIES_WRONG_DAY)),
            }
            match StartTime::typed(&value(time)) {
                Ok(read) => starts_at = read,
                Err(_) => return wrong.set(Some(SERIES_WRONG_TIME)),
            }
        }
        wrong.set(None);
        let remark = value(note).trim().to_owned();
        saver.change(row, |session| {
            session.held_on = held_on;
            session.starts_at = starts_at;
            session.note = (!remark.is_empty()).then_some(remark);
        });
        if let Some(details) = details.get_untracked() {
            details.set_open(false);
        }
    };
    let field = move |part: &'static str,
                      label: Phrase,
                      input: NodeRef<Input>,
                      value: String,
                      class: &'static str| {
        let id = format!("{part}-{id}");
        view! {
            <div class="field stacked">
                <label class="label" for=id.clone()>{t(label)}</label>
                <input class=class id=id type="text" autocomplete="off" node_ref=input value=value
                    maxlength=LONGEST_NOTE.to_string()/>
            </div>
        }
    };
    let shown_day = show::weekday_date(session.held_on, language.get_untracked());
    let shown_time =
        session.starts_at.map(|time| show::start_time(time, language.get_untracked())).unwrap_or_default();
    let note_value = session.note.clone().unwrap_or_default();
    view! {
        <details class="session-edit" node_ref=details>
            <summary class="button button-plain button-small" aria-label=tf(SESSION_EDIT_OF, move |_| [("session", name.get())])>
                {t(SESSION_EDIT)}
            </summary>
            <form class="session-form" novalidate=true on:submit=submit>
                {live_if(move || wrong.get().map(|phrase| view! {
                    <p class="message message-error" role="alert">{icon(Icon::Error)}<span>{t(phrase)}</span></p>
                }))}
                {is_own.then(|| view! {
                    {field("day", GROUPS_DAY, day, shown_day, "input input-date")}
                    {field("time", SERIES_TIME, time, shown_time, "input input-time")}
                })}
                {field("note", SESSION_NOTE, note, note_value, "input")}
                <button type="submit" class="button button-small">{t(SESSION_SAVE)}</button>
            </form>
        </details>
    }
    .into_any()
}
