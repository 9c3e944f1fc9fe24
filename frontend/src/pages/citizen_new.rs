//! Registering a citizen: the number first, because it decides whether the citizen is already here.

use api_client::ClientError;
use api_types::{ProblemCode, RegisterCitizen};
use chrono::NaiveDate;
use domain::citizen::Sex;
use domain::text::Text;
use domain::typing::read_date;
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use self::existing::{existing, looked_up};
use self::number::Number;
use crate::browser::{focus, focus_soon, today};
use crate::live::live_if;
use crate::parts::{Icon, Request, Tone, announced_alert, crumbs, icon, page_head, problem_text};
use crate::session::use_session;
use crate::text::*;

mod existing;
mod number;

/// What is said about a field.
type Message = RwSignal<Option<Text>>;

/// What the number does not tell when it has letters.
#[derive(Clone, Copy, Default)]
struct Person {
    birth_date: RwSignal<Option<NaiveDate>>,
    sex: RwSignal<Option<Sex>>,
    date_message: Message,
    sex_message: Message,
}

impl Person {
    /// Whether both have been given; says at the fields what is missing.
    fn is_complete(self) -> bool {
        let (no_date, no_sex) =
            (self.birth_date.get_untracked().is_none(), self.sex.get_untracked().is_none());
        self.date_message.set(no_date.then(|| both(BIRTH_DATE_EMPTY)));
        self.sex_message.set(no_sex.then(|| both(SEX_EMPTY)));
        if no_date {
            focus("birth-date");
        } else if no_sex {
            focus("sex-0");
        }
        !no_date && !no_sex
    }
}

/// Number and name; date of birth and sex follow from the number.
pub(crate) fn page() -> AnyView {
    let session = use_session();
    let navigate = use_navigate();
    let (number, name_input) = (Number::new(), NodeRef::<Input>::new());
    let name_message: Message = RwSignal::new(None);
    let request = Request::new();
    let person = Person::default();
    let found = looked_up(number.read());
    // Who is here already is opened, not registered again.
    let is_new = Memo::new(move |_| found.with(Option::is_none));
    number.begin();
    let register = move || {
        let (Some(cpr), Some(name)) = (number.ready(), name_input.get_untracked()) else {
            return;
        };
        name_message.set(name.value().trim().is_empty().then(|| both(NAME_EMPTY)));
        if name_message.with_untracked(Option::is_some) {
            let _ = name.focus();
            return;
        }
        if untrack(|| number.tells_nothing()) && !person.is_complete() {
            return;
        }
        let body = RegisterCitizen {
            cpr,
            name: name.value().trim().to_owned(),
            birth_date: person.birth_date.get_untracked(),
            sex: person.sex.get_untracked(),
        };
        let (session, navigate) = (session.clone(), navigate.clone());
        let ask = async move { session.watch(session.client().register_citizen(&body).await) };
        request.run(ask, move |view| {
            navigate(&format!("/borgere/{}", view.citizen.id), leptos_router::NavigateOptions::default());
        });
    };
    // Enter in the number goes on to what is still empty; when nothing is, it registers.
    let by_number = register.clone();
    let go_on = move || {
        let is_unnamed = name_input.get_untracked().is_none_or(|name| name.value().trim().is_empty());
        if untrack(|| number.tells_nothing()) && person.birth_date.get_untracked().is_none() {
            focus_soon("birth-date");
        } else if is_unnamed {
            focus_soon("name");
        } else {
            by_number();
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        register();
    };
    let title = t(CITIZEN_NEW_TITLE);
    let lead = view! { <p>{t(CITIZEN_NEW_LEAD)}</p> }.into_any();
    view! {
        {crumbs(vec![("/borgere".to_owned(), t(CITIZENS).into_any())])}
        {page_head(Signal::derive(move || title().to_owned()), Some(lead), None, true)}
        <form class="card stack stacked narrow" novalidate=true on:submit=submit>
            {live_if(move || request.problem.get().map(|error| refusal(&error)))}
            {number.field(go_on)}
            {existing(found)}
            {person_fields(number, person)}
            <div class="field" class:field-error=Signal::derive(move || name_message.with(Option::is_some))>
                <label class="label" for="name">{t(NAME)}</label>
                {message("name-message", name_message)}
                <input class="input" id="name" type="text" autocomplete="off" spellcheck="false" node_ref=name_input
                    aria-invalid=Signal::derive(move || name_message.with(Option::is_some).then_some("true"))
                    aria-describedby=Signal::derive(move || name_message.with(Option::is_some).then_some("name-message"))
                    on:input=move |_| name_message.set(None)/>
            </div>
            <p class="row">
                {live_if(move || is_new.get().then(|| view! {
                    <button type="submit" class="button" aria-busy=Signal::derive(move || request.is_busy.get().to_string())>
                        {Signal::derive(move || if request.is_busy.get() { t(CITIZEN_CREATING)() } else { t(CITIZEN_CREATE)() })}
                    </button>
                }))}
                <a class="button button-plain" href="/borgere">{t(CANCEL)}</a>
            </p>
        </form>
    }
    .into_any()
}

/// Date of birth and sex, asked only where the number does not tell them.
fn person_fields(number: Number, person: Person) -> AnyView {
    let is_asked = Memo::new(move |_| number.tells_nothing());
    let typed = move |event| {
        let date = read_date(&event_target_value(&event), today()).ok().flatten();
        person.birth_date.set(date);
        person.date_message.set(None);
    };
    let sexes = move || {
        let choice = |(index, sex): (usize, Sex)| {
            view! {
                <label class="choice">
                    <input type="radio" name="sex" id=format!("sex-{index}")
                        prop:checked=Signal::derive(move || person.sex.get() == Some(sex))
                        on:change=move |_| {
                            person.sex.set(Some(sex));
                            person.sex_message.set(None);
                        }/>
                    <span>{tt(sex.label())}</span>
                </label>
            }
        };
        Sex::ALL.iter().copied().enumerate().map(choice).collect::<Vec<_>>()
    };
    live_if(move || {
        is_asked.get().then(|| {
            view! {
                <div class="field" class:field-error=Signal::derive(move || person.date_message.with(Option::is_some))>
                    <label class="label" for="birth-date">{t(BIRTH_DATE)}</label>
                    <p class="help" id="birth-date-help">{t(BIRTH_DATE_HELP)}</p>
                    {message("birth-date-message", person.date_message)}
                    <input class="input input-date" id="birth-date" type="text" autocomplete="off"
                        aria-invalid=Signal::derive(move || person.date_message.with(Option::is_some).then_some("true"))
                        aria-describedby="birth-date-help birth-date-message" on:change=typed/>
                </div>
                <fieldset class="field" class:field-error=Signal::derive(move || person.sex_message.with(Option::is_some))>
                    <legend class="label">{t(SEX)}</legend>
                    {message("sex-message", person.sex_message)}
                    <div class="choices">{sexes}</div>
                </fieldset>
            }
        })
    })
}

fn message(id: &'static str, message: Message) -> AnyView {
    live_if(move || {
        message.get().map(|text| {
            view! {
                <p class="message message-error" id=id>
                    {icon(Icon::Error)}
                    <span><span class="visually-hidden">{t(ERROR_PREFIX)}</span>{tt(text)}</span>
                </p>
            }
        })
    })
}

/// A refusal: a citizen who is here already is found by searching, other problems say what they are.
fn refusal(error: &ClientError) -> AnyView {
    let exists = error.problem().is_some_and(|problem| problem.code == ProblemCode::CitizenExists);
    let findings: Vec<_> = error
        .problem()
        .map(|problem| problem.findings.clone())
        .unwrap_or_default()
        .into_iter()
        .map(|finding| view! { <li>{tt(finding.message)}</li> })
        .collect();
    let content = view! {
        <p>{problem_text(error)}</p>
        {(!findings.is_empty()).then(|| view! { <ul>{findings}</ul> })}
        {exists.then(|| view! { <p><a href="/borgere">{t(CITIZENS_SEARCH)}</a></p> })}
    };
    let tone = if exists { Tone::Warning } else { Tone::Error };
    announced_alert(tone, content.into_any())
}
