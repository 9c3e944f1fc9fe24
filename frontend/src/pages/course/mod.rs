//! One course: where it stands, its forms, and why it is or is not counted.

mod forms;
mod outcome;
mod steps;

use std::sync::Arc;

use api_client::Answer;
use api_types::{CourseView, OutcomeView};
use domain::ids::CourseId;
use domain::programme::Programme;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::load::Loader;
use crate::pages::Notice;
use crate::parts::{crumbs, page_head};
use crate::programmes::{Programmes, use_programmes};
use crate::session::{Session, use_session};
use crate::show;
use crate::text::*;

/// What the page shows.
#[derive(Clone)]
struct Shown {
    course: CourseView,
    programme: Arc<Programme>,
    outcomes: Vec<OutcomeView>,
}

/// Shows the course the address names.
pub(crate) fn page() -> AnyView {
    let params = use_params_map();
    let (session, programmes) = (use_session(), use_programmes());
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let loader = Loader::new(move || fetch(session.clone(), programmes, id.get()));
    loader.show(course_view)
}

async fn fetch(session: Session, programmes: Programmes, id: String) -> Answer<Shown> {
    // An id that is none is nobody's course: the same answer as for one of another municipality.
    let id: CourseId = id.parse().unwrap_or_else(|_| CourseId::new(uuid::Uuid::nil()));
    let client = session.client();
    let (course, outcomes) = futures::future::try_join(client.course(id), client.outcomes(id)).await?;
    let programme = programmes.get(&session, &course.programme, &course.programme_version).await?;
    Ok(Shown { course, programme, outcomes })
}

fn course_view(shown: Shown) -> AnyView {
    let Shown { course, programme, outcomes } = shown;
    let citizen = course.citizen.clone();
    let (cpr, age, sex) = (citizen.cpr_masked.clone(), citizen.age, citizen.sex);
    let (number, opened) = (course.course_no, course.opened_on);
    let name = citizen.name.clone();
    let title = tf(COURSE_TITLE, move |_| [("name", name.clone())]);
    let lead = view! {
        <p class="citizen-line">
            <span class="nowrap">{cpr}</span>
            <span>{tf(ROW_YEARS, move |_| [("years", age.to_string())])}</span>
            <span>{tt(sex.label())}</span>
            <span>{tf(COURSE_NUMBER, move |_| [("number", number.to_string())])}</span>
            <span>{tf(COURSE_OPENED_ON, move |language| [("date", show::long_date(opened, language))])}</span>
        </p>
    };
    let links = vec![
        ("/borgere".to_owned(), t(CITIZENS).into_any()),
        (format!("/borgere/{}", citizen.id), citizen.name.into_any()),
    ];
    view! {
        {crumbs(links)}
        {page_head(title, Some(lead.into_any()), None, false)}
        {expect_context::<Notice>().take()}
        {steps::steps(&course)}
        <div class="course-grid">
            {forms::forms(&course, &programme)}
            {outcome::outcomes(&programme, outcomes)}
        </div>
    }
    .into_any()
}
