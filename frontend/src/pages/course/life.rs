//! What stands out in the life of a course now: a pause, a lock, an offer to another municipality.

use api_client::ClientError;
use api_types::{CourseEvents, TransferView};
use domain::access::Permission;
use domain::course::{CourseState, LifeEvent, TransferState};
use leptos::prelude::*;

use super::actions::{Acting, Open, resend, start_ending};
use crate::browser::local;
use crate::pages::Notice;
use crate::parts::{Request, Tone, alert, refusal};
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// The messages about the course, each with what can be done about it.
pub(super) fn standing(acting: &Acting, events: &CourseEvents) -> AnyView {
    let may = use_session().may(Permission::WriteCourses);
    let last = |event: LifeEvent| events.items.iter().rev().find(|item| item.event == event).cloned();
    let (words, cause, undo) = match acting.course.state {
        CourseState::Paused => {
            (COURSE_PAUSED, last(LifeEvent::Paused), Some((LifeEvent::Resumed, ACTION_RESUMED)))
        }
        CourseState::Closed => {
            (COURSE_LOCKED, last(LifeEvent::Closed), Some((LifeEvent::Reopened, ACTION_REOPENED)))
        }
        CourseState::Rejected => {
            (COURSE_REJECTED, last(LifeEvent::Rejected), Some((LifeEvent::Reopened, ACTION_REOPENED)))
        }
        _ => return transfer(acting, events, may),
    };
    let on = cause.as_ref().map_or(acting.course.opened_on, |item| item.on);
    let reason = cause.and_then(|item| item.reason);
    let undo = undo.filter(|_| may).map(|(event, name)| {
        let acting = acting.clone();
        view! {
            <p><button type="button" class="button button-quiet button-small"
                on:click=move |_| acting.ask(Open::Event(event))>{t(name)}</button></p>
        }
    });
    let content = view! {
        <p>{tf(words, move |language| [("date", show::long_date(on, language))])}</p>
        {reason.map(|reason| view! { <p>{tf(COURSE_REASON, move |_| [("reason", reason.clone())])}</p> })}
        {undo}
    };
    view! { {alert(Tone::Info, content.into_any())}{transfer(acting, events, may)} }.into_any()
}

/// Where the offer of the course to another municipality stands.
fn transfer(acting: &Acting, events: &CourseEvents, may: bool) -> AnyView {
    let Some(transfer) = events.transfer.clone() else { return ().into_any() };
    let is_open = acting.course.state.is_open();
    match transfer.state {
        TransferState::Offered => waiting(acting, transfer, may),
        TransferState::Accepted if is_open => accepted(acting, transfer, may),
        TransferState::Declined if is_open => {
            let (unit, answer) = (transfer.municipality.name, transfer.answer.unwrap_or_default());
            let on = local(transfer.answered_at.unwrap_or(transfer.offered_at)).date();
            let words = tf(TRANSFER_REFUSED_BY, move |language| {
                [("unit", unit.clone()), ("date", show::long_date(on, language)), ("reason", answer.clone())]
            });
            alert(Tone::Warning, view! { <p>{words}</p> }.into_any())
        }
        _ => ().into_any(),
    }
}

fn waiting(acting: &Acting, transfer: TransferView, may: bool) -> AnyView {
    let on = local(transfer.offered_at).date();
    let unit = transfer.municipality.name.clone();
    let words = tf(TRANSFER_WAITING, move |language| {
        [("unit", unit.clone()), ("date", show::long_date(on, language))]
    });
    let problem = RwSignal::new(None::<ClientError>);
    let is_outdated = transfer.is_outdated;
    let again = (is_outdated && may).then(|| {
        let offer = transfer.clone();
        act(acting, TRANSFER_RESEND, TRANSFER_RESENT, problem, move |session, course| {
            let offer = offer.clone();
            async move { resend(&session, course, &offer).await.map(drop) }
        })
    });
    let withdraw = may.then(|| {
        let id = transfer.id;
        act(acting, TRANSFER_WITHDRAW, TRANSFER_WITHDRAWN, problem, move |session, _| async move {
            session.watch(session.client().withdraw_transfer(id).await).map(drop)
        })
    });
    let content = view! {
        <p>{words}{is_outdated.then(|| view! { " "{t(TRANSFER_CHANGED)} })}</p>
        {refusal(problem)}
        <p class="row">{again}{withdraw}</p>
    };
    alert(if is_outdated { Tone::Warning } else { Tone::Info }, content.into_any())
}

/// The other side has confirmed; this side does with its end form.
fn accepted(acting: &Acting, transfer: TransferView, may: bool) -> AnyView {
    let on = local(transfer.answered_at.unwrap_or(transfer.offered_at)).date();
    let unit = transfer.municipality.name;
    let words = tf(TRANSFER_RECEIVED_BY, move |language| {
        [("unit", unit.clone()), ("date", show::long_date(on, language))]
    });
    let confirm = may.then(|| {
        let (start, course) = (start_ending(), acting.course.clone());
        view! {
            <p><button type="button" class="button button-small"
                on:click=move |_| start.run((course.clone(), "transferred", Some(on)))>{t(TRANSFER_CONFIRM)}</button></p>
        }
    });
    alert(Tone::Warning, view! { <p>{words}</p>{confirm} }.into_any())
}

/// A button that asks the server for something about the course, says that it was done and loads the page anew.
fn act<F>(
    acting: &Acting,
    name: Phrase,
    done: Phrase,
    problem: RwSignal<Option<ClientError>>,
    ask: impl Fn(crate::session::Session, domain::ids::CourseId) -> F + Send + 'static,
) -> AnyView
where
    F: Future<Output = Result<(), ClientError>> + 'static,
{
    let (session, notice) = (use_session(), expect_context::<Notice>());
    let (reload, course) = (acting.reload, acting.course.id);
    let request = Request::refused_at(problem);
    let click = move |_| {
        request.run(ask(session.clone(), course), move |()| {
            notice.say(both(done));
            reload.try_run(());
        });
    };
    view! {
        <button type="button" class="button button-quiet button-small"
            aria-busy=Signal::derive(move || request.is_busy.get().to_string()) on:click=click>{t(name)}</button>
    }
    .into_any()
}
