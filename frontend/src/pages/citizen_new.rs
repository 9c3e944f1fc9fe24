//! Registering a citizen: the number first, because it decides whether the citizen is already here.

use api_client::ClientError;
use api_types::{ProblemCode, RegisterCitizen};
use chrono::NaiveDate;
use domain::citizen::Sex;
use domain::cpr::{Cpr, CprHint, ParseCprError};
use domain::text::Text;
use domain::typing::read_date;
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::browser::{focus, today};
use crate::live::{follow, live_if};
use crate::parts::{Icon, Request, Tone, announced_alert, crumbs, icon, page_head, problem_text};
use crate::session::use_session;
use crate::show;
use crate::text::*;

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
    let (cpr_input, name_input) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let (cpr_message, name_message): (Message, Message) = (RwSignal::new(None), RwSignal::new(None));
    let request = Request::new();
    let person = Person::default();
    let read = RwSignal::new(None::<Cpr>);
    follow(move || {
        if let Some(input) = cpr_input.get() {
            let _ = input.focus();
        }
    });
    let check_cpr = move || {
        let Some(input) = cpr_input.get_untracked() else {
            return;
        };
        match input.value().parse::<Cpr>() {
            Ok(cpr) => {
                // The hyphen is put in when the field is left, not while it is being typed.
                let digits = cpr.reveal();
                if let Some((date, rest)) = digits.split_at_checked(6) {
                    input.set_value(&format!("{date}-{rest}"));
                }
                cpr_message.set(None);
                read.set(Some(cpr));
            }
            Err(error) => {
                cpr_message.set(Some(cpr_problem(error)));
                read.set(None);
            }
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(cpr), Some(name)) = (cpr_input.get_untracked(), name_input.get_untracked()) else {
            return;
        };
        check_cpr();
        name_message.set(name.value().trim().is_empty().then(|| both(NAME_EMPTY)));
        if cpr_message.with_untracked(Option::is_some) {
            let _ = cpr.focus();
            return;
        }
        if name_message.with_untracked(Option::is_some) {
            let _ = name.focus();
            return;
        }
        let tells = read.with_untracked(|cpr| cpr.as_ref().is_some_and(|cpr| cpr.birth_date().is_some()));
        if !tells && !person.is_complete() {
            return;
        }
        let body = RegisterCitizen {
            cpr: cpr.value(),
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
    let hint = live_if(move || {
        read.with(|cpr| cpr.as_ref().and_then(Cpr::hint)).map(|hint| match hint {
            CprHint::CheckDigit => view! {
                <p class="message message-warning" role="status">
                    {icon(Icon::Warning)}<span>{t(WARNING_PREFIX)}{t(CPR_MODULUS)}</span>
                </p>
            },
        })
    });
    let derived = live_if(move || {
        read.with(|cpr| cpr.as_ref().and_then(|cpr| Some((cpr.birth_date()?, cpr.sex()?)))).map(|(born, sex)| {
            view! {
                <p class="derived" role="status">
                    {tf(BORN, move |language| [("date", show::long_date(born, language))])}" · "{tt(sex.label())}
                </p>
            }
        })
    });
    let title = t(CITIZEN_NEW_TITLE);
    let lead = view! { <p>{t(CITIZEN_NEW_LEAD)}</p> }.into_any();
    view! {
        {crumbs(vec![("/borgere".to_owned(), t(CITIZENS).into_any())])}
        {page_head(Signal::derive(move || title().to_owned()), Some(lead), None, true)}
        <form class="card stack stacked narrow" novalidate=true on:submit=submit>
            {live_if(move || request.problem.get().map(|error| refusal(&error)))}
            <div class="field" class:field-error=Signal::derive(move || cpr_message.with(Option::is_some))>
                <label class="label" for="cpr">{t(CPR)}</label>
                <p class="help" id="cpr-help">{t(CPR_HELP)}</p>
                {message("cpr-message", cpr_message)}
                {hint}
                <input class="input input-cpr" id="cpr" type="text" inputmode="numeric" autocomplete="off"
                    spellcheck="false" node_ref=cpr_input
                    aria-invalid=Signal::derive(move || cpr_message.with(Option::is_some).then_some("true"))
                    aria-describedby=Signal::derive(move || if cpr_message.with(Option::is_some) { "cpr-message" } else { "cpr-help" })
                    on:input=move |_| cpr_message.set(None)
                    on:change=move |_| check_cpr()/>
                {derived}
            </div>
            {person_fields(read, person)}
            <div class="field" class:field-error=Signal::derive(move || name_message.with(Option::is_some))>
                <label class="label" for="name">{t(NAME)}</label>
                {message("name-message", name_message)}
                <input class="input" id="name" type="text" autocomplete="off" spellcheck="false" node_ref=name_input
                    aria-invalid=Signal::derive(move || name_message.with(Option::is_some).then_some("true"))
                    aria-describedby=Signal::derive(move || name_message.with(Option::is_some).then_some("name-message"))
                    on:input=move |_| name_message.set(None)/>
            </div>
            <p class="row">
                <button type="submit" class="button" aria-busy=Signal::derive(move || request.is_busy.get().to_string())>
                    {Signal::derive(move || if request.is_busy.get() { t(CITIZEN_CREATING)() } else { t(CITIZEN_CREATE)() })}
                </button>
                <a class="button button-plain" href="/borgere">{t(CANCEL)}</a>
            </p>
        </form>
    }
    .into_any()
}

/// Date of birth and sex, asked only where the number does not tell them.
fn person_fields(read: RwSignal<Option<Cpr>>, person: Person) -> AnyView {
    let is_asked =
        Memo::new(move |_| read.with(|cpr| cpr.as_ref().is_some_and(|cpr| cpr.birth_date().is_none())));
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

/// What is wrong with a number, said so that it can be mended.
fn cpr_problem(error: ParseCprError) -> Text {
    if error == ParseCprError::Empty { both(CPR_EMPTY) } else { error.message() }
}
