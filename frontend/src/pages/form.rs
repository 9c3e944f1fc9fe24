//! A form of a course. Everything about it comes from the definition.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::form_view::{form_view, open};
use crate::keep::use_keeper;
use crate::load::Loader;
use crate::programmes::use_programmes;
use crate::session::use_session;

/// Opens the form the address names.
pub(crate) fn page() -> AnyView {
    let params = use_params_map();
    let (session, programmes, keeper) = (use_session(), use_programmes(), use_keeper());
    let address = Memo::new(move |_| {
        params.with(|params| (params.get("id").unwrap_or_default(), params.get("form").unwrap_or_default()))
    });
    let loader = Loader::once(move || {
        let (id, slug) = address.get();
        let session = session.clone();
        async move { open(session, programmes, keeper, id, slug).await }
    });
    loader.show(form_view)
}
