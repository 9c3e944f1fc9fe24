//! Finding a citizen of the own municipality.

use api_types::{CitizenSummary, CitizensFound, CourseFilter, CoursePage, SearchCitizens};
use chrono::NaiveDate;
use domain::access::Permission;
use domain::cpr::Cpr;
use domain::typing::read_date;
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use crate::browser::today;
use crate::live::{follow, live, live_if};
use crate::load::{Load, Loader};
use crate::parts::{Icon, empty, icon, page_head, problem_alert, skeleton};
use crate::session::{Session, use_session};
use crate::show;
use crate::text::*;

/// So many courses that were changed last are looked at before anything is searched for.
const RECENT: u32 = 10;

/// What a search text asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Query {
    Cpr(String),
    Born(NaiveDate),
    Name(String),
}

/// Reads what was typed: ten characters with digits are a number, a date is a date, the rest is a name.
fn query(text: &str, today: NaiveDate) -> Option<Query> {
    let text = text.trim();
    if text.chars().any(|c| c.is_ascii_digit()) {
        if text.parse::<Cpr>().is_ok() {
            return Some(Query::Cpr(text.to_owned()));
        }
        return born(text, today).map(Query::Born);
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= 2).then(|| Query::Name(text.to_owned()))
}

/// A date of birth: unlike a clinical date, two digits of a year are the most recent such year.
fn born(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    use chrono::Datelike;
    let date = read_date(text, today).ok().flatten()?;
    if date > today {
        NaiveDate::from_ymd_opt(date.year() - 100, date.month(), date.day())
    } else {
        Some(date)
    }
}

/// Search by CPR number, name or date of birth.
pub(crate) fn page() -> AnyView {
    let session = use_session();
    let language = use_language();
    let input = NodeRef::<Input>::new();
    let found = RwSignal::new(None::<Load<CitizensFound>>);
    let too_short = RwSignal::new(false);
    let latest = StoredValue::new(0_u32);
    let navigate = use_navigate();
    follow(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let may_write = session.may(Permission::WriteCitizens);
    let unit = session.clone();
    let search = move |is_asked: bool| {
        let Some(field) = input.get_untracked() else {
            return;
        };
        let Some(query) = query(&field.value(), today()) else {
            too_short.set(true);
            let _ = field.focus();
            return;
        };
        too_short.set(false);
        found.set(Some(Load::Waiting));
        let body = match query {
            Query::Cpr(cpr) => SearchCitizens { cpr: Some(cpr), ..SearchCitizens::default() },
            Query::Born(date) => SearchCitizens { birth_date: Some(date), ..SearchCitizens::default() },
            Query::Name(name) => SearchCitizens { name: Some(name), ..SearchCitizens::default() },
        };
        let (session, navigate) = (session.clone(), navigate.clone());
        let turn = latest.get_value() + 1;
        latest.set_value(turn);
        spawn_local(async move {
            let answer = session.watch(session.client().search_citizens(&body).await);
            // Something else has been searched for since, or the page is gone.
            if latest.try_get_value() != Some(turn) {
                return;
            }
            // Enter leads straight to the only one there is, and so does a whole number.
            if let Ok(hits) = &answer
                && let Some(only) = only(hits).filter(|_| is_asked || body.cpr.is_some())
            {
                navigate(&format!("/borgere/{}", only.id), leptos_router::NavigateOptions::default());
                return;
            }
            found.set(Some(match answer {
                Ok(hits) => Load::Ready(hits),
                Err(error) => Load::Failed(error),
            }));
        });
    };
    let (on_submit, on_digits) = (search.clone(), search);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit(true);
    };
    // Ten digits are a whole number: no need to press Enter.
    let typed = move |event| {
        too_short.set(false);
        if event_target_value(&event).parse::<Cpr>().is_ok() {
            on_digits(false);
        }
    };
    let unit_name = {
        let unit = unit.clone();
        move || unit.unit(language.get())
    };
    let help = {
        let unit_name = unit_name.clone();
        tf(CITIZENS_SEARCH_HELP, move |_| [("unit", unit_name())])
    };
    let actions =
        may_write.then(|| view! { <a class="button" href="/borgere/ny">{t(NEW_CITIZEN)}</a> }.into_any());
    let title = t(CITIZENS);
    let reader = unit;
    let results = live(move || match found.get() {
        None if reader.may(Permission::ReadCourses) => recent(reader.clone()),
        None => ().into_any(),
        Some(Load::Waiting) => skeleton(3),
        Some(Load::Failed(error)) => problem_alert(&error, None),
        Some(Load::Ready(hits)) if hits.items.is_empty() => {
            let unit_name = unit_name.clone();
            let hint =
                may_write.then(|| view! { <a class="button" href="/borgere/ny">{t(CITIZEN_CREATE)}</a> });
            empty(tf(CITIZENS_NONE, move |_| [("unit", unit_name())]).into_any(), hint.into_any())
        }
        Some(Load::Ready(hits)) => list(hits),
    });
    view! {
        {page_head(Signal::derive(move || title().to_owned()), None, actions, true)}
        <form class="filters" role="search" on:submit=submit>
            <div class="field stacked" class:field-error=too_short>
                <label class="label" for="search">{t(CITIZENS_SEARCH_LABEL)}</label>
                <p class="help" id="search-help">{help}</p>
                {live_if(move || too_short.get().then(|| view! {
                    <p class="message message-error" id="search-message">
                        {icon(Icon::Error)}
                        <span><span class="visually-hidden">{t(ERROR_PREFIX)}</span>{t(CITIZENS_TOO_SHORT)}</span>
                    </p>
                }))}
                <input class="input input-search" id="search" type="search" autocomplete="off" spellcheck="false" node_ref=input
                    aria-invalid=Signal::derive(move || too_short.get().then_some("true"))
                    aria-describedby=Signal::derive(move || if too_short.get() { "search-message" } else { "search-help" })
                    on:input=typed/>
            </div>
            <button type="submit" class="button">{t(CITIZENS_SEARCH)}</button>
        </form>
        <div class="group" aria-live="polite">{results}</div>
    }
    .into_any()
}

/// The citizen who was found, if there is exactly one; of a list that was cut nobody knows.
fn only(hits: &CitizensFound) -> Option<&CitizenSummary> {
    hits.items.first().filter(|_| hits.items.len() == 1 && hits.total == 1)
}

/// The citizens whose courses were changed last: who is looked for is often one of them.
fn recent(session: Session) -> AnyView {
    let loader = Loader::new(move || {
        let session = session.clone();
        async move { session.client().courses(CourseFilter::All, None, RECENT).await }
    });
    loader.show(|page: CoursePage| {
        let mut shown = Vec::new();
        let mut rows = Vec::new();
        for course in &page.items {
            if !shown.contains(&course.citizen.id) {
                shown.push(course.citizen.id);
                rows.push(row(&course.citizen));
            }
        }
        if rows.is_empty() {
            return ().into_any();
        }
        view! { <h2 class="group-head">{t(CITIZENS_RECENT)}</h2><ul class="rows">{rows}</ul> }.into_any()
    })
}

fn list(hits: CitizensFound) -> AnyView {
    let total = hits.total;
    let language = use_language();
    let count = Signal::derive(move || match total {
        1 => CITIZENS_FOUND_ONE.get(language.get()).to_owned(),
        _ => CITIZENS_FOUND.fill(language.get(), &[("count", &total.to_string())]),
    });
    let rows: Vec<_> = hits.items.iter().map(row).collect();
    view! { <p class="group-head">{count}</p><ul class="rows">{rows}</ul> }.into_any()
}

fn row(citizen: &CitizenSummary) -> AnyView {
    let (name, age, born, cpr) =
        (citizen.name.clone(), citizen.age, citizen.birth_date, citizen.cpr_masked.clone());
    view! {
        <li>
            <a class="row-link" href=format!("/borgere/{}", citizen.id)>
                <span class="row-name">{name}</span>
                <span class="row-extra muted nowrap">{cpr}</span>
                <span class="row-extra">
                    {tf(BORN, move |language| [("date", show::short_date(born, language))])}
                </span>
                <span class="row-extra">{tf(ROW_YEARS, move |_| [("years", age.to_string())])}</span>
                <span class="row-go">{t(ROW_OPEN)}{icon(Icon::ArrowRight)}</span>
            </a>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn only_a_single_hit_is_opened() {
        let hits = |count: usize, total: u64| {
            let citizen = serde_json::json!({"id": uuid::Uuid::nil(), "name": "Bo Prøve", "cpr_masked": "710350-••••",
                "birth_date": "1950-03-11", "age": 76, "sex": "male"});
            let found = serde_json::json!({"items": vec![citizen; count], "total": total});
            serde_json::from_value::<CitizensFound>(found).unwrap()
        };
        assert!(only(&hits(1, 1)).is_some());
        assert!(only(&hits(0, 0)).is_none() && only(&hits(2, 2)).is_none() && only(&hits(1, 3)).is_none());
    }

    #[test]
    fn what_is_typed_decides_what_is_searched() {
        let today = day("2026-03-02");
        assert_eq!(query("710350-1234", today), Some(Query::Cpr("710350-1234".into())));
        assert_eq!(query("11.03.1950", today), Some(Query::Born(day("1950-03-11"))));
        assert_eq!(query("110350", today), Some(Query::Born(day("1950-03-11"))));
        assert_eq!(query(" Anna Borg ", today), Some(Query::Name("Anna Borg".into())));
        for nothing in ["", "a", "-", "12", "41"] {
            assert_eq!(query(nothing, today), None, "{nothing:?}");
        }
    }
}
