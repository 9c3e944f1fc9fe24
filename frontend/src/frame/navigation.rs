//! The main menu by role, and the pages of numbers and of administration, which have a menu of their own below it.

use domain::access::Permission;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

use crate::live::{follow, live, live_if};
use crate::parts::{Icon, PERIOD_IN_ADDRESS, icon};
use crate::session::use_session;
use crate::text::*;

/// A page of a menu: its address, its name and the right it needs.
type Page = (&'static str, Phrase, Permission);

/// The main menu; the first of [`NUMBERS`] a role may see and administration stand after these. At most seven are seen
/// by anybody.
const PAGES: [Page; 4] = [
    ("/arbejdsliste", NAV_WORKLIST, Permission::ReadCourses),
    ("/hold", GROUPS_TITLE, Permission::ReadCourses),
    ("/borgere", NAV_CITIZENS, Permission::SearchCitizens),
    ("/overflytninger", TRANSFERS, Permission::ReadCourses),
];

/// The pages of numbers.
const NUMBERS: [Page; 8] = [
    ("/overblik", NAV_OVERVIEW, Permission::ReadIndicators),
    ("/sammenlign", NAV_COMPARE, Permission::ReadBenchmarks),
    ("/forloebsflow", NAV_FLOW, Permission::ReadIndicators),
    ("/resultater", NAV_RESULTS, Permission::ReadIndicators),
    ("/borgersammensaetning", NAV_CASE_MIX, Permission::ReadIndicators),
    ("/datakvalitet", NAV_DATA_QUALITY, Permission::ReadIndicators),
    ("/rapporter", NAV_REPORTS, Permission::ReadIndicators),
    ("/data", NAV_DATA, Permission::ReadProgrammes),
];

/// The pages of administration.
const ADMIN: [Page; 2] = [
    ("/admin/skemaer", ADMIN_FORMS, Permission::ReviewDefinitions),
    ("/admin/indikatorer", ADMIN_INDICATORS, Permission::ReviewDefinitions),
];

/// Pages that lie below one of a menu and have an address of their own.
const BELOW: [(&str, &str); 2] = [("/indikatorer", "/overblik"), ("/forloeb", "/borgere")];

/// Whether an address is a page or lies below it.
fn is_at(path: &str, page: &str) -> bool {
    let within =
        |page: &str| path.strip_prefix(page).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    within(page) || BELOW.iter().any(|(below, of)| *of == page && within(below))
}

/// The page of a menu an address belongs to.
fn page_of(menu: &[Page], path: &str) -> Option<Page> {
    menu.iter().copied().find(|(page, ..)| is_at(path, page))
}

/// The page of numbers an address belongs to.
fn page_of_numbers(path: &str) -> Option<Page> {
    page_of(&NUMBERS, path)
}

/// The main menu.
pub(super) fn navigation() -> AnyView {
    let session = use_session();
    let path = use_location().pathname;
    let pages = live(move || {
        let may = |(_, _, permission): &Page| session.may(*permission);
        let none = Signal::stored(None);
        let pages = PAGES
            .into_iter()
            .filter(may)
            .map(|page| link(page, none, move || path.with(|path| is_at(path, page.0))));
        let numbers = NUMBERS.into_iter().find(may);
        let numbers =
            numbers.map(|page| link(page, none, move || path.with(|path| page_of_numbers(path).is_some())));
        let admin = ADMIN.into_iter().find(may).map(|(page, _, right)| {
            link((page, NAV_ADMIN, right), none, move || path.with(|path| page_of(&ADMIN, path).is_some()))
        });
        pages.chain(numbers).chain(admin).collect::<Vec<_>>()
    });
    view! { <nav class="nav" aria-label=t(NAV_LABEL)><ul>{pages}</ul></nav> }.into_any()
}

/// The menus of the pages of numbers and of administration, on these pages.
pub(crate) fn number_navigation() -> AnyView {
    let admin = menu_below(&ADMIN, NAV_ADMIN_LABEL, Signal::stored(None));
    view! { {menu_below(&NUMBERS, NAV_NUMBERS_LABEL, shown_period())}{admin} }.into_any()
}

/// The menu of pages that belong together, on these pages; on a narrow screen behind a button with the page's name.
fn menu_below(menu: &'static [Page], label: Phrase, period: Signal<Option<String>>) -> AnyView {
    let session = use_session();
    let path = use_location().pathname;
    let here = Memo::new(move |_| path.with(|path| page_of(menu, path).map(|(page, ..)| page)));
    let is_open = RwSignal::new(false);
    follow(move || {
        path.track();
        is_open.set(false);
    });
    let language = use_language();
    let name = Signal::derive(move || {
        here.get().and_then(|here| page_of(menu, here)).map_or("", |(_, name, _)| name.get(language.get()))
    });
    let is_shown = Memo::new(move |_| here.with(Option::is_some));
    live_if(move || {
        let pages: Vec<_> =
            menu.iter().copied().filter(|(_, _, permission)| session.may(*permission)).collect();
        let links = |page: Page| link(page, period, move || here.get() == Some(page.0));
        (is_shown.get() && pages.len() > 1).then(|| {
            let links: Vec<_> = pages.into_iter().map(links).collect();
            view! {
                <nav class="subnav no-print" aria-label=t(label) data-open=Signal::derive(move || is_open.get().to_string())>
                    <button type="button" class="subnav-button" aria-expanded=Signal::derive(move || is_open.get().to_string())
                        on:click=move |_| is_open.update(|open| *open = !*open)>
                        {name}{icon(Icon::ChevronDown)}
                    </button>
                    <ul>{links}</ul>
                </nav>
            }
        })
    })
}

fn link(
    (href, name, _): Page,
    period: Signal<Option<String>>,
    is_here: impl Fn() -> bool + Send + Sync + 'static,
) -> AnyView {
    let path = use_location().pathname;
    // The page itself, or one above the page.
    let current = Signal::derive(move || {
        is_here().then(|| if path.with(|path| path == href) { "page" } else { "true" })
    });
    let address = Signal::derive(move || match period.get() {
        Some(period) => format!("{href}?{PERIOD_IN_ADDRESS}={period}"),
        None => href.to_owned(),
    });
    view! { <li><a href=address aria-current=current>{t(name)}</a></li> }.into_any()
}

/// The period the numbers are shown for, which goes along from page to page.
fn shown_period() -> Signal<Option<String>> {
    let query = use_query_map();
    let is_plain =
        |text: &String| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    Signal::derive(move || query.with(|query| query.get(PERIOD_IN_ADDRESS)).filter(is_plain))
}

#[cfg(test)]
mod tests {
    use domain::access::Role;

    use super::*;

    #[test]
    fn an_address_belongs_to_its_page_and_not_to_one_that_begins_alike() {
        let page = |path| page_of_numbers(path).map(|(page, ..)| page);
        assert_eq!(page("/overblik"), Some("/overblik"));
        assert_eq!(page("/indikatorer/smokefree"), Some("/overblik"));
        assert_eq!(page("/data"), Some("/data"));
        assert_eq!(page("/datakvalitet"), Some("/datakvalitet"));
        assert_eq!(page("/forloebsflow"), Some("/forloebsflow"));
        assert_eq!(page("/forloeb/1"), None);
        assert_eq!(page_of(&ADMIN, "/admin/skemaer/proev").map(|(page, ..)| page), Some("/admin/skemaer"));
        assert!(is_at("/forloeb/1/start", "/borgere"));
        assert!(!is_at("/forloebsflow", "/borgere"));
    }

    #[test]
    fn nobody_sees_more_than_seven_pages_in_the_main_menu_and_everybody_reaches_the_definitions() {
        for role in Role::ALL.iter().copied() {
            let may = |page: &&Page| role.may(page.2);
            let admin = usize::from(ADMIN.iter().any(|page| may(&page)));
            assert!(PAGES.iter().filter(may).count() + admin < 7, "{role:?}");
            assert!(NUMBERS.iter().any(|page| may(&page)), "{role:?}");
        }
    }
}
