//! One citizen: the card, the courses as a timeline with their key values, and what can be done.

mod death;
mod merge;
mod timeline;

use api_types::{CitizenView, OpenCourse};
use domain::access::Permission;
use domain::cpr::IdType;
use domain::ids::CitizenId;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

use crate::live::live_if;
use crate::load::Loader;
use crate::pages::Notice;
use crate::parts::{
    MenuItem, Request, Tone, alert, announced_alert, crumbs, dialog, empty, menu, page_head, problem_text,
};
use crate::programmes::HJERTEKOM;
use crate::routes::id_of_address;
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// The menu's button.
const MENU: &str = "citizen-actions";

/// What the citizen page's dialogs share.
#[derive(Clone)]
struct Acting {
    id: CitizenId,
    version: i64,
    open: RwSignal<Option<Open>>,
    is_open: RwSignal<bool>,
    reload: Callback<()>,
}

/// What a dialog is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Merge,
    Death,
    DeathUndone,
}

/// Shows the citizen the address names.
pub(crate) fn page() -> AnyView {
    let session = use_session();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let loader = Loader::once(move || {
        let (session, id) = (session.clone(), id.get());
        async move {
            let id: CitizenId = id_of_address(&id);
            session.client().citizen(id).await
        }
    });
    let reload = Callback::new(move |()| loader.reload());
    loader.show(move |view| citizen_view(view, reload))
}

fn citizen_view(view: CitizenView, reload: Callback<()>) -> AnyView {
    let session = use_session();
    let CitizenView { citizen, id_type, version, cpr_hint, courses } = view;
    let (name, born, age, cpr, sex, died) = (
        citizen.name.clone(),
        citizen.birth_date,
        citizen.age,
        citizen.cpr_masked.clone(),
        citizen.sex,
        citizen.death_date,
    );
    let has_open = courses.iter().any(|course| course.state.is_open());
    let may_open = session.may(Permission::WriteCourses) && died.is_none();
    let open = may_open.then(|| open_button(citizen.id, !has_open));
    let acting =
        Acting { id: citizen.id, version, open: RwSignal::new(None), is_open: RwSignal::new(false), reload };
    let actions = session.may(Permission::WriteCitizens).then(|| actions(&acting, id_type, died.is_some()));
    let lead = view! {
        <p class="citizen-line">
            <span class="nowrap">{cpr}</span>
            <span class="nowrap">{tf(BORN, move |language| [("date", show::long_date(born, language))])}</span>
            <span class="nowrap">{tf(ROW_YEARS, move |_| [("years", age.to_string())])}</span>
            <span class="nowrap">{tt(sex.label())}</span>
            {died.map(|day| view! {
                <span class="nowrap">{tf(DIED_ON, move |language| [("date", show::long_date(day, language))])}</span>
            })}
            {(id_type != IdType::Cpr).then(|| view! { <span class="tag">{tt(id_type.label())}</span> })}
        </p>
    };
    let list = if courses.is_empty() {
        empty(t(COURSES_NONE).into_any(), ().into_any())
    } else {
        timeline::timeline(courses)
    };
    let head = view! { {open}{actions} };
    view! {
        {crumbs(vec![("/borgere".to_owned(), t(CITIZENS).into_any())])}
        {page_head(Signal::derive(move || name.clone()), Some(lead.into_any()), Some(head.into_any()), false)}
        {expect_context::<Notice>().take()}
        {cpr_hint.map(|hint| alert(Tone::Warning, view! { <p>{tt(hint)}</p> }.into_any()))}
        <section class="group">
            <div class="group-head"><h2>{t(COURSES)}</h2></div>
            {list}
        </section>
    }
    .into_any()
}

/// The menu and its dialogs.
fn actions(acting: &Acting, id_type: IdType, is_dead: bool) -> AnyView {
    let item = |name: Phrase, open: Open| {
        let acting = acting.clone();
        let act = Callback::new(move |()| {
            acting.open.set(Some(open));
            acting.is_open.set(true);
        });
        MenuItem { name, act }
    };
    let mut items = Vec::new();
    if id_type != IdType::Cpr {
        items.push(item(MERGE, Open::Merge));
    }
    items.push(if is_dead {
        item(ACTION_DEATH_UNDO, Open::DeathUndone)
    } else {
        item(ACTION_DEATH, Open::Death)
    });
    let (language, open) = (use_language(), acting.open);
    let title = Signal::derive(move || {
        let phrase = match open.get() {
            Some(Open::Merge) => MERGE,
            Some(Open::DeathUndone) => ACTION_DEATH_UNDO,
            _ => ACTION_DEATH,
        };
        phrase.get(language.get()).to_owned()
    });
    let acting = acting.clone();
    let is_open = acting.is_open;
    let dialog = dialog(is_open, MENU, title, move || match acting.open.get_untracked() {
        Some(Open::Merge) => merge::merge_form(&acting),
        Some(Open::Death) => death::death_form(&acting),
        Some(Open::DeathUndone) => death::undo_form(&acting),
        None => ().into_any(),
    });
    view! { {menu(MENU, ACTIONS, items)}{dialog} }.into_any()
}

/// Opens a course and goes to it. Offered plainly while another course is open, because then the server refuses.
fn open_button(citizen: CitizenId, is_main: bool) -> AnyView {
    let session = use_session();
    let navigate = use_navigate();
    let request = Request::new();
    let open = move |_| {
        let (session, navigate) = (session.clone(), navigate.clone());
        let ask = async move {
            let course = OpenCourse { citizen_id: citizen, programme: HJERTEKOM.to_owned() };
            session.watch(session.client().open_course(&course).await)
        };
        request.run(ask, move |course| {
            navigate(&format!("/forloeb/{}", course.id), leptos_router::NavigateOptions::default());
        });
    };
    let class = if is_main { "button" } else { "button button-quiet" };
    view! {
        <button type="button" class=class aria-busy=Signal::derive(move || request.is_busy.get().to_string()) on:click=open>
            {t(COURSE_OPEN_NEW)}
        </button>
        {live_if(move || request.problem.get().map(|error| {
            announced_alert(Tone::Warning, view! { <p>{problem_text(&error)}</p> }.into_any())
        }))}
    }
    .into_any()
}
