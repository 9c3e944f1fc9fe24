//! Planning one session or a series in a few keys.

use api_client::Answer;
use api_types::SessionInput;
use chrono::NaiveDate;
use domain::attendance::{
    AttendanceStatus, LONGEST_TITLE, SessionDelivery, SessionKind, StartTime, read_planned, read_weekdays,
    series,
};
use domain::text::Language;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::browser::{focus_soon, today};
use crate::live::live_if;
use crate::parts::{Icon, Request, Tone, announced_alert, icon, problem_text};
use crate::show;
use crate::text::*;

/// The most sessions of a series.
const MOST: usize = 100;

/// A series on its way, and where to say what became of it.
#[derive(Clone)]
pub(crate) struct Planned {
    inputs: Vec<SessionInput>,
    request: Request,
}

impl Planned {
    /// Sends the series once; a second Enter while it is under way does nothing.
    pub(crate) fn send<F>(self, send: impl FnOnce(Vec<SessionInput>) -> F + 'static)
    where
        F: Future<Output = Answer<()>> + 'static,
    {
        let Self { inputs, request } = self;
        request.run(async move { send(inputs).await }, |()| ());
    }
}

/// What has been typed.
#[derive(Clone, Copy)]
struct Typed {
    first: RwSignal<String>,
    weekdays: RwSignal<String>,
    count: RwSignal<String>,
    time: RwSignal<String>,
    title: RwSignal<String>,
    kind: RwSignal<SessionKind>,
    delivery: RwSignal<SessionDelivery>,
}

impl Typed {
    fn new() -> Self {
        Self {
            first: RwSignal::new(String::new()),
            weekdays: RwSignal::new(String::new()),
            count: RwSignal::new("1".to_owned()),
            time: RwSignal::new(String::new()),
            title: RwSignal::new(String::new()),
            kind: RwSignal::new(SessionKind::Training),
            delivery: RwSignal::new(SessionDelivery::Group),
        }
    }

    /// The days, or the field that is wrong and what about it.
    fn days(self) -> Result<Vec<NaiveDate>, (&'static str, Phrase)> {
        let day = self.first.with(|text| read_planned(text, today()));
        let first = day.ok().flatten().ok_or(("plan-first", SERIES_WRONG_DAY))?;
        let weekdays = self.weekdays.with(|text| read_weekdays(text));
        let weekdays = weekdays.ok_or(("plan-weekdays", SERIES_WRONG_WEEKDAYS))?;
        let count = self.count.with(|text| text.trim().parse::<usize>().ok());
        let count =
            count.filter(|count| (1..=MOST).contains(count)).ok_or(("plan-count", SERIES_WRONG_COUNT))?;
        Ok(series(first, &weekdays, count))
    }

    fn sessions(self) -> Result<Vec<SessionInput>, (&'static str, Phrase)> {
        let days = self.days()?;
        let starts_at =
            self.time.with(|text| StartTime::typed(text)).map_err(|_| ("plan-time", SERIES_WRONG_TIME))?;
        let title = self.title.get().trim().to_owned();
        let input = |held_on| SessionInput {
            held_on,
            starts_at,
            kind: self.kind.get(),
            delivery: self.delivery.get(),
            title: (!title.is_empty()).then(|| title.clone()),
            status: AttendanceStatus::Planned,
            note: None,
        };
        Ok(days.into_iter().map(input).collect())
    }
}

/// The form; `plan` is given what was typed when all of it can be read. A group has a title of its own elsewhere.
pub(crate) fn planner(has_title: bool, plan: Callback<Planned>) -> AnyView {
    let typed = Typed::new();
    let wrong = RwSignal::new(None::<(&'static str, Phrase)>);
    let request = Request::new();
    let language = use_language();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match untrack(|| typed.sessions()) {
            Ok(inputs) => {
                wrong.set(None);
                plan.run(Planned { inputs, request });
            }
            Err((field, message)) => {
                wrong.set(Some((field, message)));
                focus_soon(field);
            }
        }
    };
    let preview = Signal::derive(move || preview(&typed.days().ok()?, language.get()));
    let failed = live_if(move || {
        request
            .problem
            .get()
            .map(|error| announced_alert(Tone::Error, view! { <p>{problem_text(&error)}</p> }.into_any()))
    });
    view! {
        <form class="plan-form" novalidate=true on:submit=submit>
            {text_field("plan-first", SERIES_FIRST, SERIES_FIRST_HELP, typed.first, wrong, "input input-date")}
            {text_field("plan-time", SERIES_TIME, SERIES_TIME_HELP, typed.time, wrong, "input input-time")}
            {text_field("plan-count", SERIES_COUNT, SERIES_COUNT_HELP, typed.count, wrong, "input input-count")}
            {text_field("plan-weekdays", SERIES_WEEKDAYS, SERIES_WEEKDAYS_HELP, typed.weekdays, wrong, "input input-time")}
            <div class="field stacked">
                <label class="label" for="plan-kind">{t(SERIES_KIND)}</label>
                <select class="input" id="plan-kind" on:change=move |event| {
                    if let Ok(kind) = event_target_value(&event).parse() { typed.kind.set(kind); }
                }>{kind_options()}</select>
            </div>
            <div class="field stacked">
                <label class="label" for="plan-delivery">{t(SERIES_DELIVERY)}</label>
                <select class="input" id="plan-delivery" on:change=move |event| {
                    if let Ok(delivery) = event_target_value(&event).parse() { typed.delivery.set(delivery); }
                }>{delivery_options()}</select>
            </div>
            {has_title.then(|| view! {
                <div class="field stacked">
                    <label class="label" for="plan-title">{t(SERIES_TITLE)}</label>
                    <input class="input" id="plan-title" type="text" autocomplete="off" maxlength=LONGEST_TITLE.to_string()
                        prop:value=Signal::derive(move || typed.title.get())
                        on:input=move |event| typed.title.set(event_target_value(&event))/>
                </div>
            })}
            <div class="plan-send">
                <button type="submit" class="button" aria-busy=Signal::derive(move || request.is_busy.get().to_string())>{t(SERIES_ADD)}</button>
                <p class="muted" role="status">{preview}</p>
            </div>
            {failed}
        </form>
    }
    .into_any()
}

/// What the series will be, in words.
fn preview(days: &[NaiveDate], language: Language) -> Option<String> {
    let (first, last) =
        (show::weekday_date(*days.first()?, language), show::weekday_date(*days.last()?, language));
    let count = days.len().to_string();
    Some(match days.len() {
        1 => SERIES_PREVIEW_ONE.fill(language, &[("first", &first)]),
        _ => SERIES_PREVIEW.fill(language, &[("count", &count), ("first", &first), ("last", &last)]),
    })
}

fn text_field(
    id: &'static str,
    label: Phrase,
    help: Phrase,
    typed: RwSignal<String>,
    wrong: RwSignal<Option<(&'static str, Phrase)>>,
    class: &'static str,
) -> AnyView {
    let message =
        Signal::derive(move || wrong.get().filter(|(field, _)| *field == id).map(|(_, phrase)| phrase));
    let is_wrong = Signal::derive(move || message.get().is_some());
    view! {
        <div class="field stacked" class:field-error=is_wrong>
            <label class="label" for=id>{t(label)}</label>
            <p class="help small" id=format!("{id}-help")>{t(help)}</p>
            {live_if(move || message.get().map(|phrase| view! {
                <p class="message message-error" id=format!("{id}-message")>
                    {icon(Icon::Error)}<span><span class="visually-hidden">{t(ERROR_PREFIX)}</span>{t(phrase)}</span>
                </p>
            }))}
            <input class=class id=id type="text" autocomplete="off" spellcheck="false"
                prop:value=Signal::derive(move || typed.get())
                aria-invalid=Signal::derive(move || is_wrong.get().then_some("true"))
                aria-describedby=Signal::derive(move || if is_wrong.get() { format!("{id}-message") } else { format!("{id}-help") })
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    wrong.update(|wrong| if wrong.is_some_and(|(field, _)| field == id) { *wrong = None });
                }/>
        </div>
    }
    .into_any()
}

/// The kinds to choose from; training first, which most sessions are.
pub(crate) fn kind_options() -> AnyView {
    let options = |kind: SessionKind| view! { <option value=kind.id()>{tt(kind.label())}</option> };
    let rest = SessionKind::ALL.iter().copied().filter(|kind| *kind != SessionKind::Training);
    std::iter::once(SessionKind::Training).chain(rest).map(options).collect::<Vec<_>>().into_any()
}

fn delivery_options() -> AnyView {
    let option =
        |delivery: &SessionDelivery| view! { <option value=delivery.id()>{tt(delivery.label())}</option> };
    SessionDelivery::ALL.iter().map(option).collect::<Vec<_>>().into_any()
}
