//! One course: where it stands, what can be done with it, its forms, and why it is or is not counted.

pub(crate) mod actions;
mod forms;
mod life;
mod outcome;
mod rules;
mod steps;

use std::sync::Arc;

use api_client::Answer;
use api_types::{CourseEvents, CourseView, FormState, OutcomeView};
use domain::access::Permission;
use domain::ids::CourseId;
use domain::programme::Programme;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

use self::actions::Acting;
use crate::browser::{is_covered, on_window_key, single_key};
use crate::load::Loader;
use crate::pages::Notice;
use crate::parts::{crumbs, page_head};
use crate::programmes::{Programmes, use_programmes};
use crate::routes::id_of_address;
use crate::session::{Session, use_session};
use crate::show;
use crate::text::*;

/// The other pages of a course, the right each needs, and the key that opens it.
const PAGES: [(&str, Phrase, Permission, Option<&str>); 5] = [
    ("undervejs", UNDER_WAY, Permission::ReadCourses, None),
    ("plan", PAGE_PLAN, Permission::ReadForms, None),
    ("borger", CITIZEN_VIEW, Permission::ReadForms, Some("v")),
    ("notat", NOTE, Permission::ReadForms, None),
    ("historik", PAGE_HISTORY, Permission::ReadForms, None),
];

/// The keys that open a form.
const FORM_KEYS: [(&str, &str); 2] = [("s", "start"), ("e", "slut")];

/// What the page shows.
#[derive(Clone)]
struct Shown {
    course: CourseView,
    programme: Arc<Programme>,
    outcomes: Vec<OutcomeView>,
    events: CourseEvents,
}

/// Shows the course the address names.
pub(crate) fn page() -> AnyView {
    let params = use_params_map();
    let (session, programmes) = (use_session(), use_programmes());
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    keys(id);
    let loader = Loader::once(move || fetch(session.clone(), programmes, id.get()));
    let reload = Callback::new(move |()| loader.reload());
    loader.show(move |shown| course_view(shown, reload))
}

async fn fetch(session: Session, programmes: Programmes, id: String) -> Answer<Shown> {
    let id: CourseId = id_of_address(&id);
    let client = session.client();
    let (course, outcomes, events) =
        futures::future::try_join3(client.course(id), client.outcomes(id), client.course_events(id)).await?;
    let programme = programmes.get(&session, &course.programme, &course.programme_version).await?;
    Ok(Shown { course, programme, outcomes, events })
}

/// Single keys that open the forms and the citizen view.
fn keys(id: Memo<String>) {
    let (session, navigate) = (use_session(), use_navigate());
    on_window_key(move |event| {
        let Some(key) = single_key(&event).filter(|_| !is_covered()) else { return };
        let pages = PAGES.iter().filter_map(|(slug, .., key)| Some(((*key)?, *slug)));
        let Some((_, slug)) = FORM_KEYS.into_iter().chain(pages).find(|(of, _)| *of == key) else { return };
        if session.may(Permission::ReadForms) {
            event.prevent_default();
            let path = format!("/forloeb/{}/{slug}", id.get_untracked());
            navigate(&path, leptos_router::NavigateOptions::default());
        }
    });
}

fn course_view(shown: Shown, reload: Callback<()>) -> AnyView {
    let Shown { course, programme, outcomes, events } = shown;
    let acting = Acting::new(course.clone(), reload);
    let citizen = course.citizen.clone();
    let (cpr, age, sex, died) = (citizen.cpr_masked.clone(), citizen.age, citizen.sex, citizen.death_date);
    let number = course.course_no;
    let name = citizen.name.clone();
    let title = tf(COURSE_TITLE, move |_| [("name", name.clone())]);
    let lead = view! {
        <p class="citizen-line">
            <span class="nowrap">{cpr}</span>
            <span class="nowrap">{tf(ROW_YEARS, move |_| [("years", age.to_string())])}</span>
            <span class="nowrap">{tt(sex.label())}</span>
            {died.map(|day| view! {
                <span class="nowrap">{tf(DIED_ON, move |language| [("date", show::long_date(day, language))])}</span>
            })}
            <span class="nowrap">{tf(COURSE_NUMBER, move |_| [("number", number.to_string())])}</span>
        </p>
    };
    let links = vec![
        ("/borgere".to_owned(), t(CITIZENS).into_any()),
        (format!("/borgere/{}", citizen.id), citizen.name.into_any()),
    ];
    // Before a form is completed there is nothing to count by.
    let has_form = course.forms.iter().any(|form| form.state == FormState::Submitted);
    let outcomes = if has_form { outcomes } else { Vec::new() };
    let menu = actions::actions(&acting, &events);
    view! {
        {crumbs(links)}
        {page_head(title, Some(lead.into_any()), menu, false)}
        <div class="stack course-notes">
            {expect_context::<Notice>().take()}
            {life::standing(&acting, &events)}
        </div>
        {steps::steps(&course)}
        {pages(course.id)}
        <div class="course-grid">
            {forms::forms(&course, &programme)}
            {outcome::outcomes(&programme, outcomes)}
        </div>
    }
    .into_any()
}

/// Links to the other pages of the course.
fn pages(id: CourseId) -> AnyView {
    let session = use_session();
    let link = |(slug, name, right, key): (&'static str, Phrase, Permission, Option<&'static str>)| {
        session.may(right).then(|| {
            view! {
                <li><a class="course-link" href=format!("/forloeb/{id}/{slug}") aria-keyshortcuts=key>
                    {t(name)}{key.map(|key| view! { <kbd aria-hidden="true">{key}</kbd> })}
                </a></li>
            }
        })
    };
    let links: Vec<_> = PAGES.into_iter().filter_map(link).collect();
    view! { <nav class="course-links no-print" aria-label=t(COURSE_PAGES)><ul>{links}</ul></nav> }.into_any()
}
