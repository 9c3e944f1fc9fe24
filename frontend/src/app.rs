//! The application: what every screen shares, and the router.

use leptos::prelude::*;
use leptos_router::components::Router;

use crate::frame::{expired_dialog, footer, header, idle_warning, skip_link};
use crate::pages::Notice;
use crate::preferences::Preferences;
use crate::programmes::Programmes;
use crate::session::Session;
use crate::{browser, routes};

/// The whole application.
pub(crate) fn app() -> impl IntoView {
    let preferences = Preferences::from_browser();
    provide_context(preferences);
    provide_context(preferences.language);
    provide_context(Programmes::default());
    provide_context(Notice::default());
    let session = Session::new(browser::origin());
    provide_context(session.clone());
    session.restore();

    let expired = session.clone();
    view! {
        <Router>
            <div class="app" inert=Signal::derive(move || expired.is_expired())>
                {skip_link()}
                {header()}
                <main id="main" class="main" tabindex="-1">
                    {routes::routes()}
                </main>
                {footer()}
                {idle_warning()}
            </div>
            {expired_dialog()}
        </Router>
    }
}
