//! Parts of the program that are fetched when a page of theirs is first opened.
//!
//! A page that is opened later is named here with the part it lies in; `xtask` cuts the module along these lines. The
//! first page comes sooner, and a part is fetched once.

use std::pin::Pin;

use api_client::ClientError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use crate::load::Loader;
use crate::pages;

/// A page that is there.
type Page = fn() -> AnyView;
/// A page on its way.
type Coming = Pin<Box<dyn Future<Output = Result<Page, SplitLoaderError>>>>;
/// A page that may have to be fetched.
pub(crate) type Lazy = fn() -> Coming;

macro_rules! parts {
    ($($part:ident: $($name:ident = $page:path),+;)+) => {
        $($(
            pub(crate) fn $name() -> Coming {
                #[wasm_split($part, wasm_split_path = leptos::wasm_split, fallible)]
                fn $name() -> Result<Page, SplitLoaderError> {
                    Ok($page)
                }
                Box::pin($name())
            }
        )+)+
    };
}

parts! {
    worklist: worklist = pages::worklist::page;
    people: citizens = pages::citizens::page, citizen = pages::citizen::page, course = pages::course::page;
    form: form = pages::form::page, admin_trial = pages::admin::trial_page;
    plan: plan = pages::plan::page;
    numbers: overview = pages::overview::page, indicator = pages::indicator::page,
        indicator_courses = pages::indicator::courses::page, compare = pages::compare::page,
        reports = pages::reports::page, flow = pages::flow::page, results = pages::results::page,
        case_mix = pages::case_mix::page, data_quality = pages::data_quality::page,
        quality_courses = pages::data_quality::courses_page;
    life: history = pages::history::page, transfers = pages::transfers::page;
    share: citizen_view = pages::citizen_view::page, note = pages::note::page;
    register: attendance = pages::attendance::page, groups = pages::groups::page;
    registration: citizen_new = pages::citizen_new::page;
    about: dictionary = pages::dictionary::page, help = pages::help::page, about = pages::about::page, profile = pages::profile::page,
        admin_forms = pages::admin::forms_page, admin_indicators = pages::admin::indicators_page;
}

/// Shows a page as soon as its part of the program is there; when it cannot be fetched, says so and tries again.
pub(crate) fn show(lazy: Lazy) -> AnyView {
    let loader = Loader::of_program(move || {
        let coming = lazy();
        async move { coming.await.map_err(|_| ClientError::Network) }
    });
    loader.show(|page| page())
}

/// Fetches what the user will most likely need next.
pub(crate) fn fetch_ahead(lazy: Lazy) {
    // When it fails, opening the page tries again and says so.
    spawn_local(async move { drop(lazy().await) });
}
