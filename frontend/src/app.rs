//! The application: what every screen shares, and the router.

use std::time::Duration;

use domain::access::Permission;
use leptos::prelude::*;
use leptos_router::components::Router;

use crate::frame::{
    expired_dialog, footer, header, idle_warning, number_navigation, shortcuts, skip_link, strip,
};
use crate::keep::Keeper;
use crate::live::follow;
use crate::pages::Notice;
use crate::preferences::Preferences;
use crate::programmes::Programmes;
use crate::session::Session;
use crate::{browser, lazy, routes};

/// When the course page and the forms are fetched: after the first page is there.
const FETCH_AHEAD: Duration = Duration::from_secs(1);

/// The whole application.
pub(crate) fn app() -> impl IntoView {
    let preferences = Preferences::from_browser();
    provide_context(preferences);
    provide_context(preferences.language);
    provide_context(Programmes::default());
    provide_context(Notice::default());
    let session = Session::new(browser::origin());
    provide_context(session.clone());
    provide_context(Keeper::start(&session));
    session.restore();
    // Most begin there, and it comes while they log in.
    lazy::fetch_ahead(lazy::worklist);

    let over = session.clone();
    follow(move || {
        if over.ends() > 0 {
            preferences.outlive_session();
        }
    });
    let (expired, typing) = (session.clone(), session.clone());
    follow(move || {
        if typing.may(Permission::WriteForms) {
            set_timeout(|| [lazy::course, lazy::form].into_iter().for_each(lazy::fetch_ahead), FETCH_AHEAD);
        }
    });
    view! {
        <Router>
            <div class="app" inert=Signal::derive(move || expired.is_expired())>
                {shortcuts()}
                {skip_link()}
                {header()}
                {number_navigation()}
                <main id="main" class="main" tabindex="-1">
                    {routes::routes()}
                </main>
                {footer()}
                {strip()}
                {idle_warning()}
            </div>
            {expired_dialog()}
        </Router>
    }
}
