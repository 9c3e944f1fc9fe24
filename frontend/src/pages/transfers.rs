//! Courses on their way from and to the own municipality.

use api_client::ClientError;
use api_types::{DeclineTransfer, TransferDirection, TransferList, TransferView};
use domain::access::Permission;
use domain::course::TransferState;
use domain::ids::TransferId;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::browser::{local, today};
use crate::load::Loader;
use crate::pages::Notice;
use crate::pages::course::actions::said;
use crate::parts::{Icon, Request, Typed, buttons, dialog, empty, icon, page_head, refusal};
use crate::session::{Session, use_session};
use crate::show;
use crate::text::*;

/// After so many days without an answer an offer stands out: somebody should ask. Default.
const LONG_WAIT: usize = 14;

/// What the rows of the page share.
#[derive(Clone)]
struct Page {
    session: Session,
    notice: Notice,
    reload: Callback<()>,
    problem: RwSignal<Option<ClientError>>,
    declining: RwSignal<Option<TransferId>>,
    is_open: RwSignal<bool>,
}

/// Incoming and outgoing transfers.
pub(crate) fn page() -> AnyView {
    let session = use_session();
    let loader = Loader::once({
        let session = session.clone();
        move || {
            let session = session.clone();
            async move { session.client().transfers().await }
        }
    });
    let page = Page {
        session,
        notice: expect_context::<Notice>(),
        reload: Callback::new(move |()| loader.reload()),
        problem: RwSignal::new(None),
        declining: RwSignal::new(None),
        is_open: RwSignal::new(false),
    };
    loader.show(move |list| shown(&page, list))
}

fn shown(page: &Page, list: TransferList) -> AnyView {
    let (incoming, outgoing): (Vec<_>, Vec<_>) =
        list.items.into_iter().partition(|transfer| transfer.direction == TransferDirection::Incoming);
    let title = t(TRANSFERS);
    let unit = {
        let session = page.session.clone();
        move |language| [("unit", session.unit(language))]
    };
    let lead = view! { <p>{tf(TRANSFERS_LEAD, unit.clone())}</p> };
    let group = |head: Phrase, none: Phrase, transfers: Vec<TransferView>| {
        let rows: Vec<_> = transfers.into_iter().map(|transfer| row(page, transfer)).collect();
        let list = match rows.is_empty() {
            true => empty(t(none).into_any(), ().into_any()),
            false => view! { <ul class="rows">{rows}</ul> }.into_any(),
        };
        view! {
            <section class="group">
                <div class="group-head"><h2>{tf(head, unit.clone())}</h2></div>
                {list}
            </section>
        }
    };
    view! {
        {page_head(Signal::derive(move || title().to_owned()), Some(lead.into_any()), None, false)}
        {page.notice.take()}
        {refusal(page.problem)}
        {group(TRANSFERS_INCOMING, TRANSFERS_NONE_IN, incoming)}
        {group(TRANSFERS_OUTGOING, TRANSFERS_NONE_OUT, outgoing)}
        {decline_dialog(page)}
    }
    .into_any()
}

fn row(page: &Page, transfer: TransferView) -> AnyView {
    let is_incoming = transfer.direction == TransferDirection::Incoming;
    let unit = transfer.municipality.name.clone();
    let way = if is_incoming { TRANSFER_FROM } else { TRANSFER_TOWARDS };
    let waited =
        usize::try_from((today() - local(transfer.offered_at).date()).num_days()).unwrap_or_default();
    let waits = (transfer.state == TransferState::Offered && waited > 0).then(|| {
        let language = use_language();
        Signal::derive(move || count_words(TRANSFER_WAITED_ONE, TRANSFER_WAITED, waited, language.get()))
    });
    let (mark, class) = match transfer.state {
        TransferState::Offered if waited >= LONG_WAIT => (Icon::Warning, "status status-attention"),
        TransferState::Offered => (Icon::Clock, "status"),
        TransferState::Accepted => (Icon::Tick, "status status-done"),
        TransferState::Declined | TransferState::Withdrawn => (Icon::Circle, "status"),
    };
    // The sender still has to confirm with its end form.
    let ending = (!is_incoming && transfer.state == TransferState::Accepted)
        .then(|| transfer.course_state.is_some_and(|state| state.is_open()));
    let text = |phrase: Phrase, text: Option<String>| {
        text.map(|text| view! { <p>{tf(phrase, move |_| [("text", text.clone())])}</p> })
    };
    let by = |name: Option<String>, at| {
        let on = local(at).date();
        let name = name.unwrap_or_default();
        view! {
            <p class="small muted">{tf(TRANSFER_BY, move |language| {
                [("name", name.clone()), ("date", show::short_date(on, language))]
            })}</p>
        }
    };
    let offered = by(Some(transfer.offered_by.clone()), transfer.offered_at);
    let answered = transfer.answered_at.map(|at| by(transfer.answered_by.clone(), at));
    view! {
        <li class="transfer">
            <div>
                <p class="row-name">{who(&transfer)}</p>
                <p>{tf(way, move |_| [("unit", unit.clone())])}</p>
                {text(TRANSFER_MESSAGE, transfer.reason.clone())}
                {offered}
            </div>
            <div>
                <p class=class>
                    {icon(mark)}<span>{tt(transfer.state.label())}{waits.map(|waits| view! { " · "{waits} })}</span>
                </p>
                {text(TRANSFER_ANSWER, transfer.answer.clone())}
                {ending.map(|is_open| view! { <p>{t(if is_open { TRANSFER_TO_END } else { TRANSFER_ENDED })}</p> })}
                {answered}
            </div>
            <div class="row transfer-actions">{choices(page, &transfer)}</div>
        </li>
    }
    .into_any()
}

/// The citizen, as much as is known on this side.
fn who(transfer: &TransferView) -> AnyView {
    let Some(citizen) = transfer.citizen.clone() else {
        return view! { <span class="muted">{t(TRANSFER_HIDDEN)}</span> }.into_any();
    };
    let age = domain::citizen::age_on(citizen.birth_date, today());
    view! {
        {citizen.name}
        <span class="transfer-person">
            <span class="nowrap">{tf(ROW_YEARS, move |_| [("years", age.to_string())])}</span>
            <span class="nowrap">{citizen.cpr_masked}</span>
            <span class="nowrap">{tt(citizen.sex.label())}</span>
        </span>
    }
    .into_any()
}

/// What can be done with a transfer.
fn choices(page: &Page, transfer: &TransferView) -> AnyView {
    let may = page.session.may(Permission::WriteCourses) && transfer.state == TransferState::Offered;
    let is_incoming = transfer.direction == TransferDirection::Incoming;
    let open = transfer.course_id.map(|course| {
        view! { <a class="button button-plain button-small" href=format!("/forloeb/{course}")>{t(TRANSFER_OPEN)}</a> }
    });
    let answer = (may && is_incoming).then(|| {
        let (id, name) = (transfer.id, transfer.citizen.as_ref().map(|citizen| citizen.name.clone()).unwrap_or_default());
        let (accepted, declined) = (name.clone(), name);
        let said = said(TRANSFER_ACCEPTED, &transfer.municipality.name);
        let accept = ask(page, Some(said), move |session| async move {
            session.watch(session.client().accept_transfer(id).await)
        });
        let page = page.clone();
        view! {
            <button type="button" class="button button-small" on:click=move |_| accept.run(())
                aria-label=tf(TRANSFER_ACCEPT_NAMED, move |_| [("name", accepted.clone())])>{t(TRANSFER_ACCEPT)}</button>
            <button type="button" class="button button-quiet button-small" id=format!("decline-{id}")
                aria-label=tf(TRANSFER_DECLINE_NAMED, move |_| [("name", declined.clone())])
                on:click=move |_| {
                    page.declining.set(Some(id));
                    page.is_open.set(true);
                }>{t(TRANSFER_DECLINE)}</button>
        }
    });
    let withdraw = (may && !is_incoming).then(|| {
        let id = transfer.id;
        let withdraw = ask(page, Some(both(TRANSFER_WITHDRAWN)), move |session| async move {
            session.watch(session.client().withdraw_transfer(id).await)
        });
        view! {
            <button type="button" class="button button-quiet button-small" on:click=move |_| withdraw.run(())>
                {t(TRANSFER_WITHDRAW)}
            </button>
        }
    });
    view! { {answer}{withdraw}{open} }.into_any()
}

/// Asks the server, says what was done and loads the page anew, or says why not.
fn ask<F>(
    page: &Page,
    done: Option<domain::text::Text>,
    act: impl Fn(Session) -> F + Send + Sync + 'static,
) -> Callback<()>
where
    F: Future<Output = Result<TransferView, ClientError>> + 'static,
{
    let page = page.clone();
    let request = Request::refused_at(page.problem);
    Callback::new(move |()| {
        let (page, done) = (page.clone(), done.clone());
        request.run(act(page.session.clone()), move |_| {
            done.into_iter().for_each(|text| page.notice.say(text));
            page.reload.try_run(());
        });
    })
}

fn decline_dialog(page: &Page) -> AnyView {
    let language = use_language();
    let title = Signal::derive(move || TRANSFER_DECLINE_TITLE.get(language.get()).to_owned());
    let (page, is_open) = (page.clone(), page.is_open);
    dialog(is_open, "main", title, move || decline_form(&page))
}

fn decline_form(page: &Page) -> AnyView {
    let reason = Typed::new("decline-reason");
    let request = Request::new();
    let (page, is_open) = (page.clone(), page.is_open);
    let submit = move |submitted: SubmitEvent| {
        submitted.prevent_default();
        let Some(id) = page.declining.get_untracked() else { return };
        let Some(reason) = reason.words(Some(REASON_EMPTY)) else { return };
        let (page, session) = (page.clone(), page.session.clone());
        let ask = async move {
            session.watch(session.client().decline_transfer(id, &DeclineTransfer { reason }).await)
        };
        request.run(ask, move |_| {
            page.notice.say(both(TRANSFER_DECLINED));
            page.is_open.set(false);
            page.reload.try_run(());
        });
    };
    view! {
        <form class="stack stacked" novalidate=true on:submit=submit>
            <p class="muted">{t(TRANSFER_DECLINE_TEXT)}</p>
            {refusal(request.problem)}
            {reason.text_field(REASON)}
            {buttons(TRANSFER_DECLINE, request.is_busy, is_open)}
        </form>
    }
    .into_any()
}
