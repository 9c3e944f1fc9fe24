//! The route table: one row per page.

use std::str::FromStr;

use domain::access::Permission;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Redirect, Route};
use leptos_router::hooks::use_location;
use leptos_router::path;
use uuid::Uuid;

use crate::lazy;
use crate::live::live;
use crate::pages::{login, not_found};
use crate::parts::{forbidden, skeleton};
use crate::session::use_session;

/// All pages.
pub(crate) fn routes() -> impl IntoView {
    view! {
        <FlatRoutes fallback=not_found::page>
            <Route path=path!("/") view=login::page/>
            <Route path=path!("/arbejdsliste") view=|| guard(Some(Permission::ReadCourses), || lazy::show(lazy::worklist))/>
            <Route path=path!("/borgere") view=|| guard(Some(Permission::SearchCitizens), || lazy::show(lazy::citizens))/>
            <Route path=path!("/borgere/ny") view=|| guard(Some(Permission::WriteCitizens), || lazy::show(lazy::citizen_new))/>
            <Route path=path!("/borgere/:id") view=|| guard(Some(Permission::ReadCitizens), || lazy::show(lazy::citizen))/>
            <Route path=path!("/forloeb/:id") view=|| guard(Some(Permission::ReadCourses), || lazy::show(lazy::course))/>
            <Route path=path!("/forloeb/:id/borger") view=|| guard(Some(Permission::ReadForms), || lazy::show(lazy::citizen_view))/>
            <Route path=path!("/forloeb/:id/historik") view=|| guard(Some(Permission::ReadForms), || lazy::show(lazy::history))/>
            <Route path=path!("/forloeb/:id/notat") view=|| guard(Some(Permission::ReadForms), || lazy::show(lazy::note))/>
            <Route path=path!("/forloeb/:id/undervejs") view=|| guard(Some(Permission::ReadCourses), || lazy::show(lazy::attendance))/>
            <Route path=path!("/hold") view=|| guard(Some(Permission::ReadCourses), || lazy::show(lazy::groups))/>
            <Route path=path!("/forloeb/:id/plan") view=|| guard(Some(Permission::ReadForms), || lazy::show(lazy::plan))/>
            <Route path=path!("/forloeb/:id/:form") view=|| guard(Some(Permission::ReadForms), || lazy::show(lazy::form))/>
            <Route path=path!("/overflytninger") view=|| guard(Some(Permission::ReadCourses), || lazy::show(lazy::transfers))/>
            <Route path=path!("/overblik") view=|| guard(Some(Permission::ReadIndicators), || lazy::show(lazy::overview))/>
            <Route path=path!("/indikatorer/:id") view=|| guard(Some(Permission::ReadIndicators), || lazy::show(lazy::indicator))/>
            <Route path=path!("/indikatorer/:id/forloeb") view=|| guard(Some(Permission::ReadCoursesBehindNumbers), || lazy::show(lazy::indicator_courses))/>
            <Route path=path!("/forloebsflow") view=|| guard(Some(Permission::ReadIndicators), || lazy::show(lazy::flow))/>
            <Route path=path!("/resultater") view=|| guard(Some(Permission::ReadIndicators), || lazy::show(lazy::results))/>
            <Route path=path!("/borgersammensaetning") view=|| guard(Some(Permission::ReadIndicators), || lazy::show(lazy::case_mix))/>
            <Route path=path!("/datakvalitet") view=|| guard(Some(Permission::ReadIndicators), || lazy::show(lazy::data_quality))/>
            <Route path=path!("/datakvalitet/forloeb") view=|| guard(Some(Permission::ReadCoursesBehindNumbers), || lazy::show(lazy::quality_courses))/>
            <Route path=path!("/sammenlign") view=|| guard(Some(Permission::ReadBenchmarks), || lazy::show(lazy::compare))/>
            <Route path=path!("/rapporter") view=|| guard(Some(Permission::ReadIndicators), || lazy::show(lazy::reports))/>
            <Route path=path!("/data") view=definitions/>
            <Route path=path!("/admin/skemaer") view=|| guard(Some(Permission::ReviewDefinitions), || lazy::show(lazy::admin_forms))/>
            <Route path=path!("/admin/skemaer/proev") view=|| guard(Some(Permission::ReviewDefinitions), || lazy::show(lazy::admin_trial))/>
            <Route path=path!("/admin/indikatorer") view=|| guard(Some(Permission::ReviewDefinitions), || lazy::show(lazy::admin_indicators))/>
            <Route path=path!("/hjaelp") view=|| lazy::show(lazy::help)/>
            <Route path=path!("/om") view=|| lazy::show(lazy::about)/>
            <Route path=path!("/profil") view=|| guard(None, || lazy::show(lazy::profile))/>
        </FlatRoutes>
    }
}

/// The id an address names. One that is none is nobody's: the same answer as for what another municipality has.
pub(crate) fn id_of_address<T: FromStr + From<Uuid>>(id: &str) -> T {
    id.parse().unwrap_or_else(|_| Uuid::nil().into())
}

/// Shows the definitions to everybody where the installation allows it, else to those who log in.
fn definitions() -> AnyView {
    let session = use_session();
    let is_public = Memo::new(move |_| {
        let is_absent = !session.is_restoring() && !session.is_present();
        if is_absent { session.installation().map(|about| about.public_definitions) } else { Some(false) }
    });
    live(move || match is_public.get() {
        None => skeleton(4),
        Some(true) => untrack(|| lazy::show(lazy::dictionary)),
        Some(false) => untrack(|| guard(Some(Permission::ReadProgrammes), || lazy::show(lazy::dictionary))),
    })
}

/// Whether a page may be shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gate {
    Restoring,
    Absent,
    Forbidden,
    Open,
}

/// Shows a page to those who may see it: others log in first, or are told which right they lack.
fn guard(permission: Option<Permission>, page: fn() -> AnyView) -> AnyView {
    let session = use_session();
    let address = use_location();
    // A memo, so that an expiring session does not rebuild the page and lose what was typed.
    let gate = Memo::new(move |_| {
        if session.is_restoring() {
            Gate::Restoring
        } else if !session.is_present() {
            Gate::Absent
        } else if permission.is_some_and(|permission| !session.may(permission)) {
            Gate::Forbidden
        } else {
            Gate::Open
        }
    });
    live(move || match gate.get() {
        Gate::Restoring => skeleton(4),
        Gate::Absent => {
            let query = address.search.get_untracked();
            let query = if query.is_empty() { query } else { format!("?{query}") };
            let next = format!("{}{query}", address.pathname.get_untracked());
            view! { <Redirect path=format!("/?next={}", js_sys::encode_uri_component(&next))/> }.into_any()
        }
        Gate::Forbidden => forbidden(),
        // As in `Loader::show`.
        Gate::Open => untrack(page),
    })
}
