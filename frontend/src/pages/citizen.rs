//! One citizen: the card and the courses.

use api_client::ClientError;
use api_types::{CitizenView, CourseView, OpenCourse};
use domain::access::Permission;
use domain::ids::CitizenId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map};

use crate::live::live_if;
use crate::load::Loader;
use crate::pages::Notice;
use crate::parts::{Icon, Tone, alert, announced_alert, crumbs, empty, icon, page_head, problem_text};
use crate::programmes::HJERTEKOM;
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// Shows the citizen the address names.
pub(crate) fn page() -> AnyView {
    let session = use_session();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let loader = Loader::new(move || {
        let (session, id) = (session.clone(), id.get());
        async move {
            // An id that is none cannot be anybody's: the same answer as for a citizen of another municipality.
            let id: CitizenId = id.parse().unwrap_or_else(|_| CitizenId::new(uuid::Uuid::nil()));
            session.client().citizen(id).await
        }
    });
    loader.show(citizen_view)
}

fn citizen_view(view: CitizenView) -> AnyView {
    let session = use_session();
    let CitizenView { citizen, cpr_hint, courses, .. } = view;
    let (name, born, age, cpr, sex) =
        (citizen.name.clone(), citizen.birth_date, citizen.age, citizen.cpr_masked.clone(), citizen.sex);
    let has_open = courses.iter().any(|course| course.ended_on.is_none());
    let may_open = session.may(Permission::WriteCourses);
    let open = may_open.then(|| open_button(citizen.id, !has_open));
    let lead = view! {
        <p class="citizen-line">
            <span class="nowrap">{cpr}</span>
            <span>{tf(BORN, move |language| [("date", show::long_date(born, language))])}</span>
            <span>{tf(ROW_YEARS, move |_| [("years", age.to_string())])}</span>
            <span>{tt(sex.label())}</span>
        </p>
    };
    let list = if courses.is_empty() {
        empty(t(COURSES_NONE).into_any(), ().into_any())
    } else {
        let rows: Vec<_> = courses.iter().map(row).collect();
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    view! {
        {crumbs(vec![("/borgere".to_owned(), t(CITIZENS).into_any())])}
        {page_head(Signal::derive(move || name.clone()), Some(lead.into_any()), open, false)}
        {expect_context::<Notice>().take()}
        {cpr_hint.map(|hint| alert(Tone::Warning, view! { <p>{tt(hint)}</p> }.into_any()))}
        <section class="group">
            <div class="group-head"><h2>{t(COURSES)}</h2></div>
            {list}
        </section>
    }
    .into_any()
}

/// Opens a course and goes to it. Offered plainly while another course is open, because then the server refuses.
fn open_button(citizen: CitizenId, is_main: bool) -> AnyView {
    let session = use_session();
    let navigate = use_navigate();
    let problem = RwSignal::new(None::<ClientError>);
    let is_busy = RwSignal::new(false);
    let open = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        problem.set(None);
        let (session, navigate) = (session.clone(), navigate.clone());
        spawn_local(async move {
            let course = OpenCourse { citizen_id: citizen, programme: HJERTEKOM.to_owned() };
            match session.watch(session.client().open_course(&course).await) {
                Ok(course) => {
                    navigate(&format!("/forloeb/{}", course.id), leptos_router::NavigateOptions::default());
                }
                Err(error) => {
                    problem.try_set(Some(error));
                }
            }
            is_busy.try_set(false);
        });
    };
    let class = if is_main { "button" } else { "button button-quiet" };
    view! {
        <button type="button" class=class aria-busy=Signal::derive(move || is_busy.get().to_string()) on:click=open>
            {t(COURSE_OPEN_NEW)}
        </button>
        {live_if(move || problem.get().map(|error| {
            announced_alert(Tone::Warning, view! { <p>{problem_text(&error)}</p> }.into_any())
        }))}
    }
    .into_any()
}

fn row(course: &CourseView) -> AnyView {
    let opened = course.opened_on;
    let dates = (course.started_on, course.ended_on);
    let number = course.course_no;
    view! {
        <li>
            <a class="row-link" href=format!("/forloeb/{}", course.id)>
                <span class="row-name">{tf(COURSE_NUMBER, move |_| [("number", number.to_string())])}</span>
                <span class="row-extra"></span><span class="row-extra">{tt(course.state.label())}</span>
                <span class="row-extra">{Signal::derive(move || {
                    let language = use_language().get();
                    match dates {
                        (Some(from), Some(to)) => {
                            format!("{} – {}", show::short_date(from, language), show::short_date(to, language))
                        }
                        (Some(from), None) => ROW_STARTED.fill(language, &[("date", &show::short_date(from, language))]),
                        _ => COURSE_OPENED_ON.fill(language, &[("date", &show::short_date(opened, language))]),
                    }
                })}</span>
                <span class="row-go">{t(ROW_OPEN)}{icon(Icon::ArrowRight)}</span>
            </a>
        </li>
    }
    .into_any()
}
