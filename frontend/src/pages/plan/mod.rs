//! The plan of a course: what the answers call for, what was agreed, and what became of it.

mod conditions;
mod fields;
mod goals;
mod interventions;
mod model;
mod rows;
mod saver;
mod suggestions;
mod versions;

use std::sync::Arc;

use api_client::Answer;
use api_types::{CourseView, PlanView, SuggestionList};
use domain::access::Permission;
use domain::ids::CourseId;
use domain::programme::Programme;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::model::PlanModel;
use self::saver::{Saver, save_bar};
use crate::browser::{focus_soon, local, on_window_key, single_key};
use crate::live::live_if;
use crate::load::Loader;
use crate::parts::{Tone, alert, announced_alert, crumbs, page_head};
use crate::programmes::{Programmes, use_programmes};
use crate::routes::id_of_address;
use crate::session::{Session, use_session};
use crate::show;
use crate::text::*;

/// What the page shows.
#[derive(Clone)]
struct Shown {
    course: CourseView,
    programme: Arc<Programme>,
    plan: PlanView,
    suggestions: SuggestionList,
}

/// Shows the plan of the course the address names.
pub(crate) fn page() -> AnyView {
    let params = use_params_map();
    let (session, programmes) = (use_session(), use_programmes());
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    // What is being written stays when the session is renewed.
    let loader = Loader::once(move || fetch(session.clone(), programmes, id.get()));
    loader.show(plan_view)
}

async fn fetch(session: Session, programmes: Programmes, id: String) -> Answer<Shown> {
    let id: CourseId = id_of_address(&id);
    let client = session.client();
    let (course, plan, suggestions) =
        futures::future::try_join3(client.course(id), client.plan(id), client.suggestions(id)).await?;
    let newest = suggestions.items.first().map(|suggestion| suggestion.definition_version.clone());
    let version = newest.unwrap_or_else(|| course.programme_version.clone());
    let programme = programmes.get(&session, &course.programme, &version).await?;
    Ok(Shown { course, programme, plan, suggestions })
}

fn plan_view(shown: Shown) -> AnyView {
    let Shown { course, programme, plan, suggestions } = shown;
    let session = use_session();
    let may_write = session.may(Permission::WriteForms);
    let model = PlanModel::new(programme, &plan.plan, plan.decided.clone(), suggestions.items);
    let saver = Saver::start(model, session, course.id, &plan);
    on_window_key(move |event| {
        if event.ctrl_key() && !event.alt_key() && event.key().eq_ignore_ascii_case("s") {
            event.prevent_default();
            saver.save_now();
        }
        if may_write && let Some(key) = single_key(&event) {
            let is_command = match key.as_str() {
                "a" => suggestions::decide(model, true),
                "x" => suggestions::decide(model, false),
                "i" => focused("add-intervention"),
                "t" => focused("add-condition"),
                "m" => goals::add(model),
                _ => false,
            };
            if is_command {
                event.prevent_default();
            }
        }
    });
    let name = course.citizen.name.clone();
    let title_name = name.clone();
    let title = tf(PLAN_TITLE, move |_| [("name", title_name.clone())]);
    let links = vec![
        ("/borgere".to_owned(), t(CITIZENS).into_any()),
        (format!("/borgere/{}", course.citizen.id), name.into_any()),
        (format!("/forloeb/{}", course.id), t(COURSE_EVENTS).into_any()),
    ];
    view! {
        {crumbs(links)}
        {page_head(title, Some(lead(&plan)), None, false)}
        {(!may_write).then(|| alert(Tone::Info, view! { <p>{t(PLAN_READ_ONLY)}</p> }.into_any()))}
        <div class="plan-notes">{merged_note(saver)}</div>
        <p class="visually-hidden" role="status">{model.said}</p>
        <fieldset class="plan" disabled=!may_write aria-label=t(PLAN)>
            {suggestions::section(model)}
            {interventions::section(model)}
            {conditions::section(model)}
            {goals::section(model)}
        </fieldset>
        {versions::section(model, course.id)}
        {save_bar(saver)}
    }
    .into_any()
}

fn focused(id: &'static str) -> bool {
    focus_soon(id);
    true
}

fn lead(plan: &PlanView) -> AnyView {
    let saved = plan.saved_at.map(|at| local(at).date()).zip(plan.saved_by.clone());
    let saved = saved.map(|(date, name)| {
        let words = tf(PLAN_SAVED_BY, move |language| {
            [("date", show::long_date(date, language)), ("name", name.clone())]
        });
        view! { <p class="small muted">{words}</p> }
    });
    view! { <p>{t(PLAN_LEAD)}</p>{saved} }.into_any()
}

/// Says that somebody else saved the plan in between, and what became of it.
fn merged_note(saver: Saver) -> AnyView {
    live_if(move || {
        saver.merged.get().map(|(name, clashes)| {
            let phrase = if clashes == 0 { PLAN_MERGED } else { PLAN_CLASHED };
            let words = tf(phrase, move |_| [("name", name.clone())]);
            let tone = if clashes == 0 { Tone::Info } else { Tone::Warning };
            announced_alert(tone, view! { <p>{words}</p> }.into_any())
        })
    })
}
